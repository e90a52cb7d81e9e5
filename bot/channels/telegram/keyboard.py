"""What can be tapped under a message: choices, ticks, actions, ways elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.channels.telegram.dress import plain
from bot.messages import Message, Passage, Style, Way
from bot.phrases import Phrases
from bot.shortened import shortened
from bot.touch import Act, Touch, mark
from bot.visit import Visit
from flows.prompt import Choice
from flows.run import Place

__all__ = ["Key", "Rows", "is_asking", "keys_of", "revising", "spelled_out", "ticked_in", "toggled"]

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
#: letters of a number, and numbers in a row
NUMBER, NUMBERS_IN_A_ROW = 3, 6
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
    """The buttons of a message: those of the question that it asks, then the ways elsewhere."""
    return (*_asking(message, visit), *_ways(message.ways, visit))


def is_asking(message: Message, visit: Visit) -> bool:
    """It is about the run's present question."""
    return visit.stored.run.at is not None and bool(message.choices or message.actions)


def _asking(message: Message, visit: Visit) -> Rows:
    at = visit.stored.run.at
    if at is None or not is_asking(message, visit):
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


def _ways(ways: Sequence[Way], visit: Visit) -> Rows:
    """Numbers stand several in a row, and words have a row each."""
    rows: list[list[Key]] = []
    room = 0
    for way in ways:
        is_number = len(way.label) <= NUMBER
        key = _key((CHOSEN if way.here else "") + way.label, _way(way, visit))
        if is_number and room:
            rows[-1].append(key)
            room -= 1
        else:
            rows.append([key])
            room = NUMBERS_IN_A_ROW - 1 if is_number else 0
    return rows


def _way(way: Way, visit: Visit) -> str:
    if way.place is not None:
        return _touch(Act.REVISE, visit, way.place)
    run = "" if way.anywhere else visit.stored.public_id
    return str(Touch.going(way.typed, run, visit.stored.version))


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
    short = shortened(plain(label), LABEL_AT_MOST + 4)
    return {"text": short, "callback_data": data} | ({"style": style} if style else {})
