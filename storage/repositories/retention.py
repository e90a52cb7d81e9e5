"""What is not needed any more goes: some rows at a time, in the order of their keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from storage.models.dead_letter import DeadLetterRow
from storage.models.outbox_message import MessageState, OutboxMessageRow
from storage.models.seen_update import SeenUpdateRow
from storage.models.sender import SenderRow
from storage.models.sent_file import SentFileRow
from storage.models.sign_in import DeskSessionRow, SignInAttemptRow, SignInLinkRow
from storage.models.typed_text import SentFormRow, TypedTextRow
from storage.models.working_copy import TrialRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import ColumnElement, Select

    from storage.models.base import Row
    from storage.stores import WriteStore

__all__ = ["START", "Position", "Swept", "sweep"]

#: a channel delivers an update again for a day at most; a week leaves time to mend a long outage
SEEN = timedelta(days=7)
#: long enough to see what was sent when somebody complains
MESSAGES = timedelta(days=90)
#: a reply finds its question by them, and a walk may rest for a year before it is erased
QUESTIONS = timedelta(days=400)
#: time to mend what broke and to work them again; they hold words of people
LETTERS = timedelta(days=30)
#: a charter that was not asked for in half a year is uploaded again
FILES = timedelta(days=180)
#: a process says every few seconds that it is there
SENDERS = timedelta(days=1)

#: a link to the desk lives for minutes, a refused try counts for an hour
SIGNING_IN = timedelta(days=1)
#: what was typed may still be saved for so long after a session is over
SESSIONS = timedelta(days=7)
#: a page stays open in a browser for as long as its session at most
FORMS = timedelta(days=30)
#: what somebody began to write to a leader, and never sent
TYPED = timedelta(days=90)
#: who tries a flow in their chat and does not end it
TRIALS = timedelta(days=1)

#: rows looked at in one transaction: it is over before anybody notices
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Position:
    """How far the sweep has come: in which table, after which key."""

    table: str
    #: none at the beginning of the table
    after: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Swept:
    """What one step did."""

    table: str
    gone: int
    #: where to go on; none at the end
    following: Position | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A table of which rows go, and when."""

    row: type[Row]
    key: tuple[Any, ...]
    moment: Any
    #: no row younger than that goes
    least: timedelta
    is_over: Callable[[datetime], ColumnElement[bool]]
    #: whether who has the larger key is the younger
    in_order: bool = False


def sweep(store: WriteStore, position: Position, *, now: datetime, at_once: int = AT_ONCE) -> Swept:
    """Look at the next rows, and delete those that are not needed any more."""
    kept = KEPT[position.table]
    ahead = [] if position.after is None else [tuple_(*kept.key) > tuple_(*position.after)]
    last = store.connection.execute(
        select(*kept.key, kept.moment)
        .where(*ahead)
        .order_by(*kept.key)
        .offset(at_once - 1)
        .limit(1)
    ).one_or_none()
    reached = None if last is None else tuple(last[:-1])
    within = [] if reached is None else [tuple_(*kept.key) <= tuple_(*reached)]
    over = delete(kept.row).where(*ahead, *within, kept.is_over(now))
    gone = store.connection.execute(over).rowcount
    is_young = last is not None and kept.in_order and last[-1] > now - kept.least
    if reached is None or is_young:
        return Swept(position.table, gone, after_table(position.table))
    return Swept(position.table, gone, Position(position.table, reached))


def after_table(name: str) -> Position | None:
    names = list(KEPT)
    rest = names[names.index(name) + 1 :]
    return Position(rest[0]) if rest else None


def message_is_over(now: datetime) -> ColumnElement[bool]:
    """Open ones stay, and what each contact was asked last, however long ago."""
    row = OutboxMessageRow
    other = aliased(OutboxMessageRow)
    last: Select[Any] = select(func.max(other.asked_as)).where(other.contact_id == row.contact_id)
    asked_before = and_(
        row.asked_as.is_not(None),
        row.finished_at < now - QUESTIONS,
        row.asked_as < last.scalar_subquery(),
    )
    told = and_(row.asked_as.is_(None), row.finished_at < now - MESSAGES)
    return and_(row.state != MessageState.OPEN, or_(told, asked_before))


def letter_is_over(now: datetime) -> ColumnElement[bool]:
    row = DeadLetterRow
    return or_(row.replayed_at.is_not(None), row.created_at < now - LETTERS)


#: in the order of sweeping
KEPT: Mapping[str, Kept] = {
    # Telegram begins again at a number by chance after a week without updates.
    "seen_updates": Kept(
        SeenUpdateRow,
        (SeenUpdateRow.source, SeenUpdateRow.update_id),
        SeenUpdateRow.seen_at,
        SEEN,
        lambda now: SeenUpdateRow.seen_at < now - SEEN,
    ),
    "outbox_messages": Kept(
        OutboxMessageRow,
        (OutboxMessageRow.id,),
        OutboxMessageRow.created_at,
        MESSAGES,
        message_is_over,
        in_order=True,
    ),
    "dead_letters": Kept(
        DeadLetterRow, (DeadLetterRow.id,), DeadLetterRow.created_at, LETTERS, letter_is_over
    ),
    "sent_files": Kept(
        SentFileRow,
        (SentFileRow.contact_id, SentFileRow.digest),
        SentFileRow.sent_at,
        FILES,
        lambda now: SentFileRow.sent_at < now - FILES,
    ),
    "senders": Kept(
        SenderRow,
        (SenderRow.name,),
        SenderRow.seen_at,
        SENDERS,
        lambda now: SenderRow.seen_at < now - SENDERS,
    ),
    "sign_in_links": Kept(
        SignInLinkRow,
        (SignInLinkRow.id,),
        SignInLinkRow.created_at,
        SIGNING_IN,
        lambda now: SignInLinkRow.created_at < now - SIGNING_IN,
        in_order=True,
    ),
    "sign_in_attempts": Kept(
        SignInAttemptRow,
        (SignInAttemptRow.id,),
        SignInAttemptRow.at,
        SIGNING_IN,
        lambda now: SignInAttemptRow.at < now - SIGNING_IN,
        in_order=True,
    ),
    "desk_sessions": Kept(
        DeskSessionRow,
        (DeskSessionRow.id,),
        DeskSessionRow.created_at,
        SESSIONS,
        lambda now: or_(
            DeskSessionRow.expires_at < now - SESSIONS, DeskSessionRow.ended_at < now - SESSIONS
        ),
        in_order=True,
    ),
    "sent_forms": Kept(
        SentFormRow,
        (SentFormRow.person_id, SentFormRow.token),
        SentFormRow.sent_at,
        FORMS,
        lambda now: SentFormRow.sent_at < now - FORMS,
    ),
    "typed_texts": Kept(
        TypedTextRow,
        (TypedTextRow.person_id, TypedTextRow.field),
        TypedTextRow.typed_at,
        TYPED,
        lambda now: TypedTextRow.typed_at < now - TYPED,
    ),
    "trials": Kept(
        TrialRow,
        (TrialRow.contact_id,),
        TrialRow.updated_at,
        TRIALS,
        lambda now: TrialRow.updated_at < now - TRIALS,
    ),
}
START = Position(next(iter(KEPT)))
