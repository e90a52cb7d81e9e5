"""`alliance telegram`: set up the bot, see whether it is, and mend what broke it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.errors import CommandError
from cli.exits import Exit
from cli.output import JsonOption, console, print_json, print_table, printable, say, table
from cli.talking import TIMEZONE, conversation_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import BotSettings
    from storage.repositories.dead_letters import DeadLetter

__all__ = ["BadBotSetting", "app", "bot_settings", "troubles_of"]

app = typer.Typer(
    help="Check, set up and mend the bot.", no_args_is_help=True, add_completion=False
)


class BadBotSetting(CommandError):
    """{reason}"""


class NotSetUp(CommandError):
    """Not all is registered: {reason} Once that is mended, do it again; « alliance telegram check »
    says what is not right yet.
    """

    exit = Exit.NO


class NotReplayed(CommandError):
    """Letter {id} cannot be worked: {reason}"""

    exit = Exit.NO


@app.command()
def check(*, as_json: JsonOption = False) -> None:
    """Say whether token, server, webhook and commands are right; it ends with 1 when not.

    With --json: troubles.
    """
    found = asyncio.run(troubles_of(bot_settings()))
    if as_json:
        print_json({"troubles": list(found)})
    else:
        for line in found or ["The bot is set up as the settings say."]:
            say(line)
    if found:
        raise typer.Exit(Exit.NO)


@app.command()
def setup() -> None:
    """Register commands and descriptions, in each language, and the webhook.

    Without TELEGRAM_WEBHOOK_URL the old webhook is taken away: the bot then asks for updates.
    Do it after each upgrade, and only once for all the processes.
    """
    settings = bot_settings()
    reason = asyncio.run(_set_up(settings))
    if reason:
        raise NotSetUp(reason=reason)
    url = settings.telegram_webhook_url
    how = f"Telegram posts to {url}" if url else "the bot polls"
    say(f"Commands and descriptions are registered, and {how}.")


@app.command()
def letters(
    *,
    address: DatabaseOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 20,
    with_body: Annotated[
        bool, typer.Option("--body", help="With the update as it came: words of people.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the updates that broke the bot and were set aside, the newest first.

    With --json: letters, each with id, update, error, set_aside_at, replayed_at, and body if asked.
    """
    from storage.repositories import dead_letters

    with open_database(address) as database:
        found = database.read(lambda store: dead_letters.recent(store, limit=limit))
    if as_json:
        print_json({"letters": [_as_json(letter, with_body=with_body) for letter in found]})
        return
    heads = ("id", "update", "set aside", "replayed", "error")
    rows = table(*heads, *(["body"] if with_body else []))
    for one in found:
        replayed = "yes" if one.replayed_at else "no"
        moment = f"{one.created_at:%Y-%m-%d %H:%M}"
        body = [printable(one.body)] if with_body else []
        rows.add_row(str(one.id), str(one.update_id), moment, replayed, printable(one.error), *body)
    print_table(rows, console())


@app.command()
def replay(
    letter: Annotated[int, typer.Argument(help="Id, as « letters » shows it.", metavar="ID")],
    *,
    address: DatabaseOption = None,
) -> None:
    """Work an update that was set aside, now that what broke is mended.

    What is to be said to the person is sent by the bot that runs, or that will run.
    """
    from bot.channels.telegram.replaying import replay_letter
    from storage.errors import NoSuchRow

    with open_database(address) as database:
        try:
            replay_letter(conversation_on(database), letter, timezone=TIMEZONE)
        except (NoSuchRow, ValueError) as error:
            raise NotReplayed(id=letter, reason=error) from error
    say(f"Update {letter} is worked.")


def bot_settings() -> BotSettings:
    """The settings of the bot.

    Raises:
        BadBotSetting: one of them cannot serve; the message names it.
    """
    from bot.settings import BotSettings
    from cli.settings import read

    return read(BotSettings, BadBotSetting)


def _as_json(letter: DeadLetter, *, with_body: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "id": letter.id,
        "update": letter.update_id,
        "error": letter.error,
        "set_aside_at": letter.created_at.isoformat(),
        "replayed_at": letter.replayed_at.isoformat() if letter.replayed_at else None,
    }
    return {**told, "body": letter.body} if with_body else told


async def troubles_of(settings: BotSettings) -> Sequence[str]:
    from bot.channels.telegram.client import bot_of
    from bot.channels.telegram.profile import troubles

    async with bot_of(settings) as bot:
        return await troubles(bot, settings)


async def _set_up(settings: BotSettings) -> str:
    """Why it failed; empty when it did not."""
    from bot.channels.telegram.client import bot_of
    from bot.channels.telegram.profile import registered

    async with bot_of(settings) as bot:
        return await registered(bot, settings)
