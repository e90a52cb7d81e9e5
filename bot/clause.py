"""A clause of the charter as passages: all that the printed page marks is marked here too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.messages import Passage, Style
from charter.document import (
    Block,
    Bullets,
    Clause,
    Document,
    Gap,
    LegalNote,
    Paragraph,
    Sentence,
    Signatures,
    Table,
    Words,
)
from flows.wording.languages import language_named

__all__ = ["clause_passages"]


def clause_passages(clause: Clause, document: Document) -> Iterator[Passage]:
    """Its title, then each block in its order."""
    yield Passage(Style.HEADING, f"{clause.number}. {clause.title}")
    for block in clause.blocks:
        yield from _passages(block, document)


def _passages(block: Block, document: Document) -> Iterator[Passage]:
    words = document.words
    match block:
        case Paragraph(sentences=sentences):
            text = " ".join(_said(sentence, words) for sentence in sentences)
            yield Passage(Style.PLAIN, text)
        case Bullets(items=items):
            yield from (Passage(Style.ENTRY, f"• {_said(item, words)}") for item in items)
        case Table():
            yield Passage(Style.HINT, block.caption)
            yield from _rows(block, document)
        case Gap():
            missing = words.skipped if block.skipped else words.gap
            yield Passage(Style.HINT, f"{missing}{_before(':', document)}: {block.text}")
        case LegalNote():
            caution = words.not_legal_advice[:1].upper() + words.not_legal_advice[1:]
            yield Passage(Style.HINT, f"{caution} – {block.text}")
            if block.source:
                yield Passage(Style.HINT, f"{words.source} {block.source}")
        case Signatures():
            yield Passage(Style.HINT, words.signatures)
            for party in block.parties:
                who = ", ".join(filter(None, (party.organisation, party.person, party.role)))
                yield Passage(Style.ENTRY, f"• {who}")
        case _:
            assert_never(block)


def _rows(table: Table, document: Document) -> Iterator[Passage]:
    """A line a row, each cell after the name of its column: it reads aloud."""
    for row in table.rows:
        cells = [
            f"{name} – {_said(cell, document.words)}"
            for name, cell in zip(table.header, row, strict=True)
            if cell.text
        ]
        between = f"{_before(';', document)}; "
        yield Passage(Style.ENTRY, f"• {between.join(cells)}")


def _before(mark: str, document: Document) -> str:
    """The space that the language of the charter wants before a mark."""
    return language_named(document.language).typography.space_before.get(mark, "")


def _said(sentence: Sentence, words: Words) -> str:
    return f"{sentence.text} ({words.to_confirm})" if sentence.to_confirm else sentence.text
