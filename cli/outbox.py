"""`alliance outbox`: the messages that wait, and those that will not be sent; never their words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.errors import CommandError
from cli.exits import Exit
from cli.output import JsonOption, console, print_json, print_table, printable, say, table

if TYPE_CHECKING:
    from storage.repositories.unsent import UnsentMessage

__all__ = ["app"]

app = typer.Typer(
    help="See and send again what was not sent.", no_args_is_help=True, add_completion=False
)


class NotReplayed(CommandError):
    """Message {id} is not sent again: {reason}"""

    exit = Exit.NO


@app.command("list")
def list_(
    *,
    address: DatabaseOption = None,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="Those that will not be sent, the newest first.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """List the messages that are to be sent, those that are due first; or those that were dropped.

    With --json: messages, each with id, state, queued_at, due_at, attempts, error.
    """
    from storage.repositories import unsent

    with open_database(address) as database:
        read = unsent.dropped if dropped else unsent.waiting
        found = database.read(lambda store: read(store, limit=limit))
    if as_json:
        print_json({"messages": [_as_json(message) for message in found]})
        return
    rows = table("id", "state", "queued", "due", "attempts", "error")
    for one in found:
        moments = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in (one.created_at, one.due_at)]
        rows.add_row(str(one.id), one.state, *moments, str(one.attempts), printable(one.error))
    print_table(rows, console())


@app.command()
def replay(
    message: Annotated[int, typer.Argument(help="Id, as « list » shows it.", metavar="ID")],
    *,
    address: DatabaseOption = None,
) -> None:
    """Have a message that waits sent at once, by the bot that runs.

    One that was dropped cannot be: its words are not kept. What its person was asked comes again
    when they write to the bot.
    """
    from storage.errors import NoSuchRow
    from storage.repositories import unsent

    with open_database(address) as database:
        try:
            hurried = database.write(
                lambda store: unsent.hurry(store, message, now=datetime.now(UTC))
            )
        except NoSuchRow as error:
            raise NotReplayed(id=message, reason=error) from error
    if not hurried:
        raise NotReplayed(id=message, reason="it was sent or dropped already, or is being sent.")
    say(f"Message {message} is sent next.")


def _as_json(message: UnsentMessage) -> dict[str, object]:
    return {
        "id": message.id,
        "state": message.state,
        "queued_at": message.created_at.isoformat(),
        "due_at": message.due_at.isoformat(),
        "attempts": message.attempts,
        "error": message.error,
    }
