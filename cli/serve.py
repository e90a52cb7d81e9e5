"""`alliance serve`: the bot, until it is stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from secrets import token_hex
from typing import TYPE_CHECKING

from cli.database import DatabaseOption, address_of
from cli.desk import desk_made, desk_settings
from cli.errors import CommandError
from cli.exits import Exit
from cli.looping import run
from cli.observing import ObservingSettings, observed, observing_settings
from cli.output import complain
from cli.talking import TIMEZONE, conversation_on, open_for_talking
from cli.telegram import bot_settings

if TYPE_CHECKING:
    from bot.channels.telegram.service import Service
    from bot.conversation import Conversation
    from bot.settings import BotSettings
    from web.settings import DeskSettings

__all__ = ["serve"]


class NoToken(CommandError):
    """The Bot API server does not accept TELEGRAM_BOT_TOKEN: ask BotFather for a new one, or check
    TELEGRAM_API_URL.
    """

    exit = Exit.NO


class PlaceTaken(CommandError):
    """Nothing can listen at {place} ({reason}): stop what listens there, or give {setting} another
    port.
    """

    exit = Exit.NO


def serve(database: DatabaseOption = None) -> None:
    """Run the bot and the coaches' desk, from the settings in the environment or .env, until
    SIGTERM or Ctrl-C.

    Every message is stored before Telegram is told that it came: the process may be killed at any
    time. Several of them may share one PostgreSQL database behind one webhook address. It ends with
    1 when the token is not accepted, or not any more.
    """
    from bot.channels.telegram.service import TokenRefused
    from bot.listening import CannotListen
    from storage.writable import check_writable

    settings, desk, observing = bot_settings(), desk_settings(), observing_settings()
    with observed(observing), open_for_talking(address_of(database)) as opened:
        check_writable(opened)  # else it would hear people, and never answer
        conversation = conversation_on(opened, desk=desk.address if desk.is_reachable else "")
        service = _service(settings, conversation, desk, observing)
        try:
            run(_until_stopped(service))
        except TokenRefused as error:
            raise NoToken from error
        except CannotListen as error:
            name = "METRICS_BIND" if error.place == observing.metrics_bind else "BIND"
            raise PlaceTaken(place=error.place, reason=error.reason, setting=name) from error


def _service(
    settings: BotSettings,
    conversation: Conversation,
    desk: DeskSettings,
    observing: ObservingSettings,
) -> Service:
    from random import Random

    from bot.channels.telegram.service import Service

    service = Service(settings, conversation, _name(), os.environ.get("TZ") or TIMEZONE)
    service.started, service.watched_at, service.chance = _tell, observing.place, Random
    if not desk.is_reachable:
        complain("The coaches' desk is closed: BIND is open to others, and DESK_URL is not set.")
        return service
    database, guides = conversation.database, conversation.guides
    service.desk = desk_made(desk, database, guides, lambda: service.bot_name, service.figures)
    service.opened = lambda _: complain(f"The coaches' desk is at {desk.address}")
    return service


async def _until_stopped(service: Service) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await service.run(stop)


def _tell(port: int) -> None:
    complain(f"The bot listens at port {port}." if port else "The bot asks for updates.")


def _name() -> str:
    """Of this process, in the leases of messages."""
    return f"{socket.gethostname()}-{os.getpid()}-{token_hex(4)}"
