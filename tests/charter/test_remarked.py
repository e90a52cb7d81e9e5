"""A coach's copy: the charter, then the strength, the remarks by clause, and the grid."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from charter.document import Document
from charter.exporters import exporters
from charter.remarked import CopyWords, MarkLine, RemarkLine, remarked
from tests.charter.drafts import draft, run_with

WORDS = CopyWords(
    language="fr",
    title="Relecture",
    strength="Un point fort :",
    remarks="Remarques",
    whole="Sur l’ensemble",
    grid="Grille",
    grid_header=("Critère", "État", "Note"),
)
REMARKS = (
    RemarkLine("C2", "Les aînés", "À qui manque quoi ?\nEt depuis quand ?", ("à revoir",)),
    RemarkLine("", "", "<b>Tout</b> #let x = 1 =HYPERLINK(1)"),
)


def charter() -> Document:
    return draft(run_with({"organisation": "Les Potagers", "public": "Les aînés"}))


def copy(remarks: tuple[RemarkLine, ...] = REMARKS, words: CopyWords = WORDS) -> Document:
    marks = (MarkLine("Le besoin", "solide", ""), MarkLine("La fin", "à travailler", "Rien."))
    return remarked(
        charter(),
        strength="Le public est clair.",
        lines=("À revoir",),
        remarks=remarks,
        marks=marks,
        words=words,
    )


def test_what_was_made_of_a_charter_comes_after_its_clauses() -> None:
    before, after = charter(), copy()
    assert before.clauses == after.clauses[: len(before.clauses)]
    assert ["Relecture", "Remarques", "Grille"] == [
        clause.title for clause in after.clauses[len(before.clauses) :]
    ]


def test_nothing_is_added_where_nothing_was_said() -> None:
    same = remarked(charter(), strength="", lines=(), remarks=(), marks=(), words=WORDS)
    assert charter() == same


@pytest.mark.parametrize(
    ("language", "quoted"), [("fr", "«\u00a0Les aînés\u00a0»"), ("en", "“Les aînés”")]
)
def test_what_is_quoted_stands_between_the_marks_of_its_reader(language: str, quoted: str) -> None:
    words = replace(WORDS, language=language)
    text = exporters()["markdown"].render(copy(words=words)).decode()
    assert quoted in text


def test_a_section_has_no_number_in_print() -> None:
    text = exporters()["markdown"].render(copy()).decode()
    assert "## Remarques\n" in text
    assert "## Article 1 – Les parties\n" in text
    assert "Article 0" not in text


def test_remarks_stand_under_their_clause_and_are_shown_as_text() -> None:
    page = exporters()["html"].render(copy()).decode()
    assert "&lt;b&gt;Tout&lt;/b&gt;" in page
    after = page.rindex(">Remarques<")
    assert after < page.index("Sur l’ensemble") < page.index("2. Le besoin", after)


@pytest.mark.parametrize("name", ["pdf", "docx", "json"])
def test_every_format_prints_it(name: str) -> None:
    assert exporters()[name].render(copy())


def test_the_pdf_says_all_of_it() -> None:
    reader = PdfReader(io.BytesIO(exporters()["pdf"].render(copy())))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for words in ("Le public est clair.", "Et depuis quand", "#let x = 1", "à travailler"):
        assert words in text
