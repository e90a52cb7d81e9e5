"""Asking for updates: a batch is confirmed by the next question, once all of it is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.channels.telegram.reading import ALLOWED, lane_of, update_id_of
from bot.channels.telegram.transport import AiohttpRequest, TooFast
from bot.intake import Intake, Update
from storage.errors import StorageError

__all__ = ["poll", "update_of"]

#: seconds that the server may keep a question
LONG = 25
LIMIT = 100
#: seconds before asking again after a failure: the first and the longest
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
#: seconds before asking again when someone else asks too
CONFLICT_PAUSE = 3.0


async def poll(request: AiohttpRequest, bot_url: str, intake: Intake) -> None:
    """Until it is cancelled.

    The offset is not kept between two runs: what was worked and not confirmed comes again, and is
    known by its number in the database. An offset read from there could be ahead of Telegram's own.

    Raises:
        InvalidToken: the token is not accepted any more.
    """
    offset, pause = 0, FIRST_PAUSE
    loop = asyncio.get_running_loop()
    while True:
        asked_at = loop.time()
        try:
            bodies = await _ask(request, bot_url, offset)
        except InvalidToken:
            raise
        except TelegramError as error:
            structlog.get_logger().warning("polling", error=type(error).__name__)
            await asyncio.sleep(_pause_after(error, pause))
            pause = min(pause * 2, LONGEST_PAUSE)
            continue
        pause = FIRST_PAUSE
        if not bodies and loop.time() < asked_at + FIRST_PAUSE:
            await asyncio.sleep(FIRST_PAUSE)  # who says that there is nothing waits for it first
        await _take_all(intake, [update_of(body) for body in bodies])
        offset = max([offset, *(1 + (update_id_of(body) or 0) for body in bodies[-1:])])


def update_of(body: Mapping[str, Any]) -> Update:
    """The update, in the lane of its chat."""
    return Update(update_id_of(body), lane_of(body), body)


async def _ask(request: AiohttpRequest, bot_url: str, offset: int) -> Sequence[Mapping[str, Any]]:
    """The bodies as they came: parsing them here would let a strange one stop all."""
    asked = {"timeout": LONG, "limit": LIMIT, "allowed_updates": ALLOWED}
    if offset:
        asked["offset"] = offset
    found = await request.call(f"{bot_url}/getUpdates", asked, patience=LONG + 10)
    if not isinstance(found, list):
        raise NetworkError("updates are no list")
    return found


async def _take_all(intake: Intake, updates: Sequence[Update]) -> None:
    """Every one is stored when it returns, however long the database fails."""
    left = list(updates)
    pause = FIRST_PAUSE
    while left:
        results = await asyncio.gather(*map(intake.take, left), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException) and not isinstance(result, StorageError):
                raise result
        left = [
            update
            for update, result in zip(left, results, strict=True)
            if isinstance(result, StorageError)
        ]
        if left:
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def _pause_after(error: TelegramError, pause: float) -> float:
    match error:
        case TooFast():
            return float(error.seconds)
        case Conflict():
            return CONFLICT_PAUSE
        case _:
            return pause
