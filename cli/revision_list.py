"""`alliance flows list`: the revisions of a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.flow_files import SHIPPED
from cli.output import JsonOption, console, print_json, print_table, printable, table
from cli.revision_files import NameOption

if TYPE_CHECKING:
    from storage.database import Database
    from storage.guides import Guides
    from storage.repositories.revisions import ListedRevision

__all__ = ["list_"]


def list_(
    *,
    flow: NameOption = SHIPPED,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many at most.")] = 20,
    before: Annotated[
        int | None, typer.Option(min=1, help="Go on before this number.", show_default=False)
    ] = None,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the revisions of a flow, the newest first, with what each changed.

    With --json: revisions, each with number, live, state, based_on, note, author, created_at,
    checksum, changes.
    """
    from storage.guides import Guides
    from storage.repositories import revisions

    with open_database(address) as database:
        found = database.read(
            lambda store: revisions.listing(store, flow, limit=limit, before=before)
        )
        guides = Guides()  # most revisions are compared with the one before
        changed = {each.number: _tags(database, guides, flow, each) for each in found}
    if as_json:
        print_json({"revisions": [_data(each, changed[each.number]) for each in found]})
        return
    rows = table("", "revision", "state", "based on", "made", "changes", "note")
    for each in found:
        rows.add_row(
            "live" if each.is_live else "",
            str(each.number),
            each.state,
            "" if each.based_on is None else str(each.based_on),
            f"{each.created_at:%Y-%m-%d %H:%M}",
            ", ".join(changed[each.number]),
            printable(each.note),
        )
    print_table(rows, console())


def _tags(database: Database, guides: Guides, flow: str, listed: ListedRevision) -> tuple[str, ...]:
    """Worked out from the difference; a word where this release cannot read one of the two."""
    from charter.changes import changes_between
    from flows.changes import tags
    from flows.issue import InvalidFlow

    base, number = listed.based_on, listed.number
    if base is None:
        return ()
    try:
        old = database.read(lambda store: guides.at(store, flow, base))
        new = database.read(lambda store: guides.at(store, flow, number))
    except InvalidFlow:
        return ("unreadable",)
    return tags(changes_between(old, new))


def _data(listed: ListedRevision, changed: tuple[str, ...]) -> dict[str, object]:
    return {
        "number": listed.number,
        "live": listed.is_live,
        "state": listed.state,
        "based_on": listed.based_on,
        "note": listed.note,
        "author": listed.author_id,
        "created_at": listed.created_at.isoformat(),
        "checksum": listed.checksum,
        "changes": list(changed),
    }
