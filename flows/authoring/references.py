"""Everything in the files that calls a question, or an option, by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.authoring.draft import Draft
from flows.run import Written
from flows.source import Path

__all__ = ["Reference", "mentions", "renaming"]

Reference = tuple[str, Path]
#: keys whose value, or each of whose values, is the name of a question
NAMING = frozenset(
    {
        *("continue_at", "of", "needs", "doubts", "each", "category"),
        *("at", "skips", "asks", "never_asks"),
    }
)
#: keys under which questions are keys themselves
HOLDING = frozenset({"answers", "questions", "item"})
#: what joins conditions, and is no question
JOINS = ("all", "any", "not")
EDITED = re.compile(r"(flow|charter|review)(\.[a-z]{2})?\.yaml|stories\.yaml")


def mentions(draft: Draft, name: str) -> Iterator[Reference]:
    """Where a question is named: keys by their path, values by theirs; its own place is not."""
    for file, path, _ in _everywhere(draft, name):
        yield file, path


def renaming(draft: Draft, old: str, new: str) -> Iterator[tuple[str, Path, str, bool]]:
    """What to write where a question was named: the text, or the key."""
    for file, path, text in _everywhere(draft, old):
        if text is None:
            yield file, path, new, True
        else:
            yield file, path, new if text == old else _filled(text, old, new), False


def _everywhere(draft: Draft, name: str) -> Iterator[tuple[str, Path, str | None]]:
    for file in sorted(draft.sources):
        if EDITED.fullmatch(file):
            yield from ((file, path, text) for path, text in _in(draft.data(file), (), name))


def _in(data: Written, path: Path, name: str) -> Iterator[tuple[Path, str | None]]:
    """With the text around where it is in one, and none where it is a key."""
    match data:
        case dict():
            for key, value in data.items():
                yield from _in(value, (*path, key), name)
                if key == name and _names_questions(path):
                    yield (*path, key), None
        case list():
            for number, value in enumerate(data):
                yield from _in(value, (*path, number), name)
        case str() if data == name:
            if path and _key(path) in NAMING:
                yield path, data
        case str() if _placed(name).search(data):
            yield path, data
        case _:
            pass


def _names_questions(path: Path) -> bool:
    """Whether the keys of a mapping are questions."""
    holder = _key(path)
    if holder in HOLDING and path[-1:] == (holder,):
        return True
    if "answers" in path:  # of an item of a list, in a story
        return isinstance(path[-1], int)
    return "when" in path and (holder == "when" or holder in JOINS)


def _key(path: Path) -> str | int:
    """The last key of a path: what a list is a list of."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _placed(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\{{){name}(?=[.}}])|(?<=\.first\.){name}(?=\}})")


def _filled(text: str, old: str, new: str) -> str:
    return _placed(old).sub(new, text)
