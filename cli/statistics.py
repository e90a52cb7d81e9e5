"""`alliance flows statistics`: which questions stop people, and how far walks come."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.errors import UnknownValue
from cli.flow_files import SHIPPED
from cli.language import LanguageOption, choose_language
from cli.output import JsonOption, console, print_json, print_table, printable, table
from cli.revision_files import NameOption

if TYPE_CHECKING:
    from charter.figures import QuestionFigures
    from charter.guide import Guide
    from storage.seeing import Seen

__all__ = ["statistics"]

FirstDay = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Of walks begun on that day or later.",
        show_default=False,
    ),
]
LastDay = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Of walks begun on that day or before.",
        show_default=False,
    ),
]


def statistics(
    *,
    flow: NameOption = SHIPPED,
    revision: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Under it.", show_default=False)
    ] = None,
    since: FirstDay = None,
    until: LastDay = None,
    category: Annotated[
        str, typer.Option(metavar="ID", help="Of partner, as the flow calls it.")
    ] = "",
    walked_in: Annotated[
        str, typer.Option("--walked-in", metavar="CODE", help="Language of the walks.")
    ] = "",
    walks: Annotated[
        int | None, typer.Option(min=1, help="The last ones, so many at most.", show_default=False)
    ] = None,
    language: LanguageOption = None,
    address: DatabaseOption = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what people did at each question, the hardest first, and how far walks came.

    Numbers of people are rounded down to a multiple of five; under five they are left out.

    With --json: completion, questions, each with question, stage, people, median, hardship.
    """
    from charter.figures import hardest_first
    from cli.talking import now
    from storage.guides import Guides
    from storage.repositories.cohorts import WALKS_AT_MOST, Cohort
    from storage.seeing import see

    cohort = Cohort(
        flow,
        revision=revision,
        since=_morning(since),
        until=_morning(until, days=1),
        category=category,
        language=walked_in,
        at_most=walks or WALKS_AT_MOST,
    )
    guides = Guides()
    with open_database(address) as database:
        guide = database.read(
            lambda store: guides.at(store, flow, revision) if revision else guides.live(store, flow)
        )
        if category and category not in _categories(guide):
            known = " or ".join(_categories(guide)) or "none"
            raise UnknownValue(option="--category", value=category, near="", known=known)
        seen = database.read(lambda store: see(store, guides, cohort, guide, now=now()))
    spoken = choose_language(language, guide.compiled.flows)
    figures = hardest_first(seen.questions)
    if as_json:
        print_json(_data(seen, figures))
    elif as_csv:
        _print_csv(figures, guide, spoken)
    else:
        _print(seen, figures, guide, spoken)


def _categories(guide: Guide) -> tuple[str, ...]:
    """Of partner, that the flow has."""
    grid = guide.grid("")
    question = guide.compiled.source.by_id.get(grid.category) if grid else None
    return tuple(option.id for option in getattr(question, "options", ()))


def _morning(day: datetime | None, *, days: int = 0) -> datetime | None:
    return None if day is None else day.replace(tzinfo=UTC) + timedelta(days=days)


def _print(seen: Seen, figures: tuple[QuestionFigures, ...], guide: Guide, language: str) -> None:
    from charter.figures import Measure

    came, where = seen.completion, console()
    told = {
        "begun": came.begun,
        "finished": came.finished,
        "submitted": came.submitted,
        "approved": came.approved,
    }
    where.print(", ".join(f"{name} {_shown(people)}" for name, people in told.items()))
    rows = table("question", *(measure.replace("_", " ") for measure in Measure), "median", "text")
    texts = _texts(guide, language)
    for each in figures:
        median = "" if each.median is None else f"{each.median.total_seconds():.0f} s"
        rows.add_row(
            each.question,
            *(_shown(each.people[measure]) for measure in Measure),
            median,
            printable(texts.get(each.question, "")),
        )
    print_table(rows, where)


def _print_csv(figures: tuple[QuestionFigures, ...], guide: Guide, language: str) -> None:
    from charter.figures import Measure
    from web.views.csv import written

    texts = _texts(guide, language)
    rows = [
        (
            each.question,
            texts.get(each.question, ""),
            *("" if each.people[one] is None else each.people[one] for one in Measure),
            "" if each.median is None else round(each.median.total_seconds()),
        )
        for each in figures
    ]
    header = ("question", "text", *Measure, "median_seconds")
    sys.stdout.write(written(header, rows, separator=",").decode("utf-8-sig").replace("\r\n", "\n"))


def _data(seen: Seen, figures: tuple[QuestionFigures, ...]) -> dict[str, object]:
    came = seen.completion
    return {
        "completion": {
            "begun": came.begun,
            "finished": came.finished,
            "submitted": came.submitted,
            "approved": came.approved,
            "elapsed_seconds": None if came.elapsed is None else came.elapsed.total_seconds(),
        },
        "questions": [
            {
                "question": each.question,
                "stage": each.stage,
                "people": {str(measure): people for measure, people in each.people.items()},
                "median_seconds": None if each.median is None else each.median.total_seconds(),
                "hardship": round(each.hardship, 3),
            }
            for each in figures
        ],
    }


def _texts(guide: Guide, language: str) -> dict[str, str]:
    questions = tuple(guide.compiled.flow(language).questions())
    parts = [part for question in questions for part in getattr(question, "item", ())]
    return {each.id: each.text for each in (*questions, *parts)}


def _shown(people: int | None) -> str:
    return "–" if people is None else str(people)
