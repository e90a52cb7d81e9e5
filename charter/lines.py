"""Every part of a template that mentions answers, and where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from charter.template import (
    BlockTemplate,
    ClauseTemplate,
    SentenceTemplate,
    SignatoryTemplate,
    TableTemplate,
    Template,
)
from flows.conditions import Node, Test
from flows.places import tests_at
from flows.source import Path, Source
from flows.template import Template as Sentence, TemplateError

__all__ = ["Line", "lines", "placeholders", "slip", "texts"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, a row, or whatever else has room for answers, or a condition."""

    path: Path
    #: what has room for answers, by where it is written
    texts: Mapping[Path, str] = field(default_factory=dict)
    when: Node | None = None
    #: the list that it is written for each thing of
    each: str | None = None
    #: id of the clause that it is in
    clause: str = ""

    def tests(self, source: Source) -> Iterator[tuple[Path, Test]]:
        """Each test of its condition, and where it is written."""
        if self.when:
            path = (*self.path, "when")
            yield from tests_at(source.at(path), path, self.when)

    def placeholders(self) -> Iterator[tuple[Path, str]]:
        """Each placeholder, as written, and where."""
        for path, text in self.texts.items():
            for name in placeholders(text):
                yield path, name

    def mentions(self) -> Iterator[str]:
        """Each question, part or list that it looks at."""
        yield from (test.question for test in (self.when.tests() if self.when else ()))
        if self.each:
            yield self.each
        for _, name in self.placeholders():
            yield from name.split(".first.")


def placeholders(text: str) -> tuple[str, ...]:
    """What a text asks for; nothing when its brackets do not match."""
    if slip(text) is not None:
        return ()
    return tuple(name for name, _ in Sentence.read(text).placeholders())


def slip(text: str) -> TemplateError | None:
    """The bracket or the brace that does not match, if there is one."""
    try:
        Sentence.read(text)
    except TemplateError as error:
        return error
    return None


def texts(template: Template) -> dict[Path, str]:
    """Every text with room for answers, by where it is written."""
    return {path: text for line in lines(template) for path, text in line.texts.items()}


def lines(template: Template) -> Iterator[Line]:
    """Every line, in the order of the file."""
    yield Line(("subtitle",), {("subtitle",): template.subtitle})
    for number, party in enumerate(template.parties):
        yield Line(("parties", number), {("parties", number): party})
    for number, clause in enumerate(template.clauses):
        yield from _clause(clause, ("clauses", number))
    for number, planned in enumerate(template.documents):
        yield Line(("documents", number), when=planned.when)


def _clause(clause: ClauseTemplate, path: Path) -> Iterator[Line]:
    yield Line(path, when=clause.when, clause=clause.id)
    for number, block in enumerate(clause.blocks):
        yield from _block(block, (*path, "blocks", number), clause.id)


def _block(block: BlockTemplate, path: Path, clause: str) -> Iterator[Line]:
    yield from _sentences(block.paragraph, (*path, "paragraph"), clause)
    yield from _sentences(block.bullets, (*path, "bullets"), clause)
    if block.table:
        yield from _rows(block.table, (*path, "table", "rows"), clause)
    if block.legal:
        yield Line((*path, "legal"), when=block.legal.when, clause=clause)
    yield from _signatories(block.signatures, (*path, "signatures"), clause)


def _sentences(
    sentences: Sequence[str | SentenceTemplate], path: Path, clause: str
) -> Iterator[Line]:
    for number, sentence in enumerate(sentences):
        at = (*path, number)
        if isinstance(sentence, str):
            yield Line(at, {at: sentence}, clause=clause)
        else:
            texts = {(*at, "text"): sentence.text}
            yield Line(at, texts, sentence.when, sentence.each, clause)


def _rows(table: TableTemplate, path: Path, clause: str) -> Iterator[Line]:
    for number, row in enumerate(table.rows):
        at = (*path, number)
        texts = {(*at, "cells", cell): text for cell, text in enumerate(row.cells)}
        yield Line(at, texts, row.when, row.each, clause)


def _signatories(
    signatories: Sequence[SignatoryTemplate], path: Path, clause: str
) -> Iterator[Line]:
    for number, signatory in enumerate(signatories):
        at = (*path, number)
        texts = {
            (*at, "organisation"): signatory.organisation,
            (*at, "person"): signatory.person,
            (*at, "role"): signatory.role,
        }
        yield Line(at, texts, clause=clause)
