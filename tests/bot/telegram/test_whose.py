"""Whatever one sends, with all that one knows of another, nothing of the other shows or moves."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.commands import commands
from bot.touch import Act, Touch, mark
from storage.database import Database
from storage.repositories import answers, dead_letters, kept, outbox
from storage.stores import ReadStore
from tests.bot.telegram.serving import UNLIMITED, open_database, serving
from tests.bot.telegram.standing import begins, contact_of, run_in, run_of
from tests.harness.telegram import FakeTelegram, Group, Leader, User

#: all rows about her, and all that she said
Hers = tuple[kept.Kept, tuple[answers.PastAnswer, ...]]

HERS, HER_NAME, HER_PHONE = "Kerzafloc’h-sur-Aven", "Zéphyrine", "+33699999111"
HIS = "Le Verger de Bob"
#: what may be typed after a command: her ids, numbers of hers, places
AFTER: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("help", "later", "pause", "privacy", "resume", "start", "stop", "submit", "mydata", "new"),
    ("", "{run}", "{id}"),
) | {
    "alliances": ("", "{run}", "{id}", "{alliance}", "2", "%"),
    "draft": ("", "{run}", "1", "organisation"),
    "edit": ("", "organisation", "{run}.organisation", "{run}", "1"),
    "export": ("", "{run}", "{alliance}"),
    "forget": ("", "{run}", "{contact}"),
    "language": ("", "{run}", "fr"),
    "summary": ("", "{run}", "{contact}"),
}
#: what a forged button may say, by act
FORGED: dict[Act, tuple[str, ...]] = {
    Act.CHOOSE: (mark("director"), mark("yes"), "0"),
    Act.TICK: (mark("director"), "0"),
    Act.DONE: ("", mark("done")),
    Act.ACTION: ("skip", "back", "keep", "clear", "why", "example", "nothing"),
    Act.REVISE: ("", "x"),
    Act.GO: ("summary", "draft", "mydata", "alliances {run}", "edit organisation", "export"),
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path) as opened:
        yield opened


@dataclass(frozen=True)
class Two:
    """She has said something, and he knows all her numbers."""

    server: FakeTelegram
    database: Database
    her: Leader
    him: Leader
    before: Hers

    def know(self, text: str) -> str:
        run = run_of(self.database, self.her)
        return text.format(
            run=run.public_id, id=run.id, alliance=run.alliance_id, contact=run.contact_id
        )

    async def is_hers_alone(self) -> None:
        await all_is_said(self.server, self.database)
        assert [] == [each for each in shown_to(self.him) if marks_in(each)]
        assert self.before == hers(self.database, self.her)
        assert () == self.database.read(dead_letters.recent)


@asynccontextmanager
async def two(database: Database) -> AsyncIterator[Two]:
    async with (
        FakeTelegram.open(limits=None) as server,
        serving(server, database, limits=UNLIMITED),
    ):
        her, him = Leader(server, User.new(HER_NAME)), Leader(server, User.new("Bob"))
        for leader, name in ((her, HERS), (him, HIS)):
            await begins(leader)
            leader.types(name)
            await leader.sees(f"✓ {name}")
        await all_is_said(server, database)
        yield Two(server, database, her, him, hers(database, her))


async def all_is_said(server: FakeTelegram, database: Database) -> None:
    """No update waits to be worked, and no message to be sent."""
    await server.settled()
    async with asyncio.timeout(20):
        # A database tells nobody that it has changed.
        while database.read(  # noqa: ASYNC110
            lambda store: outbox.next_due(store, now=datetime.now(UTC))
        ):
            await asyncio.sleep(0.02)


def hers(database: Database, her: Leader) -> Hers:
    def read(store: ReadStore) -> Hers:
        contact, run = contact_of(store, her), run_in(store, her)
        return kept.about_person(store, contact.person_id), answers.history(store, run.id)

    return database.read(read)


def shown_to(leader: Leader) -> Iterator[bytes]:
    """All that came to that chat: words, buttons, files unpacked."""
    for message in leader.messages:
        if not message.by_bot:
            continue
        yield repr((message.text, message.buttons, message.content)).encode()
        document: dict[str, Any] = message.content.get("document", {})
        if document:
            content = leader.bot.files.files[document["file_id"]].content
            yield from unpacked(content)
    for query in leader.bot.queries.values():
        yield repr(query.answer).encode()


def unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from map(archive.read, archive.namelist())
    if content.startswith(b"%PDF"):
        yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()


def marks_in(shown: bytes) -> list[str]:
    return [each for each in ("Kerzafloc", HER_NAME, HER_PHONE) if each.encode() in shown]


def test_every_command_and_every_kind_of_button_is_tried() -> None:
    assert set(commands()) == set(AFTER)
    assert set(Act) == set(FORGED)


@pytest.mark.parametrize("command", sorted(commands()))
async def test_a_command_with_her_numbers(database: Database, command: str) -> None:
    async with two(database) as both:
        for after in AFTER[command]:
            typed = both.know(f"{command} {after}").strip()
            both.him.types(f"/{typed}")
            both.him.starts(typed.replace(" ", "_"))
            both.him.edits(f"/{typed}")
        await both.is_hers_alone()


@pytest.mark.parametrize("act", list(Act))
async def test_a_button_that_is_hers_or_forged(database: Database, act: Act) -> None:
    async with two(database) as both:
        run, own = run_of(database, both.her), both.him.last
        forged = [
            str(Touch.on(act, run.public_id, version, place, both.know(what)))[:64]
            for what in FORGED[act]
            for version in (run.version, 0)
            for place in (str(run.run.at), "organisation")
        ]
        stolen = [each.data for message in both.her.messages for each in message.buttons]
        for data in (*forged, *stolen):
            both.server.world.tap(both.him.bot, both.him.chat, both.him.user, own, data)
        await both.is_hers_alone()


#: the other ways to say something
WAYS: dict[str, Callable[[Two], object]] = {
    "a reply to the number of her message": lambda it: [
        it.him.replies_to(message, "Autre chose") for message in it.her.messages
    ],
    "an edited message with the number of hers": lambda it: [
        it.him.edits("Autre chose", message) for message in it.him.messages if not message.by_bot
    ],
    "a contact with her number": lambda it: it.him.writes(
        "", contact={"phone_number": "+33600000000", "first_name": "A", "user_id": it.her.user.id}
    ),
    "a link to her walk": lambda it: [
        it.him.starts(it.know(each)) for each in ("{run}", "{id}", "{contact}", "run_{run}")
    ],
    "her number as an answer": lambda it: it.him.types(it.know("{run}")),
}


@pytest.mark.parametrize("way", WAYS)
async def test_another_way(database: Database, way: str) -> None:
    async with two(database) as both:
        WAYS[way](both)
        await both.is_hers_alone()


async def test_a_command_in_a_group_shows_nothing_of_anyone(database: Database) -> None:
    async with two(database) as both:
        group = Leader(both.server, both.her.user, group=Group.new())
        group.adds_bot()
        for command in commands():
            group.types(f"/{command}@{group.bot.username}")
        await all_is_said(both.server, database)
        assert [] == [each for each in shown_to(group) if marks_in(each)]
        await both.is_hers_alone()


async def test_marks_are_found_in_what_is_ones_own(database: Database) -> None:
    """Else all that stands above would prove nothing."""
    async with two(database) as both:
        known = len(list(shown_to(both.her)))
        both.her.types("/mydata")
        both.her.types("/export")
        await all_is_said(both.server, database)
        files = [each for each in list(shown_to(both.her))[known:] if marks_in(each)]
        kinds = {each[:5] for each in files}
        assert {b'{\n  "', b"<?xml"} <= kinds
