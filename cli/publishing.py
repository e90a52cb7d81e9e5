"""`alliance flows publish`: a draft becomes what people walk, after a look at what that does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.comparing import foretold_of, print_foretold
from cli.database import DatabaseOption, open_database
from cli.days import DayOption, day_of
from cli.errors import Missing, NotBased
from cli.exits import Exit
from cli.flow_files import FlowArgument, flow_files
from cli.language import LanguageOption, choose_language
from cli.output import console, say
from cli.pulled import based_on, remember
from cli.revision_files import (
    bytes_of,
    live_revision,
    own_id,
    revision_of,
    texts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from charter.guide import Guide
    from storage.database import Database
    from storage.repositories.revisions import FlowRevision

__all__ = ["publish"]


def publish(
    flow: FlowArgument,
    *,
    note: Annotated[
        str | None,
        typer.Option("--note", help="What changed, and why: for who reads the list later."),
    ] = None,
    base: Annotated[
        int | None,
        typer.Option(
            "--based-on",
            min=1,
            metavar="N",
            help="The revision that was changed; by default what « pull » remembered.",
            show_default=False,
        ),
    ] = None,
    back_to: Annotated[
        int | None,
        typer.Option(
            "--back-to",
            min=1,
            metavar="N",
            help="Publish this earlier revision again; FLOW is then its id.",
            show_default=False,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: for scripts.")] = False,
    language: LanguageOption = None,
    day: DayOption = None,
    address: DatabaseOption = None,
) -> None:
    """Publish a flow: new runs follow it, and those in progress go on under it.

    It refuses, with 1, a flow with an error, a red story, an endless walk or lost answers; and one
    that is based on another revision than the live one: pull that, and make the change again there.
    Differences and impact are shown first.
    """
    with open_database(address) as database:
        if back_to is not None:
            _go_back(database, flow, back_to, note=note, yes=yes, language=language)
            return
        files = flow_files(flow)
        live = live_revision(database, own_id(files))
        _refuse_faults(files, live, language, day)
        folder = Path(flow) if Path(flow).is_dir() else None
        expected = _expected(folder, own_id(files), base, live)
        if live is not None and dict(live.sources) == dict(texts_of(files)):
            say(f"Nothing changed: revision {live.number} is this flow.")
            return
        _show(database, files, live, language)
        said = _note(note, yes=yes)
        _ask(yes=yes)
        made = _publish(database, own_id(files), files, expected=expected, note=said)
    if folder is not None:
        remember(folder, made.flow, made.number)
    say(f"Revision {made.number} of {made.flow} is live.")


def _refuse_faults(
    files: Mapping[str, bytes],
    live: FlowRevision | None,
    language: str | None,
    day: datetime | None,
) -> None:
    from random import Random

    from charter.checking import check
    from charter.guide import load_guide
    from charter.readiness import of_report
    from charter.succession import losses_between
    from cli.issues import issue_languages, print_issues
    from cli.reports import print_report
    from cli.ticking import ticking

    spoken = choose_language(language, issue_languages())
    with ticking() as tick:
        report = check(files, today=day_of(day, files), chance=Random, tick=tick)
    if not report.is_clean(strict=False):
        print_report(report, spoken, console())
    guide = load_guide(bytes_of(live), number=live.number) if live is not None else None
    lost = losses_between(guide, files) if guide is not None else ()
    print_issues(lost, spoken, console())
    if of_report(report, lost):
        raise typer.Exit(Exit.NO)


def _expected(
    folder: Path | None, flow: str, base: int | None, live: FlowRevision | None
) -> int | None:
    """The live number that the author saw.

    Raises:
        NotBased: nobody can tell which revision was changed.
        OutdatedRevision: it is not the live one.
    """
    from storage.errors import OutdatedRevision

    if live is None:
        return None
    known = base if base is not None else based_on(folder, flow) if folder is not None else None
    if known is None:
        raise NotBased(flow=flow, live=live.number)
    if known != live.number:
        raise OutdatedRevision(flow=flow, live=live.number, expected=known)
    return known


def _show(
    database: Database,
    files: Mapping[str, bytes],
    live: FlowRevision | None,
    language: str | None,
) -> None:
    from charter.guide import load_guide

    if live is not None:
        old = load_guide(bytes_of(live), number=live.number)
        _print_both(database, old, load_guide(files, number=0), language)


def _print_both(database: Database, old: Guide, new: Guide, language: str | None) -> None:
    from charter.change_words import ChangeWords
    from charter.changes import changes_between
    from cli.change_words import print_changes
    from flows.phrases import languages

    found = foretold_of(database, new)
    words = ChangeWords(old, new, choose_language(language, languages()))
    print_changes(changes_between(old, new), words, console(), impact=found.impact)
    print_foretold(found, console())


def _note(note: str | None, *, yes: bool) -> str:
    said = note if note is not None or yes else typer.prompt("Note", default="") if _asks() else ""
    if not said or not said.strip():
        raise Missing(what="a note", option="--note")
    return said.strip()


def _ask(*, yes: bool) -> None:
    if yes:
        return
    if not _asks():
        raise Missing(what="your word that you want it", option="--yes")
    if not typer.confirm("Publish?"):
        raise typer.Exit(Exit.NO)


def _asks() -> bool:
    return sys.stdin.isatty()


def _publish(
    database: Database,
    flow: str,
    files: Mapping[str, bytes],
    *,
    expected: int | None,
    note: str,
) -> FlowRevision:
    from cli.talking import now
    from storage.publishing import publish_files

    sources, moment = texts_of(files), now()
    return database.write(
        lambda store: publish_files(
            store, flow, sources, expected=expected, by=None, note=note, now=moment
        )
    )


def _go_back(
    database: Database,
    flow: str,
    number: int,
    *,
    note: str | None,
    yes: bool,
    language: str | None,
) -> None:
    from charter.guide import load_guide
    from cli.talking import now
    from storage.repositories import revisions

    live, older = revision_of(database, flow, None), revision_of(database, flow, number)
    if live.number == number:
        say(f"Nothing changed: revision {number} is live.")
        return
    old, new = (load_guide(bytes_of(each), number=each.number) for each in (live, older))
    _print_both(database, old, new, language)
    _ask(yes=yes)
    moment, said = now(), note or ""
    database.write(
        lambda store: revisions.publish(store, older, expected=live.number, now=moment, note=said)
    )
    say(f"Revision {number} of {flow} is live again.")
