"""Two leaders in one process: she has said something, and he knows all her numbers."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from pypdf import PdfReader

from storage.database import Database
from storage.guides import Guides
from storage.repositories import answers, dead_letters, kept, outbox
from storage.stores import ReadStore
from tests.bot.telegram.remarked import is_remarked
from tests.bot.telegram.serving import seeded, serving
from tests.bot.telegram.standing import begins, contact_of, run_in, run_of, stand_at
from tests.harness.telegram import Call, FakeTelegram, Leader, User
from tests.harness.telegram.chats import Chat

__all__ = ["HIS", "PEOPLE", "Place", "Two", "all_is_said", "files_of", "opened", "two", "unpacked"]

#: all rows about her, and all that she said
Hers = tuple[kept.Kept, tuple[answers.PastAnswer, ...]]

HIS = "Le Verger de Bob"
#: a question that keeps whom they shared, with their telephone
PEOPLE = "referents"
#: of pairs: all as long, so that no mark begins another
NUMBERS = count(100_001)


@dataclass(frozen=True)
class Place:
    """A process of the bot, for any number of pairs: nobody's marks are another's."""

    server: FakeTelegram
    database: Database
    guides: Guides = field(default_factory=Guides)


@asynccontextmanager
async def opened(address: str, mode: str) -> AsyncIterator[Place]:
    with Database.open(address) as database:
        async with (
            FakeTelegram.open(limits=None) as server,
            serving(server, seeded(database), mode),
        ):
            yield Place(server, database)


@dataclass(frozen=True)
class Two:
    place: Place
    her: Leader
    him: Leader
    #: words of hers that are nobody else's: what she said, her name, her telephone
    marks: tuple[str, str, str]
    #: what a coach remarked on her charter
    remark: str
    before: Hers
    #: how much had been asked of Telegram when it began
    begun: int

    @property
    def server(self) -> FakeTelegram:
        return self.place.server

    def know(self, text: str) -> str:
        run = run_of(self.place.database, self.her)
        return text.format(
            run=run.public_id,
            id=run.id,
            alliance=run.alliance_id,
            contact=run.contact_id,
            remark=self.remark,
        )

    def marks_in(self, shown: bytes) -> list[str]:
        return [each for each in self.marks if each.encode() in shown]

    async def is_hers_alone(self) -> None:
        """Nothing of hers went elsewhere, and nothing of hers has moved."""
        await all_is_said(self.place)
        assert [] == [each for each in self.told_elsewhere() if self.marks_in(each)]
        assert set() == files_of(self.her) & self.files_elsewhere()
        assert self.before == hers(self.place.database, self.her)
        assert () == self.place.database.read(dead_letters.recent)

    def told_elsewhere(self) -> Iterator[bytes]:
        """All that was asked of Telegram for other chats, done or not, and every file in them."""
        for call in self.calls_elsewhere():
            yield repr(call.params).encode()
        for number in self.files_elsewhere():
            yield from unpacked(self.server.bot.files.files[number].content)

    def files_elsewhere(self) -> set[str]:
        """What Telegram calls the files that came to other chats."""
        return {
            number
            for chat in self.server.bot.chats.values()
            for number in files_in(chat, since=self.begun)
            if chat is not self.her.chat
        }

    def calls_elsewhere(self) -> Iterator[Call]:
        """An edited message shows no more what it showed first: its calls do."""
        for call in self.server.log.calls[self.begun :]:
            query = self.server.bot.queries.get(str(call.params.get("callback_query_id")))
            chat = query.message.chat["id"] if query else call.chat_id
            if str(chat) != str(self.her.chat.id):
                yield call


@asynccontextmanager
async def two(place: Place) -> AsyncIterator[Two]:
    """Both are asked the same, in the same messages; then she shares her own telephone."""
    server, begun = place.server, len(place.server.log.calls)
    number = next(NUMBERS)
    marks = said, name, phone = f"Kerzafloc{number}", f"Zéphyrine{number}", f"+33699{number}"
    her, him = Leader(server, User.new(name)), Leader(server, User.new("Bob"))
    for leader, organisation in ((her, f"{said}-sur-Aven"), (him, HIS)):
        await begins(leader)
        leader.types(organisation)
        await leader.sees(f"✓ {organisation}")
    stand_at(place.database, her, PEOPLE)
    her.shares_own_contact(phone)
    await her.sees(phone)
    remark = is_remarked(place.database, her, said, place.guides)
    her.types("/remarks")
    await her.sees("Remarque 1 sur 1")
    await all_is_said(place)
    yield Two(place, her, him, marks, remark.public_id, hers(place.database, her), begun)


async def all_is_said(place: Place) -> None:
    """No update waits to be worked, and no message to be sent."""
    await place.server.settled(seconds=10)
    async with asyncio.timeout(20):
        # A database tells nobody that it has changed.
        while place.database.read(  # noqa: ASYNC110
            lambda store: outbox.next_due(store, now=datetime.now(UTC))
        ):
            await asyncio.sleep(0.02)
    await place.server.settled()


def hers(database: Database, her: Leader) -> Hers:
    def read(store: ReadStore) -> Hers:
        contact, run = contact_of(store, her), run_in(store, her)
        return kept.about_person(store, contact.person_id), answers.history(store, run.id)

    return database.read(read)


def files_of(leader: Leader) -> set[str]:
    return set(files_in(leader.chat))


def files_in(chat: Chat, *, since: int = 0) -> Iterator[str]:
    """What Telegram calls the files that the bot sent there."""
    for message in chat.messages.values():
        if "document" in message.content and message.calls and message.calls[0].number > since:
            yield message.file_id


def unpacked(content: bytes) -> Iterator[bytes]:
    """What is read in it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from map(archive.read, archive.namelist())
    if content.startswith(b"%PDF"):
        yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
