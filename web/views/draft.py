"""One revision of a draft, read whole for a coach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charter.beside import Beside, beside
from charter.document import Document, DocumentStatus
from charter.grid import Grid
from charter.guide import Guide
from charter.remark import RemarkState
from charter.review import ReviewStatus
from charter.verdict import Verdict
from storage.errors import NoSuchRow
from storage.repositories import answers, charters, desk_walks, readings, remarks
from storage.repositories.charters import CharterRevision
from storage.repositories.readings import GridMark, Reading
from storage.repositories.remarks import Remark, RemarkNote
from storage.repositories.reviews import Review
from storage.stores import ReadStore
from web.access import Missing, review_for
from web.asked import Asked

__all__ = ["Draft", "document_of", "frozen_of", "numbers", "open_draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is known of a revision."""

    review: Review
    frozen: CharterRevision
    guide: Guide
    beside: Beside
    reading: Reading
    marks: Mapping[str, GridMark]
    remarks: tuple[Remark, ...]
    notes: Mapping[int, tuple[RemarkNote, ...]]
    #: the revisions that may be read, the first first
    numbers: tuple[int, ...]
    #: of older revisions: those that the leader asks about still, and those that were never sent
    earlier: tuple[Remark, ...]
    #: of the run, when it is filled in here: its leader is reached nowhere; else empty
    filled_in: str

    @property
    def is_last(self) -> bool:
        return self.frozen.number == self.review.number

    @property
    def is_open(self) -> bool:
        """A coach has it in hand: remarks, grid and strength may change."""
        return self.is_last and self.review.status is ReviewStatus.IN_REVIEW

    def grid(self, language: str) -> Grid | None:
        return self.guide.grid(language)


def open_draft(asked: Asked, store: ReadStore, number: int | None = None) -> Draft:
    """The last revision of the draft that the path names, unless a number says which.

    Raises:
        Missing: it is not theirs to read, or there is no such revision.
    """
    review = review_for(store, asked.who, asked.path["alliance"])
    known = numbers(store, review)
    frozen = frozen_of(store, review, known, number)
    guide = asked.desk.guides.at(store, frozen.run.flow, frozen.run.revision)
    every = remarks.of_review(store, review.id)
    made = tuple(each for each in every if each.number == frozen.number)
    return Draft(
        review=review,
        frozen=frozen,
        guide=guide,
        beside=_beside(asked, store, frozen, guide),
        reading=readings.load(store, review, frozen.number),
        marks=readings.marks(store, review, frozen.number),
        remarks=made,
        notes=_notes(store, made),
        numbers=known,
        earlier=tuple(filter(_is_left, (each for each in every if each.number < frozen.number))),
        filled_in=desk_walks.public_id_of(store, review.run_id),
    )


def numbers(store: ReadStore, review: Review) -> tuple[int, ...]:
    """The revisions that coaches may read: the last one, and those that a verdict was given on.
    Another was taken back by its leader before that.
    """
    decided = (
        number
        for number in range(1, review.number)
        if readings.load(store, review, number).verdict is not None
    )
    return (*decided, review.number)


def frozen_of(
    store: ReadStore, review: Review, known: tuple[int, ...], number: int | None
) -> CharterRevision:
    """Raises Missing for a revision that is not to be read."""
    wanted = review.number if number is None else number
    if wanted not in known:
        raise Missing
    try:
        return charters.load(store, review.public_id, wanted)
    except NoSuchRow as error:
        raise Missing from error


def document_of(document: Document, reading: Reading) -> Document:
    """As it is exported: without the mark of a draft once it is approved."""
    if reading.verdict is not Verdict.READY:
        return document
    return document.model_copy(update={"status": DocumentStatus.APPROVED})


def _beside(asked: Asked, store: ReadStore, frozen: CharterRevision, guide: Guide) -> Beside:
    """Without what was said after it was sent: that is not the coach's yet."""
    said = answers.history(store, frozen.run_id)
    lines = [line for line in said if line.said_at <= frozen.submitted_at]
    run = frozen.run
    older = {line.revision for line in lines} - {run.revision}
    under = {
        number: asked.desk.guides.at(store, run.flow, number).compiled for number in sorted(older)
    }
    return beside(guide, run, frozen.document, lines, under=under)


def _is_left(remark: Remark) -> bool:
    return remark.sent_at is None or remark.state is RemarkState.ASKED


def _notes(store: ReadStore, made: tuple[Remark, ...]) -> Mapping[int, tuple[RemarkNote, ...]]:
    found: dict[int, tuple[RemarkNote, ...]] = {}
    for note in remarks.notes(store, made) if made else ():
        found[note.remark_id] = (*found.get(note.remark_id, ()), note)
    return found
