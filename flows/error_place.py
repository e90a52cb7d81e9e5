"""Where in a file is what pydantic found wrong."""

from __future__ import annotations

from collections.abc import Sequence

from flows.run import Written
from flows.source import Path

__all__ = ["find_key", "path_of"]


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


def find_key(written: Written, name: Written) -> Path:
    """Where a key stands inside a condition; empty when it does not, or at the top of it."""
    if not isinstance(name, str) or not isinstance(written, (dict, list)):
        return ()
    for step, value in written.items() if isinstance(written, dict) else enumerate(written):
        if step == name:
            return (step,)
        inside = find_key(value, name)
        if inside:
            return (step, *inside)
    return ()
