"""Markdown: plain enough to read, and nothing in an answer that Markdown would take for its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

from charter.document import Document
from charter.exporters.markdown import render

ESCAPED = {
    "# Titre": "\\# Titre",
    "- un": "\\- un",
    "+ un": "\\+ un",
    "> cité": "\\> cité",
    "1. un": "1\\. un",
    "12) douze": "12\\) douze",
    "=cmd": "\\=cmd",
    "a|b": "a\\|b",
    "*fort*": "\\*fort\\*",
    "_doux_": "\\_doux\\_",
    "`code`": "\\`code\\`",
    "<b>": "\\<b>",
    "-": "\\-",
    "---": "\\---",
    "* un": "\\* un",
    "[lien](x)": "\\[lien\\](x)",
    "![image](x)": "!\\[image\\](x)",
    "~~non~~": "\\~\\~non\\~\\~",
    "&copy;": "\\&copy;",
    "un\\deux": "un\\\\deux",
}
PLAIN = [
    "L’alliance dure 3 ans – de 2027 à 2030 – et coûte 1.500 € !",
    "Qui décide ? Le comité (7 personnes) ; il vote.",
    "jean_paul@exemple.org et R&D, Dupont & fils",
    "12 mars 2027, 41 %, n° 5, « oui »",
    "3.5 jours par mois",
    "-5 °C, +3 points",
    "2027 : première année",
]


@pytest.mark.parametrize(("said", "written"), ESCAPED.items())
def test_what_markdown_would_take_for_its_own_is_escaped(
    said: str, written: str, everywhere: Callable[[str], Document]
) -> None:
    assert f"- {written}\n" in render(everywhere(said)).decode()


@pytest.mark.parametrize("said", PLAIN)
def test_prose_stays_as_it_is(said: str, everywhere: Callable[[str], Document]) -> None:
    assert f"- {said}\n" in render(everywhere(said)).decode()


def test_a_document_reads_from_its_title_to_its_signatures(french: Document) -> None:
    text = render(french).decode()
    assert text.startswith("# Charte d’alliance «\u00a0Un toit, un emploi\u00a0»\n\n*Que chaque")
    assert "**BROUILLON** – 12 mars 2027 · version 2\n\nEntre\n\n- **Association Les" in text
    assert "## Article 4 – Bénéfices attendus et intérêts propres de chacun\n\n*partiel*" in text
    assert "**☐ À compléter** Que devient l’argent qui n’aurait pas été dépensé\u202f?\n" in text
    assert "du plan de mandat. *(à confirmer avec le partenaire)*\n" in text
    assert (
        "\n>\n> *repère, pas conseil juridique* – Source\u00a0: <https://privacy-gdpr.eu/" in text
    )
    assert "| Organisation | Nom et fonction | Date et signature |\n| --- | --- | --- |\n" in text


def test_a_cell_stays_in_its_row(everywhere: Callable[[str], Document]) -> None:
    assert "| un<br>deux \\| trois | 7 | 7 |" in render(everywhere("un\ndeux | trois")).decode()


def test_only_our_marks_are_markup(everywhere: Callable[[str], Document]) -> None:
    hostile = "<script>x</script> [a](javascript:b) ![c](d) <https://e.example> `f` # g"
    page = MarkdownIt("commonmark").enable("table").render(render(everywhere(hostile)).decode())
    assert [] == [tag for tag in ("<script", "<a ", "<img", "<code") if tag in page]
