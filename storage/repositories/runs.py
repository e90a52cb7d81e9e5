"""The walks: begun, read, and stored again with each answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from flows.run import Run
from storage import run_state
from storage.errors import NoSuchRow, StaleRun, UnreadableRun
from storage.models.awaited_words import AwaitedWordsRow
from storage.models.review import ReviewRow
from storage.models.run import RunRow
from storage.prepared import Prepared
from storage.repositories import answers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from charter.review import ReviewStatus
    from storage.models.awaited_words import Purpose
    from storage.repositories.alliances import Party
    from storage.repositories.answers import AnswerEvent
    from storage.repositories.contacts import Contact
    from storage.stores import ReadStore, WriteStore

__all__ = ["StoredRun", "activate", "active", "load", "name_of", "of_contact_in", "save", "start"]


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as it was read: saving it again needs that nobody else did meanwhile."""

    id: int
    #: what links and buttons carry
    public_id: str
    contact_id: int
    alliance_id: int
    party_id: int
    #: the one its contact speaks to
    active: bool
    #: raised by one with each change
    version: int
    #: rows of history so far
    history: int
    updated_at: datetime
    run: Run
    #: what the next words of its contact are for, when they are no answer
    awaits: Purpose | None = None
    #: where its alliance stands with the coaches; none when it was never sent
    review: ReviewStatus | None = None


COLUMNS: Select[*tuple[Any, ...]] = select(
    RunRow.id,
    RunRow.public_id,
    RunRow.contact_id,
    RunRow.alliance_id,
    RunRow.party_id,
    RunRow.active,
    RunRow.version,
    RunRow.history,
    RunRow.updated_at,
    # In the same statement: an ordinary answer need not ask for them.
    select(AwaitedWordsRow.purpose)
    .where(AwaitedWordsRow.contact_id == RunRow.contact_id)
    .scalar_subquery()
    .label("awaits"),
    select(ReviewRow.status)
    .where(ReviewRow.alliance_id == RunRow.alliance_id)
    .scalar_subquery()
    .label("review"),
    RunRow.state,
)
NAMES = tuple(column.name for column in COLUMNS.selected_columns)[:-1]
BY_PUBLIC_ID = COLUMNS.where(RunRow.public_id == bindparam("public_id_is"))
ACTIVE = COLUMNS.where(RunRow.contact_id == bindparam("contact_id_is"), RunRow.active.is_(True))
LOAD = {False: Prepared(BY_PUBLIC_ID), True: Prepared(BY_PUBLIC_ID.with_for_update())}
LOAD_ACTIVE = {False: Prepared(ACTIVE), True: Prepared(ACTIVE.with_for_update())}

#: what an answer may change
CHANGING = (
    "version",
    "flow",
    "revision",
    "language",
    "status",
    "at",
    "history",
    "updated_at",
    "state",
)
SAVE = Prepared(
    update(RunRow)
    .where(RunRow.id == bindparam("id_is"), RunRow.version == bindparam("version_is"))
    .values({name: bindparam(name) for name in CHANGING})
)


def start(
    store: WriteStore,
    run: Run,
    *,
    public_id: str,
    contact: Contact,
    party: Party,
    now: datetime,
) -> StoredRun:
    """Store a new run, and make it the one that its contact speaks to."""
    leave(store, contact.id)
    statement = insert(RunRow).values(
        public_id=public_id,
        contact_id=contact.id,
        alliance_id=party.alliance_id,
        party_id=party.id,
        active=True,
        created_at=now,
        **changing(run, 1, 0, now),
    )
    key = store.connection.execute(statement.returning(RunRow.id)).scalar_one()
    return StoredRun(
        id=key,
        public_id=public_id,
        contact_id=contact.id,
        alliance_id=party.alliance_id,
        party_id=party.id,
        active=True,
        version=1,
        history=0,
        updated_at=now,
        run=run,
    )


def load(store: ReadStore, public_id: str) -> StoredRun:
    """The run, held until the end of a transaction that writes.

    Raises NoSuchRow, UnreadableRun.
    """
    row = LOAD[store.holds].first(store, public_id_is=public_id)
    if row is None:
        raise NoSuchRow(noun="run", key=public_id)
    return stored(row)


def active(store: ReadStore, contact_id: int) -> StoredRun | None:
    """The run that the contact speaks to, if any; held as by `load`. Raises UnreadableRun."""
    row = LOAD_ACTIVE[store.holds].first(store, contact_id_is=contact_id)
    return None if row is None else stored(row)


def of_contact_in(store: ReadStore, contact_id: int, alliance_id: int) -> StoredRun | None:
    """The last run of the contact in an alliance, if they are in it. Raises UnreadableRun."""
    statement = (
        select(RunRow.public_id)
        .where(RunRow.contact_id == contact_id, RunRow.alliance_id == alliance_id)
        .order_by(RunRow.id.desc())
        .limit(1)
    )
    found = store.connection.execute(statement).scalar_one_or_none()
    return None if found is None else load(store, found)


def name_of(store: ReadStore, run_id: int) -> str:
    """The public id of a run that is known by its number. Raises NoSuchRow."""
    statement = select(RunRow.public_id).where(RunRow.id == run_id)
    found = store.connection.execute(statement).scalar_one_or_none()
    if found is None:
        raise NoSuchRow(noun="run", key=run_id)
    return found


def save(
    store: WriteStore,
    before: StoredRun,
    run: Run,
    changes: Sequence[AnswerEvent],
    *,
    by: int | None,
    now: datetime,
) -> StoredRun:
    """Store the run after a reply, and what was said to its history: one update, one insert.

    `by` is the person who said it; none when the flow changed, which does not end their silence.
    Raises StaleRun when another was faster, and then nothing is stored.
    """
    said_at = before.updated_at if by is None and run.revision != before.run.revision else now
    rows = answers.rows(before.id, before.history, run.revision, changes, by=by, now=now)
    history = before.history + len(rows)
    values = changing(run, before.version + 1, history, said_at)
    touched = SAVE.run(store, id_is=before.id, version_is=before.version, **values)
    if touched != 1:
        raise StaleRun(run=before.public_id, version=before.version)
    answers.add(store, rows)
    return replace(before, version=before.version + 1, history=history, updated_at=said_at, run=run)


def activate(store: WriteStore, stored: StoredRun) -> StoredRun:
    """Make it the one that its contact speaks to."""
    leave(store, stored.contact_id)
    statement = update(RunRow).where(RunRow.id == stored.id).values(active=True)
    store.connection.execute(statement)
    return replace(stored, active=True)


def leave(store: WriteStore, contact_id: int) -> None:
    statement = (
        update(RunRow)
        .where(RunRow.contact_id == contact_id, RunRow.active.is_(True))
        .values(active=False)
    )
    store.connection.execute(statement)


def changing(run: Run, version: int, history: int, now: datetime) -> dict[str, Any]:
    return {
        "version": version,
        "flow": run.flow,
        "revision": run.revision,
        "language": run.language,
        "status": run.status,
        "at": "" if run.at is None else str(run.at),
        "history": history,
        "updated_at": now,
        "state": run_state.write(run),
    }


def stored(row: tuple[Any, ...]) -> StoredRun:
    try:
        return StoredRun(**dict(zip(NAMES, row, strict=False)), run=run_state.read(row[-1]))
    except run_state.UnknownState as error:
        raise UnreadableRun(run=row[1], reason=error) from error
