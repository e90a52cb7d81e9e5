"""`alliance flows diff` and `impact`: what a draft changes, and what becomes of whom by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.exits import Exit
from cli.flow_files import FlowArgument, flow_files
from cli.language import LanguageOption, choose_language
from cli.output import JsonOption, console, print_json
from cli.revision_files import bytes_of, own_id, revision_of

if TYPE_CHECKING:
    from rich.console import Console

    from charter.guide import Guide
    from flows.issue import Issue
    from storage.database import Database
    from storage.foretelling import Foretold

__all__ = ["diff", "foretold_of", "impact", "print_foretold"]

#: questions where most people are, named before the rest is counted
PLACES_AT_MOST = 5

Against = Annotated[
    int | None,
    typer.Option(
        "--against",
        min=1,
        metavar="N",
        help="The revision to compare with; by default the live one.",
        show_default=False,
    ),
]


def diff(
    flow: FlowArgument,
    *,
    against: Against = None,
    language: LanguageOption = None,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a flow changes, by question, option, text and clause, and what that does to runs.

    With --json: against, tags, changes, each with noun, what, name, former, path, effect, details.
    """
    from charter.change_words import ChangeWords
    from charter.changes import changes_between
    from charter.guide import load_guide
    from cli.change_words import change_data, print_changes
    from flows.changes import tags
    from flows.phrases import languages

    spoken, files = choose_language(language, languages()), flow_files(flow)
    new = load_guide(files, number=0)
    with open_database(address) as database:
        revision = revision_of(database, own_id(files), against)
    old = load_guide(bytes_of(revision), number=revision.number)
    found = changes_between(old, new)
    if as_json:
        changes = [change_data(change) for change in found]
        print_json({"against": revision.number, "tags": list(tags(found)), "changes": changes})
    else:
        print_changes(found, ChangeWords(old, new, spoken), console())


def impact(
    flow: FlowArgument,
    *,
    language: LanguageOption = None,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Foretell what publishing a flow would do to the runs in progress, change by change.

    It ends with 1 when an answer would be lost. Nothing is changed.

    With --json: issues, runs, felt, staying, where, moved, again, parked, restored, fresh, ahead,
    changes.
    """
    from charter.change_words import ChangeWords
    from charter.changes import changes_between
    from charter.explained import issue_data
    from charter.guide import load_guide
    from charter.succession import losses_between
    from cli.change_words import change_data, print_changes
    from cli.issues import issue_languages, print_issues
    from storage.foretelling import foretold_data

    spoken, files = choose_language(language, issue_languages()), flow_files(flow)
    new = load_guide(files, number=0)
    with open_database(address) as database:
        live = revision_of(database, own_id(files), None)
        old = load_guide(bytes_of(live), number=live.number)
        found = foretold_of(database, new)
    lost: tuple[Issue, ...] = losses_between(old, files)
    changes = changes_between(old, new)
    if as_json:
        told = {
            "issues": [issue_data(issue, spoken) for issue in lost],
            **foretold_data(found),
            "changes": [change_data(change, found.impact) for change in changes],
        }
        print_json(told)
    else:
        print_issues(lost, spoken, console())
        words = ChangeWords(old, new, spoken)
        print_changes(changes, words, console(), impact=found.impact)
        print_foretold(found, console())
    if lost:
        raise typer.Exit(Exit.NO)


def foretold_of(database: Database, new: Guide) -> Foretold:
    """What would become of every run."""
    from cli.talking import now
    from storage.foretelling import foretell
    from storage.guides import Guides

    guides, flow, today = Guides(), new.compiled.source.flow, now().date()
    return database.read(lambda store: foretell(store, guides, flow, new.compiled, today=today))


def print_foretold(found: Foretold, where: Console) -> None:
    """Where people are, and how many will notice."""
    total = sum(found.where.values())
    where.print(f"{total:,} runs; {found.staying:,} stay as they are, with a coach.")
    for (revision, question), count in found.where.most_common(PLACES_AT_MOST):
        at = question or "the end: all is said"
        where.print(f"  {count:,} at {at} (revision {revision})")
    where.print(f"{found.impact.felt:,} of {found.impact.runs:,} will notice something.")
