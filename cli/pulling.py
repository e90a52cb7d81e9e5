"""`alliance flows pull`: the files of a revision, to be changed in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.errors import CannotWrite, FileExists
from cli.flow_files import SHIPPED, SUFFIXES
from cli.output import say
from cli.pulled import remember
from cli.revision_files import NameOption, NumberOption, bytes_of, revision_of
from cli.writing import write_file

__all__ = ["pull"]


def pull(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")],
    *,
    flow: NameOption = SHIPPED,
    revision: NumberOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Take the place of the flow that is there.")
    ] = False,
    address: DatabaseOption = None,
) -> None:
    """Write the files of the live revision, or of another, into a folder.

    The folder remembers which revision it was: « alliance flows publish » needs it.
    """
    with open_database(address) as database:
        found = revision_of(database, flow, revision)
    files = bytes_of(found)
    strange = [path for path in _there(folder) if path.name not in files]
    if not force:
        for path in (*(folder / name for name in files), *strange):
            if path.exists():
                raise FileExists(path=path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in strange:
            path.unlink()
    except OSError as error:
        raise CannotWrite(path=folder, reason=error.strerror) from error
    for name, content in files.items():
        write_file(folder / name, content, replace=True)
    remember(folder, flow, found.number)
    say(f"{folder}: revision {found.number} of {flow}, {len(files)} files")


def _there(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if path.suffix in SUFFIXES and path.is_file()]
