"""`alliance flows try`: a draft walked by hand in this terminal, stored nowhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from cli.flow_files import SHIPPED, FlowArgument, flow_files
from cli.language import LanguageOption, choose_language

__all__ = ["try_"]


def try_(flow: FlowArgument = SHIPPED, *, language: LanguageOption = None) -> None:
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

    spoken, files = choose_language(language, languages()), flow_files(flow)
    load_guide(files, number=1)  # what is wrong is told before anything is asked
    person = partial(at_terminal, name="try", language=spoken)
    with TemporaryDirectory(prefix="alliance-try-") as folder:
        path = Path(folder) / "try.db"
        with Database.open(f"sqlite:///{path}", create=True) as database:
            sources = texts_of(files)
            for name in {SHIPPED, own_id(files)}:  # the assistant asks for the one by its name
                database.write(partial(revisions.seed, flow=name, sources=sources, now=now()))
            terminal = Terminal.on_screen(Path(folder))
            terminal.converse(conversation_on(database), person, lines_of("› "))
