"""The fields of a form about a thing of a flow: what stands in each, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.issue import Issue
from flows.wording.languages import all_languages
from flows.wording.typography import typeset
from web.views.looked import Told

__all__ = ["Field", "issues_under", "needs_typesetting"]


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    #: phrase under `form.fields`
    label: str
    value: str
    #: of what is typed in it
    language: str = ""
    is_long: bool = False
    is_required: bool = False
    #: of the flow, in words
    issues: tuple[Told, ...] = ()
    #: why it was not taken
    error: str = ""
    #: what somebody else wrote in it meanwhile
    now: str = ""
    #: marks and spaces are not as they are printed in that language
    is_rough: bool = False


def needs_typesetting(text: str, language: str) -> bool:
    return bool(text) and language in all_languages() and typeset(text, language) != text


def issues_under(
    issues: Sequence[Issue], file: str, place: tuple[str, ...]
) -> Mapping[str, list[Issue]]:
    """The issues of a file about one thing, by where they are within it."""
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        inside = _within(issue.path, place) if issue.file == file else None
        if inside is not None:
            found.setdefault(inside, []).append(issue)
    return found


def _within(path: str, place: tuple[str, ...]) -> str | None:
    """What follows the thing in a path; none when it is about another one."""
    steps = tuple(path.split("."))
    for start in range(len(steps) - len(place) + 1):
        if steps[start : start + len(place)] == place:
            return ".".join(steps[start + len(place) :])
    return None
