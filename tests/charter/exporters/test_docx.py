"""Word: what someone finds who opens the file to go on writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Paper
from docx.oxml.ns import qn

from charter.document import Document
from charter.exporters.docx import render


@pytest.fixture(scope="module")
def paper(french: Document) -> Paper:
    return docx.Document(BytesIO(render(french)))


def styled(paper: Paper, style: str) -> list[str]:
    return [each.text for each in paper.paragraphs if each.style and each.style.name == style]


def runs(paper: Paper, style: str) -> list[str]:
    every = (run for paragraph in paper.paragraphs for run in paragraph.runs)
    return [run.text for run in every if run.style.name == style]


def test_headings_are_numbered_as_in_the_document(paper: Paper, french: Document) -> None:
    headings = [f"Article {each.number} – {each.title}" for each in french.clauses]
    annexes = [french.words.doubts, french.words.documents]
    assert [french.title] == styled(paper, "Title")
    assert [*headings, *annexes] == styled(paper, "Heading 1")


def test_contents_can_be_read_before_they_are_updated(paper: Paper) -> None:
    contents = paper.element.body.find(qn("w:sdt"))
    assert contents is not None
    lines = ["".join(line.itertext(qn("w:t"))) for line in contents.iter(qn("w:p"))]
    assert ["Sommaire", *styled(paper, "Heading 1")] == lines
    assert [r'TOC \o "1-1" \h \z \u'] == [each.text for each in contents.iter(qn("w:instrText"))]
    marks = [each.get(qn("w:fldCharType")) for each in contents.iter(qn("w:fldChar"))]
    assert ["begin", "separate", "end"] == marks
    places = [each.get(qn("w:name")) for each in paper.element.body.iter(qn("w:bookmarkStart"))]
    assert places == [each.get(qn("w:anchor")) for each in contents.iter(qn("w:hyperlink"))]


def test_gaps_answers_and_hypotheses_have_their_styles(paper: Paper) -> None:
    assert 4 == len(styled(paper, "Gap"))
    assert 4 == len(styled(paper, "Legal Note"))
    assert "64\u202f500\u00a0€" in runs(paper, "Answer")
    assert ["(à confirmer avec le partenaire)"] == runs(paper, "To Confirm")


def test_tables_have_a_caption_a_repeated_header_and_whole_rows(paper: Paper) -> None:
    for table in paper.tables:
        xml = table.rows[0]._tr.xml  # noqa: SLF001
        assert "w:tblHeader" in xml
        assert "w:cantSplit" in xml
        assert table.style is not None
        assert "Charter Table" == table.style.name
    assert len(paper.tables) == len(styled(paper, "Caption"))


def test_there_is_room_to_sign(paper: Paper) -> None:
    header, *rows = paper.tables[-1].rows
    names = ["Organisation", "Nom et fonction", "Date et signature"]
    assert names == [cell.text for cell in header.cells]
    assert ["Ville de Saint-Nazaire", "Loïc Nœuvéglise, adjoint à la jeunesse", ""] == [
        cell.text for cell in rows[1].cells
    ]
    assert [True] * 3 == [row.height is not None and row.height.mm > 20 for row in rows]


def test_every_page_has_its_mark_and_its_number(paper: Paper) -> None:
    section = paper.sections[0]
    assert "\tBROUILLON" == section.first_page_header.paragraphs[0].text
    assert section.header.paragraphs[0].text.endswith("emploi\u00a0»\tBROUILLON")
    for footer in (section.first_page_footer, section.footer):
        fields = footer.paragraphs[0]._p.iter(qn("w:fldSimple"))  # noqa: SLF001
        assert ["PAGE", "NUMPAGES"] == [field.get(qn("w:instr")) for field in fields]


@pytest.mark.parametrize(("golden", "locale"), [("french", "fr-FR"), ("english", "en-GB")])
def test_words_are_checked_in_their_language(
    golden: str, locale: str, request: pytest.FixtureRequest
) -> None:
    paper = docx.Document(BytesIO(render(request.getfixturevalue(golden))))
    languages = {each.get(qn("w:val")) for each in paper.styles.element.iter(qn("w:lang"))}
    assert {locale} == languages
    assert locale == paper.core_properties.language


def test_properties_say_what_the_document_is(paper: Paper, french: Document) -> None:
    properties = paper.core_properties
    assert french.title == properties.title
    assert ", ".join(french.parties) == properties.author
    assert datetime(2027, 3, 12, tzinfo=UTC) == properties.created == properties.modified


def test_members_of_the_archive_carry_the_day_of_the_document(french: Document) -> None:
    with ZipFile(BytesIO(render(french))) as archive:
        assert {(2027, 3, 12, 0, 0, 0)} == {each.date_time for each in archive.infolist()}


def test_only_addresses_of_the_web_are_links(everywhere: Callable[[str], Document]) -> None:
    with ZipFile(BytesIO(render(everywhere("file:///etc/passwd")))) as archive:
        assert b"TargetMode" not in archive.read("word/_rels/document.xml.rels")
