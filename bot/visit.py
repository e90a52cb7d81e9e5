"""One inbound being answered: the transaction, who speaks, and where their walk is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.catching_up import Caught
from bot.messages import Message
from bot.pace import Duty
from bot.phrases import Phrases, phrases_in
from bot.reviewed import is_to_revise, revise_remarks, told
from bot.telling import messages
from bot.watching import OF_NOTE, dues_of, watch
from charter.document import Document
from charter.guide import Guide
from flows import engine
from flows.events import AnswerChanged, Prompted, Sprint
from flows.prompt import Prompt
from flows.question import Reader
from flows.replies import Reply
from flows.run import Place
from storage.guides import Guides
from storage.repositories import alliances, run_events, runs
from storage.repositories.answers import AnswerEvent
from storage.repositories.contacts import Contact
from storage.repositories.remarks import Remark
from storage.repositories.run_events import RunEventKind
from storage.repositories.runs import StoredRun
from storage.repositories.working_copies import WorkingCopy
from storage.stores import WriteStore

__all__ = ["Visit", "asked_in"]


@dataclass(slots=True)
class Visit:
    """What commands and answers work on. It lives for one transaction."""

    store: WriteStore
    contact: Contact
    stored: StoredRun
    guide: Guide
    guides: Guides
    now: datetime
    #: makes the public id of a new run or alliance
    new_id: Callable[[], str]
    #: root of the coaches' desk, without a slash at its end; empty when there is none
    desk: str = ""
    #: remarks that an answer has settled, and that were not told yet
    revised: tuple[Remark, ...] = ()
    #: what is to be told besides, before the question
    news: tuple[Message, ...] = ()
    #: what became of the question that they saw, when the flow changed with this visit
    caught: Caught | None = None
    #: it is about a working copy, in a database that is thrown away
    is_trial: bool = False
    #: they leave that trial
    leaves: bool = False
    #: the working copy whose trial begins after it
    begins: WorkingCopy | None = None

    @property
    def is_asked_otherwise(self) -> bool:
        """What they answer is not what is asked now: the flow changed meanwhile."""
        return self.caught is not None and self.caught.is_other

    @property
    def walks(self) -> bool:
        """They have an alliance of their own."""
        return True

    @property
    def say(self) -> Phrases:
        return phrases_in(self.stored.run.language)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.contact.timezone)

    @property
    def today(self) -> date:
        """The day where the person is."""
        return self.now.astimezone(self.zone).date()

    def reply(self, said: Reply) -> tuple[Message, ...]:
        """Work a reply, keep what came of it, and tell it."""
        sprint = self.work(said)
        sign = run_events.kind_of(said, self.stored.run, sprint)
        if sign is not None:
            self.note(sign, self.stored.run.at)
        self.keep(sprint)
        return self._told(sprint)

    def note(self, sign: RunEventKind, at: Place | None) -> None:
        """Remember that the question at that place was hard for them."""
        run_events.note(self.store, self.stored, at, sign, now=self.now)

    def work(self, said: Reply) -> Sprint:
        """What comes of a reply, without keeping it."""
        return engine.reply(self.guide.compiled, self.stored.run, said, today=self.today)

    def keep(self, sprint: Sprint) -> None:
        """Store the run after a sprint, with its history; nothing when nothing changed."""
        if sprint.run == self.stored.run:
            return
        changes = [event for event in sprint.events if isinstance(event, AnswerEvent)]
        person, before = self.contact.person_id, self.stored
        self.stored = runs.save(
            self.store, self.stored, sprint.run, changes, by=person, now=self.now
        )
        if is_to_revise(before.review):
            revise_remarks(self, before.run)
        if self.now - before.updated_at >= OF_NOTE:
            if self.now >= self.sleeps_at(before):
                self.note(RunEventKind.SLEPT, before.run.at)
            watch(self.store, self.stored, self.contact, self.guide)
        said = [change.place for change in changes if isinstance(change, AnswerChanged)]
        if any(place.question in self.guide.naming for place in said):
            title = " · ".join(self.guide.parties(sprint.run))
            alliances.rename(self.store, self.stored.alliance_id, title)

    def become(self, stored: StoredRun) -> None:
        """Go on with another run of the same person."""
        self.stored = stored
        self.guide = self.guides.at(self.store, stored.run.flow, stored.run.revision)

    def sleeps_at(self, stored: StoredRun) -> datetime:
        """When the silence since the last answer to that run is a sleep."""
        found = dues_of(self.store, stored, self.contact, self.guide)
        return next(due.at for due in found if due.duty is Duty.SLEEP)

    def ask_again(self) -> tuple[Message, ...]:
        """What is asked now, after something else was said."""
        return self._told(self.present())

    def _told(self, sprint: Sprint) -> tuple[Message, ...]:
        if self.stored.review is None:  # most are
            return messages(sprint.events, self.say)
        return told(self, sprint.events)

    def present(self) -> Sprint:
        return engine.present(self.guide.compiled, self.stored.run, today=self.today)

    def prompt(self) -> Prompt | None:
        """What is asked now; none when nothing is left."""
        return asked_in(self.present())

    def draft(self) -> Document:
        """The charter as it stands, for its leader."""
        return self.guide.draft(self.stored.run, reader=Reader.LEADER, today=self.today)


def asked_in(sprint: Sprint) -> Prompt | None:
    """What is asked after it; none when nothing is left."""
    return next((event.prompt for event in sprint.events if isinstance(event, Prompted)), None)
