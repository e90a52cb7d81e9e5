"""The revisions of flows, and the pointer to the live one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from storage.columns import dumps
from storage.errors import NoSuchRow, OutdatedRevision
from storage.models.flow_revision import FlowRevisionRow, LiveRevisionRow, RevisionState
from storage.repositories import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.stores import ReadStore, WriteStore

__all__ = [
    "FlowRevision",
    "ListedRevision",
    "RevisionState",
    "checksum",
    "draft",
    "listing",
    "live",
    "live_number",
    "live_since",
    "load",
    "publish",
    "seed",
]


@dataclass(frozen=True, slots=True)
class FlowRevision:
    flow: str
    number: int
    #: text of each file by its name
    sources: Mapping[str, str]
    checksum: str
    state: RevisionState
    based_on: int | None
    author_id: int | None
    note: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A revision without its sources."""

    number: int
    checksum: str
    state: RevisionState
    based_on: int | None
    author_id: int | None
    note: str
    created_at: datetime
    #: new runs follow it
    is_live: bool


COLUMNS = select(
    FlowRevisionRow.flow,
    FlowRevisionRow.number,
    FlowRevisionRow.sources,
    FlowRevisionRow.checksum,
    FlowRevisionRow.state,
    FlowRevisionRow.based_on,
    FlowRevisionRow.author_id,
    FlowRevisionRow.note,
    FlowRevisionRow.created_at,
)


def checksum(sources: Mapping[str, str]) -> str:
    """SHA-256 of the sources, whatever their order, in hexadecimal."""
    return hashlib.sha256(dumps(dict(sorted(sources.items()))).encode()).hexdigest()


def load(store: ReadStore, flow: str, number: int) -> FlowRevision:
    """The revision, as it will always be. Raises NoSuchRow."""
    statement = COLUMNS.where(FlowRevisionRow.flow == flow, FlowRevisionRow.number == number)
    row = store.connection.execute(statement).one_or_none()
    if row is None:
        raise NoSuchRow(noun=f"revision of {flow}", key=number)
    return FlowRevision(*row)


def live_number(store: ReadStore, flow: str) -> int | None:
    """The number of the live revision; none while the flow has none."""
    statement = select(LiveRevisionRow.number).where(LiveRevisionRow.flow == flow)
    return store.connection.execute(statement).scalar_one_or_none()


def live_since(store: ReadStore, flow: str) -> datetime | None:
    """When the live revision became it, the last time; none while the flow has none."""
    statement = select(LiveRevisionRow.published_at).where(LiveRevisionRow.flow == flow)
    return store.connection.execute(statement).scalar_one_or_none()


def live(store: ReadStore, flow: str) -> FlowRevision:
    """The revision that new runs follow. Raises NoSuchRow."""
    number = live_number(store, flow)
    if number is None:
        raise NoSuchRow(noun="live revision of", key=flow)
    return load(store, flow, number)


def listing(
    store: ReadStore, flow: str, *, limit: int = 100, before: int | None = None
) -> tuple[ListedRevision, ...]:
    """A page of the revisions of a flow, the newest first; the next one begins before the last
    number of this one.
    """
    row = FlowRevisionRow
    live = select(LiveRevisionRow.number).where(LiveRevisionRow.flow == flow).scalar_subquery()
    columns = (row.number, row.checksum, row.state, row.based_on, row.author_id, row.note)
    statement = (
        select(*columns, row.created_at, row.number == func.coalesce(live, 0))
        .where(row.flow == flow)
        .order_by(row.number.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(row.number < before)
    return tuple(ListedRevision(*each) for each in store.connection.execute(statement))


def seed(
    store: WriteStore, flow: str, sources: Mapping[str, str], *, now: datetime
) -> FlowRevision:
    """The live revision; the sources become the first one of a flow that has none, and are never
    imposed afterwards: compare their checksum with the one returned.
    """
    if live_number(store, flow) is None:
        first = draft(store, flow, sources, based_on=None, author_id=None, note="", now=now)
        return publish(store, first, expected=None, now=now)
    return live(store, flow)


def draft(
    store: WriteStore,
    flow: str,
    sources: Mapping[str, str],
    *,
    based_on: int | None,
    author_id: int | None,
    note: str,
    now: datetime,
) -> FlowRevision:
    """A new revision under the next number; nobody sees it yet. A draft that is edited is a new
    one: what was tried stays what it was.
    """
    newest = store.connection.execute(
        select(func.max(FlowRevisionRow.number)).where(FlowRevisionRow.flow == flow)
    ).scalar_one()
    revision = FlowRevision(
        flow=flow,
        number=(newest or 0) + 1,
        sources=dict(sources),
        checksum=checksum(sources),
        state=RevisionState.DRAFT,
        based_on=based_on,
        author_id=author_id,
        note=note,
        created_at=now,
    )
    values = {name: getattr(revision, name) for name in FlowRevision.__slots__}
    store.connection.execute(insert(FlowRevisionRow).values(values))
    details = {"number": revision.number, "based_on": based_on}
    _record(store, "flow:draft", flow, by=author_id, now=now, details=details)
    return revision


def publish(
    store: WriteStore,
    revision: FlowRevision,
    *,
    expected: int | None,
    now: datetime,
    by: int | None = None,
    note: str = "",
) -> FlowRevision:
    """Make it the live one; an older one too, which is going back. `expected` is the live number
    that its author saw, and `note` is in place of the one it had, unless it is empty; raises
    OutdatedRevision when another was published since, and nothing is changed.
    """
    if not move_pointer(store, revision, expected, now):
        raise OutdatedRevision(
            flow=revision.flow, live=live_number(store, revision.flow), expected=expected
        )
    store.connection.execute(
        update(FlowRevisionRow)
        .where(FlowRevisionRow.flow == revision.flow, FlowRevisionRow.number == revision.number)
        .values(state=RevisionState.PUBLISHED, **({"note": note} if note else {}))
    )
    went_back = revision.state is RevisionState.PUBLISHED
    action = "flow:go_back" if went_back else "flow:publish"
    details = {"number": revision.number, "before": expected}
    _record(store, action, revision.flow, by=by, now=now, details=details)
    return load(store, revision.flow, revision.number)


def _record(
    store: WriteStore,
    action: str,
    flow: str,
    *,
    by: int | None,
    now: datetime,
    details: Mapping[str, int | None],
) -> None:
    audit.record(store, action, noun="flow", key=flow, by=by, now=now, details=details)


def move_pointer(
    store: WriteStore, revision: FlowRevision, expected: int | None, now: datetime
) -> bool:
    if expected is None:
        if live_number(store, revision.flow) is not None:
            return False
        first = insert(LiveRevisionRow).values(
            flow=revision.flow, number=revision.number, published_at=now
        )
        store.connection.execute(first)
        return True
    moved = store.connection.execute(
        update(LiveRevisionRow)
        .where(LiveRevisionRow.flow == revision.flow, LiveRevisionRow.number == expected)
        .values(number=revision.number, published_at=now)
    )
    return moved.rowcount == 1
