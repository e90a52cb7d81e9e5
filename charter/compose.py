"""From answers to a charter: pure, and as good for a half-done walk as for a finished one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from charter.answers import Answers
from charter.clauses import compose_clauses
from charter.document import Document, DocumentStatus, PlannedDocument, Sentence
from charter.gaps import Needs
from charter.readable import answers_for
from charter.sentences import written
from charter.template import Template
from charter.typeset import typeset
from flows.compiled import CompiledFlow
from flows.question import Reader
from flows.run import Run
from flows.wording import WrittenDate, show_date

__all__ = ["compose"]


def compose(
    template: Template,
    compiled: CompiledFlow,
    run: Run,
    *,
    reader: Reader,
    today: date,
    language: str,
    status: DocumentStatus = DocumentStatus.DRAFT,
    revision: int = 0,
) -> Document:
    """The charter that a run has become so far, for one reader, in the template's language.

    Answers that are parked, or that the reader may not read, are as good as missing.
    """
    answers = answers_for(compiled, run, reader=reader, language=language)
    needs = Needs(compiled, run, answers, reader)
    return Document(
        language=language,
        title=typeset(template.title, language),
        subtitle=_line(template.subtitle, answers),
        parties=tuple(filter(None, (_line(party, answers) for party in template.parties))),
        status=status,
        revision=revision,
        dated=today,
        dated_text=show_date(WrittenDate(today), language=language),
        clauses=tuple(compose_clauses(template, answers, needs)),
        doubts=tuple(_doubts(template, answers)) if reader is not Reader.PARTNER else (),
        documents=tuple(_planned(template, answers)),
        words=template.words,
    )


def _line(text: str, answers: Answers) -> str:
    return "".join(span.text for span in written(text, answers))


def _doubts(template: Template, answers: Answers) -> Iterator[Sentence]:
    for name in template.doubts:
        if spans := written(f"{{{name}}}", answers):
            yield Sentence(spans=spans)


def _planned(template: Template, answers: Answers) -> Iterator[PlannedDocument]:
    for planned in template.documents:
        if answers.holds(planned.when):
            yield PlannedDocument(
                id=planned.id,
                title=typeset(planned.title, answers.language),
                reason=typeset(planned.reason, answers.language),
                source=planned.source or "",
                decided_by=answers.deciding(planned.when),
            )
