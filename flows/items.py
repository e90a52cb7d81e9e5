"""The value of a list: items in order, each with the answers to its parts; copied on change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.run import Answer, Value

__all__ = [
    "EMPTY",
    "added",
    "answers_of",
    "finished",
    "former_of",
    "item_ids",
    "moved",
    "removed",
    "with_answer",
]

EMPTY: Mapping[str, Any] = {"items": [], "last": 0, "done": False}


def item_ids(value: Value) -> tuple[str, ...]:
    """Ids of the items, in order; an id is never given twice."""
    return tuple(item["id"] for item in value["items"])


def answers_of(value: Value, item_id: str) -> Mapping[str, Answer]:
    """The answers to the parts of one item, those that were skipped too.

    Raises:
        KeyError: there is no such item.
    """
    item = _item(value, item_id)
    kept = {part: Answer(said) for part, said in item["answers"].items()}
    return kept | {part: Answer(skipped=True) for part in item["skipped"]}


def former_of(value: Value, item_id: str, part: str) -> str:
    """What was said to a part before it changed; empty when nothing was."""
    return str(_item(value, item_id).get("former", {}).get(part, ""))


def added(value: Value) -> tuple[Value, str]:
    """The list with a new item at its end, and the id of that."""
    last = value["last"] + 1
    item = {"id": str(last), "answers": {}, "skipped": []}
    return {**value, "items": [*value["items"], item], "last": last, "done": False}, str(last)


def removed(value: Value, item_id: str) -> Value:
    """The list without one item."""
    return {**value, "items": [item for item in value["items"] if item["id"] != item_id]}


def moved(value: Value, item_id: str, by: int) -> Value:
    """The list with one item so many places later (or earlier); it stops at the ends."""
    item = _item(value, item_id)
    items = [other for other in value["items"] if other is not item]
    place = max(0, min(value["items"].index(item) + by, len(items)))
    return {**value, "items": [*items[:place], item, *items[place:]]}


def finished(value: Value, *, done: bool = True) -> Value:
    """The list with nothing to add, or open again."""
    return {**value, "done": done}


def with_answer(value: Value, item_id: str, part: str, answer: Answer) -> Value:
    """The list with one part of one item answered, or skipped."""
    items = [
        _answered(item, part, answer) if item["id"] == item_id else item for item in value["items"]
    ]
    return {**value, "items": items}


def _answered(item: Mapping[str, Any], part: str, answer: Answer) -> Mapping[str, Any]:
    answers = {name: said for name, said in item["answers"].items() if name != part}
    skipped: Sequence[str] = [name for name in item["skipped"] if name != part]
    if part in item.get("former", {}):
        item = {**item, "former": {p: said for p, said in item["former"].items() if p != part}}
    if answer.skipped:
        return {**item, "answers": answers, "skipped": [*skipped, part]}
    return {**item, "answers": {**answers, part: answer.value}, "skipped": skipped}


def _item(value: Value, item_id: str) -> Mapping[str, Any]:
    for item in value["items"]:
        if item["id"] == item_id:
            return item  # type: ignore[no-any-return]  # a value is what JSON can say
    raise KeyError(item_id)
