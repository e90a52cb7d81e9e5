"""`alliance charters`: list, read and export the charters that were submitted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.output import JsonOption, console, print_json, print_table, printable, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.repositories.charters import ListedCharter

__all__ = ["app"]

app = typer.Typer(
    help="List, read and export the charters submitted.",
    no_args_is_help=True,
    add_completion=False,
)

Alliance = Annotated[
    str, typer.Argument(help="Id of the alliance, as the list shows it.", metavar="ID")
]
Revision = Annotated[
    int | None,
    typer.Option(
        "--revision", min=1, metavar="N", help="Which one; by default the last.", show_default=False
    ),
]


@app.command("list")
def list_(
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 20,
    before: Annotated[
        int | None,
        typer.Option(min=1, help="Go on before this number, the last one of the page before."),
    ] = None,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the charters submitted, the newest first.

    With --json: charters, each with alliance, title, revision, language, submitted_at; and
    next_before, to give as --before for the next page (null: this is the last one).
    """
    from storage.repositories import charters

    with open_database(address) as database:
        found = database.read(
            lambda store: charters.recent(store, limit=limit + 1, before_id=before)
        )
    page, following = found[:limit], found[limit - 1].id if len(found) > limit else None
    if as_json:
        print_json({"charters": [_listed(each) for each in page], "next_before": following})
    elif page:
        _show_page(page, following)
    else:
        say("No charter was submitted." if before is None else "There are no more charters.")


@app.command()
def show(
    alliance: Alliance,
    *,
    revision: Revision = None,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a charter as Markdown.

    With --json: the document itself, as « export --format json » writes it.
    """
    from charter.exporters import exporters
    from cli.submitted import submitted

    with open_database(address) as database:
        found = submitted(database, alliance, revision)
    say(exporters()["json" if as_json else "markdown"].render(found.document).decode().rstrip("\n"))


@app.command()
def export(
    alliance: Alliance,
    *,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="pdf, docx, markdown, html or json; by default what the name of the file says,"
            " else pdf.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="PATH",
            help="The file; - is the standard output. By default charter-ID-N in this folder.",
            show_default=False,
        ),
    ] = None,
    revision: Revision = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if there is one.")
    ] = False,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a charter to a file, from the document that was submitted.

    With --json: alliance, revision, format, output, bytes.
    """
    from cli.formats import choose_format
    from cli.submitted import submitted
    from cli.writing import STANDARD_OUTPUT, write_file

    exporter = choose_format(format_, output)
    with open_database(address) as database:
        found = submitted(database, alliance, revision)
    content = exporter.render(found.document)
    if output == STANDARD_OUTPUT:
        typer.echo(content, nl=False)
        return
    path = output or Path(f"charter-{alliance}-{found.number}.{exporter.extension}")
    write_file(path, content, replace=force)
    said = {"alliance": alliance, "revision": found.number, "format": exporter.name}
    if as_json:
        print_json({**said, "output": str(path), "bytes": len(content)})
    else:
        say(f"{path} ({len(content) / 1024:,.0f} KiB)")


def _listed(charter: ListedCharter) -> dict[str, object]:
    return {
        "alliance": charter.public_id,
        "title": charter.title,
        "revision": charter.number,
        "language": charter.language,
        "submitted_at": charter.submitted_at.isoformat(),
    }


def _show_page(page: Sequence[ListedCharter], following: int | None) -> None:
    shown = table("id", "title", "revision", "language", "submitted")
    for charter in page:
        submitted_at = f"{charter.submitted_at:%Y-%m-%d %H:%M} UTC"
        shown.add_row(
            charter.public_id,
            printable(charter.title),
            str(charter.number),
            charter.language,
            submitted_at,
        )
    print_table(shown, console())
    if following is not None:
        say(f"There are more: « alliance charters list --before {following} ».")
