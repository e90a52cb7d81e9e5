"""The words of a charter as plain lines, in reading order: to search and to compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from charter.document import (
    Block,
    Bullets,
    Clause,
    Document,
    Gap,
    LegalNote,
    Paragraph,
    Signatures,
    Table,
)

__all__ = ["clause_lines", "document_lines"]


def document_lines(document: Document) -> Iterator[str]:
    """Every line that a reader of the whole document meets, but for the exporter's own words."""
    yield from (document.title, document.subtitle, *document.parties)
    for clause in document.clauses:
        yield from clause_lines(clause)
    for planned in document.documents:
        yield from (planned.title, planned.reason)
    yield from (doubt.text for doubt in document.doubts)


def clause_lines(clause: Clause) -> Iterator[str]:
    """Its title, then a line for each paragraph, point, row, signatory, question or pointer."""
    yield clause.title
    for block in clause.blocks:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield " ".join(sentence.text for sentence in block.sentences)
        case Bullets():
            yield from (item.text for item in block.items)
        case Table():
            yield block.caption
            yield _row(block.header)
            yield from (_row(tuple(cell.text for cell in row)) for row in block.rows)
        case Signatures():
            yield from (_row((p.organisation, p.person, p.role)) for p in block.parties)
        case Gap() | LegalNote():
            yield block.text
        case _:
            assert_never(block)


def _row(cells: tuple[str, ...]) -> str:
    return " | ".join(cell for cell in cells if cell)
