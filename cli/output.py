"""What commands print: plain lines where something else reads them, colours on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = [
    "JsonOption",
    "complain",
    "console",
    "print_json",
    "print_table",
    "printable",
    "say",
    "table",
]

JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON, whose keys stay the same between releases.")
]

#: columns for what is not a terminal: nothing is cut or folded there
UNBOUNDED = 100_000


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Let whoever called decide; rich would end the program with a code of its own."""
        raise BrokenPipeError


def console() -> Console:
    """Where results go."""
    if sys.stdout.isatty():
        return _Output(highlight=False, markup=False, emoji=False)
    return _Output(highlight=False, markup=False, emoji=False, width=UNBOUNDED)


def say(text: str = "") -> None:
    """Print a line of a result as it is."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """Say what is wrong, apart from results."""
    typer.secho(text, err=True, fg=typer.colors.RED if sys.stderr.isatty() else None)


def print_json(data: Mapping[str, object]) -> None:
    """Print a result for a machine."""
    say(json.dumps(data, ensure_ascii=False, indent=2))


def table(*columns: str) -> Table:
    """A table without frame, so that its lines can be cut by other programs."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def print_table(rows: Table, where: Console) -> None:
    """A table; no spaces after its lines where something else reads them."""
    if where.is_terminal:
        where.print(rows)
        return
    with where.capture() as captured:
        where.print(rows)
    for line in captured.get().splitlines():
        say(line.rstrip())


def printable(text: str) -> Text:
    """Words that people wrote, on one line, with nothing in them that a terminal would obey."""
    return Text("".join(letter if letter.isprintable() else " " for letter in text))
