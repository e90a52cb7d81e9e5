"""A file with something in it changed, and everything else as its author wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from flows.run import Written
from flows.source.building import build
from flows.source.data import Path
from flows.source.rewriting.blocks import remarks
from flows.source.rewriting.edits import (
    Edit,
    Insert,
    Move,
    Put,
    Remove,
    Rename,
    Transfer,
    edited,
)
from flows.source.rewriting.line_ends import Kept
from flows.source.rewriting.marks import read_nodes
from flows.source.rewriting.splicing import splices_of
from flows.source.text import Unreadable, decode

__all__ = [
    "CannotRewrite",
    "Edit",
    "Insert",
    "Move",
    "Put",
    "Remove",
    "Rename",
    "Transfer",
    "edited",
    "rewritten",
]


class CannotRewrite(Exception):
    """An edit that would not leave the file as it should be: its author has to make it there."""

    def __init__(self, code: str, path: Path = ()) -> None:
        super().__init__(f"{code}: {path}")
        #: `unreadable`, `missing`, `remark` or `unsafe`
        self.code = code
        self.path = path


def rewritten(text: str, edits: Iterable[Edit]) -> str:
    """The text of a file after some edits, one after the other.

    Raises:
        CannotRewrite: one of them cannot be made, and so none is.
    """
    waiting = list(edits)
    data = _data(text, "unreadable")
    while waiting:
        together = _together(data, waiting)
        text, data = _after(text, data, together)
        waiting = waiting[len(together) :]
    return text


def _together(data: Written, waiting: Sequence[Edit]) -> Sequence[Edit]:
    """The first edits, as far as each is in a place of its own and none moves another."""
    places: set[Path] = set()
    for count, edit in enumerate(waiting):
        path = edit.path
        above = {path[:depth] for depth in range(len(path))}
        is_apart = above.isdisjoint(places) and all(place[: len(path)] != path for place in places)
        if not (isinstance(edit, (Put, Rename)) and is_apart and _is_there(data, path)):
            return waiting[: max(count, 1)]
        places.add(path)
    return waiting


def _is_there(data: Written, path: Path) -> bool:
    try:
        for step in path:
            data = data[step]
    except (LookupError, TypeError):
        return False
    return True


def _after(text: str, data: Written, edits: Sequence[Edit]) -> tuple[str, Written]:
    kept = Kept(text)
    plain, expected, path = kept.plain, data, edits[0].path
    try:
        for edit in edits:
            expected = edited(expected, edit)
        if _is_same(data, expected):
            return text, data
        top = read_nodes(plain)
        wanted = [edit for edit in edits if not _is_same(data, edited(data, edit))]
        after = kept.spliced([one for edit in wanted for one in splices_of(plain, top, edit)])
    except LookupError as error:
        raise CannotRewrite("missing", path) from error
    if not _is_same(_data(after, "unsafe", path), expected):
        raise CannotRewrite("unsafe", path)
    if not _keeps_remarks(plain, Kept(after).plain, edits):
        raise CannotRewrite("remark", path)
    return after, expected


def _data(text: str, code: str, path: Path = ()) -> Written:
    try:
        data, _, slips = build(decode(text.encode()))
    except (Unreadable, UnicodeEncodeError) as error:
        raise CannotRewrite(code, path) from error
    if slips:
        raise CannotRewrite(code, path)
    return data


def _is_same(one: Written, other: Written) -> bool:
    """Alike to the order of keys, and to what is a number and what is true."""
    return repr(one) == repr(other)


def _keeps_remarks(before: str, after: str, edits: Sequence[Edit]) -> bool:
    """What an author remarked goes only with what is removed."""
    had, has = (Counter(said for _, said in remarks(t, read_nodes(t))) for t in (before, after))
    return has <= had if any(isinstance(edit, Remove) for edit in edits) else has == had
