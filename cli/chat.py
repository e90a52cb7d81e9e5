"""`alliance chat`: the walk by hand, in this terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.database import DatabaseOption, address_of
from cli.language import LanguageOption, choose_language

__all__ = ["chat"]


def chat(
    database: DatabaseOption = None,
    language: LanguageOption = None,
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Who speaks, when several share this machine."),
    ] = None,
    folder: Annotated[
        Path, typer.Option("--folder", help="Where /export leaves its files.")
    ] = Path(),
) -> None:
    """Talk to the assistant in this terminal.

    Answer in your own words, or with the number, the label or the id of a choice; type /help for
    the rest. Every answer is stored before the next question is shown: stop with Ctrl-D or /stop,
    and come back with the same command. Without a terminal, lines are read from the input.
    """
    from functools import partial

    from bot.channels.terminal import Terminal, lines_of
    from bot.phrases import languages
    from cli.talking import at_terminal, conversation_on, open_for_talking

    spoken = choose_language(language, languages())
    person = partial(at_terminal, name=name, language=spoken)
    with open_for_talking(address_of(database)) as opened:
        Terminal.on_screen(folder).converse(conversation_on(opened), person, lines_of("› "))
