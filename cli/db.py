"""`alliance db`: bring a database up to this release, check it, copy it, sweep it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, address_of, existing, open_database
from cli.errors import CannotWrite
from cli.exits import Exit
from cli.output import JsonOption, print_json, say

if TYPE_CHECKING:
    from datetime import datetime

    from storage.repositories.retention import Position, Swept
    from storage.stores import WriteStore

__all__ = ["app"]

app = typer.Typer(help="Look after the database.", no_args_is_help=True, add_completion=False)


@app.command()
def upgrade(*, address: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Bring the schema to this release; a database that holds nothing yet is given it.

    Copy it first: « alliance db backup ». With --json: database, before (null: nothing), after.
    """
    from storage import schema
    from storage.database import Database
    from storage.errors import MissingMigration
    from storage.version import found

    with Database(address_of(address)) as database:
        before = found(database)
        try:
            schema.check(database)
        except MissingMigration:
            schema.upgrade(database)
        after = found(database)
    if as_json:
        print_json({"database": database.name, "before": before, "after": after})
    elif before == after:
        say(f"The schema of {database.name} is at {after} already: there is nothing to do.")
    else:
        say(f"The schema of {database.name} went from {before or 'nothing'} to {after}.")


@app.command()
def check(*, address: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Say whether the database is whole, and its schema the one of this release.

    It ends with 1 when the file is damaged, or differs from the schema; with 3 when it cannot be
    used at all. With --json: database, schema, troubles.
    """
    from cli.integrity import troubles
    from storage.version import HEAD

    with open_database(address) as database:
        found = troubles(database)
    if as_json:
        print_json({"database": database.name, "schema": HEAD, "troubles": found})
    elif found:
        say(f"{database.name} is not whole; keep a copy of it, and restore the last backup:")
        for trouble in found:
            say(f"- {trouble}")
    else:
        say(f"{database.name} is whole, and its schema is the one of this release ({HEAD}).")
    if found:
        raise typer.Exit(Exit.NO)


@app.command()
def backup(
    path: Annotated[
        Path, typer.Argument(help="A new file, in a folder that exists.", metavar="PATH")
    ],
    *,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy a SQLite database to a new file, while others write to it.

    To restore it, stop the program and put the copy in the place of the database.
    With --json: database, backup, bytes.
    """
    from storage import schema
    from storage.errors import StorageError

    with existing(address) as database:
        try:
            schema.backup(database, path)
        except StorageError as error:
            if error.details.get("database") != str(path):
                raise  # it is about the database itself
            raise CannotWrite(path=path, reason=error.details.get("reason")) from error
    size = path.stat().st_size
    if as_json:
        print_json({"database": database.name, "backup": str(path), "bytes": size})
    else:
        say(f"{database.name} is copied to {path} ({size / 1024:,.0f} KiB).")


@app.command()
def sweep(*, address: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Delete what is not needed any more, in short steps; the bot does it by itself once an hour.

    Answers, charters and what is still to be sent stay. With --json: database, gone (by table).
    """
    from datetime import UTC, datetime

    from storage.repositories import retention

    gone: dict[str, int] = {}
    position: retention.Position | None = retention.START
    with open_database(address) as database:
        while position is not None:
            swept = database.write(partial(_step, position=position, now=datetime.now(UTC)))
            gone[swept.table] = gone.get(swept.table, 0) + swept.gone
            position = swept.following
    if as_json:
        print_json({"database": database.name, "gone": gone})
        return
    for table, rows in gone.items():
        say(f"{table}: {rows:,} rows are gone.")


def _step(store: WriteStore, *, position: Position, now: datetime) -> Swept:
    from storage.repositories import retention

    return retention.sweep(store, position, now=now)
