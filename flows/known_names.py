"""What the files of a flow call things, with the lines of its questions: even of a flow with errors
in it, as long as its YAML can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from flows.run import Written
from flows.source import Source, read_source

__all__ = ["Known", "Spot", "known_names", "spots"]


@dataclass(frozen=True, slots=True)
class Known:
    """Names by what they are names of, each with words to recognise it by."""

    questions: Mapping[str, str] = field(default_factory=dict)
    #: by question, those of its options
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where a question or a stage begins in a file."""

    line: int
    name: str
    is_stage: bool = False


def known_names(files: Mapping[str, bytes]) -> Known:
    """The names in `flow.yaml` and `charter.yaml`; none of a file that cannot be read."""
    flow, charter = _data(files, "flow.yaml"), _data(files, "charter.yaml")
    stages = list(_things(flow, "stages"))
    whole = list(chain.from_iterable(_things(stage, "questions") for stage in stages))
    every = [*whole, *chain.from_iterable(_things(question, "item") for question in whole)]
    return Known(
        questions=_named(every, "id", "text"),
        options={
            _text(question, "id"): _offered(question) for question in every if _offered(question)
        },
        stages=_named(stages, "stage", "title"),
        endings=_named(_things(flow, "endings"), "ending", "text"),
        clauses=_named(_things(charter, "clauses"), "id", "title"),
        documents=_named(_things(charter, "documents"), "id", "title"),
    )


def spots(source: Source) -> tuple[Spot, ...]:
    """Where each stage and question begins in `flow.yaml`, or in an overlay of it."""
    return tuple(sorted(set(_spots(source))))


def _spots(source: Source) -> Iterator[Spot]:
    for path, line in source.lines.items():
        match path:
            case ("stages", int()):
                name = _text(source.at(path), "stage")
                yield from [Spot(line, name, is_stage=True)] if name else []
            case ("stages", int(), "questions", int(), *inside) if inside[::2] in ([], ["item"]):
                name = _text(source.at(path), "id")
                yield from [Spot(line, name)] if name else []
            case ("stages", str(name)):
                yield Spot(line, name, is_stage=True)
            case ("questions", str(name)) | ("questions", str(), "item", str(name)):
                yield Spot(line, name)
            case _:
                pass


def _offered(question: Written) -> dict[str, str]:
    """What may be compared with the answer: options, or the bands of a profile."""
    return _named(_things(question, "options"), "id", "label") | _named(
        _things(question, "bands"), "band", "text"
    )


def _data(files: Mapping[str, bytes], name: str) -> Written:
    source = read_source(files[name], file=name) if name in files else None
    return source.data if isinstance(source, Source) else {}


def _things(whole: Written, key: str) -> Iterator[Mapping[str, Written]]:
    found = whole.get(key) if isinstance(whole, dict) else None
    if isinstance(found, list):
        yield from (thing for thing in found if isinstance(thing, dict))


def _named(things: Iterable[Mapping[str, Written]], key: str, words: str) -> dict[str, str]:
    return {_text(thing, key): _text(thing, words) for thing in things if _text(thing, key)}


def _text(thing: Written, key: str) -> str:
    found = thing.get(key) if isinstance(thing, dict) else None
    return found if isinstance(found, str) else ""
