"""A coach's remark on a frozen charter: what it hangs on, how much it weighs, what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from charter.document import Bullets, Clause, Document, Gap, Paragraph, Sentence, Table

__all__ = [
    "LONGEST",
    "PRIORITIES",
    "Anchor",
    "AnchorKind",
    "Audience",
    "NoSuchAnchor",
    "RemarkState",
    "Weight",
    "excerpt",
    "gaps",
    "sentences",
]

#: characters of a remark: a leader reads it on a phone, under one question
LONGEST = 2_000
#: remarks that may be called a priority in one reading
PRIORITIES = 3


class AnchorKind(StrEnum):
    """What a remark is about."""

    WHOLE = "whole"  # the charter
    CLAUSE = "clause"  # one clause, by its permanent id
    ANSWER = "answer"  # one answer, by its place: what the leader may revise


class Weight(StrEnum):
    """What is expected of the leader."""

    MUST_FIX = "must_fix"  # to be settled before sending again
    SUGGESTION = "suggestion"  # theirs to take or leave


class Audience(StrEnum):
    """Who may read it."""

    SHARED = "shared"  # the leader too, once the verdict is sent
    PRIVATE = "private"  # coaches only


class RemarkState(StrEnum):
    """What the leader made of it."""

    OPEN = "open"  # nothing yet
    REVISED = "revised"  # the answer was changed
    KEPT = "kept"  # the answer stays, and why
    ASKED = "asked"  # the coach is asked something first
    ANSWERED = "answered"  # the coach has answered: it is for the leader again
    CLOSED = "closed"  # the coach needs nothing more

    @property
    def is_settled(self) -> bool:
        """Nothing is awaited of the leader."""
        return self in {RemarkState.REVISED, RemarkState.KEPT, RemarkState.CLOSED}


class NoSuchAnchor(Exception):
    """The revision has no such clause, or quotes no such answer."""


@dataclass(frozen=True, slots=True)
class Anchor:
    kind: AnchorKind = AnchorKind.WHOLE
    #: id of the clause, or place of the answer; empty for the whole
    key: str = ""


def excerpt(document: Document, anchor: Anchor) -> str:
    """What the remark is about, in a few words of the charter itself; nothing for the whole.

    Raises:
        NoSuchAnchor: this charter has no such clause, nor a gap or a sentence of that answer.
    """
    match anchor.kind:
        case AnchorKind.WHOLE:
            return ""
        case AnchorKind.CLAUSE:
            for clause in document.clauses:
                if clause.id == anchor.key:
                    return clause.title
        case AnchorKind.ANSWER:
            for clause in document.clauses:
                for sentence in sentences(clause):
                    if anchor.key in sentence.answers:
                        return sentence.text
            for sentence in document.doubts:
                if anchor.key in sentence.answers:
                    return sentence.text
            for gap in gaps(document):
                if anchor.key == gap.question:
                    return gap.text
    raise NoSuchAnchor(anchor.key)


def gaps(document: Document) -> Iterator[Gap]:
    """The questions that no answer fills yet, in reading order."""
    for clause in document.clauses:
        yield from (block for block in clause.blocks if isinstance(block, Gap))


def sentences(clause: Clause) -> tuple[Sentence, ...]:
    """All that says where it comes from, in reading order."""
    found: list[Sentence] = []
    for block in clause.blocks:
        match block:
            case Paragraph():
                found.extend(block.sentences)
            case Bullets():
                found.extend(block.items)
            case Table():
                found.extend(cell for row in block.rows for cell in row)
            case _:
                pass
    return tuple(found)
