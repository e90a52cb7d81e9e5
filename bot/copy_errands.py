"""Working copies that come as files, and what is found of them: all that takes seconds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.beginning import FLOW
from bot.conversation import Conversation
from bot.copies import FILES, LOOK, is_admin, look_at, said
from bot.copy_publishing import ask_note, publish
from bot.copy_reports import impact_of, report
from bot.errands import Errand, Telling, in_thread
from bot.messages import Message, Style
from bot.reminders import Tell
from bot.standing import Standing as Visit
from charter.examining import examine
from charter.parcels import Taken, Unusable, taken
from flows.walks import Chance
from storage.errors import NoSuchRow
from storage.repositories import contacts, revisions, trial_reports, working_copies
from storage.repositories.timers import Timer
from storage.repositories.working_copies import WorkingCopy
from storage.standing import Standing, TrialState, standing_of
from storage.stores import ReadStore, WriteStore
from storage.threads import TransactionThreads
from storage.trying import try_out

__all__ = ["CopyErrands", "Fetch", "Unfetched"]

#: the bytes of a file that was sent, by the name that its channel gave it. Raises Unfetched
Fetch = Callable[[str], Awaitable[bytes]]
#: times that a file is asked for
TRIES = 4
TITLE_AT_MOST = 120


class Unfetched(Exception):
    """The channel does not give the file.

    Args:
        again: it may give it later.
    """

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


@dataclass(frozen=True, slots=True)
class CopyErrands:
    """For one process. Whoever sent a file, or asked, is told once, by whichever ends the timer."""

    conversation: Conversation
    threads: TransactionThreads
    #: what decides in a random walk, from its seed
    chance: Callable[[int], Chance]
    fetch: Fetch
    tell: Tell

    def errands(self) -> Mapping[str, Errand]:
        return {FILES: self.take_files, LOOK: self.look}

    async def take_files(self, timer: Timer) -> Telling:
        """The files that were sent become a working copy, which is looked at then."""
        sent = []
        for file in timer.payload["files"]:
            try:
                sent.append((file["name"], await self.fetch(file["id"])))
            except Unfetched as error:
                if error.again and timer.attempts < TRIES:
                    raise
                return partial(self._tell, timer, lambda visit: (_caution(visit, "unfetched"),))
        try:
            files = await in_thread(partial(taken, sent))
        except Unusable as error:
            return partial(self._tell, timer, partial(_unusable, error))
        title = timer.payload["files"][0]["name"][:TITLE_AT_MOST]
        return partial(self._tell, timer, partial(_begun, files, title))

    async def look(self, timer: Timer) -> Telling:
        """What is found of a working copy; what is done then is done with what it was."""
        copy = await self.threads.read(
            lambda store: working_copies.find(store, timer.payload["copy"])
        )
        if copy is None:
            return partial(self._tell, timer, lambda visit: (said(visit, "gone"),))
        standing = await in_thread(partial(self._standing, copy))
        return partial(self._tell, timer, partial(_done, timer.payload, standing))

    def _standing(self, copy: WorkingCopy) -> Standing:
        """With a trial of this very version, against what is live."""
        database, clock = self.conversation.database, self.conversation.clock
        issues = examine(copy.files).issues

        def read(store: ReadStore) -> Standing:
            return standing_of(store, copy, issues, now=clock())

        found = database.read(read)
        if found.state is TrialState.DONE and (found.impact is not None or _has_errors(found)):
            return found
        attempt = self.conversation.new_id()
        database.write(lambda store: trial_reports.begin(store, copy, attempt=attempt, now=clock()))
        guides = self.conversation.guides
        try_out(database, guides, copy.public_id, attempt=attempt, clock=clock, chance=self.chance)
        return database.read(read)

    def _tell(
        self, timer: Timer, what: Callable[[Visit], tuple[Message, ...]], store: WriteStore
    ) -> None:
        payload, conversation = timer.payload, self.conversation
        contact = contacts.find(store, payload["channel"], payload["address"])
        if contact is None:  # they are gone, and so is what they asked
            return
        visit = Visit.of(
            store,
            contact,
            conversation.guides.live(store, FLOW),
            guides=conversation.guides,
            now=conversation.clock(),
            new_id=conversation.new_id,
            desk=conversation.desk,
        )
        if is_admin(visit):
            key = f"{timer.key}:{visit.now.isoformat()}"
            self.tell(store, visit, what(visit), key=key)


def _has_errors(standing: Standing) -> bool:
    return standing.tried is not None and bool(standing.tried.counts.get("errors"))


def _caution(visit: Visit, key: str, **params: object) -> Message:
    return said(visit, key, style=Style.CAUTION, **params)


def _unusable(error: Unusable, visit: Visit) -> tuple[Message, ...]:
    return (_caution(visit, f"unusable.{error.code}", **error.params),)


def _begun(files: Taken, title: str, visit: Visit) -> tuple[Message, ...]:
    """On the revision that the files were taken from, else on the live one; what was not sent is
    taken from there.
    """
    try:
        base = revisions.live(visit.store, FLOW)
        if files.based_on is not None and files.based_on != base.number:
            base = revisions.load(visit.store, FLOW, files.based_on)
    except NoSuchRow:
        return (_caution(visit, "unusable.no_base", number=files.based_on or 0),)
    kept: Mapping[str, str] = {} if files.is_whole else base.sources
    copy = working_copies.begin(
        visit.store,
        FLOW,
        {**kept, **files.sources},
        public_id=visit.new_id(),
        based_on=base.number,
        author_id=visit.contact.person_id,
        title=title,
        now=visit.now,
    )
    look_at(visit, copy, "report")
    names = ", ".join(files.sources)
    return (said(visit, "taken", title=copy.title, number=base.number, files=names),)


def _done(payload: Mapping[str, Any], standing: Standing, visit: Visit) -> tuple[Message, ...]:
    """What was wanted, if the copy is still what was looked at."""
    now = working_copies.find(visit.store, payload["copy"])
    if now is None:
        return (said(visit, "gone"),)
    if now.version != standing.copy.version:
        look_at(visit, now, "report")
        return (said(visit, "changed"),)
    if payload["then"] == "report" or not standing.is_ready:
        return report(visit, standing)
    if payload["then"] == "ask":
        return (Message(tuple(impact_of(visit, standing.impact))), ask_note(visit, now))
    made = publish(visit, now, payload["note"])
    if made is None:
        look_at(visit, now, "report")
        return (said(visit, "outdated"),)
    impact = tuple(impact_of(visit, standing.impact))
    return (said(visit, "published", number=made.number), Message(impact))
