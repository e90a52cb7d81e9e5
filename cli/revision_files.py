"""A flow in files beside the revisions of a database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import NothingOfThatName

if TYPE_CHECKING:
    from storage.database import Database
    from storage.repositories.revisions import FlowRevision

__all__ = [
    "NameOption",
    "NumberOption",
    "bytes_of",
    "live_revision",
    "own_id",
    "revision_of",
    "texts_of",
]

NameOption = Annotated[str, typer.Option("--flow", metavar="ID", help="Id of the flow.")]
NumberOption = Annotated[
    int | None,
    typer.Option(
        "--revision",
        min=1,
        metavar="N",
        help="Which one; by default the live one.",
        show_default=False,
    ),
]


def revision_of(database: Database, flow: str, number: int | None) -> FlowRevision:
    """The revision of that number, else the live one. Raises NoSuchRow."""
    from storage.repositories import revisions

    if number is None:
        return database.read(lambda store: revisions.live(store, flow))
    return database.read(lambda store: revisions.load(store, flow, number))


def live_revision(database: Database, flow: str) -> FlowRevision | None:
    """The live one; none when nothing was published yet."""
    from storage.repositories import revisions

    number = database.read(lambda store: revisions.live_number(store, flow))
    return None if number is None else revision_of(database, flow, number)


def bytes_of(revision: FlowRevision) -> Mapping[str, bytes]:
    """Its files, as they would be read from a folder."""
    return {name: text.encode() for name, text in revision.sources.items()}


def texts_of(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Files as a revision keeps them. They were read before, so they are UTF-8; the mark with which
    some editors begin a file is left out, and lines end as they do.
    """
    return {name: content.decode("utf-8-sig") for name, content in files.items()}


def own_id(files: Mapping[str, bytes]) -> str:
    """The id of the flow that some files say.

    Raises:
        InvalidFlow: the file cannot be read.
        NothingOfThatName: it says none.
    """
    from flows.issue import InvalidFlow
    from flows.source import Source, read_source

    source = read_source(files["flow.yaml"], file="flow.yaml")
    if not isinstance(source, Source):
        raise InvalidFlow(source)
    found = source.data.get("flow")
    if not isinstance(found, str):
        raise NothingOfThatName(
            noun="flow", name="in flow.yaml", near="", remedy="Write its id after « flow: »."
        )
    return found
