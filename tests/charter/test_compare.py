"""What changed between two charters."""

from __future__ import annotations

from hypothesis import given, strategies as st

from charter.compare import Change, compare, compare_words
from charter.document import Clause, ClauseState, Document, Paragraph, Sentence, Span
from tests.charter.drafts import draft, run_with


def with_clauses(**texts: str) -> Document:
    clauses = tuple(
        Clause(
            id=name,
            number=number,
            title=f"Titre {name}",
            state=ClauseState.COMPLETE,
            blocks=(Paragraph(sentences=(Sentence(spans=(Span(text=text),)),)),),
        )
        for number, (name, text) in enumerate(texts.items(), 1)
    )
    return draft(run_with({})).model_copy(update={"clauses": clauses})


def test_words_are_added_removed_or_the_same() -> None:
    before = with_clauses(A="Nous tenons bon.", B="Un besoin.", C="Rien.", D="Fin.")
    after = with_clauses(A="Nous tenons bon.", C="Rien du tout.", D="Fin.", E="Neuf.")
    found = {clause.id: clause for clause in compare(before, after)}
    assert ["A", "B", "C", "D", "E"] == list(found)
    assert ["same", "removed", "changed", "same", "added"] == [c.change for c in found.values()]
    assert ("Titre B", "Titre E") == (found["B"].title, found["E"].title)
    assert [
        ("same", "Titre C\n"),
        ("removed", "Rien.\n"),
        ("added", "Rien du tout.\n"),
    ] == [(passage.change, passage.text) for passage in found["C"].passages]


def test_what_goes_at_the_end_stays_at_the_end() -> None:
    found = compare(with_clauses(A="a", B="b", C="c"), with_clauses(A="a"))
    assert [("A", "same"), ("B", "removed"), ("C", "removed")] == [
        (clause.id, clause.change) for clause in found
    ]


def test_a_charter_is_the_same_as_itself() -> None:
    document = draft(
        run_with(
            {
                "organisation": "Les Potagers",
                "referents": [{"name": "Awa", "role": "", "contact": ""}],
            }
        )
    )
    assert {Change.SAME} == {clause.change for clause in compare(document, document)}


texts = st.text(alphabet="ab \n", max_size=20)


@given(texts, texts)
def test_passages_give_both_texts_back(before: str, after: str) -> None:
    passages = compare_words(before, after)
    assert before == "".join(p.text for p in passages if p.change is not Change.ADDED)
    assert after == "".join(p.text for p in passages if p.change is not Change.REMOVED)
    assert all(p.text for p in passages)
