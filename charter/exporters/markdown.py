"""Markdown that also reads well as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from charter.document import (
    Bullets,
    Gap,
    LegalNote,
    Paragraph,
    Signatures,
    Table,
)
from charter.exporters import Exporter, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from charter.document import Block, Clause, Document, PlannedDocument, Sentence, Words

__all__ = ["exporter", "render"]

# Inside a word, an underscore is only a letter; an ampersand matters only where an entity starts.
_INLINE = re.compile(r"[\\`*<\[\]|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(
    r"^(?P<number>\d*)(?P<mark>(?<!\d)(?:[#>=:]|[+-](?=[\s-]|$))|(?<=\d)[.)](?=\s|$))"
)


def render(document: Document) -> bytes:
    document = wording.legible(document)
    parts = [
        *_front(document),
        *(part for clause in document.clauses for part in _clause(document, clause)),
        *_doubts(document),
        *_documents(document),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


exporter = Exporter(
    name="markdown",
    title="Markdown",
    media_type="text/markdown; charset=utf-8",
    extension="md",
    render=render,
)


def _front(document: Document) -> Iterator[str]:
    yield f"# {_line(wording.title(document))}"
    yield _wrapped("*", _line(document.subtitle))
    marks = [
        _wrapped("**", _line(wording.draft_mark(document))),
        _line(wording.dated_line(document)),
    ]
    yield wording.DASH.join(mark for mark in marks if mark)
    if document.parties:
        yield _line(document.words.between)
        yield "\n".join(f"- {_wrapped('**', _line(party))}" for party in document.parties)


def _clause(document: Document, clause: Clause) -> Iterator[str]:
    yield f"## {_line(wording.clause_heading(document.words, clause))}"
    yield _wrapped("*", _line(wording.state_mark(document, clause)))
    for block in clause.blocks:
        yield _block(block, document.words)


def _block(block: Block, words: Words) -> str:
    match block:
        case Paragraph():
            return _lines(" ".join(_sentence(each, words) for each in block.sentences))
        case Bullets():
            return _bullets(block.items, words)
        case Table():
            rows = [[_cell(_sentence(cell, words)) for cell in row] for row in block.rows]
            return _table(block.caption, [_line(each) for each in block.header], rows)
        case Signatures():
            return _signatures(block, words)
        case Gap():
            label = _wrapped("**", f"\N{BALLOT BOX} {_line(wording.gap_label(words, block))}")
            return f"{label} {_line(block.text)}".strip()
        case LegalNote():
            return _legal_note(block, words)
        case _:
            assert_never(block)


def _bullets(items: Iterable[Sentence], words: Words) -> str:
    return "\n".join(f"- {_lines(_sentence(each, words), indent='  ')}" for each in items)


def _table(caption: str, header: list[str], rows: list[list[str]]) -> str:
    width = max([len(header), *map(len, rows)])
    if not width:
        return _wrapped("**", _line(caption))
    padded = [[*row, *[""] * (width - len(row))] for row in (header, ["---"] * width, *rows)]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in padded)
    return f"{_wrapped('**', _line(caption))}\n\n{lines}".strip()


def _signatures(block: Signatures, words: Words) -> str:
    header = [words.organisation, words.name_and_role, words.date_and_signature]
    rows = [[party.organisation, wording.person_and_role(party), ""] for party in block.parties]
    return _table(
        words.signatures,
        [_line(each) for each in header],
        [[_cell(_escaped(cell)) for cell in row] for row in rows],
    )


def _legal_note(note: LegalNote, words: Words) -> str:
    below = [_wrapped("*", _line(words.not_legal_advice)), _source(note.source, words)]
    tail = wording.DASH.join(part for part in below if part)
    return "\n".join(
        f"> {line}".rstrip() for line in [*_lines(_escaped(note.text)).split("\n"), "", tail]
    )


def _doubts(document: Document) -> Iterator[str]:
    if document.doubts:
        yield f"## {_line(document.words.doubts)}"
        yield _bullets(document.doubts, document.words)


def _documents(document: Document) -> Iterator[str]:
    if document.documents:
        yield f"## {_line(document.words.documents)}"
        yield _line(document.words.documents_intro)
        yield "\n".join(_planned(each, document.words) for each in document.documents)


def _planned(planned: PlannedDocument, words: Words) -> str:
    parts = [_wrapped("**", _line(planned.title)), _line(planned.reason)]
    text = wording.DASH.join(part for part in parts if part)
    return f"- {text} {_source(planned.source, words)}".rstrip()


def _source(source: str, words: Words) -> str:
    if not source:
        return ""
    address = f"<{source}>" if wording.is_address(source) else _line(source)
    return f"{_line(words.source)} {address}"


def _sentence(sentence: Sentence, words: Words) -> str:
    text = _escaped(sentence.text)
    return f"{text} *({_line(words.to_confirm)})*" if sentence.to_confirm else text


def _wrapped(mark: str, text: str) -> str:
    return f"{mark}{text}{mark}" if text else ""


def _line(text: str) -> str:
    """Escaped text on one line, safe wherever a line begins."""
    return _safe_start(" ".join(_escaped(text).split("\n")).strip(" \t"))


def _lines(escaped: str, *, indent: str = "") -> str:
    """Escaped text that keeps its line breaks."""
    lines = [_safe_start(line.strip(" \t")) for line in escaped.split("\n")]
    return f"\\\n{indent}".join(line for line in lines if line)


def _cell(escaped: str) -> str:
    return "<br>".join(line.strip(" \t") for line in escaped.split("\n") if line.strip(" \t"))


def _escaped(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def _safe_start(line: str) -> str:
    return _LINE_START.sub(r"\g<number>\\\g<mark>", line, count=1)
