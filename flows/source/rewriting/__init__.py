"""A file with something in it changed, and everything else as its author wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
    data = _data(text, "unreadable")
    for edit in edits:
        text, data = _after(text, data, edit)
    return text


def _after(text: str, data: Written, edit: Edit) -> tuple[str, Written]:
    kept = Kept(text)
    plain = kept.plain
    top = read_nodes(plain)
    try:
        expected = edited(data, edit)
        if _is_same(data, expected):
            return text, data
        after = kept.spliced(tuple(splices_of(plain, top, edit)))
    except LookupError as error:
        raise CannotRewrite("missing", edit.path) from error
    if not _is_same(_data(after, "unsafe", edit.path), expected):
        raise CannotRewrite("unsafe", edit.path)
    if not _keeps_remarks(plain, Kept(after).plain, edit):
        raise CannotRewrite("remark", edit.path)
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


def _keeps_remarks(before: str, after: str, edit: Edit) -> bool:
    """What an author remarked goes only with what is removed."""
    had, has = (Counter(said for _, said in remarks(t, read_nodes(t))) for t in (before, after))
    return has <= had if isinstance(edit, Remove) else has == had
