"""Small charters: a flow of every kind, its template, and documents as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from charter.compose import compose
from charter.document import (
    Block,
    Bullets,
    Document,
    Gap,
    LegalNote,
    Paragraph,
    Sentence,
    Signatures,
    Table,
)
from charter.template import Template
from flows.compiled import CompiledFlow, compile_flow
from flows.definition import Flow
from flows.question import Reader
from flows.run import Answer, Run
from flows.source import Source, read_source

TODAY = date(2026, 11, 24)
SAMPLE = Path(__file__).parent / "sample"


def read(path: Path) -> Any:  # noqa: ANN401  what a file says
    source = read_source(path.read_bytes(), file=path.name)
    assert isinstance(source, Source), source
    return source.data


@cache
def garden() -> CompiledFlow:
    return compile_flow({"fr": Flow.model_validate(read(SAMPLE / "flow.yaml"))})


@cache
def template() -> Template:
    return Template.model_validate(read(SAMPLE / "charter.yaml"))


def run_with(answers: Mapping[str, Any], skips: tuple[str, ...] = ()) -> Run:
    """A run with these values kept, whatever the walk."""
    kept = {name: Answer(_value(value)) for name, value in answers.items()}
    return Run("garden", 0, "fr", answers=kept | {name: Answer(skipped=True) for name in skips})


def draft(run: Run, reader: Reader = Reader.LEADER, language: str = "fr") -> Document:
    return compose(template(), garden(), run, reader=reader, today=TODAY, language=language)


def _value(value: Any) -> Any:  # noqa: ANN401  what is kept of an answer
    """Lists of mappings without a name are items of a list, written short."""
    if isinstance(value, list) and all("name" not in each for each in value):
        items = [{"id": str(n), "answers": each, "skipped": []} for n, each in enumerate(value, 1)]
        return {"items": items, "last": len(items), "done": True}
    return value


def outline(document: Document) -> str:
    """The document as lines: ``[[place|words]]`` quotes an answer, ``<`` what decided it."""
    return "\n".join([*_head(document), *_clauses(document), *_tail(document), ""])


def _head(document: Document) -> Iterator[str]:
    yield f"{document.title} ({document.status}, {document.revision}, {document.dated_text})"
    if document.subtitle:
        yield f"  {document.subtitle}"
    yield from (f"  & {party}" for party in document.parties)


def _clauses(document: Document) -> Iterator[str]:
    for clause in document.clauses:
        yield f"{clause.id} = {clause.number}. {clause.title} ({clause.state})"
        for block in clause.blocks:
            yield from (f"  {line}" for line in _block(block))


def _tail(document: Document) -> Iterator[str]:
    yield from (f"? {sentence(doubt)}" for doubt in document.doubts)
    for planned in document.documents:
        decided = f" < {', '.join(planned.decided_by)}" if planned.decided_by else ""
        yield f"+ {planned.id}: {planned.title} {planned.reason} <{planned.source}>{decided}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from (f"  {line}" for line in ["", *map(sentence, block.sentences)][1:])
        case Bullets():
            yield from (f"- {sentence(item)}" for item in block.items)
        case Table():
            yield f"| {block.caption} | {' / '.join(block.header)}"
            yield from (f"| {' / '.join(map(sentence, row))}" for row in block.rows)
        case Signatures():
            yield from (f"x {p.organisation}, {p.person}, {p.role}." for p in block.parties)
        case Gap():
            yield f"{'_' if block.skipped else '…'} {block.question}: {block.text}"
        case LegalNote():
            yield f"§ {block.text} <{block.source}>"


def sentence(said: Sentence) -> str:
    text = "".join(f"[[{s.answer}|{s.text}]]" if s.answer else s.text for s in said.spans)
    decided = f" < {', '.join(said.decided_by)}" if said.decided_by else ""
    return f"{text}{' (?)' if said.to_confirm else ''}{decided}"
