"""A definition in each of its languages: the file it was written in, and the overlays on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from flows.issue import Issue
from flows.merging import Merged, merge
from flows.migrations import upgrade
from flows.near import nearest
from flows.part import Part
from flows.run import Written
from flows.source import Path, Source, read_source
from flows.stamps import STAMPS, read_stamps, stale
from flows.translation import Translation, complete
from flows.validation import validate

__all__ = ["Translated", "read_languages"]

Model = TypeVar("Model", bound=Part)

#: keys at the top of an overlay that are no texts
HEADER = ("format", "language", STAMPS)
#: what is missing of one file, told one by one: the others are counted
TOLD_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Translated(Generic[Model]):
    """A definition in the languages in which it could be read, the one it was written in first."""

    models: Mapping[str, Model]
    #: the data in each language, with the lines of the file of that language
    sources: Mapping[str, Source]
    issues: tuple[Issue, ...]
    #: by the language of each overlay that could be read, all that it is to say
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)
    #: by language, what the texts of its overlay were translated from
    stamps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def complete(self) -> tuple[str, ...]:
        """The languages in which nothing is missing."""
        return complete(self.models, self.translations)

    def file(self, language: str) -> str:
        """The name of the file of a language."""
        return self.sources[language].file


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
    model: type[Model], found: Translated[Model], over: tuple[_Over | None, tuple[Issue, ...]]
) -> Translated[Model]:
    whole, issues = over
    issues = (*found.issues, *issues)
    if whole is None:
        return replace(found, issues=issues)
    read = validate(model, whole.source)
    if isinstance(read, tuple):
        return replace(found, issues=(*issues, *read))
    language = str(whole.source.data["language"])
    return Translated(
        {**found.models, language: read},
        {**found.sources, language: whole.source},
        issues,
        {**found.translations, language: whole.translations},
        {**found.stamps, language: whole.stamps},
    )


@dataclass(frozen=True, slots=True)
class _Over:
    """An overlay laid over its source."""

    source: Source
    translations: tuple[Translation, ...]
    stamps: Mapping[str, str]


def _overlay(
    model: type[Part], source: Source, content: bytes, name: str, language: re.Match[str]
) -> tuple[_Over | None, tuple[Issue, ...]]:
    """The data in another language, when there is enough of it to be read."""
    over = _read(content, language[0])
    if not isinstance(over, Source):
        return None, over
    wrong = _header(source, over, name, language[1])
    if wrong:
        return None, wrong
    body = {key: value for key, value in over.data.items() if key not in (*HEADER, name)}
    nested, unknown = _nested(source, replace(over, data=body))
    merged = merge(model, source, nested)
    data = {**merged.source.data, "language": over.data["language"]}
    lines = {**merged.source.lines, ("language",): over.line(("language",))}
    stamps, bad = read_stamps(over)
    old = stale(nested, merged.translations, stamps)
    whole = _Over(Source(over.file, data, lines), merged.translations, stamps)
    return whole, (*unknown, *_told(over, merged), *bad, *old)


def _told(over: Source, merged: Merged) -> Iterator[Issue]:
    """What is wrong, and the first things that are missing, with how many there are."""
    missing = [issue for issue in merged.issues if issue.code == "translation_missing"]
    yield from (issue for issue in merged.issues if issue.code != "translation_missing")
    yield from missing[:TOLD_AT_MOST]
    count = sum(1 for each in merged.translations if not each.said)
    if count:
        params = {"language": over.data["language"], "missing": count}
        of = len(merged.translations)
        yield over.advice("language_unfinished", ("language",), {**params, "of": of})


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
