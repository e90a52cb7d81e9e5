"""The data of an overlay laid over that of its source: each text in its place, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.issue import Issue
from flows.part import Part
from flows.run import Written
from flows.shape import (
    LEAF,
    Each,
    Entries,
    PartShape,
    Shape,
    Shown,
    Worded,
    choose,
    holds_texts,
    id_key,
    shape_of,
)
from flows.source import Path, Source
from flows.strangers import strange_ids, strange_keys
from flows.translation import At, Translation
from flows.untranslated import needs_words, untranslated, words_of

__all__ = ["Merged", "merge"]


@dataclass(frozen=True, slots=True)
class Merged:
    """The whole in the language of an overlay; what it lacks is as the source says it."""

    #: with the lines of the file of the overlay
    source: Source
    #: every text that takes words, in the order of the source
    translations: tuple[Translation, ...]
    issues: tuple[Issue, ...]


def merge(model: type[Part], source: Source, over: Source) -> Merged:
    """The texts of an overlay in the places of those of its source."""
    merging = _Merging(over)
    data = merging.part(shape_of(model), source.data, over.data, At((), (), ()))
    found = tuple(merging.translations)
    return Merged(Source(over.file, data, merging.lines), found, tuple(merging.issues))


class _Merging:
    def __init__(self, over: Source) -> None:
        self.over = over
        self.lines: dict[Path, int] = {}
        self.translations: list[Translation] = []
        self.issues: list[Issue] = []

    def part(
        self, shape: PartShape, written: Mapping[str, Written], over: Written, at: At
    ) -> dict[str, Written]:
        """A part, each of its texts in the other language."""
        said = over if isinstance(over, dict) else self._short(shape, written, over, at)
        if said is None:
            self.translations += untranslated(shape, written, at)
            return dict(written)
        self.issues += strange_keys(shape, written, said, at=at, over=self.over)
        merged = dict(written)
        for key, value in written.items():
            field = shape.fields.get(key, LEAF)
            if not holds_texts(field):
                continue
            inside = at.down(key) if said is over else at.short(key)
            if key in said:
                merged[key] = self._value(field, value, said[key], inside)
            else:
                self._absent(field, value, at.down(key))
        return merged

    def _value(self, shape: Shape, written: Written, over: Written, at: At) -> Written:
        self.lines[at.source] = self.over.line(at.over)
        match choose(shape, written):
            case Shown():
                return self._text(written, over, at)
            case PartShape() as part:
                return self.part(part, written, over, at)
            case Each(item):
                return self._list(item, written, over, at)
            case Entries(item):
                return self._entries(item, written, over, at)
            case Worded():
                return self._words(written, over, at)
            case _:
                return written

    def _text(self, written: Written, over: Written, at: At) -> Written:
        if not needs_words(Shown(), written):
            return over if isinstance(over, str) else written
        if not isinstance(over, str):
            self._tell("text_expected", at, key=_key(at.over), written=over)
        elif over.strip():
            self.translations.append(Translation(at, written, over))
            return over
        else:  # room that somebody left for it
            self._missing(at, written)
        self.translations.append(Translation(at, written))
        return written

    def _words(self, written: Written, over: Written, at: At) -> Written:
        """A test with words of this language: the same test."""
        if not needs_words(Worded(), written):
            self._tell("not_a_text", at, key=_key(at.over))
            return written
        is_same = isinstance(over, dict) and over.keys() == written.keys()
        said = words_of(over) if is_same and needs_words(Worded(), over) else ""
        self.translations.append(Translation(at, words_of(written), said, is_words=True))
        if is_same:
            return over
        self._tell("test_not_restated", at, test=next(iter(written)))
        return written

    def _list(self, item: Shape, written: Written, over: Written, at: At) -> Written:
        name = id_key(item)
        if name:
            return self._by_id(item, written, over, at)
        if not isinstance(over, list):
            self._tell("list_expected", at, key=_key(at.over), written=over)
            return self._as_written(Each(item), written, at)
        if len(over) != len(written):
            self._tell("list_length", at, expected=len(written), found=len(over))
            return self._as_written(Each(item), written, at)
        return [
            self._value(item, value, over[number], at.down(number))
            for number, value in enumerate(written)
        ]

    def _by_id(self, item: Shape, written: Sequence[Written], over: Written, at: At) -> Written:
        if not isinstance(over, dict):
            self._tell("mapping_by_id", at, key=_key(at.over))
            return self._as_written(Each(item), written, at)
        ids = [str(value[id_key(item)]) for value in written]
        self.issues += strange_ids(over, ids, at=at, over=self.over)
        merged = []
        for number, (one, value) in enumerate(zip(ids, written, strict=True)):
            inside = at.down(number, by=one)
            if one in over:
                merged.append(self._value(item, value, over[one], inside))
            else:
                self._absent(item, value, inside)
                merged.append(value)
        return merged

    def _entries(
        self, item: Shape, written: Mapping[str, Written], over: Written, at: At
    ) -> Written:
        if not isinstance(over, dict):
            self._tell("mapping_expected", at, key=_key(at.over), written=over)
            return self._as_written(Entries(item), written, at)
        self.issues += strange_ids(over, list(written), at=at, over=self.over)
        merged = dict(written)
        for key, value in written.items():
            if key in over:
                merged[key] = self._value(item, value, over[key], at.down(key))
            else:
                self._absent(item, value, at.down(key))
        return merged

    def _short(
        self, shape: PartShape, written: Mapping[str, Written], over: Written, at: At
    ) -> Mapping[str, Written] | None:
        """A part of which the overlay gives only the text: under the key that it stands for."""
        kind = Each if isinstance(over, list) else Shown
        keys = [key for key, field in shape.fields.items() if isinstance(field, kind)]
        key = "text" if "text" in keys else next(iter(keys), "")
        if isinstance(over, (str, list)) and key in written:
            return {key: over}
        if over is not None or any(untranslated(shape, written, at)):
            self._tell("mapping_expected", at, key=_key(at.over), written=over)
        return None

    def _absent(self, shape: Shape, written: Written, at: At) -> None:
        missing = list(untranslated(shape, written, at))
        self.translations += missing
        if missing:
            self._missing(at, missing[0].source)

    def _as_written(self, shape: Shape, written: Written, at: At) -> Written:
        """What the overlay says here cannot be taken for a translation."""
        self.translations += untranslated(shape, written, at)
        return written

    def _missing(self, at: At, text: str) -> None:
        params = {"key": _key(at.over), "text": text}
        self.issues.append(self.over.advice("translation_missing", at.over, params))

    def _tell(self, code: str, at: At, **params: object) -> None:
        code = "empty_value" if params.get("written", code) is None else code
        self.issues.append(self.over.issue(code, at.over, params))


def _key(path: Path) -> str:
    return str(path[-1]) if path else ""
