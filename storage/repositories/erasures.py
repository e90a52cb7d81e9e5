"""Erasing an alliance for good: the only way out for what was said and submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from storage.models.alliance import AllianceRow, PartyRow
from storage.models.answer import AnswerRow
from storage.models.charter_revision import CharterRevisionRow
from storage.models.erasure import ErasureRow
from storage.models.run import RunRow

if TYPE_CHECKING:
    from datetime import datetime

    from storage.stores import WriteStore

__all__ = ["erase_alliance"]


def erase_alliance(store: WriteStore, alliance_id: int, *, by: int | None, now: datetime) -> None:
    """Delete the alliance with its parties, runs, history and charters. What stays says that it was
    erased, when and by whom; contacts, people and audit entries hold nothing of what was said.
    """
    runs = select(RunRow.id).where(RunRow.alliance_id == alliance_id)
    statements = (
        insert(ErasureRow).values(alliance_id=alliance_id, erased_at=now, by_person_id=by),
        delete(CharterRevisionRow).where(CharterRevisionRow.alliance_id == alliance_id),
        delete(AnswerRow).where(AnswerRow.run_id.in_(runs)),
        delete(RunRow).where(RunRow.alliance_id == alliance_id),
        delete(PartyRow).where(PartyRow.alliance_id == alliance_id),
        delete(AllianceRow).where(AllianceRow.id == alliance_id),
    )
    for statement in statements:
        store.connection.execute(statement)
