"""Where in a file is what pydantic found wrong."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic_core import PydanticCustomError

from flows.conditions import read_condition
from flows.run import Written
from flows.source import Path

__all__ = ["inside_condition", "path_of"]


def path_of(data: Written, places: Sequence[str | int], *, is_absent: bool) -> Path:
    """Where in the data: pydantic also names the types that it tried, and they are not there."""
    path: list[str | int] = []
    entered = False
    for number, step in enumerate(places):
        is_last = number == len(places) - 1
        if isinstance(data, dict) and entered and step == data.get("kind"):
            entered = False
        elif isinstance(data, dict) and step in data:
            data, entered = data[step], False
            path.append(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data, entered = data[step], True
            path.append(step)
        elif is_last and is_absent:
            path.append(step)
    return tuple(path)


def inside_condition(written: Written) -> Path:
    """Where in a condition is the part that cannot be read; empty when it is the whole of it."""
    if not isinstance(written, dict):
        return ()
    for key, value in written.items():
        if _can_be_read({key: value}):
            continue
        if key in ("all", "any") and isinstance(value, list):
            for number, part in enumerate(value):
                if not _can_be_read(part):
                    return (key, number, *inside_condition(part))
        return (key, *inside_condition(value)) if key == "not" else (key,)
    return ()


def _can_be_read(written: Written) -> bool:
    try:
        read_condition(written)
    except PydanticCustomError:
        return False
    return True
