"""Whether the grid of coaches fits the flow and the charter that they read."""

from __future__ import annotations

from collections.abc import Iterator

from charter.grid import Grid
from charter.issues.languages import files_missing
from charter.read import CharterRead
from flows.issue import Issue
from flows.languages import Translated
from flows.near import nearest
from flows.read import Read
from flows.source import Source

__all__ = ["fit_grid"]


def fit_grid(grids: Translated[Grid], charter: CharterRead, flow: Read) -> tuple[Issue, ...]:
    """Everything in which it does not fit, in the order of the file."""
    found: list[Issue] = []
    for language, grid in list(grids.models.items())[:1]:
        source = grids.sources[language]
        if flow.flows:
            found += _category(source, grid, flow)
            found += _board(source, grid, flow)
            found += files_missing(flow.sources, grids.sources)
        if charter.templates:
            found += _clauses(source, grid, charter)
    return tuple(sorted(found))


def _category(source: Source, grid: Grid, flow: Read) -> Iterator[Issue]:
    known, name = flow.flow.by_id, grid.category
    if name not in known:
        params = {"id": name, "near": nearest(name, known)}
        yield source.issue("unknown_question", ("category",), params)
    elif not getattr(known[name], "options", ()):
        params = {"id": name, "kind": known[name].kind}
        yield source.issue("category_without_options", ("category",), params)


def _board(source: Source, grid: Grid, flow: Read) -> Iterator[Issue]:
    known, name = flow.flow.by_id, grid.board
    if name is not None and name not in known:
        params = {"id": name, "near": nearest(name, known)}
        yield source.issue("unknown_question", ("board",), params)


def _clauses(source: Source, grid: Grid, charter: CharterRead) -> Iterator[Issue]:
    known = [clause.id for clause in charter.template.clauses]
    for number, criterion in enumerate(grid.criteria):
        for place, name in enumerate(criterion.clauses):
            if name not in known:
                params = {"id": name, "known": ", ".join(known)}
                path = ("criteria", number, "clauses", place)
                yield source.issue("unknown_clause", path, params)
