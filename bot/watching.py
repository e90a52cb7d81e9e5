"""The timer that watches over the silence of a walk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.pace import Due, Duty, dues
from bot.silence import Silence, key
from charter.guide import Guide
from charter.review import Side, holder
from storage.repositories import reviews, timers
from storage.repositories.contacts import Contact
from storage.repositories.reviews import Review
from storage.repositories.runs import StoredRun
from storage.stores import WriteStore

__all__ = [
    "OF_NOTE",
    "ONLY_ANSWERS",
    "dues_of",
    "no_more",
    "once_more",
    "set_timer",
    "since_of",
    "watch",
]

#: channels on which nobody can be written to who did not write first
ONLY_ANSWERS = frozenset({"terminal"})
#: an answer after so long a silence sets the timer anew; before, the one that is set comes in time
OF_NOTE = timedelta(days=1)


def watch(store: WriteStore, stored: StoredRun, contact: Contact, guide: Guide) -> None:
    """Begin a silence: the run was begun or answered just now, or a coach gave it back."""
    found, since = dues_of(store, stored, contact, guide), since_of(store, stored)
    set_timer(store, stored, Silence(since), min(due.at for due in found))


def no_more(store: WriteStore, stored: StoredRun, contact: Contact, guide: Guide) -> None:
    """No more reminders in this silence."""
    _change(store, stored, contact, guide, replace(_present(store, stored), paused=True))


def once_more(
    store: WriteStore, stored: StoredRun, contact: Contact, guide: Guide, *, at: datetime
) -> None:
    """One more reminder then, whatever was said of reminders before."""
    asked = replace(_present(store, stored), later=at, paused=False)
    _change(store, stored, contact, guide, asked)


def dues_of(
    store: WriteStore, stored: StoredRun, contact: Contact, guide: Guide
) -> tuple[Due, ...]:
    """All that comes of the present silence. Nobody is reminded whose turn it is not."""
    review = reviews.of_alliance(store, stored.alliance_id)
    pace, zone = guide.compiled.source.pace, ZoneInfo(contact.timezone)
    found = dues(pace, _since(stored, review), zone, sent=review is not None)
    if _is_theirs(review):
        return found
    return tuple(due for due in found if due.duty is not Duty.REMINDER)


def since_of(store: WriteStore, stored: StoredRun) -> datetime:
    """When the present silence began: with the last answer, or when a coach gave it back."""
    return _since(stored, reviews.of_alliance(store, stored.alliance_id))


def set_timer(store: WriteStore, stored: StoredRun, silence: Silence, due: datetime) -> None:
    """Look at this silence then."""
    timers.schedule(store, key(stored.public_id), due=due, payload=silence.written())


def _since(stored: StoredRun, review: Review | None) -> datetime:
    if review is None or not _is_theirs(review):
        return stored.updated_at
    return max(stored.updated_at, review.since)


def _is_theirs(review: Review | None) -> bool:
    return review is None or holder(review.status) is Side.LEADER


def _present(store: WriteStore, stored: StoredRun) -> Silence:
    known = timers.find(store, key(stored.public_id))
    return Silence.read({} if known is None else known[1], since_of(store, stored))


def _change(
    store: WriteStore, stored: StoredRun, contact: Contact, guide: Guide, silence: Silence
) -> None:
    found, zone = dues_of(store, stored, contact, guide), ZoneInfo(contact.timezone)
    _, _, then = silence.act(found, silence.since, zone)
    if then is not None:
        set_timer(store, stored, silence, then)
