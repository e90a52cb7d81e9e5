"""The bot while it runs: updates in, messages out, until it is told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.alarms import Alarms, Handler
from bot.allowance import Allowance, Limits
from bot.channels.telegram.alarming import handlers_of
from bot.channels.telegram.desk import Desk, Spinner
from bot.channels.telegram.leaving import Leaving
from bot.channels.telegram.owner import owner_of
from bot.channels.telegram.payloads import Payload
from bot.channels.telegram.pieces import KIND
from bot.channels.telegram.polling import poll
from bot.channels.telegram.sending import CHANNEL, TelegramSender
from bot.channels.telegram.ticks import Ticks
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.unasked import Unasked
from bot.channels.telegram.webhook import Webhook, receiving
from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.intake import Intake, Work
from bot.listening import App, Listening
from bot.presence import Presence
from bot.sender import Unsent
from bot.settings import BotSettings
from bot.settled import Settled
from bot.sweeping import KEY as SWEEP, Sweeping
from storage.threads import TransactionThreads

__all__ = ["Service", "TokenRefused", "bot_of"]

#: seconds between two tries to reach the server at the beginning
PAUSE = 2.0


class TokenRefused(Exception):
    """The Bot API server does not accept the token."""


@asynccontextmanager
async def bot_of(settings: BotSettings) -> AsyncIterator[Bot]:
    """A client of the server that the settings name."""
    root = settings.telegram_api_url
    async with AiohttpRequest() as calls, AiohttpRequest() as polls:
        yield Bot(
            settings.telegram_bot_token.get_secret_value(),
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=calls,
            get_updates_request=polls,
        )


@dataclass(slots=True)
class Service:
    """One process of the bot. `name` tells it from others in the leases of messages."""

    settings: BotSettings
    conversation: Conversation
    name: str
    timezone: str
    limits: Limits = field(default_factory=Limits)
    #: called with the port when updates can come; 0 when polling
    started: Callable[[int], None] = lambda _: None
    #: makes the coaches' desk, which is served at the same port; none: there is no desk
    desk: Callable[[TransactionThreads], App] | None = None
    #: called with the port once the desk can be opened
    opened: Callable[[int], None] = lambda _: None
    #: without @; empty until it is learnt
    bot_name: str = ""
    effects: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set.

        Raises:
            TokenRefused: the server does not accept the token, or does not any more.
            CannotListen: the place to listen at is taken.
        """
        threads = TransactionThreads(self.conversation.database)
        hook = Webhook(self.settings.telegram_webhook_secret.get_secret_value())
        try:
            async with (
                receiving(self.settings, hook, self.desk and self.desk(threads)) as http,
                bot_of(self.settings) as bot,
                AiohttpRequest() as calls,
                AiohttpRequest() as polls,
            ):
                try:
                    await self._serve(bot, calls, polls, threads, stop, hook=hook, http=http)
                except (InvalidToken, Unsent) as error:
                    raise TokenRefused from error
        finally:
            threads.close()

    async def _serve(
        self,
        bot: Bot,
        calls: AiohttpRequest,
        polls: AiohttpRequest,
        threads: TransactionThreads,
        stop: asyncio.Event,
        *,
        hook: Webhook,
        http: Listening | None,
    ) -> None:
        met = await _met(bot)
        if http is not None and self.desk is not None:
            self.opened(http.port)  # Telegram may be away, but the token is not refused
        if not met and not await _introduced(bot, stop):
            return
        self.bot_name = bot.username
        clock, settled = self.conversation.clock, Settled()
        sender = TelegramSender(bot, calls, clock)
        presence, allowance = Presence(self.name, clock), Allowance(self.limits)
        delivery = Delivery(threads, sender, allowance, presence, settled)
        ticks = Ticks()
        desk = Desk(
            self.conversation,
            f"{CHANNEL}:{bot.id}",
            f"{bot.link}?start=group",
            self.timezone,
            lambda spinner: self._soon(sender, spinner, ticks),
            ticks,
            lambda words: self._later(_part(sender, words)),
            delivery.queue,
        )
        work = Work(desk.source, desk.work, desk.apologize, owner_of)
        leaving, sweeping = Leaving(sender, clock), Sweeping(clock)
        self._later(sweeping.begin(threads))
        pieces = replace(desk, queue=leaving).finish_piece
        handlers: dict[str, Handler] = {
            **handlers_of(self.conversation, Unasked(leaving)),
            KIND: pieces,
            SWEEP: sweeping,
        }
        alarms = Alarms(threads, handlers, clock, self.name, delivery.wake)
        intake = Intake(threads, work, clock, settled, delivery.hand)
        async with AsyncExitStack() as stack:
            serving = (delivery.run(), intake.run(), alarms.run())
            tasks = [asyncio.create_task(one) for one in serving]
            stack.push_async_callback(_end, *tasks)
            hook.intake = intake
            if http is not None:
                # What is being stored has a moment to end before those who store it are ended.
                stack.push_async_callback(http.close)
            if http is not None and self.settings.telegram_webhook_url:
                self.started(http.port)
            else:
                tasks.append(asyncio.create_task(poll(polls, bot.base_url, intake)))
                stack.push_async_callback(_end, tasks[-1])
                self.started(0)
            await _first_of(stop, *tasks)
            delivery.closing.set()
        await _end(*self.effects)

    def _soon(self, sender: TelegramSender, spinner: Spinner, ticks: Ticks) -> None:
        """Show it without waiting: it is no message, and worth nothing later."""
        tap = spinner.tap
        if spinner.ticks:
            ticks.toggle(tap.who.chat, tap.message, tap.keys, tap.data)
        self._later(_show(sender, spinner, ticks))

    def _later(self, effect: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(effect)
        self.effects.add(task)
        task.add_done_callback(self.effects.discard)


async def _part(sender: TelegramSender, words: tuple[Payload, ...]) -> None:
    """Say goodbye once: there is nobody left to say it to again."""
    for payload in words:
        with suppress(Unsent):
            await sender.send(payload)


async def _show(sender: TelegramSender, spinner: Spinner, ticks: Ticks) -> None:
    tap = spinner.tap
    with suppress(TelegramError):  # the query may be too old, or answered by another process
        await sender.acknowledge(tap.query, spinner.toast)
    if spinner.ticks:
        await ticks.show(sender.bot, tap.who.chat, tap.message)


async def _introduced(bot: Bot, stop: asyncio.Event) -> bool:
    """Try again and again; whether the bot's name was learnt before the stop."""
    while not stop.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(PAUSE):
                await stop.wait()
                return False
        if await _met(bot):
            return True
    return False


async def _met(bot: Bot) -> bool:
    """Learn the bot's own name; whether the server told it. Raises InvalidToken."""
    try:
        await bot.get_me()
    except InvalidToken:
        raise
    except TelegramError as error:
        structlog.get_logger().warning("no server", error=type(error).__name__)
        return False
    return True


async def _first_of(stop: asyncio.Event, *tasks: asyncio.Task[None]) -> None:
    """Wait for the stop, or raise what ended a task before it."""
    stopping = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    for task in done:
        if task is not stopping:
            task.result()


async def _end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
