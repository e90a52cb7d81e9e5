"""The files of a flow: those of a folder, or those that this release brings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cli.errors import CannotRead, NotAFlow, NothingOfThatName

__all__ = ["SHIPPED", "FlowArgument", "FlowOption", "flow_files"]

#: the flow that people walk
SHIPPED = "alliance"
#: what makes a folder a flow
MAIN_FILE = "flow.yaml"
SUFFIXES = (".yaml", ".yml")
#: more than the reader takes, so that it says itself that a file is too long
BYTES_AT_MOST = 2 * 1024 * 1024

HELP = "A folder with a flow.yaml, or the name of a flow of this release."
FlowArgument = Annotated[str, typer.Argument(metavar="FLOW", help=HELP)]
FlowOption = Annotated[str, typer.Option("--flow", metavar="FLOW", help=HELP)]


def flow_files(flow: str) -> Mapping[str, bytes]:
    """The content of each file by its name.

    Raises:
        NothingOfThatName: it is neither a folder nor a flow of this release.
        CannotRead: a file refuses.
        NotAFlow: the folder has no flow.
    """
    folder = Path(flow)
    try:
        if folder.is_dir():
            return _in_folder(folder)
        if folder.name == MAIN_FILE and folder.is_file():
            return _in_folder(folder.parent)
    except OSError as error:
        raise CannotRead(path=error.filename or folder, reason=error.strerror) from error
    return _shipped(flow)


def _in_folder(folder: Path) -> Mapping[str, bytes]:
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    files = {path.name: _content(path) for path in paths if path.is_file()}
    if MAIN_FILE not in files:
        raise NotAFlow(path=folder, file=MAIN_FILE)
    return files


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(BYTES_AT_MOST)


def _shipped(flow: str) -> Mapping[str, bytes]:
    from flows.library import files_of, shipped_flows
    from flows.near import nearest

    known = shipped_flows()
    if flow not in known:
        raise NothingOfThatName(
            noun="flow",
            name=flow,
            near=nearest(flow, known),
            remedy=f"Give a folder that holds a {MAIN_FILE}, or one of: {', '.join(known)}.",
        )
    return files_of(flow)
