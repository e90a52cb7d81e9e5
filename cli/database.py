"""The database that a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import BadSetting, NoDatabase
from storage.errors import InvalidAddress

if TYPE_CHECKING:
    from storage.database import Database

__all__ = ["DatabaseOption", "address_of", "existing", "open_database"]

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="sqlite:///path/to/file.db or postgresql://user:password@host/name; by default"
        " DATABASE_URL, from the environment or .env, else sqlite:///alliance.db.",
        show_default=False,
    ),
]


def address_of(given: str | None) -> str:
    """The address given, else that of the settings.

    Raises:
        BadSetting: it is no address; the message says where it was given.
    """
    from cli.settings import read
    from storage.address import parse
    from storage.settings import StorageSettings

    if given is not None:
        try:
            parse(given)
        except InvalidAddress as error:
            raise BadSetting(reason=f"--database: {error}") from error
        return given
    return read(StorageSettings).database_url


def existing(given: str | None) -> Database:
    """The database, whatever its schema; a SQLite file has to be there already.

    Raises:
        NoDatabase: there is no such file.
        StorageError: its address cannot serve.
    """
    from storage.database import Database
    from storage.version import file_of

    database = Database(address_of(given))
    path = file_of(database)
    if path is not None and not path.exists():
        raise NoDatabase(database=database.name)
    return database


def open_database(given: str | None) -> Database:
    """The database, with the schema of this release.

    Raises:
        NoDatabase: there is no such file.
        StorageError: it cannot be used.
    """
    from storage.version import check

    database = existing(given)
    check(database)
    return database
