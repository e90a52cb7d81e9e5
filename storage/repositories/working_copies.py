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

__all__ = [
    "WRITTEN",
    "ListedCopy",
    "WorkingCopy",
    "begin",
    "change",
    "discard",
    "find",
    "listing",
    "load",
    "rebase",
]

#: recorded of each file that was changed
WRITTEN = "flow:write"


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
class WorkingCopy(ListedCopy):
    """As it was read: changing it needs that nobody else did meanwhile."""

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
    begun = load(store, public_id)
    _record(store, "flow:begin", begun, by=author_id, now=now, based_on=based_on)
    return begun


def change(
    store: WriteStore,
    before: WorkingCopy,
    sources: Mapping[str, str],
    *,
    by: int | None,
    now: datetime,
) -> WorkingCopy:
    """The same with other files; who wrote which is recorded.

    Raises:
        Overtaken: somebody changed it, or it is gone, since it was read; nothing is stored.
    """
    after = _changed(store, before, sources, based_on=before.based_on, now=now)
    for file, text in sources.items():
        if before.sources.get(file) != text:
            _record(store, WRITTEN, before, by=by, now=now, file=file)
    return after


def rebase(
    store: WriteStore,
    before: WorkingCopy,
    sources: Mapping[str, str],
    *,
    based_on: int,
    by: int | None,
    now: datetime,
) -> WorkingCopy:
    """The same changes, on another revision. Raises Overtaken as `change` does."""
    after = _changed(store, before, sources, based_on=based_on, now=now)
    numbers = {"before": before.based_on, "based_on": based_on}
    _record(store, "flow:rebase", before, by=by, now=now, **numbers)
    return after


def _changed(
    store: WriteStore,
    before: WorkingCopy,
    sources: Mapping[str, str],
    *,
    based_on: int,
    now: datetime,
) -> WorkingCopy:
    version = before.version + 1
    after = replace(
        before, sources=dict(sources), based_on=based_on, version=version, updated_at=now
    )
    names = ("sources", "based_on", "version", "updated_at")
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
    _record(store, "flow:end_copy", copy, by=by, now=now)


def _record(
    store: WriteStore,
    action: str,
    copy: WorkingCopy,
    *,
    by: int | None,
    now: datetime,
    **besides: str | int,
) -> None:
    details: dict[str, str | int] = {"copy": copy.public_id, **besides}
    audit.record(store, action, noun="flow", key=copy.flow, by=by, now=now, details=details)
