"""What changed between two charters, word by word and clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from charter.document import Clause, Document
from charter.plain import clause_lines

__all__ = ["Change", "ClauseComparison", "Passage", "compare", "compare_words"]

#: a word with the space after it, so that passages put together give the text back
WORD = re.compile(r"\S+\s*|\s+")


class Change(StrEnum):
    """What happened to some words, or to a whole clause."""

    SAME = "same"  # they are in both
    ADDED = "added"  # they are only in the later one
    REMOVED = "removed"  # they are only in the earlier one
    CHANGED = "changed"  # of a clause: in both, with other words


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that follow each other and fared alike."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ClauseComparison:
    """One clause in both charters, or in one of them."""

    id: str
    #: as in the later charter, when it is there
    title: str
    change: Change
    passages: tuple[Passage, ...]


def compare(before: Document, after: Document) -> tuple[ClauseComparison, ...]:
    """Each clause in the order of the later charter; one that is gone stands where it stood."""
    old = {clause.id: clause for clause in before.clauses}
    new = {clause.id: clause for clause in after.clauses}
    return tuple(
        _compare_clauses(old.get(clause), new.get(clause))
        for clause in _merged(tuple(old), tuple(new))
    )


def compare_words(before: str, after: str) -> tuple[Passage, ...]:
    """Passages: all but the added give the earlier text, all but the removed the later one."""
    old, new = WORD.findall(before), WORD.findall(after)
    return tuple(_passages(old, new))


def _compare_clauses(before: Clause | None, after: Clause | None) -> ClauseComparison:
    passages = compare_words(_text(before), _text(after))
    shown = after or before
    assert shown is not None  # noqa: S101  the clause is in one of them
    if before is None or after is None:
        change = Change.REMOVED if after is None else Change.ADDED
    elif any(passage.change is not Change.SAME for passage in passages):
        change = Change.CHANGED
    else:
        change = Change.SAME
    return ClauseComparison(shown.id, shown.title, change, passages)


def _text(clause: Clause | None) -> str:
    return "".join(f"{line}\n" for line in clause_lines(clause)) if clause else ""


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The later order, with those that are gone after the ones they followed."""
    gone = [clause for clause in old if clause not in new]
    for clause in new:
        while gone and clause in old and old.index(gone[0]) < old.index(clause):
            yield gone.pop(0)
        yield clause
    yield from gone


def _passages(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Passage(Change.SAME, "".join(new[new_start:new_end]))
            continue
        if old_end > old_start:
            yield Passage(Change.REMOVED, "".join(old[old_start:old_end]))
        if new_end > new_start:
            yield Passage(Change.ADDED, "".join(new[new_start:new_end]))
