"""A coach's copy: the charter, and after it what was made of it, as one document for exporters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from charter.document import (
    Block,
    Bullets,
    Clause,
    ClauseState,
    Document,
    Paragraph,
    Sentence,
    Span,
    Table,
)
from flows.wording.languages import Language, language_named

__all__ = ["CopyWords", "MarkLine", "RemarkLine", "remarked"]


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark as it is printed, and the clause that it stands under."""

    #: id of the clause; empty for the whole charter, and for what no clause quotes
    clause: str
    #: what it is about, in the charter's own words; may be empty
    excerpt: str
    text: str
    #: how much it weighs, who reads it, what became of it: a word each
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A criterion of the grid, and how it stands."""

    criterion: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class CopyWords:
    """What is printed around them, in the reader's language."""

    language: str
    title: str
    strength: str
    remarks: str
    whole: str
    grid: str
    grid_header: tuple[str, str, str]


def remarked(
    document: Document,
    *,
    strength: str,
    lines: Sequence[str],
    remarks: Sequence[RemarkLine],
    marks: Sequence[MarkLine],
    words: CopyWords,
) -> Document:
    """The document with its reading after the clauses.

    Args:
        lines: what else is to say of the reading, such as its verdict.
    """
    sections = (
        _section("READING", words.title, tuple(_reading(strength, lines, words))),
        _section("REMARKS", words.remarks, tuple(_remarks(document, remarks, words))),
        _section("GRID", words.grid, tuple(_grid(marks, words))),
    )
    shown = tuple(section for section in sections if section.blocks)
    return document.model_copy(update={"clauses": (*document.clauses, *shown)})


def _section(name: str, title: str, blocks: tuple[Block, ...]) -> Clause:
    return Clause(id=name, number=0, title=title, state=ClauseState.COMPLETE, blocks=blocks)


def _reading(strength: str, lines: Sequence[str], words: CopyWords) -> Iterator[Block]:
    if strength:
        yield Paragraph(sentences=(_said(f"{words.strength} {strength}"),))
    if lines:
        yield Bullets(items=tuple(map(_said, lines)))


def _remarks(
    document: Document, remarks: Sequence[RemarkLine], words: CopyWords
) -> Iterator[Block]:
    titles: Mapping[str, str] = {
        "": words.whole,
        **{clause.id: f"{clause.number}. {clause.title}" for clause in document.clauses},
    }
    for clause, title in titles.items():
        under = [each for each in remarks if each.clause == clause]
        if under:
            yield Paragraph(sentences=(_said(title),))
            lines = (_line(each, language_named(words.language)) for each in under)
            yield Bullets(items=tuple(map(_said, lines)))


def _line(remark: RemarkLine, language: Language) -> str:
    marks = language.typography
    quoted = remark.excerpt and f"{marks.open_quote}{remark.excerpt}{marks.close_quote}"
    head = " · ".join(filter(None, [*remark.marks, quoted]))
    return f"{head}\n{remark.text}" if head else remark.text


def _grid(marks: Sequence[MarkLine], words: CopyWords) -> Iterator[Block]:
    if marks:
        rows = tuple(tuple(map(_said, (m.criterion, m.state, m.note))) for m in marks)
        yield Table(caption=words.grid, header=words.grid_header, rows=rows)


def _said(text: str) -> Sentence:
    return Sentence(spans=(Span(text=text),)) if text else Sentence(spans=())
