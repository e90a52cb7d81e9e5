"""Word: real styles, headings, contents and fields, for those who will go on writing."""

from __future__ import annotations

import re
from datetime import datetime, time
from io import BytesIO

import docx
from docx.document import Document as Paper
from docx.section import Section
from docx.text.paragraph import Paragraph

from charter.document import Clause, Document, PlannedDocument, Words
from charter.exporters import Exporter, wording
from charter.exporters.docx.archive import dated
from charter.exporters.docx.blocks import add_block, add_bullets, add_source
from charter.exporters.docx.elements import add_contents, add_field, add_heading
from charter.exporters.docx.styles import dress

__all__ = ["exporter", "render"]

#: what Word holds of a property
_PROPERTY_LENGTH = 255
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def render(document: Document) -> bytes:
    document = wording.legible(document)
    paper = docx.Document()
    dress(paper, wording.locale(document))
    _describe(paper, document)
    _add_front(paper, document)
    for position, clause in enumerate(document.clauses):
        _add_clause(paper, document, clause, on_new_page=position == 0)
    _add_annexes(paper, document)
    _add_margins(paper.sections[0], document)
    written = BytesIO()
    paper.save(written)
    return dated(written.getvalue(), document.dated)


exporter = Exporter(
    name="docx",
    title="Word",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extension="docx",
    render=render,
)


def _describe(paper: Paper, document: Document) -> None:
    properties = paper.core_properties
    properties.title = wording.title(document)[:_PROPERTY_LENGTH]
    properties.author = ", ".join(document.parties)[:_PROPERTY_LENGTH]
    properties.language = wording.locale(document)
    properties.comments = properties.last_modified_by = ""
    properties.revision = max(document.revision, 1)
    properties.created = properties.modified = datetime.combine(document.dated, time())


def _add_front(paper: Paper, document: Document) -> None:
    words = document.words
    paper.add_paragraph(wording.title(document), style="Title")
    if document.subtitle:
        paper.add_paragraph(document.subtitle, style="Subtitle")
    if document.parties:
        paper.add_paragraph(words.between, style="Discreet")
    for party in document.parties:
        paper.add_paragraph(party, style="Party")
    paper.add_paragraph(wording.dated_line(document), style="Discreet")
    headings = {_place(each.id): wording.clause_heading(words, each) for each in document.clauses}
    headings |= {_place("doubts"): words.doubts} if document.doubts else {}
    headings |= {_place("documents"): words.documents} if document.documents else {}
    add_contents(paper, words.contents, headings)


def _add_clause(paper: Paper, document: Document, clause: Clause, *, on_new_page: bool) -> None:
    heading = wording.clause_heading(document.words, clause)
    add_heading(paper, heading, _place(clause.id), on_new_page=on_new_page)
    if state := wording.state_mark(document, clause):
        paper.add_paragraph(state, style="Discreet")
    for block in clause.blocks:
        add_block(paper, block, document.words)


def _add_annexes(paper: Paper, document: Document) -> None:
    words = document.words
    if document.doubts:
        add_heading(paper, words.doubts, _place("doubts"), on_new_page=True)
        add_bullets(paper, document.doubts, words)
    if document.documents:
        add_heading(paper, words.documents, _place("documents"), on_new_page=not document.doubts)
        paper.add_paragraph(words.documents_intro)
        for planned in document.documents:
            _add_planned(paper, planned, words)


def _add_planned(paper: Paper, planned: PlannedDocument, words: Words) -> None:
    paragraph = paper.add_paragraph(style="List Bullet")
    paragraph.add_run(planned.title, style="Label")
    if planned.reason:
        paragraph.add_run().add_break()
        paragraph.add_run(planned.reason)
    add_source(paragraph, planned.source, words)


def _add_margins(section: Section, document: Document) -> None:
    """The title and the draft mark above every page, its date and number below."""
    mark = wording.draft_mark(document)
    above = section.header.paragraphs[0]
    above.add_run(wording.title(document)[:_PROPERTY_LENGTH])
    for paragraph in (section.first_page_header.paragraphs[0], above):
        if mark:
            paragraph.add_run("\t")
            paragraph.add_run(mark, style="Draft Mark")
    for footer in (section.first_page_footer, section.footer):
        footer.paragraphs[0].add_run(f"{wording.dated_line(document)}\t")
        _number_pages(footer.paragraphs[0], document.words)


def _number_pages(paragraph: Paragraph, words: Words) -> None:
    for part in re.split(r"(\{pages?\})", words.page_of):
        if part in _FIELDS:
            add_field(paragraph, _FIELDS[part])
        else:
            paragraph.add_run(part)


def _place(identifier: str) -> str:
    """The name of a bookmark: letters, digits and underscores, at most 40."""
    return f"_Toc{re.sub(r'[^0-9A-Za-z]', '_', identifier)}"[:40]
