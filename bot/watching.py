"""The timer that watches over the silence of a walk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.pace import Due, dues
from bot.silence import Silence, key
from charter.guide import Guide
from storage.repositories import charters, timers
from storage.repositories.contacts import Contact
from storage.repositories.runs import StoredRun
from storage.stores import WriteStore

__all__ = ["OF_NOTE", "ONLY_ANSWERS", "dues_of", "no_more", "once_more", "set_timer", "watch"]

#: channels on which nobody can be written to who did not write first
ONLY_ANSWERS = frozenset({"terminal"})
#: an answer after so long a silence sets the timer anew; before, the one that is set comes in time
OF_NOTE = timedelta(days=1)


def watch(store: WriteStore, stored: StoredRun, contact: Contact, guide: Guide) -> None:
    """Begin a silence: the run was begun or answered just now."""
    found = dues_of(store, stored, contact, guide)
    set_timer(store, stored, Silence(stored.updated_at), min(due.at for due in found))


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
    """All that comes of the present silence."""
    sent = bool(charters.of_alliance(store, stored.alliance_id))
    zone = ZoneInfo(contact.timezone)
    return dues(guide.compiled.source.pace, stored.updated_at, zone, sent=sent)


def set_timer(store: WriteStore, stored: StoredRun, silence: Silence, due: datetime) -> None:
    """Look at this silence then."""
    timers.schedule(store, key(stored.public_id), due=due, payload=silence.written())


def _present(store: WriteStore, stored: StoredRun) -> Silence:
    known = timers.find(store, key(stored.public_id))
    return Silence.read({} if known is None else known[1], stored.updated_at)


def _change(
    store: WriteStore, stored: StoredRun, contact: Contact, guide: Guide, silence: Silence
) -> None:
    found, zone = dues_of(store, stored, contact, guide), ZoneInfo(contact.timezone)
    _, _, then = silence.act(found, stored.updated_at, zone)
    if then is not None:
        set_timer(store, stored, silence, then)
