"""What an admin changed in a charter, clause by clause."""

from __future__ import annotations

from charter.changes import charter_changes
from charter.reading import load_templates
from charter.template import ClauseTemplate, Template
from flows.changes import Change, Noun, What
from flows.conditions import read_condition
from flows.library import files_of
from flows.reading import load_flow
from flows.renames import Renames

FLOWS = load_flow(files_of("alliance"))
TEMPLATES = load_templates(files_of("alliance"))
SAME = Renames.between(FLOWS["fr"], FLOWS["fr"])


def between(after: Template, renames: Renames = SAME) -> tuple[Change, ...]:
    return charter_changes(TEMPLATES, {**TEMPLATES, "fr": after}, renames)


def with_clause(number: int, **fields: object) -> Template:
    template = TEMPLATES["fr"]
    clauses = list(template.clauses)
    clauses[number] = clauses[number].model_copy(update=fields)
    return template.model_copy(update={"clauses": tuple(clauses)})


def test_nothing_changed() -> None:
    assert () == charter_changes(TEMPLATES, TEMPLATES, SAME)


def test_a_sentence_that_changed_is_told_with_its_clause() -> None:
    clause = TEMPLATES["fr"].clauses[0]
    (change,) = between(with_clause(0, title="Autrement"))
    assert (Noun.CLAUSE, What.REWORDED, clause.id) == (change.noun, change.what, change.name)
    (detail,) = change.details
    assert (clause.title, "Autrement") == (detail.before, detail.after)


def test_a_clause_that_went_and_one_that_came() -> None:
    template, new = TEMPLATES["fr"], TEMPLATES["fr"].clauses[-1].model_copy(update={"id": "Z9"})
    first: ClauseTemplate = template.clauses[0]
    found = between(template.model_copy(update={"clauses": (*template.clauses[1:], new)}))
    said = {(each.what, each.name) for each in found}
    assert {(What.REMOVED, first.id), (What.ADDED, "Z9")} == said


def test_another_condition_is_told_as_it_is_written() -> None:
    clause = TEMPLATES["fr"].clauses[0]
    (change,) = between(with_clause(0, when=read_condition({"way": "alliance"})))
    assert (What.CONDITION, clause.id) == (change.what, change.name)
    assert '{"way": "alliance"}' == change.details[0].after


def test_what_a_clause_needs_goes_by_the_present_names() -> None:
    number = next(n for n, clause in enumerate(TEMPLATES["fr"].clauses) if clause.needs)
    needs = TEMPLATES["fr"].clauses[number].needs
    renamed = tuple(f"{name}_2" for name in needs)
    names = {**SAME.questions, **dict(zip(needs, renamed, strict=True))}
    renames = Renames(names, SAME.parts, SAME.options)
    found = between(with_clause(number, needs=renamed), renames)
    assert What.SETTINGS not in {change.what for change in found if change.noun is Noun.CLAUSE}
    fewer = between(with_clause(number, needs=()))
    assert [What.SETTINGS] == [change.what for change in fewer]
