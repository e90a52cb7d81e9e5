"""Blocks of a clause, as paragraphs and tables of a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from docx.document import Document as Paper
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm
from docx.table import Table as PaperTable
from docx.text.paragraph import Paragraph as PaperParagraph

from charter.document import (
    Block,
    Bullets,
    Gap,
    LegalNote,
    Paragraph,
    Sentence,
    Signatures,
    Span,
    Table,
    Words,
)
from charter.exporters import wording
from charter.exporters.docx.elements import add_link, describe

__all__ = ["add_block", "add_bullets", "add_source"]


def add_block(paper: Paper, block: Block, words: Words) -> None:
    match block:
        case Paragraph():
            if block.sentences:
                _write(paper.add_paragraph(), block.sentences, words)
        case Bullets():
            add_bullets(paper, block.items, words)
        case Table():
            _add_table(paper, block, words)
        case Signatures():
            _add_signatures(paper, block, words)
        case Gap():
            paragraph = paper.add_paragraph(style="Gap")
            paragraph.add_run(wording.gap_label(words, block), style="Label").add_break()
            paragraph.add_run(block.text)
        case LegalNote():
            _add_legal_note(paper, block, words)
        case _:
            assert_never(block)


def add_bullets(paper: Paper, items: Iterable[Sentence], words: Words) -> None:
    for item in items:
        _write(paper.add_paragraph(style="List Bullet"), [item], words)


def add_source(paragraph: PaperParagraph, source: str, words: Words) -> None:
    """End a paragraph with where it comes from."""
    if not source:
        return
    paragraph.add_run().add_break()
    paragraph.add_run(f"{words.source} ")
    if wording.is_address(source):
        add_link(paragraph, source)
    else:
        paragraph.add_run(source)


def _write(paragraph: PaperParagraph, sentences: Sequence[Sentence], words: Words) -> None:
    for position, sentence in enumerate(sentences):
        if position:
            paragraph.add_run(" ")
        for span in sentence.spans:
            run = paragraph.add_run(span.text, style="Answer" if span.answer else None)
            run.italic = True if sentence.to_confirm else None
        if sentence.to_confirm:
            paragraph.add_run(" ")
            paragraph.add_run(f"({words.to_confirm})", style="To Confirm")


def _add_legal_note(paper: Paper, note: LegalNote, words: Words) -> None:
    paragraph = paper.add_paragraph(note.text, style="Legal Note")
    paragraph.add_run().add_break()
    paragraph.add_run(words.not_legal_advice).italic = True
    add_source(paragraph, note.source, words)


def _add_table(paper: Paper, table: Table, words: Words) -> None:
    header, rows = wording.rectangle(table)
    if header:
        _add_grid(paper, table.caption, header, rows, words)
    elif table.caption:
        paper.add_paragraph(table.caption, style="Caption")


def _add_signatures(paper: Paper, block: Signatures, words: Words) -> None:
    header = (words.organisation, words.name_and_role, words.date_and_signature)
    rows = [
        tuple(
            Sentence(spans=(Span(text=text),))
            for text in (party.organisation, wording.person_and_role(party), "")
        )
        for party in block.parties
    ]
    table = _add_grid(paper, words.signatures, header, rows, words)
    for row in table.rows[1:]:
        row.height, row.height_rule = Mm(24), WD_ROW_HEIGHT_RULE.AT_LEAST
    # Nobody signs half a table: each row keeps the next one on its page.
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _add_grid(
    paper: Paper,
    caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Sentence]],
    words: Words,
) -> PaperTable:
    if caption:
        paper.add_paragraph(caption, style="Caption")
    table: PaperTable = paper.add_table(rows=1 + len(rows), cols=len(header), style="Charter Table")
    for cell, name in zip(table.rows[0].cells, header, strict=True):
        cell.paragraphs[0].style = "Cell"
        cell.paragraphs[0].add_run(name, style="Label")
    for row, sentences in zip(table.rows[1:], rows, strict=True):
        for cell, sentence in zip(row.cells, sentences, strict=True):
            cell.paragraphs[0].style = "Cell"
            _write(cell.paragraphs[0], [sentence], words)
    describe(table, caption)
    paper.add_paragraph(style="Cell")
    return table
