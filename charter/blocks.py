"""Blocks of a clause, composed; a block that is left with nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from charter.answers import Answers
from charter.document import (
    Block,
    Bullets,
    LegalNote,
    Paragraph,
    Sentence,
    Signatory,
    Signatures,
    Table,
)
from charter.sentences import compose_sentences, written
from charter.template import (
    BlockTemplate,
    LegalTemplate,
    RowTemplate,
    SignatoryTemplate,
    TableTemplate,
)
from charter.typeset import typeset
from flows.template import Template

__all__ = ["compose_blocks"]


def compose_blocks(templates: tuple[BlockTemplate, ...], answers: Answers) -> Iterator[Block]:
    """The blocks that have something to say."""
    for template in templates:
        if sentences := compose_sentences(template.paragraph, answers):
            yield Paragraph(sentences=sentences)
        if items := compose_sentences(template.bullets, answers):
            yield Bullets(items=items)
        if template.table:
            yield from _tables(template.table, answers)
        if template.legal and answers.holds(template.legal.when):
            yield _legal_note(template.legal, answers)
        if template.signatures:
            parties = tuple(_signatory(party, answers) for party in template.signatures)
            yield Signatures(parties=parties)


def _tables(template: TableTemplate, answers: Answers) -> Iterator[Table]:
    rows = tuple(row for each in template.rows for row in _rows(each, answers))
    if rows:
        language = answers.language
        yield Table(
            caption=typeset(template.caption, language),
            header=tuple(typeset(cell, language) for cell in template.header),
            rows=rows,
        )


def _rows(template: RowTemplate, answers: Answers) -> Iterator[tuple[Sentence, ...]]:
    """A row for each thing of its list; without those where every answer is missing."""
    for around in answers.each(template.each):
        if not around.holds(template.when):
            continue
        row = tuple(_cell(cell, template, around) for cell in template.cells)
        asking = [cell for cell, text in zip(row, template.cells, strict=True) if _asks(text)]
        if not asking or any(cell.spans for cell in asking):
            yield row


def _asks(text: str) -> bool:
    return any(True for _ in Template.read(text).placeholders())


def _cell(text: str, template: RowTemplate, answers: Answers) -> Sentence:
    spans = written(text, answers)
    return Sentence(
        spans=spans,
        decided_by=answers.deciding(template.when) if spans else (),
        to_confirm=template.to_confirm and bool(spans),
    )


def _legal_note(template: LegalTemplate, answers: Answers) -> LegalNote:
    return LegalNote(text=typeset(template.text, answers.language), source=template.source)


def _signatory(template: SignatoryTemplate, answers: Answers) -> Signatory:
    person = _name(template.person, answers)
    return Signatory(
        organisation=_name(template.organisation, answers),
        person=person,
        role=_name(template.role, answers, after=person),
    )


def _name(text: str, answers: Answers, *, after: str = "") -> str:
    return "".join(span.text for span in written(text, answers, after=after))
