"""`alliance doctor`: what is not as it should be, and what to do about each."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.database import DatabaseOption
from cli.errors import CommandError
from cli.examining.finding import Finding, State, fine, trouble
from cli.exits import Exit
from cli.output import JsonOption, print_json, say

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from cli.observing import ObservingSettings

__all__ = ["doctor"]

SIGNS = {State.FINE: "ok", State.ADVICE: "advice", State.TROUBLE: "TROUBLE"}
WIDTH = max(map(len, SIGNS.values()))


def doctor(*, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Look for what is usually wrong: settings, database, bot, clock, disk, port, files, people,
    backups; and say what to do. It changes nothing, and may be run beside a bot that serves.

    It ends with 1 when something does not work; an advice alone is no trouble.
    With --json: findings, each with check, state (fine, advice, trouble), what, remedy.
    """
    found = list(_findings(database))
    if as_json:
        print_json({"findings": [asdict(each) for each in found]})
    else:
        for each in found:
            say(f"{SIGNS[each.state]:<{WIDTH}}  {each.check}: {each.what}")
            if each.remedy:
                say(f"{'':<{WIDTH}}  → {each.remedy}")
    if any(each.state is State.TROUBLE for each in found):
        raise typer.Exit(Exit.NO)


def _findings(address: str | None) -> Iterator[Finding]:
    from cli.examining import database, machine, people, settings
    from cli.observing import ObservingSettings
    from cli.settings import read
    from storage.version import file_of

    yield from settings.examine()
    folder = Path.cwd()
    found = database.opened(address)
    if isinstance(found, Finding):
        yield found
    else:
        with found as opened:
            yield from database.examine(opened)
            yield from people.examine(opened)
            folder = (file_of(opened) or folder / "here").resolve().parent
    yield machine.room(folder)
    try:
        observing = read(ObservingSettings)
    except CommandError:
        return  # said of the settings
    yield machine.backups(observing.backup_dir)
    yield from _of_bot(observing)


def _of_bot(observing: ObservingSettings) -> Iterator[Finding]:
    from bot.settings import BotSettings
    from cli.examining import machine
    from cli.settings import read

    try:
        bot = read(BotSettings)
    except CommandError:
        return  # said of the settings
    yield from machine.places(bot, observing)
    yield from machine.clock(bot)
    yield from _registered(bot)


def _registered(settings: BotSettings) -> Iterator[Finding]:
    from cli.telegram import troubles_of

    found = asyncio.run(troubles_of(settings))
    for each in found:
        what, _, remedy = each.rpartition(": ") if "run «" in each else (each, "", "")
        yield trouble("telegram", what or each, remedy or "See « alliance telegram check ».")
    if not found:
        yield fine("telegram", "The bot is set up as the settings say.")
