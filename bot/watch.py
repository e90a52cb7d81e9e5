"""The addresses for whoever watches over a process: `/healthz`, `/readyz` and `/metrics`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.intake import Intake
from bot.listening import App, Receive, Scope, Send, answer
from bot.measures import of_database, of_intake
from bot.readiness import Hearing, checks, is_ready
from bot.vital_signs import VitalSigns
from storage.database import Database
from storage.threads import TransactionThreads
from telemetry.exposition import CONTENT_TYPE, rendered
from telemetry.figures import Figures

__all__ = ["Watch"]

#: seconds for which what the database told is told again
FOR_READINESS, FOR_METRICS = 1.0, 5.0
JSON = (b"content-type", b"application/json")
NOT_KEPT = (b"cache-control", b"no-store")


@dataclass(slots=True)
class Watch:
    """What one process says of itself. None of it is about anybody."""

    database: Database
    threads: TransactionThreads
    clock: Callable[[], datetime]
    figures: Figures
    #: whether updates are asked for, and not told by a webhook
    polls: bool
    #: none until the bot can take updates
    intake: Intake | None = None
    signs: VitalSigns = field(init=False)

    def __post_init__(self) -> None:
        self.signs = VitalSigns(self.threads, self.clock)

    def open_to_all(self) -> Mapping[str, App]:
        """By path, what may be known by anybody."""
        return {"/healthz": self.health, "/readyz": self.readiness}

    def for_operators(self) -> Mapping[str, App]:
        """By path, all of it."""
        return {**self.open_to_all(), "/metrics": self.metrics}

    async def health(self, scope: Scope, receive: Receive, send: Send) -> None:
        """It answers, so it is alive."""
        del scope, receive
        await answer(send, 200, JSON, NOT_KEPT, body=b'{"status": "alive"}\n')

    async def readiness(self, scope: Scope, receive: Receive, send: Send) -> None:
        """503 when it does not do its work, with the name of what is wrong."""
        del scope, receive
        signs = await self.signs.look(younger_than=FOR_READINESS)
        seconds = asyncio.get_running_loop().time()
        found = checks(signs, self._hearing(), now=self.clock(), seconds=seconds)
        ready = is_ready(found)
        told = {
            "status": "ready" if ready else "not ready",
            "not_ready": [each.name for each in found if not each.holds],
            "checks": {each.name: {"holds": each.holds, **each.found} for each in found},
        }
        body = f"{json.dumps(told)}\n".encode()
        await answer(send, 200 if ready else 503, JSON, NOT_KEPT, body=body)

    async def metrics(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        signs = await self.signs.look(younger_than=FOR_METRICS)
        now, seconds = self.clock(), asyncio.get_running_loop().time()
        stored = of_database(self.database, signs, now=now)
        page = rendered(self.figures, [*stored, of_intake(self._hearing().oldest, seconds)])
        kind = (b"content-type", CONTENT_TYPE.encode())
        await answer(send, 200, kind, NOT_KEPT, body=page)

    def _hearing(self) -> Hearing:
        intake = self.intake
        return Hearing(
            self.polls,
            intake is not None,
            self.figures.asked_at,
            None if intake is None else intake.oldest(),
        )
