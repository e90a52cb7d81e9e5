"""`alliance flows golden`: what a draft makes of the charters of stories and of who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.database import DatabaseOption, open_database
from cli.flow_files import FlowArgument, flow_files
from cli.output import JsonOption, console, print_json, printable

if TYPE_CHECKING:
    from rich.console import Console

    from charter.golden import Replayed

__all__ = ["golden"]

#: how the two sides of a change are marked
SIGNS = {"added": "+", "removed": "-"}


def golden(
    flow: FlowArgument,
    *,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show which charters a flow changes, and how: those of the live stories, and those of leaders
    who agreed, under other names.

    With --json: charters, changed, each with kind, name, title, and clauses with id, title, change,
    passages.
    """
    from charter.guide import load_guide
    from cli.talking import now
    from storage.golden import replays
    from storage.guides import Guides

    new, today = load_guide(flow_files(flow), number=0), now().date()
    name, guides = new.compiled.source.flow, Guides()
    with open_database(address) as database:
        found = database.read(lambda s: tuple(replays(s, guides, name, new, today=today)))
    changed = [each for each in found if each.changed]
    if as_json:
        print_json({"charters": len(found), "changed": [_data(each) for each in changed]})
        return
    where = console()
    where.print(f"{len(changed):,} of {len(found):,} charters change.")
    for each in changed:
        _print(each, where)


def _print(replayed: Replayed, where: Console) -> None:
    subject = replayed.subject
    where.print()
    where.print(printable(f"{subject.kind} {subject.name} {subject.title}".rstrip()))
    for clause in replayed.changed:
        where.print(printable(f"  {clause.title} ({clause.change})"))
        for passage in clause.passages:
            if passage.change in SIGNS and passage.text.strip():
                text = " ".join(passage.text.split())
                where.print(printable(f"    {SIGNS[passage.change]} {text}"))


def _data(replayed: Replayed) -> dict[str, object]:
    return {
        "kind": replayed.subject.kind,
        "name": replayed.subject.name,
        "title": replayed.subject.title,
        "clauses": [
            {
                "id": clause.id,
                "title": clause.title,
                "change": clause.change,
                "passages": [
                    {"change": each.change, "text": each.text} for each in clause.passages
                ],
            }
            for clause in replayed.changed
        ],
    }
