"""How the bot presents itself: commands and descriptions in each language, and the webhook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.reading import ALLOWED
from bot.commands import UNLISTED, commands
from bot.phrases import Phrases, languages, phrases_in
from bot.settings import BotSettings

__all__ = ["registered", "set_up", "troubles"]

#: connections that Telegram may open to the webhook at once
CONNECTIONS = 40
REMEDY = "run « alliance telegram setup »"
REFUSED = "TELEGRAM_BOT_TOKEN: the server does not accept it; ask BotFather for a new one."


async def set_up(bot: Bot, settings: BotSettings) -> None:
    """Register commands, descriptions and the webhook; without one, take the old one away.

    What is said in no language is what people see whose language we do not speak.

    Raises:
        TelegramError: it is not, or not all, registered; doing it again does no harm.
    """
    for code in ("", *languages()):
        say = phrases_in(code)
        await bot.set_my_commands(_menu(say), language_code=code or None)
        await bot.set_my_description(say.say("telegram.description"), language_code=code or None)
        short = say.say("telegram.short_description")
        await bot.set_my_short_description(short, language_code=code or None)
    if settings.telegram_webhook_url:
        await bot.set_webhook(
            settings.telegram_webhook_url,
            max_connections=CONNECTIONS,
            allowed_updates=ALLOWED,
            secret_token=settings.telegram_webhook_secret.get_secret_value(),
        )
    else:
        await bot.delete_webhook()


async def registered(bot: Bot, settings: BotSettings) -> str:
    """Set it up; why that failed, empty when it did not."""
    try:
        await set_up(bot, settings)
    except InvalidToken:
        return REFUSED
    except TelegramError as error:
        return f"{error.message}."
    return ""


async def troubles(bot: Bot, settings: BotSettings) -> Sequence[str]:
    """What is not right between the settings and the server, in words for an operator."""
    try:
        return [*await _of_bot(bot), *await _of_webhook(bot, settings)]
    except InvalidToken:
        return [REFUSED]
    except TelegramError as error:
        return [f"TELEGRAM_API_URL: {error.message}."]


async def _of_bot(bot: Bot) -> Sequence[str]:
    me, found = await bot.get_me(), []
    if me.can_read_all_group_messages:
        found.append("Privacy mode is off: with BotFather, /setprivacy, Enable.")
    for code in languages():
        there = await bot.get_my_commands(language_code=code)
        ours = list(there) == _menu(phrases_in(code))
        found += [] if ours else [f"The commands in « {code} » are not ours: {REMEDY}."]
    return found


async def _of_webhook(bot: Bot, settings: BotSettings) -> Sequence[str]:
    info = await bot.get_webhook_info()
    wanted = settings.telegram_webhook_url
    if info.url != wanted:
        named = f"is {info.url}" if info.url else "is not set"
        return [f"The webhook {named}, and should be {wanted or 'none'}: {REMEDY}."]
    found = []
    # A poll says each time what it wants. Without a word, Telegram sends all that we ask for.
    missing = [kind for kind in ALLOWED if kind not in (info.allowed_updates or ALLOWED)]
    if wanted and missing:
        found.append(f"The webhook is not told of {', '.join(missing)}: {REMEDY}.")
    if info.last_error_message:
        found.append(f"TELEGRAM_WEBHOOK_URL: Telegram says « {info.last_error_message} ».")
    return found


def _menu(say: Phrases) -> list[BotCommand]:
    """The commands that are worded, in the order of the phrases."""
    return list(_entries(say))


def _entries(say: Phrases) -> Iterator[BotCommand]:
    names = say.keys("commands")
    if "start" not in names:
        yield BotCommand("start", say.say("telegram.start"))
    for name in names:
        if name in commands() and name not in UNLISTED:
            yield BotCommand(name, say.say(f"commands.{name}.about"))
