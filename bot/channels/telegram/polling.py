"""Asking for updates: what is stored is confirmed by the next question, and nothing else is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.channels.telegram.in_hand import InHand
from bot.channels.telegram.reading import ALLOWED, lane_of, update_id_of
from bot.channels.telegram.transport import AiohttpRequest, TooFast
from bot.intake import Intake, Update
from telemetry.figures import Figures

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
    with closing(InHand(intake)) as in_hand:
        await _poll(request, bot_url, in_hand, intake.figures)


async def _poll(request: AiohttpRequest, bot_url: str, in_hand: InHand, figures: Figures) -> None:
    pause = FIRST_PAUSE
    loop = asyncio.get_running_loop()
    while True:
        asked_at = loop.time()
        try:
            bodies = await _ask(request, bot_url, in_hand.offset)
        except InvalidToken:
            raise
        except TelegramError as error:
            structlog.get_logger().warning("polling", error=type(error).__name__)
            asked = _pause_asked_by(error)
            await asyncio.sleep(pause if asked is None else asked)
            pause = min(pause * 2, LONGEST_PAUSE) if asked is None else pause
            continue
        pause = FIRST_PAUSE
        figures.asked_at = loop.time()
        if not bodies and loop.time() < asked_at + FIRST_PAUSE:
            await asyncio.sleep(FIRST_PAUSE)  # who says that there is nothing waits for it first
        fresh = in_hand.take([update_of(body) for body in bodies])
        # Half of a crowd is answered while the other half is stored; of one or two, which are
        # stored together, none is asked for twice.
        await in_hand.is_down_to(fresh // 2)


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


def _pause_asked_by(error: TelegramError) -> float | None:
    """Seconds; none where the server says nothing of how long."""
    match error:
        case TooFast():
            return float(error.seconds)
        case Conflict():
            return CONFLICT_PAUSE
        case _:
            return None
