"""Choosing among options: by what is picked, and by what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from flows.prompt import Choice
from flows.question import Option
from flows.refusal import Refusal, RefusalCode
from flows.wording.choices import Ambiguous, match_label, match_labels
from flows.wording.languages import language_named

__all__ = ["OTHER_AT_MOST", "and_then", "as_choices", "label_of", "named", "named_several"]

#: characters of a free answer beside the options: it has to fit where a label does
OTHER_AT_MOST = 300


def as_choices(options: Sequence[Option], chosen: Sequence[str] = ()) -> tuple[Choice, ...]:
    """The options as a prompt offers them."""
    return tuple(
        Choice(option.id, option.label, option.hint, chosen=option.id in chosen)
        for option in options
    )


def label_of(options: Sequence[Option], option_id: str) -> str:
    """What a reader sees of an option; its id when it is there no more."""
    return next((option.label for option in options if option.id == option_id), option_id)


def and_then(things: Sequence[str], language: str) -> str:
    """Several things on one line, set apart as the language does."""
    space = language_named(language).typography.space_before.get(";", "")
    return f"{space}; ".join(things)


def named(text: str, choices: Sequence[Choice]) -> str | Refusal | None:
    """The id of the choice that a text names by number, label or id.

    A refusal when it could be several; none when it names none.
    """
    if any(text == choice.id for choice in choices) and not _is_place(text, choices):
        return text
    match match_label(text, [choice.label for choice in choices]):
        case int(index):
            return choices[index].id
        case Ambiguous(candidates):
            labels = " · ".join(choices[index].label for index in candidates)
            return Refusal(RefusalCode.WHICH_ONE, {"choices": labels})
        case None:
            return None


def _is_place(text: str, choices: Sequence[Choice]) -> bool:
    """A number says the place in what is shown, even where ids are numbers too."""
    return text.isascii() and text.isdigit() and 1 <= int(text) <= len(choices)


def named_several(text: str, choices: Sequence[Choice]) -> tuple[str, ...]:
    """The ids of the choices that a text names one after the other; empty when any is unclear."""
    words = [word.strip() for word in text.replace(";", ",").split(",")]
    ids = {choice.id for choice in choices}
    if all(word in ids for word in words):
        return tuple(dict.fromkeys(words))
    found = match_labels(text, [choice.label for choice in choices])
    return tuple(choices[index].id for index in found or ())
