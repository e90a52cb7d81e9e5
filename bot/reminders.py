"""Seeing to silence: a reminder, a warning, and in the end an erasure, each once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.commands.resume import recap
from bot.messages import Message, Passage, Style, Way
from bot.pace import WARNED_AT_LEAST, Due, Duty
from bot.reviewed import is_leaders, is_to_revise
from bot.silence import Silence
from bot.visit import Visit
from bot.watching import ONLY_ANSWERS, dues_of, set_timer, since_of
from flows.wording.dates import WrittenDate, show_date
from storage.guides import Guides
from storage.repositories import audit, contacts, erasures, runs
from storage.repositories.timers import Timer
from storage.stores import WriteStore

__all__ = ["Reminders", "Tell"]


class Tell(Protocol):
    """Queues messages to the person of a visit; the same key comes in once."""

    def __call__(
        self, store: WriteStore, visit: Visit, messages: tuple[Message, ...], *, key: str
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Reminders:
    """What a timer of a silence does, inside its transaction."""

    guides: Guides
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    tell: Tell

    def __call__(self, store: WriteStore, timer: Timer) -> None:
        public_id = timer.key.partition(":")[2]
        contact = contacts.of_run(store, public_id)
        if contact is None:
            return
        stored = runs.load(store, public_id)
        guide = self.guides.at(store, stored.run.flow, stored.run.revision)
        visit = Visit(store, contact, stored, guide, self.guides, self.clock(), self.new_id)
        silence = Silence.read(timer.payload, since_of(store, stored))
        found = dues_of(store, stored, contact, guide)
        duty, after, then = silence.act(found, visit.now, ZoneInfo(contact.timezone))
        if duty is Duty.ERASURE:
            _erase(visit)
            return
        if duty is not None and self._is_theirs(visit, duty):
            said = _reminder(visit) if duty is Duty.REMINDER else _warning(visit, found)
            name = f"{timer.key}:{duty}:{after.reminders}:{visit.now.isoformat()}"
            self.tell(store, visit, (said,), key=name)
        if then is not None:
            set_timer(store, stored, after, then)

    def _is_theirs(self, visit: Visit, duty: Duty) -> bool:
        """They can be written to, and it is for them to act. Of several alliances, only the one
        they are in is recalled; each is warned of.
        """
        contact = visit.contact
        if contact.channel in ONLY_ANSWERS or contact.blocked_at is not None:
            return False
        is_their_turn = visit.stored.active and is_leaders(visit.stored.review)
        return duty is Duty.WARNING or is_their_turn


def _reminder(visit: Visit) -> Message:
    say = visit.say
    ways = (
        Way(say.say("reminder.go_on"), "resume"),
        Way(say.say("reminder.later"), "later"),
        Way(say.say("reminder.no_more"), "pause"),
    )
    key = "reminder.remarks" if is_to_revise(visit.stored.review) else "reminder.text"
    words = Passage(Style.PLAIN, say.say(key))
    return Message((words, *recap(visit)), ways=ways)


def _warning(visit: Visit, found: tuple[Due, ...]) -> Message:
    say, zone = visit.say, ZoneInfo(visit.contact.timezone)
    end = next(due.at for due in found if due.duty is Duty.ERASURE)
    day = max(end, visit.now + WARNED_AT_LEAST).astimezone(zone).date()
    shown = show_date(WrittenDate(day), language=visit.stored.run.language)
    words = say.say("reminder.warning", day=shown)
    ways = (Way(say.say("reminder.keep"), "resume"), Way(say.say("ways.export"), "export"))
    return Message((Passage(Style.CAUTION, words), *recap(visit)), ways=ways)


def _erase(visit: Visit) -> None:
    """The alliance, and the person when nothing else is theirs. Of an alliance that others are in
    too, nothing goes by itself.
    """
    store, person = visit.store, visit.contact.person_id
    extent = erasures.extent(store, person)
    if extent.shared:
        return
    details = {"alliances": 1, "answers": visit.stored.history}
    audit.record(
        store,
        "alliance:expire",
        noun="run",
        key=visit.stored.public_id,
        by=None,
        now=visit.now,
        details=details,
    )
    if extent.alliances == 1:
        erasures.erase_person(store, person, now=visit.now)
    else:
        erasures.erase_alliance(store, visit.stored.alliance_id, by=None, now=visit.now)
