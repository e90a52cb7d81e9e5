"""What coaches remark on a charter revision, and what is said about each remark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from charter.remark import Anchor, Audience, RemarkState, Weight
from storage.errors import NoSuchRow, Overtaken
from storage.models.remark import RemarkNoteRow, RemarkRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Row, Select

    from charter.review import Side
    from storage.repositories.reviews import Review
    from storage.stores import ReadStore, WriteStore

__all__ = [
    "Remark",
    "RemarkNote",
    "add",
    "change",
    "find",
    "load",
    "note",
    "notes",
    "of_review",
    "remove",
    "send",
    "settle",
]


@dataclass(frozen=True, slots=True)
class Remark:
    """As it was read: changing it needs that nobody else did meanwhile."""

    id: int
    public_id: str
    review_id: int
    #: of the charter revision that it was made on
    number: int
    by_person_id: int
    anchor: Anchor
    #: what stood there
    excerpt: str
    text: str
    audience: Audience
    weight: Weight
    priority: bool
    state: RemarkState
    version: int
    created_at: datetime
    #: to the leader; none while the coach may change it
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class RemarkNote:
    """One thing said about a remark."""

    id: int
    remark_id: int
    by_person_id: int
    side: Side
    #: what it made of the remark
    state: RemarkState
    text: str
    said_at: datetime


ROW = RemarkRow
REMARKS: Select[*tuple[Any, ...]] = select(
    *(ROW.id, ROW.public_id, ROW.review_id, ROW.number, ROW.by_person_id, ROW.anchor_kind),
    *(ROW.anchor, ROW.excerpt, ROW.text, ROW.audience, ROW.weight, ROW.priority, ROW.state),
    *(ROW.version, ROW.created_at, ROW.sent_at),
)


def add(
    store: WriteStore,
    review: Review,
    *,
    public_id: str,
    by: int,
    anchor: Anchor,
    excerpt: str,
    text: str,
    audience: Audience,
    weight: Weight,
    priority: bool,
    now: datetime,
) -> Remark:
    """A new remark on the last revision; the leader sees it with the verdict, if it is shared."""
    statement = insert(ROW).values(
        public_id=public_id,
        review_id=review.id,
        number=review.number,
        by_person_id=by,
        anchor_kind=anchor.kind,
        anchor=anchor.key,
        excerpt=excerpt,
        text=text,
        audience=audience,
        weight=weight,
        priority=priority,
        state=RemarkState.OPEN,
        version=1,
        created_at=now,
        sent_at=None,
    )
    store.connection.execute(statement)
    return load(store, public_id)


def find(store: ReadStore, public_id: str) -> Remark | None:
    """The remark, if there is one."""
    found = listed(store, ROW.public_id == public_id)
    return found[0] if found else None


def load(store: ReadStore, public_id: str) -> Remark:
    """The remark. Raises NoSuchRow."""
    found = find(store, public_id)
    if found is None:
        raise NoSuchRow(noun="remark", key=public_id)
    return found


def of_review(store: ReadStore, review_id: int, number: int | None = None) -> tuple[Remark, ...]:
    """All of a draft, or of one revision of it, in the order in which they were made."""
    whose = ROW.review_id == review_id
    return listed(store, whose if number is None else whose & (ROW.number == number))


def change(
    store: WriteStore,
    remark: Remark,
    *,
    text: str,
    audience: Audience,
    weight: Weight,
    priority: bool,
) -> Remark:
    """Say it otherwise, while it is not sent. Raises Overtaken."""
    values = {"text": text, "audience": audience, "weight": weight, "priority": priority}
    touch(store, remark, ROW.sent_at.is_(None), **values)
    return load(store, remark.public_id)


def remove(store: WriteStore, remark: Remark) -> None:
    """Take it away, while it is not sent. Raises Overtaken."""
    unsent = (ROW.id == remark.id, ROW.version == remark.version, ROW.sent_at.is_(None))
    if store.connection.execute(delete(ROW).where(*unsent)).rowcount != 1:
        raise Overtaken(noun="remark", key=remark.public_id)


def send(store: WriteStore, review: Review, *, now: datetime) -> tuple[Remark, ...]:
    """The verdict goes to the leader, and with it the shared remarks of this revision: they do not
    change any more. The private ones neither.
    """
    mine = (ROW.review_id == review.id, ROW.number == review.number, ROW.sent_at.is_(None))
    store.connection.execute(update(ROW).where(*mine).values(sent_at=now))
    found = of_review(store, review.id, review.number)
    return tuple(remark for remark in found if remark.audience is Audience.SHARED)


def note(
    store: WriteStore,
    remark: Remark,
    *,
    by: int,
    side: Side,
    state: RemarkState,
    text: str,
    now: datetime,
) -> tuple[Remark, RemarkNote]:
    """Say something about it, which makes this of it. Raises Overtaken."""
    touch(store, remark, state=state)
    values = {"by_person_id": by, "side": side, "state": state, "text": text, "said_at": now}
    statement = insert(RemarkNoteRow).values(remark_id=remark.id, **values)
    key = store.connection.execute(statement.returning(RemarkNoteRow.id)).scalar_one()
    said = RemarkNote(key, remark.id, by, side, state, text, now)
    return replace(remark, state=state, version=remark.version + 1), said


def settle(store: WriteStore, remark: Remark, state: RemarkState) -> Remark:
    """It is this from now on, without a word. Raises Overtaken."""
    touch(store, remark, state=state)
    return replace(remark, state=state, version=remark.version + 1)


def notes(store: ReadStore, remarks: Iterable[Remark]) -> tuple[RemarkNote, ...]:
    """What was said about these, the first first."""
    row = RemarkNoteRow
    statement = (
        select(
            *(row.id, row.remark_id, row.by_person_id, row.side, row.state, row.text, row.said_at)
        )
        .where(row.remark_id.in_([remark.id for remark in remarks]))
        .order_by(row.id)
    )
    return tuple(RemarkNote(*found) for found in store.connection.execute(statement))


def touch(
    store: WriteStore, remark: Remark, *conditions: ColumnElement[bool], **values: object
) -> None:
    statement = (
        update(ROW)
        .where(ROW.id == remark.id, ROW.version == remark.version, *conditions)
        .values(version=remark.version + 1, **values)
    )
    if store.connection.execute(statement).rowcount != 1:
        raise Overtaken(noun="remark", key=remark.public_id)


def listed(store: ReadStore, holds: ColumnElement[bool]) -> tuple[Remark, ...]:
    rows = store.connection.execute(REMARKS.where(holds).order_by(ROW.id))
    return tuple(remark_of(row) for row in rows)


def remark_of(row: Row[*tuple[Any, ...]]) -> Remark:
    values: tuple[Any, ...] = (*row[:5], Anchor(row.anchor_kind, row.anchor), *row[7:])
    return Remark(*values)
