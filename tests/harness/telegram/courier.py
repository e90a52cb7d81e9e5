"""Brings updates to a webhook: one at a time in each queue, again and again until it is taken."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from tests.harness.telegram.accounts import Account, Webhook
from tests.harness.telegram.clock import Clock
from tests.harness.telegram.updates import Pending

__all__ = ["Courier"]

SECRET = "X-Telegram-Bot-Api-Secret-Token"
#: seconds: the first wait after the retry that comes at once, and the longest
FIRST_WAIT, LONGEST_WAIT, LONGEST_ASKED = 2.0, 90.0, 3600.0
PATIENCE = aiohttp.ClientTimeout(total=60)


@dataclass(slots=True)
class Courier:
    account: Account
    client: aiohttp.ClientSession
    clock: Clock
    #: where faults of this server go
    crashes: list[Exception]
    #: multiplies every wait, so that tests need not wait for minutes
    pace: float = 1.0
    lanes: defaultdict[int, deque[Pending]] = field(default_factory=lambda: defaultdict(deque))
    tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    in_flight: int = 0
    free: asyncio.Condition = field(default_factory=asyncio.Condition)
    turns: count[int] = field(default_factory=count)

    def listen(self, update: Pending) -> None:
        """Called for each update, once it is queued."""
        lane = self.lanes[update.lane]
        if self.account.webhook is None or update in lane:
            return
        lane.append(update)
        if update.lane not in self.tasks:
            self.tasks[update.lane] = asyncio.create_task(self.work(update.lane))

    async def work(self, lane: int) -> None:
        queue = self.lanes[lane]
        try:
            while queue and self.account.webhook is not None:
                await self.bring(queue[0])
                queue.popleft()
        except Exception as crash:
            self.crashes.append(crash)
            raise
        finally:
            queue.clear()
            del self.tasks[lane]

    async def bring(self, update: Pending) -> None:
        """Until it is taken, too old, or no longer wanted here."""
        await asyncio.sleep(update.delay)
        failures = 0
        while (hook := self.account.webhook) and update.id in self.account.updates.pending:
            asked = await self.attempt(hook, update)
            if asked is None:
                self.account.updates.forget(update)
                return
            wait = min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT) if failures else 0.0
            wait = asked or wait
            failures += 1
            if self.clock() + wait > update.expires:
                self.account.updates.forget(update)
                return
            await asyncio.sleep(wait * self.pace)

    async def attempt(self, hook: Webhook, update: Pending) -> float | None:
        """None when it was taken; else the seconds that were asked for."""
        async with self.free:
            await self.free.wait_for(lambda: self.in_flight < hook.max_connections)
            self.in_flight += 1
        try:
            # A duplicate leaves at the same time, so that two processes may meet over it.
            posts = [self.post(hook, update) for _ in range(update.copies)]
            results = await asyncio.gather(*posts)
            return None if None in results else max(each or 0.0 for each in results)
        finally:
            async with self.free:
                self.in_flight -= 1
                self.free.notify_all()

    async def post(self, hook: Webhook, update: Pending) -> float | None:
        headers = {SECRET: hook.secret} if hook.secret else {}
        url = self.address(hook)
        try:
            sent = self.client.post(url, json=update.body, headers=headers, timeout=PATIENCE)
            async with sent as response:
                if response.ok:
                    return None
                failure = f"Wrong response from the webhook: {response.status} {response.reason}"
                asked = response.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError) as error:
            failure, asked = f"Connection failed: {error}", ""
        hook.failed_at, hook.failure = self.clock(), failure
        self.account.updates.changes.notify()
        return min(float(asked), LONGEST_ASKED) if asked.isdigit() else 0.0

    def address(self, hook: Webhook) -> str:
        """The processes behind the address take turns."""
        if not self.account.backends:
            return hook.url
        root = self.account.backends[next(self.turns) % len(self.account.backends)]
        parts = urlsplit(hook.url)
        scheme, place = urlsplit(root)[:2]
        return urlunsplit((scheme, place, parts.path, parts.query, ""))

    async def stop(self) -> None:
        tasks = list(self.tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
