"""`alliance serve` in a process of its own, with people and a draft in its database."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.database import Database
from storage.repositories.people import Person
from tests.bot.telegram.alliance import process
from tests.harness.telegram import FakeTelegram
from tests.web.world import World, made

__all__ = ["Served", "serving"]

ALLIANCE = str(Path(sys.executable).parent / "alliance")


@dataclass(frozen=True)
class Served:
    """A desk that can be opened."""

    root: str
    address: str
    #: its people, and how to send more drafts; its clock stands still
    world: World
    server: FakeTelegram

    async def link(self, person: Person) -> str:
        """As an operator makes one."""
        told = {**os.environ, "DATABASE_URL": self.address, "DESK_URL": self.root}
        command = (ALLIANCE, "people", "link", str(person.id), "--json")
        asked = await asyncio.create_subprocess_exec(
            *command, env=told, stdout=asyncio.subprocess.PIPE
        )
        output, _ = await asked.communicate()
        return str(json.loads(output)["link"])


@asynccontextmanager
async def serving(folder: Path, address: str, port: int, **settings: str) -> AsyncIterator[Served]:
    """Until one leaves. It answers at that port of this machine."""
    root = f"http://127.0.0.1:{port}"
    told = {
        "BIND": f"127.0.0.1:{port}",
        "DATABASE_URL": address,
        "DESK_SECRET_KEY": "k" * 32,
        "DESK_URL": root,
        **settings,
    }
    with Database.open(address, create=True) as database:
        world = made(database)
        world.now = datetime.now(UTC)
        world.draft()
        async with (
            FakeTelegram.open(limits=None) as server,
            process(server, folder, **told) as started,
        ):
            assert started.stderr is not None
            async with asyncio.timeout(20):
                while b"asks for updates" not in (line := await started.stderr.readline()):
                    assert line, "it ended before it could be opened"
            yield Served(root, address, world, server)
        world.desk.threads.close()
