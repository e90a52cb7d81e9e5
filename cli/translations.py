"""`alliance flows translations`: what a language lacks, and the spreadsheet of its translators."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.errors import CannotRead, NotATable, NothingOfThatName
from cli.exits import Exit
from cli.flow_files import flow_files
from cli.issues import complain_of, issue_languages
from cli.language import LanguageOption, choose_language
from cli.output import JsonOption, console, print_json, printable, say
from cli.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from charter.translating.importing import Told
    from charter.translating.lines import Lines

__all__ = ["app"]

app = typer.Typer(
    help="See what a language lacks, and exchange its texts with translators.",
    no_args_is_help=True,
    add_completion=False,
)

Code = Annotated[str, typer.Argument(metavar="LANGUAGE", help="Two letters: « en ».")]
Folder = Annotated[
    Path, typer.Option("--in", metavar="FOLDER", help="The flow: a folder with a flow.yaml.")
]
HERE = Path()
#: the ends of the names of tables that can be read
TABLES = (".xlsx", ".csv")


@app.command("list")
def list_(code: Code, *, folder: Folder = HERE, as_json: JsonOption = False) -> None:
    """List what is missing in a language, and what was translated from a text that changed since.

    It ends with 1 when there is any. With --json: language, counts, texts.
    """
    from charter.translating.lines import State

    lines = _lines(flow_files(str(folder)), code)
    open_ones = [line for line in lines if line.state is not State.DONE]
    if as_json:
        texts = [
            {"file": line.file, "name": line.name, "state": line.state,
             "source": line.translation.source, "translation": line.translation.said}
            for line in open_ones
        ]  # fmt: skip
        print_json({"language": code, "counts": dict(lines.counts()), "texts": texts})
    else:
        for line in open_ones:
            console().print(printable(f"{line.file}: {line.state}: {line.name}"))
        say(", ".join(f"{lines.counts()[state]} {state}" for state in State) + ".")
    if open_ones:
        raise typer.Exit(Exit.NO)


@app.command()
def stamp(
    code: Code,
    *,
    folder: Folder = HERE,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="TEXT",
            help="A text that still holds, or all those below it: « questions.public ».",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="All the texts of this language still hold.")
    ] = False,
) -> None:
    """Note from which source each text is translated, so that a later change of it is seen.

    Without --only or --all, texts that are noted already keep what is noted of them.
    """
    from charter.translating.writing import restamped

    files = flow_files(str(folder))
    lines = _lines(files, code)
    wanted: dict[str, frozenset[str]] = {}
    for leaf in lines.leaves:
        names = [line.name for line in leaf.lines]
        wanted[leaf.file] = frozenset(
            name
            for name in names
            if (_is_below(name, only) if only else every or name not in leaf.stamps)
        )
    if only and not any(wanted.values()):
        raise NothingOfThatName(
            noun="text", name=", ".join(only), near="", remedy="« list » names those to look at."
        )
    after = restamped(files, lines, wanted)
    _write(folder, files, after)


@app.command()
def export(
    code: Code,
    *,
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", help="A new .xlsx workbook, or .csv table.")
    ],
    folder: Folder = HERE,
    language: LanguageOption = None,
    force: Annotated[bool, typer.Option("--force", help="Take the place of the file.")] = False,
) -> None:
    """Write all the texts of a language, there or not, into a table for its translators."""
    from charter.translating import separated, workbook
    from charter.translating.lines import State

    table = separated if _kind(to) == ".csv" else workbook
    lines = _lines(flow_files(str(folder)), code)
    spoken = choose_language(language, issue_languages())
    write_file(to, table.written(lines, spoken), replace=force)
    total = len(list(lines))
    say(f"{to}: {total} texts, {total - lines.counts()[State.DONE]} to translate or to read again.")


@app.command("import")
def import_(
    table: Annotated[Path, typer.Argument(metavar="FILE", help="The .xlsx or .csv table.")],
    *,
    folder: Folder = HERE,
    language: LanguageOption = None,
) -> None:
    """Take what translators wrote in a table into the files of their language.

    It says what was taken, and what was not and why, by row; it ends with 1 when a row was refused.
    """
    from charter.translating.importing import import_rows, language_in, read_table
    from charter.translating.rows import Unreadable
    from charter.translating.telling import told_in_words

    spoken, files = choose_language(language, issue_languages()), flow_files(str(folder))
    try:
        rows = read_table(table.read_bytes())
    except OSError as error:
        raise CannotRead(path=table, reason=error.strerror) from error
    except Unreadable as error:
        raise NotATable(path=table, reason=told_in_words(error, spoken)) from error
    found = import_rows(files, _lines(files, language_in(rows)), rows)
    _write(folder, files, found.files)
    for told in found.told:
        say(_line(told, spoken))
    say(f"{len(found.taken)} taken, {len(found.refused)} refused, {found.untouched} untouched.")
    if found.refused:
        raise typer.Exit(Exit.NO)


def _lines(files: Mapping[str, bytes], code: str) -> Lines:
    from charter.translating.lines import lines_of

    lines = lines_of(files, code)
    if lines.issues:
        complain_of(lines.issues)
        raise typer.Exit(Exit.UNREADABLE)
    return lines


def _write(folder: Path, files: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    for name, content in after.items():
        if files.get(name) != content:
            write_file(folder / name, content, replace=True)
            say(f"{folder / name}: written")


def _line(told: Told, language: str) -> str:
    from charter.translating.telling import told_in_words

    return f"{told.row}: {told.key[0]}: {told.key[1]}: {told_in_words(told, language)}"


def _is_below(name: str, wanted: list[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in wanted)


def _kind(path: Path) -> str:
    if path.suffix not in TABLES:
        raise NotATable(path=path, reason=f"its name has to end in {' or '.join(TABLES)}")
    return path.suffix
