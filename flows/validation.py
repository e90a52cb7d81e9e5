"""From the data of a file to a model, or to what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from flows.issue import Issue
from flows.part import Part
from flows.run import Written
from flows.source import Path, Source
from flows.trouble import ABOUT_WHOLE, Trouble

__all__ = ["validate"]

Model = TypeVar("Model", bound=Part)

#: codes that say better why there is nothing in a place
BETTER = ("unknown_key", "comma_in_braces", "braces_unquoted")


def validate(model: type[Model], source: Source) -> Model | tuple[Issue, ...]:
    """The model that a file says, or everything that keeps it from saying one."""
    empty = dict(_empty(source, source.data, ()))
    try:
        found = model.model_validate(source.data)
    except ValidationError as error:
        issues = _issues(model, source, error.errors(include_url=False))
        return tuple(_together(empty, issues))
    return tuple(empty.values()) or found


def _empty(source: Source, written: Written, path: Path) -> Iterator[tuple[Path, Issue]]:
    """Keys with nothing after them: most often the next line lacks its indentation."""
    if written is None:
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        yield path, source.issue("empty_value", path, {"key": key})
    elif isinstance(written, (dict, list)):
        inside = written.items() if isinstance(written, dict) else enumerate(written)
        for step, value in inside:
            yield from _empty(source, value, (*path, step))


def _issues(model: type[Part], source: Source, errors: Sequence[Any]) -> dict[Path, Issue]:
    """One issue a place: where a value may be of several types, what is wrong furthest inside."""
    found: dict[Path, Issue] = {}
    for error in errors:
        trouble = Trouble(model, source, error)
        found.setdefault(trouble.path, trouble.issue())
    return {
        path: issue
        for path, issue in found.items()
        if issue.code not in ABOUT_WHOLE or not any(_is_inside(other, path) for other in found)
    }


def _together(empty: dict[Path, Issue], issues: dict[Path, Issue]) -> Iterator[Issue]:
    """What is empty and what is wrong, once a place."""
    better = [path for path, issue in issues.items() if issue.code in BETTER]
    for path, issue in empty.items():
        if path not in better and not any(_is_inside(path, other) for other in better):
            yield issue
    for path, issue in issues.items():
        if path in better or path not in empty:
            yield issue


def _is_inside(path: Path, other: Path) -> bool:
    return len(path) > len(other) and path[: len(other)] == other
