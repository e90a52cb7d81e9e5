"""The bot's desk without a server: updates in, what is queued out; errands worked at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any

from bot.alarms import Handler
from bot.channels.telegram.alarming import handlers_of
from bot.channels.telegram.desk import Desk, Spinner
from bot.channels.telegram.payloads import Payload
from bot.channels.telegram.ticks import Ticks
from bot.channels.telegram.unasked import Unasked
from bot.conversation import Conversation
from bot.copy_errands import CopyErrands, Unfetched
from bot.intake import Update
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.repositories import contacts, people, timers
from storage.repositories.trials import OVER
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from tests.bot.telegram.walker import NOON

__all__ = ["AtHand"]

#: the chat of an admin, and the channel's own name for each file
MAUD = 91


class AtHand:
    """One admin with a bot."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOON
        self.numbers = count(1)
        self.told: list[Payload] = []
        self.toasts: list[str] = []
        #: content by file id; what is not here is not given
        self.files: dict[str, bytes] = {}
        self.conversation = Conversation(
            database,
            Guides(),
            clock=lambda: self.now,
            new_id=lambda: f"id-{next(self.numbers)}",
            desk="https://desk.test",
        )
        self.desk = Desk(
            self.conversation,
            "telegram:1",
            "https://t.me/bot",
            "Europe/Paris",
            self._show,
            Ticks(),
            self.told.extend,
            self._queue,
            takes_files=True,
        )
        database.write(lambda store: self._become(store, Role.ADMIN))

    def types(self, text: str, *, edited: bool = False, message: int | None = None) -> list[str]:
        """The texts that come of it."""
        said = self._message(text=text)
        if message is not None:
            said["message_id"] = message
        return self._work({"edited_message" if edited else "message": said})

    def sends(self, name: str, content: bytes, *, album: str = "", given: bool = True) -> list[str]:
        file = f"file-{next(self.numbers)}"
        if given:
            self.files[file] = content
        document = {"file_id": file, "file_name": name, "file_size": len(content)}
        more = {"media_group_id": album} if album else {}
        return self._work({"message": self._message(document=document, **more)})

    def taps(self, label: str) -> list[str]:
        """The newest button of that label."""
        return self.presses(self.button(label))

    def presses(self, data: str) -> list[str]:
        person = {"id": MAUD, "first_name": "Maud", "language_code": "fr"}
        message = {"message_id": next(self.numbers), "chat": self._chat()}
        query = {"id": "1", "from": person, "message": message, "data": data}
        return self._work({"callback_query": query})

    def button(self, label: str) -> str:
        for payload in reversed(self.told):
            for row in payload.get("keys", ()):
                for key in row:
                    if key["text"] == label:
                        return str(key["callback_data"])
        raise LookupError(label)

    def waits(self, *, meanwhile: Callable[[], None] = lambda: None) -> list[str]:
        """Work the errands that are due, one after another; what they tell. `meanwhile` happens
        between the work of each and its telling.
        """
        self.told.clear()
        while self._errand(meanwhile):
            self.now += timedelta(seconds=1)
        return self._texts()

    def becomes(self, role: Role) -> None:
        self.database.write(lambda store: self._become(store, role))

    def errands(self, threads: TransactionThreads) -> CopyErrands:
        return CopyErrands(self.conversation, threads, Random, self._fetch, Unasked(self._queue))

    def _errand(self, meanwhile: Callable[[], None]) -> bool:
        self.now += timedelta(seconds=3)  # the rest of what is sent together has come by then
        until = self.now + timedelta(seconds=9)
        found = self.database.write(
            lambda store: timers.claim(store, by="test", now=self.now, until=until, limit=9)
        )
        worked = [timer for timer in found if timer.key.startswith("flow_")]
        over = handlers_of(self.conversation, Unasked(self._queue))[OVER]
        for timer in found:
            if timer.key.startswith(OVER):
                self.database.write(partial(_handled, over, timer))
        for timer in worked:
            asyncio.run(self._worked(timer, meanwhile))
        return bool(worked)

    async def _worked(self, timer: timers.Timer, meanwhile: Callable[[], None]) -> None:
        threads = TransactionThreads(self.database)
        try:
            errand = self.errands(threads).errands()[timer.key.partition(":")[0]]
            telling = await errand(timer)
            meanwhile()

            def end(store: WriteStore) -> None:
                assert timers.finish(store, timer)
                telling(store)

            await threads.write(end)
        finally:
            threads.close()

    async def _fetch(self, file_id: str) -> bytes:
        if file_id not in self.files:
            raise Unfetched("gone", again=False)
        return self.files[file_id]

    def _work(self, body: Mapping[str, Any]) -> list[str]:
        self.now += timedelta(seconds=1)
        if "callback_query" not in body:
            self.told.clear()
        before = len(self.told)
        update = Update(next(self.numbers), MAUD, body)
        effect = self.database.write(lambda store: self.desk.work(store, update))
        if effect is not None:
            effect()
        return self._texts(before)

    def _texts(self, start: int = 0) -> list[str]:
        shown = (
            each["text"] if each["do"] == "send" else each["name"] for each in self.told[start:]
        )
        return [str(text).replace("\u00a0", " ").replace("\u202f", " ") for text in shown]

    def _queue(self, store: WriteStore, contact_id: int, *, key: str, payload: Payload) -> None:
        del store, contact_id, key
        self.told.append(payload)

    def _show(self, spinner: Spinner) -> None:
        self.toasts.append(spinner.toast)

    def _message(self, **content: Any) -> dict[str, Any]:  # noqa: ANN401
        person = {"id": MAUD, "first_name": "Maud", "language_code": "fr"}
        number = next(self.numbers)
        return {"message_id": number, "chat": self._chat(), "from": person, **content}

    def _chat(self) -> dict[str, Any]:
        return {"id": MAUD, "type": "private", "first_name": "Maud"}

    def _become(self, store: WriteStore, role: Role) -> None:
        contact = contacts.ensure(
            store,
            channel="telegram",
            address=str(MAUD),
            shown_name="Maud",
            language="fr",
            timezone="Europe/Paris",
            now=self.now,
        )
        people.change_role(store, contact.person_id, role)


def _handled(handler: Handler, timer: timers.Timer, store: WriteStore) -> None:
    handler(store, timer)
