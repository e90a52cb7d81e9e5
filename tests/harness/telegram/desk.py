"""Takes each request to the Bot API through the faults, the work and the answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from aiohttp import web

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.changes import Changes
from tests.harness.telegram.execution import execute, too_many
from tests.harness.telegram.faults import Fault
from tests.harness.telegram.wire import failure, read, success
from tests.harness.telegram.world import World

__all__ = ["Desk"]

UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
#: faults that answer before anything is done
TOLD = {
    Fault.SERVER_ERROR: Refusal(502, "Bad Gateway"),
    Fault.UNAUTHORIZED: UNAUTHORIZED,
    Fault.NOT_FOUND: NOT_FOUND,
    Fault.CONFLICT: Refusal(
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    ),
}


@dataclass(slots=True)
class Desk:
    world: World
    #: set when the server stops: nothing waits any longer
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    #: calls that are being worked on, polls apart
    busy: int = 0
    changes: Changes = field(default_factory=Changes)

    async def call(self, request: web.Request) -> web.StreamResponse:
        account = self.world.accounts.get(request.match_info["token"])
        if account is None or account.revoked:
            return failure(UNAUTHORIZED)
        method = request.match_info["method"]
        polls = method == "getUpdates"
        self.busy += not polls
        try:
            return await self.work(request, account, method)
        finally:
            self.busy -= not polls
            self.changes.notify()

    async def work(self, request: web.Request, account: Account, method: str) -> web.StreamResponse:
        call = self.world.log.begin(account.id, method, {})
        call.fault = self.world.faults.for_call(method)
        try:
            call.params, files = await read(request)
            self.stumble(account, call)
            if call.fault is Fault.STUCK:
                await self.pause(self.world.faults.late)
            if call.fault in {Fault.CUT_BEFORE, Fault.STUCK}:
                return cut(request)
            response = success(await execute(self.world, account, call, files))
        except Refusal as refusal:
            call.refusal = refusal
            response = failure(refusal)
        except Exception as crash:
            self.world.crashes.append(crash)
            raise
        return await self.answer(request, call, response)

    def stumble(self, account: Account, call: Call) -> None:
        if call.fault is Fault.FLOOD:
            seconds = self.world.faults.retry_after
            if call.chat_id is not None:
                account.gate.shut_chat(call.chat_id, self.world.watch(), seconds=seconds)
            raise too_many(seconds)
        if call.fault in TOLD:
            raise TOLD[call.fault]

    async def answer(
        self, request: web.Request, call: Call, response: web.Response
    ) -> web.StreamResponse:
        if call.fault is Fault.CUT_AFTER:
            call.finished = self.world.log.now()
            return cut(request)
        if call.fault is Fault.SLOW:
            await self.pause(self.world.faults.late)
        try:
            await response.prepare(request)
            await response.write_eof()
            call.certain = call.fault is not Fault.SLOW and request.transport is not None
        except ConnectionError:
            pass  # no one listens any more
        call.finished = self.world.log.now()
        return response

    async def pause(self, seconds: float) -> None:
        """Late, but not later than the end of the server."""
        try:
            async with asyncio.timeout(seconds):
                await self.closing.wait()
        except TimeoutError:
            return

    async def file(self, request: web.Request) -> web.StreamResponse:
        account = self.world.accounts.get(request.match_info["token"])
        if account is None or account.revoked:
            return failure(UNAUTHORIZED)
        stored = account.files.at(request.match_info["path"])
        if stored is None:
            return failure(NOT_FOUND)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def nothing(self, request: web.Request) -> web.StreamResponse:
        return failure(NOT_FOUND)


def cut(request: web.Request) -> web.StreamResponse:
    """Break the connection: whatever is returned reaches no one."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
