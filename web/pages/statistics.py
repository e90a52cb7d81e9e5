"""How the questions do: which ones stop people, how far walks come; also for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from charter.figures import Measure, hardest_first
from charter.guide import Guide
from flows.issue import InvalidFlow
from storage.errors import NoSuchRow
from storage.repositories import revisions
from storage.repositories.cohorts import WALKS_AT_MOST
from storage.seeing import Seen, see
from storage.stores import ReadStore
from web.access import Access, Missing
from web.asked import Asked
from web.page import Page
from web.phrases import languages
from web.reply import Reply
from web.views.cohort import Wanted, wanted_of
from web.views.csv import written
from web.views.figures import Row, lasting, rows, stage_bars
from web.views.guides import FLOW, categories, live_guide

__all__ = ["routes"]

SEPARATORS = {"fr": ";"}
#: in the order of the columns
MEASURES = tuple(Measure)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was asked for, and what was found."""

    wanted: Wanted
    guide: Guide
    seen: Seen
    rows: tuple[Row, ...]


def show(asked: Asked, store: ReadStore) -> Reply:
    looked = look(asked, store)
    if looked is None:
        return asked.shown("statistics.html", looked=None)
    return asked.shown(
        "statistics.html",
        looked=looked,
        wanted=looked.wanted,
        completion=looked.seen.completion,
        measures=MEASURES,
        stages=stage_bars(looked.guide, looked.seen.stages, asked.language),
        revisions=[each for each in revisions.listing(store, FLOW) if each.state == "published"],
        kinds=categories(looked.guide, asked.language),
        spoken={code: asked.say.say(f"statistics.languages.{code}") for code in languages()},
        lasting=partial(lasting, language=asked.language),
        most=format_decimal(WALKS_AT_MOST, locale=asked.language),
    )


def look(asked: Asked, store: ReadStore) -> Looked | None:
    """None before anything was published."""
    live = live_guide(asked, store)
    if live is None:
        return None
    # All that the flow has: which ones anybody chose would tell of some few.
    wanted = wanted_of(asked, tuple(categories(live, asked.language)))
    guide = live if wanted.revision is None else guide_of(asked, store, wanted.revision)
    cohort = wanted.cohort(ZoneInfo(asked.desk.timezone))
    seen = see(store, asked.desk.guides, cohort, guide, now=asked.now)
    figures = seen.questions if wanted.in_order else hardest_first(seen.questions)
    return Looked(wanted, guide, seen, rows(guide, figures, asked.language))


def guide_of(asked: Asked, store: ReadStore, number: int) -> Guide:
    """The revision whose questions are named. Raises Missing."""
    try:
        return asked.desk.guides.at(store, FLOW, number)
    except (NoSuchRow, InvalidFlow) as error:
        raise Missing from error


def table(asked: Asked, store: ReadStore) -> Reply:
    looked = look(asked, store)
    say = asked.say.say
    columns = ("question", "stage", "text", *MEASURES, "median")
    header = [say(f"statistics.columns.{name}") for name in columns]
    lines = [cells(row) for row in looked.rows] if looked else []
    content = written(header, lines, separator=SEPARATORS.get(asked.language, ","))
    name = f"{say('statistics.file')}-{asked.now:%Y-%m-%d}.csv"
    return asked.file(content, "text/csv; charset=utf-8", name)


def cells(row: Row) -> tuple[object, ...]:
    """What is hidden is empty; the median is in seconds."""
    figures = row.figures
    people = ["" if figures.people[each] is None else figures.people[each] for each in MEASURES]
    median = "" if figures.median is None else round(figures.median.total_seconds())
    return (figures.question, row.stage, row.text, *people, median)


routes = (
    Page("statistics", "/flows/statistics", Access.ADMIN, show=show),
    Page("statistics_table", "/flows/statistics.csv", Access.ADMIN, show=table),
)
