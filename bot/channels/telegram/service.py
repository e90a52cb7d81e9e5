"""The bot while it runs: updates in, messages out, until it is told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext
from dataclasses import dataclass, field, replace

from telegram import Bot
from telegram.error import InvalidToken

from bot.alarms import Alarms, Handler
from bot.allowance import Allowance, Limits
from bot.channels.telegram.alarming import handlers_of
from bot.channels.telegram.client import bot_of, is_met, is_met_before
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.effects import Effects
from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.leaving import Leaving
from bot.channels.telegram.owner import owner_of
from bot.channels.telegram.pieces import KIND
from bot.channels.telegram.polling import poll
from bot.channels.telegram.sending import CHANNEL, TelegramSender
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.unasked import Unasked
from bot.channels.telegram.webhook import Webhook, receiving
from bot.conversation import Conversation
from bot.copy_errands import CopyErrands
from bot.delivery import Delivery
from bot.errands import Errands
from bot.intake import Intake, Work
from bot.listening import App, Listening, by_path, listening, nothing_here
from bot.presence import Presence
from bot.sender import Unsent
from bot.settings import BotSettings
from bot.settled import Settled
from bot.sweeping import KEY as SWEEP, Sweeping
from bot.watch import Watch
from flows.walks import Chance
from storage.threads import TransactionThreads
from telemetry.figures import Figures

__all__ = ["Service", "TokenRefused"]


class TokenRefused(Exception):
    """The Bot API server does not accept the token."""


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
    figures: Figures = field(default_factory=Figures)
    #: host and port for whoever watches over it; none: metrics are shown nowhere
    watched_at: tuple[str, int] | None = None
    #: what decides in a random walk, from its seed; none: flows that are sent are not taken
    chance: Callable[[int], Chance] | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set.

        Raises:
            TokenRefused: the server does not accept the token, or does not any more.
            CannotListen: a place to listen at is taken.
        """
        threads = TransactionThreads(self.conversation.database)
        hook = Webhook(self.settings.telegram_webhook_secret.get_secret_value())
        watch = self._watch(threads)
        desk, others = self.desk and self.desk(threads), watch.open_to_all()
        figures = self.figures
        try:
            async with (
                self._watched(watch),
                receiving(self.settings, hook, desk, others) as http,
                bot_of(self.settings, figures) as bot,
                AiohttpRequest(figures) as calls,
                AiohttpRequest(figures) as polls,
            ):
                try:
                    await self._serve(
                        bot, calls, polls, threads, stop, hook=hook, http=http, watch=watch
                    )
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
        watch: Watch,
    ) -> None:
        met = await is_met(bot)
        if http is not None and self.desk is not None:
            self.opened(http.port)  # Telegram may be away, but the token is not refused
        if not met and not await is_met_before(bot, stop):
            return
        self.bot_name = bot.username
        effects = Effects(TelegramSender(bot, calls, self.conversation.clock))
        delivery, intake, alarms = self._parts(bot, threads, effects)
        async with AsyncExitStack() as stack:
            serving = (delivery.run(), intake.run(), alarms.run())
            tasks = [asyncio.create_task(one) for one in serving]
            stack.push_async_callback(_end, *tasks)
            hook.intake = watch.intake = intake
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
            if alarms.errands is not None:
                await alarms.errands.end()
        await effects.end()

    def _watch(self, threads: TransactionThreads) -> Watch:
        shared = self.conversation
        polls = not self.settings.telegram_webhook_url
        return Watch(shared.database, threads, shared.clock, self.figures, polls)

    def _watched(self, watch: Watch) -> AbstractAsyncContextManager[Listening | None]:
        if self.watched_at is None:
            return nullcontext()
        return listening(*self.watched_at, by_path(watch.for_operators(), nothing_here))

    def _parts(
        self, bot: Bot, threads: TransactionThreads, effects: Effects
    ) -> tuple[Delivery, Intake, Alarms]:
        """What sends, what works updates, and what works timers."""
        clock, settled, sender = self.conversation.clock, Settled(), effects.sender
        presence, allowance = Presence(self.name, clock), Allowance(self.limits)
        delivery = Delivery(threads, sender, allowance, presence, settled, self.figures)
        desk = Desk(
            self.conversation,
            f"{CHANNEL}:{bot.id}",
            f"{bot.link}?start=group",
            self.timezone,
            effects.acknowledge,
            effects.ticks,
            effects.part,
            delivery.queue,
            takes_files=self.chance is not None,
        )
        leaving, sweeping = Leaving(sender, clock), Sweeping(clock)
        effects.later(sweeping.begin(threads))
        handlers: dict[str, Handler] = {
            **handlers_of(self.conversation, Unasked(leaving)),
            KIND: replace(desk, queue=leaving).finish_piece,
            SWEEP: sweeping,
        }
        errands = self._errands(bot, threads, leaving, delivery)
        work = Work(desk.source, desk.work, desk.apologize, owner_of)
        return (
            delivery,
            Intake(threads, work, clock, settled, delivery.hand, figures=self.figures),
            Alarms(threads, handlers, clock, self.name, delivery.wake, errands),
        )

    def _errands(
        self, bot: Bot, threads: TransactionThreads, leaving: Leaving, delivery: Delivery
    ) -> Errands | None:
        """What is done for admins who write flows."""
        if self.chance is None:
            return None
        shared, tell = self.conversation, Unasked(leaving)
        copies = CopyErrands(shared, threads, self.chance, Fetching(bot), tell)
        return Errands(threads, copies.errands(), shared.clock, delivery.wake)


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
