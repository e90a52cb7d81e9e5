"""The charters as they were submitted: frozen once, read for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from charter.document import Document
from flows.run import Run
from storage import run_state
from storage.errors import NoSuchRow
from storage.models.alliance import AllianceRow
from storage.models.charter_revision import CharterRevisionRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.repositories.runs import StoredRun
    from storage.stores import ReadStore, WriteStore

__all__ = ["CharterRevision", "ListedCharter", "freeze", "load", "of_alliance", "recent"]


@dataclass(frozen=True, slots=True)
class CharterRevision:
    id: int
    alliance_id: int
    run_id: int
    #: from 1 in each alliance
    number: int
    submitted_at: datetime
    submitted_by: int
    #: the run at that moment, with its flow, revision and language
    run: Run
    document: Document


@dataclass(frozen=True, slots=True)
class ListedCharter:
    """What is known of a charter without reading it."""

    id: int
    #: of the alliance
    public_id: str
    #: of the alliance; may be empty
    title: str
    number: int
    language: str
    submitted_at: datetime


LISTED = select(
    CharterRevisionRow.id,
    AllianceRow.public_id,
    AllianceRow.title,
    CharterRevisionRow.number,
    CharterRevisionRow.language,
    CharterRevisionRow.submitted_at,
).join(AllianceRow, AllianceRow.id == CharterRevisionRow.alliance_id)


def freeze(
    store: WriteStore, stored: StoredRun, document: Document, *, by: int, now: datetime
) -> CharterRevision:
    """Submit: the document, stamped with the next number of its alliance, and the answers it rests
    on, as they will always be.
    """
    newest = store.connection.execute(
        select(func.max(CharterRevisionRow.number)).where(
            CharterRevisionRow.alliance_id == stored.alliance_id
        )
    ).scalar_one()
    number = (newest or 0) + 1
    document = document.model_copy(update={"revision": number})
    statement = insert(CharterRevisionRow).values(
        alliance_id=stored.alliance_id,
        run_id=stored.id,
        number=number,
        flow=stored.run.flow,
        revision=stored.run.revision,
        language=document.language,
        submitted_at=now,
        submitted_by=by,
        answers=run_state.write(stored.run),
        document=document.model_dump(mode="json"),
    )
    key = store.connection.execute(statement.returning(CharterRevisionRow.id)).scalar_one()
    return CharterRevision(
        key, stored.alliance_id, stored.id, number, now, by, stored.run, document
    )


def load(store: ReadStore, alliance_public_id: str, number: int | None = None) -> CharterRevision:
    """One charter of an alliance, the last one unless a number says which. Raises NoSuchRow."""
    row = CharterRevisionRow
    statement = (
        select(
            row.id,
            row.alliance_id,
            row.run_id,
            row.number,
            row.submitted_at,
            row.submitted_by,
            row.answers,
            row.document,
        )
        .join(AllianceRow, AllianceRow.id == row.alliance_id)
        .where(AllianceRow.public_id == alliance_public_id)
        .order_by(row.number.desc())
        .limit(1)
    )
    if number is not None:
        statement = statement.where(row.number == number)
    found = store.connection.execute(statement).one_or_none()
    if found is None:
        which = "charter of alliance" if number is None else f"charter {number} of alliance"
        raise NoSuchRow(noun=which, key=alliance_public_id)
    return CharterRevision(
        id=found.id,
        alliance_id=found.alliance_id,
        run_id=found.run_id,
        number=found.number,
        submitted_at=found.submitted_at,
        submitted_by=found.submitted_by,
        run=run_state.read(found.answers),
        document=Document.model_validate(found.document),
    )


def of_alliance(store: ReadStore, alliance_id: int) -> tuple[ListedCharter, ...]:
    """Every charter of one alliance, the newest first."""
    statement = LISTED.where(CharterRevisionRow.alliance_id == alliance_id).order_by(
        CharterRevisionRow.number.desc()
    )
    return tuple(ListedCharter(*row) for row in store.connection.execute(statement))


def recent(
    store: ReadStore, *, limit: int, before_id: int | None = None
) -> tuple[ListedCharter, ...]:
    """A page of all charters, the newest first; the next begins before the last id of this one."""
    statement = LISTED.order_by(CharterRevisionRow.id.desc()).limit(limit)
    if before_id is not None:
        statement = statement.where(CharterRevisionRow.id < before_id)
    return tuple(ListedCharter(*row) for row in store.connection.execute(statement))
