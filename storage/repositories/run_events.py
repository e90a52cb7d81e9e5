"""Signs that a question is hard: noted when they show, and never for an ordinary answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from flows.events import Nudged, Refused, Sprint
from flows.replies import Finished, Picked, Reply, Said, Skipped, WentBack
from storage.models.run_event import RunEventKind, RunEventRow

if TYPE_CHECKING:
    from datetime import datetime

    from flows.run import Place, Run
    from storage.repositories.runs import StoredRun
    from storage.stores import WriteStore

__all__ = ["RunEventKind", "kind_of", "note", "question_of"]


def kind_of(reply: Reply, before: Run, sprint: Sprint) -> RunEventKind | None:
    """What a reply shows about the question that stood there; none of an ordinary answer."""
    match reply:
        case WentBack():
            return RunEventKind.WENT_BACK if sprint.run.at != before.at else None
        case Said() | Picked() | Skipped() | Finished():
            again = any(isinstance(event, Refused | Nudged) for event in sprint.events)
            return RunEventKind.RETRIED if again else None
        case _:
            return None


def note(
    store: WriteStore, stored: StoredRun, at: Place | None, kind: RunEventKind, *, now: datetime
) -> None:
    """Remember it of the question at that place; nothing is asked where there is none."""
    if at is None:
        return
    values = {
        "run_id": stored.id,
        "revision": stored.run.revision,
        "question": question_of(at),
        "kind": kind,
        "at": now,
    }
    store.connection.execute(insert(RunEventRow).values(values))


def question_of(place: Place) -> str:
    """What is asked at a place: the question, or the part of a list."""
    return place.part or place.question
