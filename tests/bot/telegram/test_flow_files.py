"""An admin sends files of the questions to the bot: from wire to database and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.publishing import publish_files
from storage.repositories import revisions, working_copies
from tests.bot.telegram.coaching import becomes_coach
from tests.bot.telegram.serving import seeded, serving
from tests.bot.telegram.sparse import counted
from tests.harness.telegram import FakeTelegram, Leader, User
from tests.web.copies import SMALL, edited

pytest_plugins = ("tests.harness.telegram.fixtures",)

REWORDED = edited("Voulez-vous une alliance", "La voulez-vous, cette alliance")["flow.yaml"]


@pytest.fixture
def small(postgresql: str) -> Iterator[Database]:
    """On PostgreSQL; what a chat does on SQLite is seen without a server, and faster."""
    with Database.open(postgresql) as database:
        publish_small(seeded(database))
        yield database


def publish_small(database: Database) -> None:
    """Its number is 2."""
    now = datetime.now(UTC)
    database.write(
        lambda store: publish_files(
            store, "alliance", SMALL, expected=1, by=None, note="Plus court", now=now
        )
    )


@asynccontextmanager
async def admin_on(server: FakeTelegram, database: Database) -> AsyncIterator[Leader]:
    admin = Leader(server, User.new("Maud"))
    becomes_coach(database, admin, Role.ADMIN)
    async with serving(server, database, guides=Guides(), desk="https://desk.test"):
        admin.starts()
        await admin.sees("Bonjour")
        yield admin


async def test_a_file_that_is_sent_is_looked_at_tried_in_the_chat_and_published(
    fake_telegram: FakeTelegram, small: Database
) -> None:
    async with admin_on(fake_telegram, small) as admin:
        admin.sends_file("flow.yaml", REWORDED.encode())
        await admin.sees("Bien reçu")
        told = await admin.sees("Prêt à publier", seconds=20)
        assert "https://desk.test/flows/copies/" in told.text
        assert "La voulez-vous, cette alliance" in str(admin)
        before = counted(small)
        admin.taps("Essayer comme moi")
        await admin.sees("Comment s’appelle votre association")
        admin.types("Les Potagers d’Arc")
        asked = await admin.sees("✓ C’est noté")
        assert asked.text.startswith("◇ Essai\n")
        admin.types("/stop")
        await admin.sees("L’essai est terminé")
        await fake_telegram.settled()
        assert before == counted(small)
        admin.taps("Publier")
        await admin.sees("note de publication", seconds=10)
        admin.types("Mieux dit")
        await admin.sees("La révision 3 est en ligne", seconds=10)
    live = small.read(lambda store: revisions.live(store, "alliance"))
    assert (3, "Mieux dit", REWORDED) == (live.number, live.note, live.sources["flow.yaml"])
    assert () == small.read(working_copies.listing)


async def test_a_file_from_somebody_else_is_not_taken(
    fake_telegram: FakeTelegram, small: Database
) -> None:
    leader = Leader(fake_telegram, User.new("Awa"))
    async with serving(fake_telegram, small, guides=Guides()):
        leader.starts()
        await leader.sees("Comment s’appelle votre association")
        leader.sends_file("flow.yaml", REWORDED.encode())
        await leader.sees("Je ne sais lire que du texte")
    assert () == small.read(working_copies.listing)
