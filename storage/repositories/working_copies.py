"""Flows that admins are writing: begun from the live revision, changed, published or left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from storage.errors import NoSuchRow, Overtaken
from storage.models.working_copy import TrialReportRow, WorkingCopyRow
from storage.repositories import audit, trials

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Select

    from storage.stores import ReadStore, WriteStore

__all__ = ["ListedCopy", "WorkingCopy", "begin", "change", "discard", "find", "listing", "load"]


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """A working copy without its files."""

    id: int
    public_id: str
    flow: str
    #: number of the revision that it changes
    based_on: int
    author_id: int
    title: str
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """As it was read: changing it needs that nobody else did meanwhile."""

    id: int
    public_id: str
    flow: str
    #: number of the revision that it changes
    based_on: int
    author_id: int
    title: str
    version: int
    created_at: datetime
    updated_at: datetime
    #: text of each file by its name
    sources: Mapping[str, str]

    @property
    def files(self) -> dict[str, bytes]:
        """Its files, as they would be read from a folder."""
        return {name: text.encode() for name, text in self.sources.items()}


ROW = WorkingCopyRow
LISTED: Select[*tuple[Any, ...]] = select(
    *(ROW.id, ROW.public_id, ROW.flow, ROW.based_on, ROW.author_id, ROW.title, ROW.version),
    *(ROW.created_at, ROW.updated_at),
)
WHOLE = LISTED.add_columns(ROW.sources)


def listing(store: ReadStore, *, limit: int = 100) -> tuple[ListedCopy, ...]:
    """Those of every admin, the one changed last first."""
    statement = LISTED.order_by(ROW.updated_at.desc(), ROW.id.desc()).limit(limit)
    return tuple(ListedCopy(*row) for row in store.connection.execute(statement))


def find(store: ReadStore, public_id: str) -> WorkingCopy | None:
    """The working copy, if there is one."""
    row = store.connection.execute(WHOLE.where(ROW.public_id == public_id)).one_or_none()
    return None if row is None else WorkingCopy(*row)


def load(store: ReadStore, public_id: str) -> WorkingCopy:
    """The working copy. Raises NoSuchRow."""
    found = find(store, public_id)
    if found is None:
        raise NoSuchRow(noun="working copy", key=public_id)
    return found


def begin(
    store: WriteStore,
    flow: str,
    sources: Mapping[str, str],
    *,
    public_id: str,
    based_on: int,
    author_id: int,
    title: str,
    now: datetime,
) -> WorkingCopy:
    """A new one; nobody walks it."""
    statement = insert(ROW).values(
        public_id=public_id,
        flow=flow,
        based_on=based_on,
        author_id=author_id,
        title=title,
        sources=dict(sources),
        version=1,
        created_at=now,
        updated_at=now,
    )
    store.connection.execute(statement)
    details: dict[str, str | int] = {"copy": public_id, "based_on": based_on}
    audit.record(store, "flow:begin", noun="flow", key=flow, by=author_id, now=now, details=details)
    return load(store, public_id)


def change(
    store: WriteStore,
    before: WorkingCopy,
    sources: Mapping[str, str],
    *,
    title: str | None = None,
    based_on: int | None = None,
    now: datetime,
) -> WorkingCopy:
    """The same with other files; what is none stays as it is.

    Raises:
        Overtaken: somebody changed it, or it is gone, since it was read; nothing is stored.
    """
    after = replace(
        before,
        sources=dict(sources),
        title=before.title if title is None else title,
        based_on=before.based_on if based_on is None else based_on,
        version=before.version + 1,
        updated_at=now,
    )
    names = ("sources", "title", "based_on", "version", "updated_at")
    statement = (
        update(ROW)
        .where(ROW.id == before.id, ROW.version == before.version)
        .values({name: getattr(after, name) for name in names})
    )
    if store.connection.execute(statement).rowcount != 1:
        raise Overtaken(noun="working copy", key=before.public_id)
    return after


def discard(store: WriteStore, copy: WorkingCopy, *, by: int | None, now: datetime) -> None:
    """Delete it with what trying it found: it was published, or is not wanted any more. Who walks
    it in a chat is told.
    """
    trials.end_of(store, copy, now=now)
    for statement in (
        delete(TrialReportRow).where(TrialReportRow.working_copy_id == copy.id),
        delete(ROW).where(ROW.id == copy.id),
    ):
        store.connection.execute(statement)
    details = {"copy": copy.public_id}
    audit.record(
        store, "flow:end_copy", noun="flow", key=copy.flow, by=by, now=now, details=details
    )
