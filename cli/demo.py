"""`alliance demo`: one leader's conversation, from welcome to the charter, played for real."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.language import LanguageOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.channels.terminal import Terminal
    from bot.conversation import Conversation
    from charter.guide import Guide
    from flows.stories import Stories, Story

__all__ = ["demo"]

#: by language, the story that is played
STORIES = {"fr": "potagers", "en": "allotments"}
FORMATS = ("pdf", "docx", "markdown", "json")


def demo(
    folder: Annotated[
        Path, typer.Option("--folder", help="Where the database and the charter are left.")
    ] = Path("demo"),
    language: LanguageOption = None,
) -> None:
    """Play one leader's conversation to the charter, and leave the charter beside its database.

    The conversation is a story of the shipped flow, typed line by line into the real assistant over
    a real SQLite file; nothing is asked. A database left by an earlier demo is replaced.
    """
    from bot.channels.terminal import Terminal
    from cli.talking import conversation_on, noon_of, now, open_for_talking

    code = "en" if language == "en" else "fr"
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("alliance.db*"), *folder.glob("charte*.*")):
        old.unlink()
    stories = _stories()
    story = next(one for one in stories.stories if one.story == STORIES[code])
    day = stories.told_on or now().date()
    with open_for_talking(f"sqlite:///{folder / 'alliance.db'}") as database:
        conversation = conversation_on(database, clock=lambda: noon_of(day))
        guide = database.read(lambda store: conversation.guides.live(store, "alliance"))
        _play(conversation, Terminal.on_screen(folder), list(_typed(guide, story, day)), code)
    typer.echo(f"{folder}/: {', '.join(sorted(path.name for path in folder.iterdir()))}")


def _stories() -> Stories:
    from flows.library import files_of
    from flows.stories import STORIES_FILE, load_stories

    return load_stories(files_of("alliance")[STORIES_FILE])


def _typed(guide: Guide, story: Story, today: date) -> Iterator[str]:
    """What the leader of the story types, line by line, and then to send the charter."""
    from bot.phrases import phrases_in
    from bot.typed import typed
    from flows.events import Prompted
    from flows.playing import play

    say, prompt = phrases_in(story.language), None
    for turn in play(guide.compiled, story, today=today).turns:
        if turn.reply is not None:
            yield typed(turn.reply, prompt, say)
        asked = (e.prompt for e in turn.sprint.events if isinstance(e, Prompted))
        prompt = next(asked, None)
    yield "/draft"
    yield "/submit"
    yield from (f"/export {name}" for name in FORMATS)


def _play(
    conversation: Conversation, terminal: Terminal, lines: Sequence[str], language: str
) -> None:
    from cli.talking import at_terminal

    for message in conversation.greet(at_terminal("", name="demo", language=language)):
        terminal.show(message)
    for line in lines:
        terminal.echo(line)
        for message in conversation.receive(at_terminal(line, name="demo", language=language)):
            terminal.show(message)
