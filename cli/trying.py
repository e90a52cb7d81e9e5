"""`alliance flows try`: a draft walked by hand in this terminal, stored nowhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import CommandError
from cli.exits import Exit
from cli.flow_files import SHIPPED, FlowArgument, flow_files
from cli.language import LanguageOption, choose_language
from cli.output import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.guide import Guide
    from flows.run import Run
    from storage.database import Database

__all__ = ["try_"]


class NotKept(CommandError):
    """The walk is no story, and nothing was written: {reason}."""

    exit = Exit.NO


def try_(
    flow: FlowArgument = SHIPPED,
    *,
    language: LanguageOption = None,
    save: Annotated[
        str | None,
        typer.Option(
            "--save",
            metavar="NAME",
            help="Keep the walk as a story of that name, at the end of stories.yaml of the folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Walk a flow as people will, from its first question to its charter.

    It is the real assistant, over a database that is thrown away at the end: nothing is stored,
    and the flow is published nowhere. Stop with Ctrl-D or /stop.
    """
    from functools import partial

    from bot.channels.terminal import Terminal, lines_of
    from bot.phrases import languages
    from charter.guide import load_guide
    from cli.revision_files import own_id, texts_of
    from cli.talking import at_terminal, conversation_on, now
    from storage.database import Database
    from storage.repositories import revisions

    if save is not None and not Path(flow).is_dir():
        raise NotKept(reason="a story is kept in the folder of a flow; give one")
    spoken, files = choose_language(language, languages()), flow_files(flow)
    guide = load_guide(files, number=1)  # what is wrong is told before anything is asked
    person = partial(at_terminal, name="try", language=spoken)
    with TemporaryDirectory(prefix="alliance-try-") as folder:
        path = Path(folder) / "try.db"
        with Database.open(f"sqlite:///{path}", create=True) as database:
            sources = texts_of(files)
            for name in {SHIPPED, own_id(files)}:  # the assistant asks for the one by its name
                database.write(partial(revisions.seed, flow=name, sources=sources, now=now()))
            conversation = conversation_on(database)
            conversation.is_trial = True
            terminal = Terminal.on_screen(Path(folder))
            terminal.converse(conversation, person, lines_of("› "))
            if save is not None:
                _save(Path(flow), guide, sources, _walked(database), name=save)


def _walked(database: Database) -> Run:
    """What they walked last."""
    from storage.repositories import contacts, runs

    contact = database.read(lambda store: contacts.find(store, "terminal", "try"))
    stored = contact and database.read(lambda store: runs.active(store, contact.id))
    if not stored:
        raise NotKept(reason="nothing was walked")
    return stored.run


def _save(folder: Path, guide: Guide, sources: Mapping[str, str], run: Run, *, name: str) -> None:
    from charter.retelling import NotTold
    from charter.story_keeping import keep_story
    from cli.issues import issue_languages
    from cli.talking import now
    from flows.failures import in_words
    from flows.stories import STORIES_FILE

    kept = keep_story(sources, guide, run, name=name, title=name, today=now().date())
    if isinstance(kept, NotTold):
        english = next(code for code in issue_languages() if code == "en")
        words = " ".join(in_words(each, english) for each in kept.failures)
        reason = " ".join(filter(None, (kept.code.replace("_", " "), kept.question, words)))
        raise NotKept(reason=reason)
    (folder / STORIES_FILE).write_text(kept.sources[STORIES_FILE], encoding="utf-8")
    say(f"Kept as the story {kept.story.story} in {folder / STORIES_FILE}.")
