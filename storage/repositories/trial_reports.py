"""What trying a working copy gave, or how far it is: one a copy, that of the newest attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, null, select, update

from storage.models.working_copy import TrialReportRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.repositories.working_copies import ListedCopy, WorkingCopy
    from storage.stores import ReadStore, WriteStore

__all__ = ["TrialReport", "beat", "begin", "find"]

ROW = TrialReportRow
#: after that long without a beat, its process is dead: no step takes as long
SILENT = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class TrialReport:
    """Of one attempt."""

    #: of the working copy that is tried
    version: int
    attempt: str
    done: int
    total: int
    beat_at: datetime
    #: none until it is finished
    report: Mapping[str, Any] | None

    def goes_on(self, now: datetime) -> bool:
        """Somebody works at it."""
        return self.report is None and now - self.beat_at < SILENT

    def died(self, now: datetime) -> bool:
        """Nobody works at it any more, and it gave nothing."""
        return self.report is None and not self.goes_on(now)


def find(store: ReadStore, copy: WorkingCopy | ListedCopy) -> TrialReport | None:
    """The newest attempt, whichever version it tries."""
    columns = (ROW.version, ROW.attempt, ROW.done, ROW.total, ROW.beat_at, ROW.report)
    statement = select(*columns).where(ROW.working_copy_id == copy.id)
    row = store.connection.execute(statement).one_or_none()
    return None if row is None else TrialReport(*row)


def begin(store: WriteStore, copy: WorkingCopy, *, attempt: str, now: datetime) -> None:
    """A new attempt, in the place of any other: that one will notice, and stop."""
    values = {
        "version": copy.version,
        "attempt": attempt,
        "done": 0,
        "total": 0,
        "beat_at": now,
        "report": null(),
    }
    connection = store.connection
    changed = update(ROW).where(ROW.working_copy_id == copy.id).values(values)
    if connection.execute(changed).rowcount == 0:
        connection.execute(insert(ROW).values(working_copy_id=copy.id, **values))


def beat(
    store: WriteStore,
    copy: WorkingCopy,
    attempt: str,
    *,
    done: int,
    total: int,
    now: datetime,
    report: Mapping[str, Any] | None = None,
) -> bool:
    """It goes on, or is finished with that report, of the copy as it was read. Whether it is the
    newest attempt still.
    """
    values = {
        "version": copy.version,
        "done": done,
        "total": total,
        "beat_at": now,
        "report": report or null(),
    }
    mine = (ROW.working_copy_id == copy.id, ROW.attempt == attempt, ROW.report.is_(None))
    return store.connection.execute(update(ROW).where(*mine).values(values)).rowcount == 1
