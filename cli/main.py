"""The `alliance` command: its groups of commands, loaded when called, and how they end."""

from __future__ import annotations

import os
import sys
from importlib import metadata
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cli.errors import CommandError
from cli.exits import Exit, exit_table
from cli.late import LateCommand
from cli.output import complain, say
from flows.issue import InvalidFlow
from storage.errors import StorageError

__all__ = ["COMMANDS", "app", "main"]

COMMANDS = (
    LateCommand("chat", module="cli.chat", about="Talk to the assistant in this terminal."),
    LateCommand("serve", module="cli.serve", about="Run the bot and the desk until stopped."),
    LateCommand("doctor", module="cli.doctor", about="Find what is wrong, and say what to do."),
    LateCommand("telegram", module="cli.telegram", about="Check, set up and mend the bot."),
    LateCommand("demo", module="cli.demo", about="Play one leader's conversation to the charter."),
    LateCommand("flows", module="cli.flows", about="Check, show, try and publish flows."),
    LateCommand("charters", module="cli.charters", about="List, read and export charters."),
    LateCommand("people", module="cli.people", about="Invite coaches, and say who coaches whom."),
    LateCommand("inbox", module="cli.inbox", about="See and replay updates that were set aside."),
    LateCommand("outbox", module="cli.outbox", about="See and send again what was not sent."),
    LateCommand("db", module="cli.db", about="Look after the database."),
)


class Alliance(TyperGroup):
    """All commands. What the world can cause ends here, said in a sentence or two."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401  typer's own
        super().__init__(**attributes)
        for command in COMMANDS:
            self.add_command(command)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  typer keeps the type to itself
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            _leave_quietly()
            raise typer.Exit(Exit.NO_READER) from error
        except (CommandError, StorageError, InvalidFlow, OSError, UnicodeEncodeError) as error:
            raise typer.Exit(_explained(error)) from error
        return result


def _version(asked: bool) -> None:
    if asked:
        say(f"alliance {metadata.version('faire-alliance')}")
        raise typer.Exit


app = typer.Typer(
    cls=Alliance,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=exit_table(),
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def alliance(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Faire alliance: from the first question to an alliance charter draft."""
    del version  # it has been printed


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal may lack our letters
    app(prog_name="alliance")


def _explained(error: Exception) -> Exit:
    """Say what is wrong, and the code to end with."""
    match error:
        case InvalidFlow():
            from cli.issues import complain_of

            complain_of(error.issues)
            return Exit.UNREADABLE
        case UnicodeEncodeError():
            complain("The command line holds bytes that are no text: write it in UTF-8.")
            return Exit.UNREADABLE
        case OSError():
            complain(f"{error.filename or 'The output'} cannot be used: {error.strerror}.")
            if error.filename is None:
                _leave_quietly()
            return Exit.NOT_WRITTEN
        case CommandError():
            complain(str(error))
            return error.exit
        case _:
            complain(str(error))
            return STORAGE_EXITS.get(type(error).__name__, Exit.NO_DATABASE)


#: errors of storage that are not about the database as a whole
STORAGE_EXITS = {
    "NoSuchRow": Exit.NOT_FOUND,
    "OutdatedRevision": Exit.NO,
    "BackupExists": Exit.NOT_WRITTEN,
    "BackupIsServersWork": Exit.UNREADABLE,
}


def _leave_quietly() -> None:
    """Give the rest of the output to no one, or Python would complain of it at the very end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    main()
