"""The grid of coaches: read in each language, and held against the flow and the charter."""

from __future__ import annotations

import pytest

from charter.grid import Grid, load_grids, read_grids
from charter.grid_fit import fit_grid
from charter.reading import read_template
from flows.issue import InvalidFlow, Issue
from flows.issues.phrases import describe
from flows.library import files_of
from flows.reading import read_flow
from tests.charter.drafts import SAMPLE

GRID = """format: 1
review: garden
language: fr
category: category
delay: une semaine
criteria:
  - id: need
    title: Le besoin
    looks_at: Un public.
    question: À qui manque quoi ?
    clauses: [C2]
  - id: end
    title: La fin
    looks_at: Une date.
    question: Quand ?
    clauses: [C3, P1]
"""
ENGLISH = """format: 1
review: garden
language: en
delay: a week
criteria:
  need: {title: The need, looks_at: Some people., question: "Who lacks what?"}
  end: {title: The end, looks_at: A date., question: "When?"}
"""
BROKEN_GRID = GRID.replace("category: category", "category: public").replace("[C2]", "[C9]")


def files(grid: str, english: str = ENGLISH) -> dict[str, bytes]:
    sample = {name: (SAMPLE / name).read_bytes() for name in ("flow.yaml", "charter.yaml")}
    return {**sample, "review.yaml": grid.encode(), "review.en.yaml": english.encode()}


def grid_issues(grid: str) -> tuple[Issue, ...]:
    found = files(grid)
    return fit_grid(read_grids(found), read_template(found), read_flow(found))


def test_a_grid_names_a_question_for_the_day_of_the_board() -> None:
    known, unknown = (f"{GRID}board: {name}\n" for name in ("public", "nobody"))
    assert () == grid_issues(known)
    (issue,) = grid_issues(unknown)
    assert "unknown_question" == issue.code


def test_a_grid_is_read_in_each_of_its_languages() -> None:
    grids = load_grids(files(GRID))
    assert {"fr": "Le besoin", "en": "The need"} == {
        language: grid.criteria[0].title for language, grid in grids.items()
    }
    assert ("C2",) == grids["en"].criteria[0].clauses
    assert 72 == grids["en"].remind_after


def test_a_flow_may_have_no_grid() -> None:
    assert {} == load_grids({})
    assert () == fit_grid(read_grids({}), read_template(files(GRID)), read_flow(files(GRID)))


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("format: 1", "format: 2", "format_newer", 1),
        ("id: end", "id: need", "duplicate_id", 12),
        ("    title: La fin\n", "", "missing_key", 12),
        ("delay: une semaine", "delai: une semaine", "unknown_key", 5),
    ],
)
def test_what_is_wrong_with_a_grid_is_said_with_its_line(
    before: str, after: str, code: str, line: int
) -> None:
    found = read_grids(files(GRID.replace(before, after, 1)))
    assert (code, line) in [(issue.code, issue.line) for issue in found.issues]
    with pytest.raises(InvalidFlow):
        load_grids(files(GRID.replace(before, after, 1)))


def test_a_language_of_the_flow_that_the_grid_has_not_is_told() -> None:
    whole = dict(files_of("alliance"))
    del whole["review.en.yaml"]
    (issue,) = fit_grid(read_grids(whole), read_template(whole), read_flow(whole))
    assert ("translation_file_missing", "flow.en.yaml") == (issue.code, issue.file)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("category: category", "category: categori", ("unknown_question", 4)),
        ("category: category", "category: public", ("category_without_options", 4)),
        ("[C2]", "[C4]", ("unknown_clause", 11)),
        ("[C3, P1]", "[C3, Q1]", ("unknown_clause", 16)),
    ],
)
def test_a_grid_that_does_not_fit_is_told_where(
    before: str, after: str, said: tuple[str, int]
) -> None:
    (issue,) = grid_issues(GRID.replace(before, after, 1))
    assert said == (issue.code, issue.line)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_remedy_is_said_to_its_author(language: str) -> None:
    for issue in grid_issues(BROKEN_GRID):
        said = describe(issue, language, "charter.issues.phrases")
        assert all([said.what, said.why, said.remedy])
        assert "{" not in f"{said.what}{said.why}{said.remedy}"


def test_a_grid_that_fits_has_no_issue() -> None:
    assert () == grid_issues(GRID)


def test_the_shipped_grid_fits_and_has_ten_criteria_in_french_and_english() -> None:
    shipped = files_of("alliance")
    grids = read_grids(shipped)
    assert () == grids.issues
    assert () == fit_grid(grids, read_template(shipped), read_flow(shipped))
    assert {"fr": 10, "en": 10} == {name: _criteria(grid) for name, grid in grids.models.items()}


def _criteria(grid: Grid) -> int:
    return len(grid.criteria)
