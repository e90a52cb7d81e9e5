"""What can be tapped under a message: choices, ticks, actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.channels.telegram.dress import plain
from bot.messages import Message, Passage, Style
from bot.phrases import Phrases
from bot.touch import Act, Touch, mark
from bot.visit import Visit
from flows.prompt import Choice
from flows.run import Place

__all__ = ["Key", "Rows", "keys_of", "revising", "spelled_out", "ticked_in", "toggled"]

Key = Mapping[str, Any]
Rows = Sequence[Sequence[Key]]

TICKED = "☑ "
NOT_TICKED = "☐ "
CHOSEN = "● "
#: letters of a label on a button; longer ones are written above, by number
LABEL_AT_MOST = 34
#: letters of labels that stand two in a row
SHORT = 14
#: actions in a row
IN_A_ROW = 3
STYLES = {
    "why": "primary",
    "example": "primary",
    "help": "primary",
    "keep": "success",
    "clear": "danger",
    "skip": "danger",
}


def spelled_out(message: Message) -> Message:
    """The same, with its choices in the text when buttons could not say them."""
    if not _are_long(message.choices):
        return message
    entries = tuple(
        Passage(Style.ENTRY, f"{number}. {choice.label}" + (choice.hint and f" – {choice.hint}"))
        for number, choice in enumerate(message.choices, 1)
    )
    return replace(message, passages=(*message.passages, *entries))


def keys_of(message: Message, visit: Visit) -> Rows:
    """The buttons of a message about the run's present question; none when it is about none."""
    at = visit.stored.run.at
    if at is None or not (message.choices or message.actions):
        return ()
    long = _are_long(message.choices)
    rows: list[list[Key]] = []
    for number, choice in enumerate(message.choices, 1):
        act = Act.TICK if message.several else Act.CHOOSE
        label = f"{number}. {choice.label}" if long else choice.label
        key = _key(_marked(label, choice, message), _touch(act, visit, at, mark(choice.id)))
        beside = rows and len(rows[-1]) == 1 and not long and not message.several
        if beside and len(label) <= SHORT and len(rows[-1][0]["text"]) <= SHORT:
            rows[-1].append(key)
        else:
            rows.append([key])
    if message.several:
        done = visit.say.say("choices.done")
        rows.append([_key(done, _touch(Act.DONE, visit, at), "success")])
    return (*rows, *_actions(message.actions, visit, at))


def revising(say: Phrases, visit: Visit, place: Place) -> Rows:
    """One button that goes back to a question."""
    touch = _touch(Act.REVISE, visit, place)
    return ([_key(say.say("telegram.revise"), touch, "primary")],)


def toggled(rows: Rows, data: str) -> Rows:
    """The same buttons, with the tick of one of them changed."""
    return [
        [_toggle(key) if key.get("callback_data") == data else key for key in row] for row in rows
    ]


def ticked_in(rows: Rows) -> tuple[str, ...]:
    """The data of the buttons that show a tick."""
    keys = (key for row in rows for key in row)
    return tuple(key["callback_data"] for key in keys if str(key["text"]).startswith(TICKED))


def _toggle(key: Key) -> Key:
    text = str(key["text"])
    if text.startswith(TICKED):
        return {**key, "text": NOT_TICKED + text.removeprefix(TICKED)}
    return {**key, "text": TICKED + text.removeprefix(NOT_TICKED)}


def _actions(actions: Sequence[Choice], visit: Visit, at: Place) -> Iterable[Sequence[Key]]:
    keys = [
        _key(action.label, _touch(Act.ACTION, visit, at, action.id), STYLES.get(action.id, ""))
        for action in actions
    ]
    return [keys[start : start + IN_A_ROW] for start in range(0, len(keys), IN_A_ROW)]


def _marked(label: str, choice: Choice, message: Message) -> str:
    if message.several:
        return (TICKED if choice.chosen else NOT_TICKED) + label
    return (CHOSEN if choice.chosen else "") + label


def _are_long(choices: Sequence[Choice]) -> bool:
    return any(choice.hint or len(choice.label) > LABEL_AT_MOST for choice in choices)


def _touch(act: Act, visit: Visit, at: Place, what: str = "") -> str:
    stored = visit.stored
    return str(Touch.on(act, stored.public_id, stored.version, str(at), what))


def _key(label: str, data: str, style: str = "") -> Key:
    text = " ".join(plain(label).split())
    short = text if len(text) <= LABEL_AT_MOST + 4 else f"{text[: LABEL_AT_MOST + 3].rstrip()}…"
    return {"text": short, "callback_data": data} | ({"style": style} if style else {})
