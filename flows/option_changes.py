"""What changed in the options of one question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.changes import Change, Effect, Noun, What
from flows.fields import otherwise, reworded
from flows.naming import former_names
from flows.ordering import moved
from flows.question import Option, Question
from flows.renames import options_of

__all__ = ["Questions", "option_changes"]


@dataclass(frozen=True, slots=True)
class Questions:
    """A question before and after, in the language of the source and in the others."""

    before: Question
    after: Question
    spoken: Mapping[str, tuple[Question, Question]]


def option_changes(asked: Questions, place: tuple[str, ...]) -> Iterator[Change]:
    """Options reworded, renamed, added, removed and moved."""
    before, after = options_of(asked.before), options_of(asked.after)
    names, present = former_names(after), {option.id: option for option in after}
    kept = [names[option.id] for option in before if option.id in names]
    for option in before:
        if option.id in names:
            yield from _between(asked, option, present[names[option.id]], place)
        else:
            is_kept = asked.before.kind != asked.after.kind  # as words
            effect = Effect.NOTHING if is_kept else Effect.ASKED_IF_CHOSEN
            yield Change(Noun.OPTION, What.REMOVED, option.id, "", place, effect)
    elsewhere = moved(kept, list(present))
    for name in present:
        if name not in kept:
            yield Change(Noun.OPTION, What.ADDED, name, "", place)
        elif name in elsewhere:
            yield Change(Noun.OPTION, What.MOVED, name, "", place)


def _between(
    asked: Questions, before: Option, after: Option, place: tuple[str, ...]
) -> Iterator[Change]:
    former = before.id if before.id != after.id else ""
    if former:
        yield Change(Noun.OPTION, What.RENAMED, after.id, former, place, Effect.MOVES)
    if settings := otherwise(before, after, without=("id", "was")):
        yield Change(Noun.OPTION, What.SETTINGS, after.id, former, place, details=settings)
    texts = reworded(before, after)
    for language, (old, new) in asked.spoken.items():
        pair = (_option(old, before.id), _option(new, after.id))
        texts += reworded(*pair, language=language)
    if texts:
        yield Change(Noun.OPTION, What.REWORDED, after.id, former, place, details=texts)


def _option(question: Question, name: str) -> Option:
    return next(option for option in options_of(question) if option.id == name)
