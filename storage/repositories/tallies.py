"""Counting what people did at each question: worked out by the database, in one reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, and_, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from charter.figures import Measure, Tally
from storage.models.answer import AnswerRow, Change
from storage.models.run_event import RunEventKind, RunEventRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import CTE, ColumnElement, Select, SQLColumnExpression, Subquery

    from storage.repositories.cohorts import Cohort
    from storage.stores import ReadStore

__all__ = ["asked_at", "seconds_of", "tallies"]

#: seconds longer than any life: what a number stands above that is put before a duration
BEYOND = 10_000_000_000
#: seconds up to which durations are counted in steps of so many; beyond, together
COARSER = ((120, 1), (3_600, 10), (86_400, 300), (10 * 86_400, 3_600))
FAR = 10 * 86_400

#: what an event counts for
EVENTS = {
    Measure.HELPED: RunEventKind.HELPED,
    Measure.RETRIED: RunEventKind.RETRIED,
    Measure.WENT_BACK: RunEventKind.WENT_BACK,
    Measure.SLEPT: RunEventKind.SLEPT,
}
#: what a person does with a question
SAID = (Change.ANSWERED, Change.SKIPPED)
#: counted here; what coaches asked for is elsewhere
COUNTED = tuple(measure for measure in Measure if measure not in (Measure.SHOWN, Measure.REDONE))

#: by measure, whether a row counts for it
Flags = dict[Measure, "ColumnElement[int]"]


def tallies(
    store: ReadStore,
    walks: CTE,
    cohort: Cohort,
    *,
    names: Mapping[str, str],
    asleep: Mapping[int, datetime],
) -> dict[str, Tally]:
    """By question or part of a list.

    Args:
        names: under which name those go on that were called otherwise.
        asleep: by revision, who said nothing since then sleeps.
    """
    rows = union_all(
        _answered(store, walks, cohort),
        _signalled(walks, cohort),
        _asked(store, walks, cohort, asleep),
    ).subquery("facts")
    question = (
        case(names, value=rows.c.question, else_=rows.c.question) if names else rows.c.question
    )
    people = (
        select(
            question.label("question"),
            func.min(rows.c.seconds).label("seconds"),
            *(func.max(rows.c[each]).label(each) for each in COUNTED),
        )
        .group_by(question, rows.c.person_id)
        .subquery("people")
    )
    bucket = coarser(people.c.seconds)
    statement = select(
        people.c.question,
        bucket.label("bucket"),
        func.count().label("shown"),
        *(func.sum(people.c[each]).label(each) for each in COUNTED),
    ).group_by(people.c.question, bucket)
    return _folded(store, statement)


def _folded(store: ReadStore, statement: Select[*tuple[Any, ...]]) -> dict[str, Tally]:
    """The groups of durations of each question together."""
    people: defaultdict[str, Counter[Measure]] = defaultdict(Counter)
    seconds: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for question, bucket, *counts in store.connection.execute(statement):
        people[question].update(dict(zip((Measure.SHOWN, *COUNTED), counts, strict=True)))
        if bucket is not None:
            seconds[question][bucket] += counts[0]
    return {question: Tally(found, seconds[question]) for question, found in people.items()}


def _answered(store: ReadStore, walks: CTE, cohort: Cohort) -> Select[*tuple[Any, ...]]:
    """What was said at each place: whether, and how long after it was asked the first time."""
    lines = _lines(store, walks)
    said = and_(lines.c.by_person_id.is_not(None), lines.c.change.in_(SAID))
    if cohort.revision is not None:
        said = and_(said, lines.c.revision == cohort.revision)
    comes = case((lines.c.before.is_distinct_from(lines.c.place), 1), else_=0)
    # The duration of the line that comes first: the sequence stands before it.
    first = func.min(cast(lines.c.sequence, BigInteger) * BEYOND + lines.c.seconds) % BEYOND
    places = (
        select(
            lines.c.person_id,
            lines.c.place,
            func.max(case((lines.c.change == Change.ANSWERED, 1), else_=0)).label("answered"),
            func.max(case((lines.c.change == Change.SKIPPED, 1), else_=0)).label("skipped"),
            case((func.sum(comes) > 1, 1), else_=0).label("revised"),
            first.label("seconds"),
        )
        .where(said)
        .group_by(lines.c.run_id, lines.c.person_id, lines.c.place)
        .subquery("places")
    )
    measured: Flags = {
        Measure.ANSWERED: places.c.answered,
        Measure.SKIPPED: places.c.skipped,
        Measure.REVISED: places.c.revised,
    }
    return _facts(asked_at(store, places.c.place), places.c.person_id, places.c.seconds, measured)


def _lines(store: ReadStore, walks: CTE) -> Subquery:
    """The lines of history, each with the one before it and the time since then: they are numbered
    without holes.
    """
    row, before = AnswerRow, aliased(AnswerRow)
    since = func.coalesce(before.said_at, walks.c.created_at)
    return (
        select(
            *(row.run_id, row.sequence, row.place, row.change, row.revision, row.by_person_id),
            walks.c.person_id,
            before.place.label("before"),
            (seconds_of(store, row.said_at) - seconds_of(store, since)).label("seconds"),
        )
        .select_from(walks)
        .join(row, row.run_id == walks.c.id)
        .outerjoin(before, and_(before.run_id == row.run_id, before.sequence == row.sequence - 1))
        .subquery("lines")
    )


def _signalled(walks: CTE, cohort: Cohort) -> Select[*tuple[Any, ...]]:
    row = RunEventRow
    measured: Flags = {
        measure: case((row.kind == kind, 1), else_=0) for measure, kind in EVENTS.items()
    }
    statement = _facts(row.question, walks.c.person_id, null(), measured)
    statement = statement.select_from(row).join(walks, walks.c.id == row.run_id)
    if cohort.revision is not None:
        statement = statement.where(row.revision == cohort.revision)
    return statement


def _asked(
    store: ReadStore, walks: CTE, cohort: Cohort, asleep: Mapping[int, datetime]
) -> Select[*tuple[Any, ...]]:
    """Where people are now; those who sleep there may never come back to say so."""
    silent = [
        (and_(walks.c.revision == revision, walks.c.updated_at < since), 1)
        for revision, since in asleep.items()
    ]
    measured: Flags = {Measure.SLEPT: case(*silent, else_=0)} if silent else {}
    question = asked_at(store, walks.c.at)
    statement = _facts(question, walks.c.person_id, null(), measured).where(walks.c.at != "")
    if cohort.revision is not None:
        statement = statement.where(walks.c.revision == cohort.revision)
    return statement


def _facts(
    question: SQLColumnExpression[str],
    person: SQLColumnExpression[int],
    seconds: SQLColumnExpression[Any],
    measured: Flags,
) -> Select[*tuple[Any, ...]]:
    """Rows that lie under each other."""
    return select(
        question.label("question"),
        person.label("person_id"),
        cast(seconds, BigInteger).label("seconds"),
        *(measured.get(each, literal(0, Integer)).label(each) for each in COUNTED),
    )


def asked_at(store: ReadStore, place: SQLColumnExpression[str]) -> ColumnElement[str]:
    """What is asked at a place: the question, or the part of a list."""
    find = func.instr if _is_sqlite(store) else func.strpos
    first = find(place, ".")
    after = func.substr(place, first + 1)
    second = find(after, ".")
    return case(
        (first == 0, place),
        (second == 0, func.substr(place, 1, first - 1)),
        else_=func.substr(after, second + 1),
    )


def seconds_of(store: ReadStore, moment: SQLColumnExpression[Any]) -> ColumnElement[int]:
    """Whole seconds since 1970."""
    if _is_sqlite(store):
        return cast(func.strftime("%s", moment), BigInteger)
    return cast(func.floor(func.extract("epoch", moment)), BigInteger)


def coarser(seconds: ColumnElement[int]) -> ColumnElement[int | None]:
    """The step that a duration falls on: so few of them that they can be read."""
    return case(
        (seconds.is_(None), null()),
        *((seconds < limit, seconds - seconds % step) for limit, step in COARSER),
        else_=FAR,
    )


def _is_sqlite(store: ReadStore) -> bool:
    return store.connection.dialect.name == "sqlite"
