"""Blocks of a clause, each as one element."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import assert_never

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
from charter.exporters.html.elements import element, escaped, grid, source

__all__ = ["block_of", "bullets"]


def block_of(block: Block, words: Words) -> str:
    match block:
        case Paragraph():
            text = " ".join(_sentence(each, words) for each in block.sentences)
            return f"<p>{text}</p>" if text else ""
        case Bullets():
            return bullets(block.items, words)
        case Table():
            return _table(block, words)
        case Signatures():
            return _signatures(block, words)
        case Gap():
            return _gap(block, words)
        case LegalNote():
            return _legal_note(block, words)
        case _:
            assert_never(block)


def bullets(items: Iterable[Sentence], words: Words) -> str:
    lines = "".join(f"<li>{_sentence(each, words)}</li>" for each in items)
    return f"<ul>{lines}</ul>" if lines else ""


def _table(table: Table, words: Words) -> str:
    header, rows = wording.rectangle(table)
    if not header:
        return element("p", table.caption)
    return grid(table.caption, header, ([_sentence(cell, words) for cell in row] for row in rows))


def _signatures(block: Signatures, words: Words) -> str:
    header = (words.organisation, words.name_and_role, words.date_and_signature)
    rows = (
        [escaped(party.organisation), escaped(wording.person_and_role(party)), ""]
        for party in block.parties
    )
    return grid(words.signatures, header, rows, kind="signatures")


def _gap(gap: Gap, words: Words) -> str:
    label = element("strong", wording.gap_label(words, gap))
    place = escape(gap.question)
    return f'<p class="gap" data-question="{place}">{label} {escaped(gap.text)}</p>'


def _legal_note(note: LegalNote, words: Words) -> str:
    tail = f"{element('em', words.not_legal_advice)} {source(note.source, words.source)}".strip()
    return f'<div class="legal" role="note">{element("p", note.text)}<p>{tail}</p></div>'


def _sentence(sentence: Sentence, words: Words) -> str:
    text = "".join(map(_span, sentence.spans))
    if not sentence.to_confirm:
        return text
    mark = element("em", words.to_confirm, "to-confirm")
    return f'<span class="hypothesis">{text} {mark}</span>'


def _span(span: Span) -> str:
    """An answer is set apart, so that its direction of writing stays its own."""
    if not span.answer:
        return escaped(span.text)
    return f'<bdi class="answer" data-answer="{escape(span.answer)}">{escaped(span.text)}</bdi>'
