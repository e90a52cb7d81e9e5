"""Coaches and admins without an alliance of their own: greeted for what they are, never walked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.desk_pages import draft_page
from bot.messages import Message, Passage, Style, Way
from bot.visit import Visit
from charter.guide import Guide
from charter.review import ReviewStatus
from flows.events import Sprint
from flows.prompt import Prompt
from flows.replies import Reply
from flows.run import Run
from storage.guides import Guides
from storage.models.person import Role
from storage.repositories import awaited_words, people, queue, teams
from storage.repositories.contacts import Contact
from storage.repositories.queue import QueueScope
from storage.repositories.runs import StoredRun
from storage.stores import WriteStore

__all__ = ["COMMANDS", "Standing", "stands"]

#: what they may do here; the rest is about a walk
COMMANDS = frozenset(
    {
        *("alliances", "desk", "flow", "forget", "language", "mydata", "new", "privacy"),
        *("remarks", "start", "stop"),
    }
)
#: who is not walked
ROLES = {Role.COACH, Role.ADMIN}
#: drafts named, the longest waiting first
NAMED_AT_MOST = 5
WAITING = (ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW)


def stands(store: WriteStore, contact: Contact) -> bool:
    """For who has no walk: whether none is to begin."""
    return people.load(store, contact.person_id).role in ROLES


class Standing(Visit):
    """A visit without a walk: nothing is asked, and nothing that is said is kept."""

    @classmethod
    def of(
        cls,
        store: WriteStore,
        contact: Contact,
        guide: Guide,
        *,
        guides: Guides,
        now: datetime,
        new_id: Callable[[], str],
        desk: str,
    ) -> Standing:
        """Their visit, on a walk that is stored nowhere."""
        awaited = awaited_words.find(store, contact)
        run = Run(guide.compiled.source.flow, guide.compiled.number, contact.language)
        nowhere = StoredRun(
            id=0,
            public_id="",
            contact_id=contact.id,
            alliance_id=0,
            party_id=0,
            active=False,
            version=0,
            history=0,
            updated_at=now,
            run=run,
            awaits=awaited.purpose if awaited is not None else None,
        )
        return cls(store, contact, nowhere, guide, guides, now, new_id, desk)

    @property
    def walks(self) -> bool:
        return self.stored.id != 0

    def reply(self, said: Reply) -> tuple[Message, ...]:
        return super().reply(said) if self.walks else self.ask_again()

    def keep(self, sprint: Sprint) -> None:
        if self.walks:
            super().keep(sprint)
        else:
            self.stored = replace(self.stored, run=sprint.run)

    def prompt(self) -> Prompt | None:
        return super().prompt() if self.walks else None

    def ask_again(self) -> tuple[Message, ...]:
        """What waits for them, where others are asked something."""
        return super().ask_again() if self.walks else (_greeting(self),)


def _greeting(visit: Visit) -> Message:
    say, person = visit.say, people.load(visit.store, visit.contact.person_id)
    found = teams.of_coach(visit.store, person.id)
    scope = QueueScope(tuple(team.id for team in found), person.id)
    passages = [Passage(Style.PLAIN, say.say(f"coach.greeting.{person.role}"))]
    if person.role is Role.COACH or found:
        waiting = queue.listed(visit.store, scope, statuses=WAITING, limit=NAMED_AT_MOST)
        count = queue.count(visit.store, scope, WAITING)
        number = "none" if not count else "one" if count == 1 else "many"
        told = say.say(f"coach.waiting.{number}", count=count)
        passages.append(Passage(Style.PLAIN, told))
        for review in waiting:
            title = review.title or say.say("alliances.untitled")
            page = draft_page(visit.desk, review.public_id)
            passages.append(Passage(Style.ENTRY, "\n".join(filter(None, (f"• {title}", page)))))
    passages.append(Passage(Style.HINT, say.say("coach.what_next")))
    ways = (
        Way(say.say("ways.desk"), "desk", anywhere=True),
        Way(say.say("ways.try"), "new", anywhere=True),
    )
    return Message(tuple(passages), ways=ways)
