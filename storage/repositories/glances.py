"""What is wanted of many runs at once, without reading the whole of each: page by page, by their
numbers, so that a page costs the same wherever it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, select

from storage.columns import dumps, loads
from storage.models.review import ReviewRow
from storage.models.run import RunRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement

    from charter.review import ReviewStatus
    from flows.touching import Look
    from storage.stores import ReadStore

__all__ = ["Glance", "glances", "standing"]

#: place, review, cells
Glance = tuple[str, "ReviewStatus | None", "tuple[str | None, ...]"]

#: runs read at once
PAGE = 2_000
#: what SQLite gives of one row, with room for the other columns
COLUMNS_AT_MOST = 1_900


def standing(store: ReadStore, flow: str) -> Mapping[int, int]:
    """How many runs there are of each revision that has some."""
    statement = (
        select(RunRow.revision, func.count().label("runs"))
        .where(RunRow.flow == flow)
        .group_by(RunRow.revision)
        .order_by(RunRow.revision)
    )
    return {row.revision: row.runs for row in store.connection.execute(statement)}


def glances(
    store: ReadStore, flow: str, revision: int, looks: Sequence[Look], *, size: int = PAGE
) -> Iterator[Sequence[Glance]]:
    """Every run of a revision, page by page: where it is, where its charter stands with the
    coaches, and what was wanted of it, each as it is stored: JSON, a bare name, or none.
    """
    inside = store.connection.dialect.name == "sqlite" and len(looks) <= COLUMNS_AT_MOST
    wanted = [_extracted(look) for look in looks] if inside else [RunRow.state]
    review = select(ReviewRow.status).where(ReviewRow.alliance_id == RunRow.alliance_id)
    statement = (
        select(RunRow.id, RunRow.at, review.scalar_subquery(), *wanted)
        .where(RunRow.flow == flow, RunRow.revision == revision)
        .order_by(RunRow.id)
        .limit(size)
    )
    after = 0
    while True:
        page = store.connection.execute(statement.where(RunRow.id > after)).all()
        if inside:
            yield [(row[1], row[2], tuple(row[3:])) for row in page]
        else:
            yield [(row[1], row[2], _cells(row[3], looks)) for row in page]
        if len(page) < size:
            return
        after = page[-1][0]


def _extracted(look: Look) -> ColumnElement[Any]:
    """SQLite reads the state by itself, while other threads of this process go on."""
    path = f'$."{look.shelf}"' + (f'."{look.question}"' if look.question else "")
    return func.json_extract(RunRow.state, literal(path))


def _cells(written: str, looks: Sequence[Look]) -> tuple[str | None, ...]:
    state = loads(written)
    return tuple([_cell(state, look) for look in looks])


def _cell(state: Mapping[str, Any], look: Look) -> str | None:
    found = state.get(look.shelf)
    if found is not None and look.question:
        found = found.get(look.question)
    return found if found is None or isinstance(found, str) else dumps(found)
