"""A definition in each of its languages: the file it was written in, and the overlays on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from flows.issue import Issue
from flows.merging import merge
from flows.migrations import upgrade
from flows.near import nearest
from flows.part import Part
from flows.run import Written
from flows.source import Path, Source, read_source
from flows.validation import validate

__all__ = ["Translated", "read_languages"]

Model = TypeVar("Model", bound=Part)

#: keys at the top of an overlay that are no texts
HEADER = ("format", "language")


@dataclass(frozen=True, slots=True)
class Translated(Generic[Model]):
    """A definition in the languages in which it could be read, the one it was written in first."""

    models: Mapping[str, Model]
    #: the data in each language, with the lines of the file of that language
    sources: Mapping[str, Source]
    issues: tuple[Issue, ...]


def read_languages(model: type[Model], files: Mapping[str, bytes], name: str) -> Translated[Model]:
    """What `name.yaml` says, and the same in the language of each `name.<language>.yaml`.

    Args:
        name: also the key under which a file says the id of what it defines.
    """
    file = f"{name}.yaml"
    if file not in files:
        return Translated({}, {}, (Issue(file, 0, "file_missing"),))
    source = _read(files[file], file)
    if not isinstance(source, Source):
        return Translated({}, {}, source)
    written = validate(model, source)
    if isinstance(written, tuple):
        return Translated({}, {}, written)
    own = str(source.data["language"])
    found = Translated({own: written}, {own: source}, ())
    for other in sorted(files):
        language = re.fullmatch(rf"{name}\.([a-z]{{2}})\.yaml", other)
        if language:
            found = _with(model, found, _overlay(model, source, files[other], name, language))
    return found


def _with(
    model: type[Model], found: Translated[Model], over: tuple[Source | None, tuple[Issue, ...]]
) -> Translated[Model]:
    source, issues = over
    issues = (*found.issues, *issues)
    if source is None:
        return replace(found, issues=issues)
    whole = validate(model, source)
    if isinstance(whole, tuple):
        return replace(found, issues=(*issues, *whole))
    language = str(source.data["language"])
    return Translated(
        {**found.models, language: whole}, {**found.sources, language: source}, issues
    )


def _overlay(
    model: type[Part], source: Source, content: bytes, name: str, language: re.Match[str]
) -> tuple[Source | None, tuple[Issue, ...]]:
    """The data in another language, when there is enough of it to be read."""
    over = _read(content, language[0])
    if not isinstance(over, Source):
        return None, over
    wrong = _header(source, over, name, language[1])
    if wrong:
        return None, wrong
    body = {key: value for key, value in over.data.items() if key not in (*HEADER, name)}
    nested, unknown = _nested(source, replace(over, data=body))
    merged, issues = merge(model, source, nested)
    data = {**merged.data, "language": over.data["language"]}
    return replace(merged, data=data), (*unknown, *issues)


def _read(content: bytes, file: str) -> Source | tuple[Issue, ...]:
    source = read_source(content, file=file)
    return upgrade(source) if isinstance(source, Source) else source


def _header(source: Source, over: Source, name: str, language: str) -> tuple[Issue, ...]:
    """What is wrong with what an overlay says of itself."""
    said = over.data.get("language")
    for key in (name, "language"):
        if key not in over.data:
            return (over.issue("missing_key", (key,), {"key": key}),)
    if over.data[name] != source.data[name]:
        params = {"written": over.data[name], "expected": source.data[name]}
        return (over.issue("other_flow", (name,), params),)
    if said == source.data["language"]:
        return (over.issue("same_language", ("language",), {"language": said}),)
    if said != language:
        return (over.issue("language_not_in_name", ("language",), {"language": said}),)
    return ()


def _nested(source: Source, over: Source) -> tuple[Source, tuple[Issue, ...]]:
    """The overlay with its questions in their stages, as the source has them."""
    questions = over.data.get("questions")
    stages = source.data.get("stages")
    if not isinstance(questions, dict) or not isinstance(stages, list):
        return over, ()
    inside = {str(one["id"]): str(stage["stage"]) for stage in stages for one in stage["questions"]}
    unknown = tuple(
        over.issue(
            "unknown_translation",
            ("questions", name),
            {"id": name, "near": nearest(name, inside)},
        )
        for name in questions
        if name not in inside
    )
    data = {key: value for key, value in over.data.items() if key != "questions"}
    data["stages"] = _stages(data.get("stages"), questions, inside)
    lines = {_moved(path, inside): line for path, line in over.lines.items()}
    return Source(over.file, data, lines), unknown


def _stages(
    written: Written, questions: Mapping[str, Written], inside: Mapping[str, str]
) -> Written:
    stages = dict(written) if isinstance(written, dict) else {}
    for name, question in questions.items():
        stage = inside.get(name)
        if stage is not None:
            kept = stages.get(stage)
            texts = kept if isinstance(kept, dict) else {}
            there = {**texts.get("questions", {}), name: question}
            stages[stage] = {**texts, "questions": there}
    return stages


def _moved(path: Path, inside: Mapping[str, str]) -> Path:
    if path[:1] == ("questions",) and len(path) > 1 and path[1] in inside:
        return ("stages", inside[str(path[1])], *path)
    return path
