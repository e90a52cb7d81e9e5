"""Which walks are counted: of a flow, begun in some time, of a kind; the last ones of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select, type_coerce
from sqlalchemy.types import Text

from flows.conditions import essence
from storage.columns import loads
from storage.models.answer import AnswerRow, Change
from storage.models.contact import ContactRow
from storage.models.run import RunRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import CTE, Select

    from storage.stores import ReadStore

__all__ = ["WALKS_AT_MOST", "Cohort", "walks"]

#: walks counted unless it is said otherwise: however many there are, counting takes as long
WALKS_AT_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Cohort:
    """What is wanted; what is left out leaves all in."""

    flow: str
    #: what was said and done under it
    revision: int | None = None
    #: begun from then on, and before then
    since: datetime | None = None
    until: datetime | None = None
    language: str = ""
    #: the question that asks for the category of partner, and the one wanted
    category_question: str = ""
    category: str = ""
    at_most: int = WALKS_AT_MOST


def walks(store: ReadStore, cohort: Cohort) -> CTE:
    """The walks of a cohort, with whom each is of."""
    last = matching(store, cohort).order_by(RunRow.id.desc()).limit(cohort.at_most).cte("walks")
    return last.prefix_with("MATERIALIZED")


def matching(store: ReadStore, cohort: Cohort) -> Select[*tuple[Any, ...]]:
    row = RunRow
    statement = (
        select(
            *(row.id, row.alliance_id, row.revision, row.at, row.status),
            *(row.created_at, row.updated_at, ContactRow.person_id),
        )
        .join(ContactRow, ContactRow.id == row.contact_id)
        .where(row.flow == cohort.flow)
    )
    if cohort.since is not None:
        statement = statement.where(row.created_at >= cohort.since)
    if cohort.until is not None:
        statement = statement.where(row.created_at < cohort.until)
    if cohort.language:
        statement = statement.where(row.language == cohort.language)
    if cohort.revision is not None:
        said = select(AnswerRow.run_id).where(
            AnswerRow.run_id == row.id, AnswerRow.revision == cohort.revision
        )
        statement = statement.where(or_(row.revision == cohort.revision, said.exists()))
    if cohort.category:
        values = [
            text
            for text in category_values(store, cohort.flow, cohort.category_question)
            if essence(loads(text)) == cohort.category
        ]
        statement = statement.where(row.id.in_(answering(cohort.category_question, values)))
    return statement


def category_values(store: ReadStore, flow: str, question: str) -> Sequence[str]:
    """Each answer to that question once, as it is stored."""
    row = AnswerRow
    statement = (
        select(type_coerce(row.value, Text))
        .join(RunRow, RunRow.id == row.run_id)
        .where(RunRow.flow == flow, row.place == question, row.change == Change.ANSWERED)
        .distinct()
    )
    return store.connection.execute(statement).scalars().all()


def answering(question: str, values: Sequence[str]) -> Select[Any]:
    """Runs whose last answer to a question is one of these."""
    row = AnswerRow
    said = (Change.ANSWERED, Change.SKIPPED)
    last = (
        select(row.run_id, func.max(row.sequence).label("sequence"))
        .where(row.place == question, row.change.in_(said))
        .group_by(row.run_id)
        .subquery()
    )
    return (
        select(row.run_id)
        .join(last, (last.c.run_id == row.run_id) & (last.c.sequence == row.sequence))
        .where(type_coerce(row.value, Text).in_(values))
    )
