"""Many values put into one file at once, which is read as few times as can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from flows.run import Written
from flows.source.building import build
from flows.source.data import Path
from flows.source.rewriting import rewritten
from flows.source.rewriting.blocks import remarks
from flows.source.rewriting.edits import Put, edited
from flows.source.rewriting.line_ends import Kept, Splice
from flows.source.rewriting.marks import read_nodes
from flows.source.rewriting.splicing import splices_of
from flows.source.text import Unreadable, decode

__all__ = ["puts_between", "rewritten_together"]


def puts_between(before: Any, after: Any, path: Path = ()) -> Iterator[Put]:  # noqa: ANN401
    """What has to be put into the one for it to say the other, which has all that it has."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in after.items():
            if key in before:
                yield from puts_between(before[key], value, (*path, key))
            else:
                yield Put((*path, key), value)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from puts_between(one, other, (*path, number))
    elif before != after:
        yield Put(path, after)


def rewritten_together(text: str, puts: Sequence[Put]) -> str:
    """As `rewritten`, of values that stand in different places.

    Raises:
        CannotRewrite: one of them cannot be put, and so none is.
    """
    left, after = puts, text
    try:
        while left:
            after, left = _round(after, left)
        if _is_sound(text, after, puts):
            return after
    except (LookupError, Unreadable):
        pass  # one by one, it is seen which of them cannot be put, and why
    return rewritten(text, puts)


def _round(text: str, puts: Sequence[Put]) -> tuple[str, Sequence[Put]]:
    """The file after as many of them as stand apart, and the others."""
    kept = Kept(text)
    plain = kept.plain
    top = read_nodes(plain)
    taken: list[Splice] = []
    later: list[Put] = []
    begun: set[int] = set()
    for put in puts:
        pieces = tuple(splices_of(plain, top, put))
        if begun.isdisjoint(piece.start for piece in pieces):
            begun.update(piece.start for piece in pieces)
            taken += pieces
        else:
            later.append(put)
    return kept.spliced(taken), later


def _is_sound(before: str, after: str, puts: Sequence[Put]) -> bool:
    """It says what it should, and everything that was remarked is still there."""
    expected: Written = build(decode(before.encode()))[0]
    for put in puts:
        expected = edited(expected, put)
    data, _, slips = build(decode(after.encode()))
    return not slips and repr(expected) == repr(data) and _remarks(before) == _remarks(after)


def _remarks(text: str) -> Counter[str]:
    plain = Kept(text).plain
    return Counter(said for _, said in remarks(plain, read_nodes(plain)))
