"""The tables, one noun a file. Importing this registers them all."""

from __future__ import annotations

from storage.models.alliance import AllianceRow, PartyRow
from storage.models.answer import AnswerRow
from storage.models.audit_entry import AuditEntryRow
from storage.models.awaited_words import AwaitedWordsRow
from storage.models.base import Row
from storage.models.charter_revision import CharterRevisionRow
from storage.models.contact import ContactRow
from storage.models.dead_letter import DeadLetterRow
from storage.models.erasure import ErasureRow
from storage.models.flow_revision import FlowRevisionRow, LiveRevisionRow
from storage.models.golden_charter import GoldenCharterRow
from storage.models.notice import NoticeRow
from storage.models.outbox_message import OutboxMessageRow
from storage.models.person import PersonRow
from storage.models.reading import GridMarkRow, ReadingRow
from storage.models.remark import RemarkNoteRow, RemarkRow
from storage.models.review import ReviewRow, ReviewWordRow
from storage.models.run import RunRow
from storage.models.run_event import RunEventRow
from storage.models.seen_update import SeenUpdateRow
from storage.models.sender import SenderRow, SendingPaceRow
from storage.models.sent_file import SentFileRow
from storage.models.sign_in import DeskSessionRow, SignInAttemptRow, SignInLinkRow
from storage.models.team import PlacementRow, TeamMemberRow, TeamRow
from storage.models.timer import TimerRow
from storage.models.typed_text import SentFormRow, TypedTextRow
from storage.models.working_copy import TrialReportRow, TrialRow, WorkingCopyRow

__all__ = [
    "AllianceRow",
    "AnswerRow",
    "AuditEntryRow",
    "AwaitedWordsRow",
    "CharterRevisionRow",
    "ContactRow",
    "DeadLetterRow",
    "DeskSessionRow",
    "ErasureRow",
    "FlowRevisionRow",
    "GoldenCharterRow",
    "GridMarkRow",
    "LiveRevisionRow",
    "NoticeRow",
    "OutboxMessageRow",
    "PartyRow",
    "PersonRow",
    "PlacementRow",
    "ReadingRow",
    "RemarkNoteRow",
    "RemarkRow",
    "ReviewRow",
    "ReviewWordRow",
    "Row",
    "RunEventRow",
    "RunRow",
    "SeenUpdateRow",
    "SenderRow",
    "SendingPaceRow",
    "SentFileRow",
    "SentFormRow",
    "SignInAttemptRow",
    "SignInLinkRow",
    "TeamMemberRow",
    "TeamRow",
    "TimerRow",
    "TrialReportRow",
    "TrialRow",
    "TypedTextRow",
    "WorkingCopyRow",
]
