"""What coaches are to be told of, kept until it is told together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from storage.models.alliance import AllianceRow
from storage.models.notice import NoticeKind, NoticeRow
from storage.models.remark import RemarkRow
from storage.models.review import ReviewRow
from storage.repositories import timers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.repositories.remarks import Remark
    from storage.repositories.reviews import Review
    from storage.stores import WriteStore

__all__ = ["KIND", "TOGETHER", "Notice", "NoticeKind", "add", "take"]

#: of the timers that tell them; the person follows, after a colon
KIND = "notices"
#: what happens meanwhile is told with it
TOGETHER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that happened, and the draft that it happened to."""

    kind: NoticeKind
    at: datetime
    #: of the alliance: what addresses carry
    review: str
    #: of the alliance; may be empty
    title: str
    #: public id of the remark that it is about; empty when it is about none
    remark: str


def add(
    store: WriteStore,
    person_ids: Iterable[int],
    kind: NoticeKind,
    review: Review,
    remark: Remark | None = None,
    *,
    now: datetime,
) -> None:
    """Tell these people, in a moment, with whatever else there is to tell them by then."""
    about = {"kind": kind, "review_id": review.id, "remark_id": remark and remark.id, "at": now}
    for person_id in sorted(set(person_ids)):
        store.connection.execute(insert(NoticeRow).values(person_id=person_id, **about))
        timers.schedule_first(store, f"{KIND}:{person_id}", due=now + TOGETHER, payload={})


def take(store: WriteStore, person_id: int) -> tuple[Notice, ...]:
    """All that is to be told to that person, the oldest first: it is told now, and is gone."""
    theirs = (
        delete(NoticeRow)
        .where(NoticeRow.person_id == person_id)
        .returning(
            *(NoticeRow.id, NoticeRow.kind, NoticeRow.at, NoticeRow.review_id, NoticeRow.remark_id)
        )
    )
    rows = sorted(store.connection.execute(theirs).all())
    drafts = (
        select(ReviewRow.id, AllianceRow.public_id, AllianceRow.title)
        .join(AllianceRow, AllianceRow.id == ReviewRow.alliance_id)
        .where(ReviewRow.id.in_({row.review_id for row in rows}))
    )
    named = {key: (name, title) for key, name, title in store.connection.execute(drafts)}
    asked = select(RemarkRow.id, RemarkRow.public_id).where(
        RemarkRow.id.in_({row.remark_id for row in rows if row.remark_id is not None})
    )
    remarks = {row.id: row.public_id for row in store.connection.execute(asked)}
    return tuple(
        Notice(row.kind, row.at, *named[row.review_id], remarks.get(row.remark_id, ""))
        for row in rows
    )
