"""The grid by which coaches read a charter: criteria and ready questions, as written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from pydantic import Field

from flows.issue import InvalidFlow, Issue, Severity
from flows.languages import Translated, read_languages
from flows.part import Identifier, Part, Text

__all__ = ["GRID_FILE", "Criterion", "Grid", "load_grids", "read_grids"]

GRID_FILE = "review.yaml"


class Criterion(Part):
    """One thing that a coach looks at."""

    id: Identifier
    title: Text = Field(min_length=1)
    #: what makes it solid
    looks_at: Text = Field(min_length=1)
    #: to send back as it is, or as a beginning
    question: Text = Field(min_length=1)
    #: ids of the clauses where it shows
    clauses: tuple[str, ...] = ()


class Grid(Part):
    """The whole grid, in one language."""

    format: Literal[1]
    review: Identifier
    language: str = Field(pattern=r"^[a-z]{2}$")
    #: question whose answer says which kind of partner the draft is about
    category: Identifier
    #: question whose answer says when the board looks at the charter
    board: Identifier | None = None
    #: how long a leader usually waits, to put after « usually »
    delay: Text = Field(min_length=1)
    #: hours after which a coach is reminded of a draft that waits
    remind_after: int = Field(default=72, ge=1)
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    #: what to do with a charter that is ready, a line each
    next_steps: tuple[Text, ...] = ()


def read_grids(files: Mapping[str, bytes]) -> Translated[Grid]:
    """The grid in each of its languages, with all that is wrong with it; nothing when the files
    have none.
    """
    if GRID_FILE not in files:
        return Translated({}, {}, ())
    found = read_languages(Grid, files, "review")
    return replace(found, issues=(*found.issues, *twice(found)))


def load_grids(files: Mapping[str, bytes]) -> Mapping[str, Grid]:
    """The grid by language in which nothing is missing, the one it was written in first; empty when
    the files have none.

    Raises:
        InvalidFlow: there is an error; with every issue.
    """
    found = read_grids(files)
    if any(issue.severity is Severity.ERROR for issue in found.issues):
        raise InvalidFlow(found.issues)
    return {language: found.models[language] for language in found.complete}


def twice(found: Translated[Grid]) -> tuple[Issue, ...]:
    """Criteria that another one of the same id hides."""
    for language, grid in list(found.models.items())[:1]:
        source, ids = found.sources[language], [each.id for each in grid.criteria]
        line = {name: source.line(("criteria", ids.index(name), "id")) for name in ids}
        return tuple(
            source.issue("duplicate_id", ("criteria", n, "id"), {"id": name, "first": line[name]})
            for n, name in enumerate(ids)
            if name in ids[:n]
        )
    return ()
