"""Chats with a clock that can be set: what is said, what comes of it, what timers bring later."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import select

from bot.channels.telegram.alarming import handlers_of
from bot.channels.telegram.payloads import Payload
from bot.channels.telegram.unasked import Unasked
from bot.conversation import Conversation
from bot.messages import Inbound, Message
from flows.run import Run
from storage.database import Database
from storage.guides import Guides
from storage.models.alliance import AllianceRow
from storage.models.person import Role
from storage.models.timer import TimerRow
from storage.repositories import alliances, contacts, outbox, people, runs, teams, timers
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore, WriteStore
from tests.bot.telegram.coaching import SHORT, AtDesk
from tests.bot.telegram.walker import NOON, played

__all__ = ["AWA", "INES", "Chats", "inbound_of", "words_of"]

#: addresses: of a leader, of a coach
AWA, INES = "77", "88"
DESK = "https://desk.alliance.test"


class Chats:
    """Of any number of people with one bot."""

    def __init__(self, database: Database, guides: Guides) -> None:
        self.database, self.guides = database, guides
        self.now = NOON
        numbers = count(1)
        self.conversation = Conversation(
            database,
            guides,
            clock=lambda: self.now,
            new_id=lambda: f"id-{next(numbers)}",
            desk=DESK,
        )

    def messages(self, text: str, *, by: str = AWA) -> tuple[Message, ...]:
        self.now += timedelta(seconds=1)
        return self.conversation.receive(inbound_of(text, by))

    def says(self, *texts: str, by: str = AWA) -> str:
        """What is shown after the last of these."""
        shown: tuple[Message, ...] = ()
        for text in texts:
            shown = self.messages(text, by=by)
        return words_of(shown)

    def passes(self, at: datetime) -> dict[str, list[str]]:
        """Work all that is due until then, one moment after another; what was queued, by whom it is
        for.
        """
        while (due := self._next_due()) is not None and due <= at:
            self.now = max(self.now, due)
            self.database.write(self._work)
        self.now = at
        return self.database.write(self._queued)

    def walks_to_the_end(self, by: str = AWA) -> str:
        """The public id of the alliance of who has answered all of a short walk."""
        self.says("/start", by=by)
        self.becomes(played(self.database, SHORT).run, by)
        alliance = self.run(by).alliance_id

        def work(store: WriteStore) -> str:
            alliances.rename(store, alliance, "Un Temps pour Soi")
            names = select(AllianceRow.public_id).where(AllianceRow.id == alliance)
            return str(store.connection.execute(names).scalar_one())

        return self.database.write(work)

    def becomes(self, run: Run, by: str = AWA) -> None:
        """Their walk is that one from now on."""

        def work(store: WriteStore) -> None:
            contact = contacts.find(store, "telegram", by)
            assert contact is not None
            stored = runs.active(store, contact.id)
            assert stored is not None
            runs.save(store, stored, run, [], by=contact.person_id, now=self.now)

        self.database.write(work)

    def coach(self, by: str = INES, role: Role = Role.COACH) -> AtDesk:
        """Someone invited, of the common team."""

        def work(store: WriteStore) -> int:
            contact = contacts.ensure(
                store,
                channel="telegram",
                address=by,
                shown_name=f"N{by}",
                language="fr",
                timezone="Europe/Paris",
                now=self.now,
            )
            people.change_role(store, contact.person_id, role)
            if role is Role.COACH:
                teams.join(store, teams.load(store, teams.COMMON), contact.person_id)
            return contact.person_id

        return AtDesk(self.database, self.database.write(work), self.now)

    def run(self, by: str = AWA) -> StoredRun:
        """The walk that they are in."""

        def read(store: ReadStore) -> StoredRun | None:
            contact = contacts.find(store, "telegram", by)
            return None if contact is None else runs.active(store, contact.id)

        found = self.database.read(read)
        assert found is not None
        return found

    def _next_due(self) -> datetime | None:
        def read(store: ReadStore) -> datetime | None:
            earliest = select(TimerRow.due_at).order_by(TimerRow.due_at).limit(1)
            return store.connection.execute(earliest).scalar_one_or_none()

        return self.database.read(read)

    def _work(self, store: WriteStore) -> None:
        handlers = handlers_of(self.conversation, Unasked(self._queue))
        until = self.now + timedelta(seconds=9)
        for timer in timers.claim(store, by="test", now=self.now, until=until, limit=1):
            assert timers.finish(store, timer)
            handlers[timer.key.partition(":")[0]](store, timer)

    def _queue(self, store: WriteStore, contact_id: int, *, key: str, payload: Payload) -> None:
        now = self.now
        outbox.queue(store, contact_id=contact_id, key=key, payload=payload, due=now, now=now)

    def _queued(self, store: WriteStore) -> dict[str, list[str]]:
        told: dict[str, list[str]] = {}
        while True:
            until = self.now + timedelta(days=1)
            found = outbox.claim(store, by="test", now=self.now, until=until, limit=50)
            if not found:
                return told
            for message in found:
                sent = outbox.MessageState.SENT
                assert outbox.finish(store, message, sent, now=self.now, payload={})
                payload = message.payload
                told.setdefault(str(payload["chat"]), []).append(
                    payload["text"] if payload["do"] == "send" else payload["name"]
                )


def inbound_of(text: str, by: str) -> Inbound:
    return Inbound("telegram", by, f"N{by}", "fr", "Europe/Paris", text)


def words_of(messages: tuple[Message, ...]) -> str:
    """Everything that can be read, with plain spaces."""
    lines = [passage.text for message in messages for passage in message.passages]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")
