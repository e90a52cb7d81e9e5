"""`alliance serve` as a process of its own, as an operator starts it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.harness.telegram import FakeTelegram

__all__ = ["process"]


@asynccontextmanager
async def process(
    server: FakeTelegram, folder: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Polling, unless the settings say otherwise."""
    told = {
        "TELEGRAM_BOT_TOKEN": server.bot.token,
        "TELEGRAM_API_URL": server.url,
        "DATABASE_URL": f"sqlite:///{folder / 'alliance.db'}",
        "BIND": "127.0.0.1:0",
        **settings,
    }
    started = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).parent / "alliance"),
        "serve",
        cwd=folder,
        env={**os.environ, **told},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.kill()
        await started.communicate()
