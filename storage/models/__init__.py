"""The tables, one noun a file. Importing this registers them all."""

from __future__ import annotations

from storage.models.alliance import AllianceRow, PartyRow
from storage.models.answer import AnswerRow
from storage.models.audit_entry import AuditEntryRow
from storage.models.base import Row
from storage.models.charter_revision import CharterRevisionRow
from storage.models.contact import ContactRow
from storage.models.dead_letter import DeadLetterRow
from storage.models.erasure import ErasureRow
from storage.models.flow_revision import FlowRevisionRow, LiveRevisionRow
from storage.models.outbox_message import OutboxMessageRow
from storage.models.person import PersonRow
from storage.models.run import RunRow
from storage.models.seen_update import SeenUpdateRow
from storage.models.sender import SenderRow, SendingPaceRow
from storage.models.sent_file import SentFileRow
from storage.models.timer import TimerRow

__all__ = [
    "AllianceRow",
    "AnswerRow",
    "AuditEntryRow",
    "CharterRevisionRow",
    "ContactRow",
    "DeadLetterRow",
    "ErasureRow",
    "FlowRevisionRow",
    "LiveRevisionRow",
    "OutboxMessageRow",
    "PartyRow",
    "PersonRow",
    "Row",
    "RunRow",
    "SeenUpdateRow",
    "SenderRow",
    "SendingPaceRow",
    "SentFileRow",
    "TimerRow",
]
