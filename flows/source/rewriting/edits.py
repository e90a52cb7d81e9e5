"""What may be changed in a file, and the data that it says afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.run import Written
from flows.source.data import Path

__all__ = ["Edit", "Insert", "Move", "Put", "Remove", "Rename", "Transfer", "edited", "place_for"]


@dataclass(frozen=True, slots=True)
class Put:
    """A value where there is another one, or a new key of a mapping."""

    path: Path
    value: Written
    #: keys after which a new one stands, as far as they are there; else it is the last
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """A key with its value, or an item of a list."""

    path: Path


@dataclass(frozen=True, slots=True)
class Insert:
    """A new item of a list."""

    path: Path
    index: int
    value: Written


@dataclass(frozen=True, slots=True)
class Move:
    """An item to another place of its list."""

    path: Path
    index: int
    to: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """An item to another list."""

    path: Path
    to: Path
    index: int


@dataclass(frozen=True, slots=True)
class Rename:
    """Another key for the same value."""

    path: Path
    key: str


Edit = Put | Remove | Insert | Move | Transfer | Rename


def edited(data: Written, edit: Edit) -> Written:
    """The data after an edit.

    Raises:
        LookupError: what it is about is not there.
    """
    match edit:
        case Put(path, value, after):
            return _at(data, path[:-1], lambda held: _put(held, path[-1], value, after))
        case Remove(path):
            return _at(data, path[:-1], lambda held: _without(held, path[-1]))
        case Insert(path, place, value):
            return _at(data, path, lambda held: _with(held, place, value))
        case Move(path, index, to):
            return _at(data, path, lambda held: _moved(held, index, to))
        case Rename(path, key):
            return _at(data, path[:-1], lambda held: _renamed(held, path[-1], key))
        case Transfer(path, other, place):
            item = _found(data, path)
            with_it = _at(data, other, lambda held: _with(held, place, item))
            return _at(with_it, path[:-1], lambda held: _without(held, path[-1]))


def place_for(keys: Sequence[str], after: Iterable[str]) -> int:
    """Where a new key stands among some: after the last of those that it follows."""
    places = [keys.index(key) + 1 for key in after if key in keys]
    return max(places, default=len(keys))


def _found(data: Any, path: Path) -> Any:  # noqa: ANN401  what a file says
    for step in path:
        data = data[step]
    return data


def _at(data: Any, path: Path, change: Callable[[Any], Written]) -> Written:  # noqa: ANN401
    """The same with one place of it changed."""
    if not path:
        return change(data)
    inside = _at(data[path[0]], path[1:], change)
    if isinstance(data, dict):
        return {key: inside if key == path[0] else value for key, value in data.items()}
    return [inside if number == path[0] else value for number, value in enumerate(data)]


def _put(held: Any, step: str | int, value: Written, after: tuple[str, ...]) -> Written:  # noqa: ANN401
    if isinstance(held, list):
        _found(held, (step,))
        return [value if number == step else one for number, one in enumerate(held)]
    if step in held:
        return {key: value if key == step else one for key, one in held.items()}
    items = list(held.items())
    items.insert(place_for(list(held), after), (step, value))
    return dict(items)


def _without(held: Any, step: str | int) -> Written:  # noqa: ANN401
    _found(held, (step,))
    if isinstance(held, Mapping):
        return {key: value for key, value in held.items() if key != step}
    return [value for number, value in enumerate(held) if number != step]


def _with(held: Any, index: int, value: Written) -> Written:  # noqa: ANN401
    if not isinstance(held, list) or not 0 <= index <= len(held):
        raise LookupError(index)
    return [*held[:index], value, *held[index:]]


def _moved(held: Any, index: int, to: int) -> Written:  # noqa: ANN401
    return _with(_without(held, index), to, held[index])


def _renamed(held: Any, step: str | int, key: str) -> Written:  # noqa: ANN401
    _found(held, (step,))
    return {key if name == step else name: value for name, value in held.items()}
