"""The data of an overlay laid over that of its source: each text in its place, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flows.issue import Issue
from flows.near import nearest
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
from flows.untranslated import needs_words, texts_missing

__all__ = ["merge"]


def merge(model: type[Part], source: Source, over: Source) -> tuple[Source, tuple[Issue, ...]]:
    """The whole in the language of the overlay, with the lines of its file; and what it lacks."""
    merging = _Merging(over)
    data = merging.part(shape_of(model), source.data, over.data, At((), ()))
    return Source(over.file, data, merging.lines), tuple(merging.issues)


class At(NamedTuple):
    """A place in both files: where the source has a list, the overlay may have a mapping by id."""

    source: Path
    over: Path

    def down(self, step: str | int, by: str | int | None = None) -> At:
        return At((*self.source, step), (*self.over, step if by is None else by))


class _Merging:
    def __init__(self, over: Source) -> None:
        self.over = over
        self.lines: dict[Path, int] = {}
        self.issues: list[Issue] = []

    def part(
        self, shape: PartShape, written: Mapping[str, Written], over: Written, at: At
    ) -> dict[str, Written]:
        """A part, each of its texts in the other language."""
        said = over if isinstance(over, dict) else self._short(shape, written, over, at)
        if said is None:
            return dict(written)
        self._strangers(shape, written, said, at)
        merged = dict(written)
        for key, value in written.items():
            field = shape.fields.get(key, LEAF)
            if not holds_texts(field):
                continue
            inside = at.down(key) if said is over else At((*at.source, key), at.over)
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
        if isinstance(over, str):
            return over
        if needs_words(Shown(), written):
            self._tell("text_expected", at, key=_key(at.over), written=over)
        return written

    def _words(self, written: Written, over: Written, at: At) -> Written:
        """A test with words of this language: the same test."""
        if not needs_words(Worded(), written):
            self._tell("not_a_text", at, key=_key(at.over))
            return written
        if isinstance(over, dict) and over.keys() == written.keys():
            return over
        self._tell("test_not_restated", at, test=next(iter(written)))
        return written

    def _list(self, item: Shape, written: Written, over: Written, at: At) -> Written:
        name = id_key(item)
        if name:
            return self._by_id(item, written, over, at)
        if not isinstance(over, list):
            self._tell("list_expected", at, key=_key(at.over), written=over)
            return written
        if len(over) != len(written):
            self._tell("list_length", at, expected=len(written), found=len(over))
            return written
        return [
            self._value(item, value, over[number], at.down(number))
            for number, value in enumerate(written)
        ]

    def _by_id(self, item: Shape, written: Sequence[Written], over: Written, at: At) -> Written:
        if not isinstance(over, dict):
            self._tell("mapping_by_id", at, key=_key(at.over))
            return written
        ids = [str(value[id_key(item)]) for value in written]
        self._unknown(over, ids, at)
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
            return written
        self._unknown(over, list(written), at)
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
        if over is not None or any(texts_missing(shape, written)):
            self._tell("mapping_expected", at, key=_key(at.over), written=over)
        return None

    def _strangers(
        self,
        shape: PartShape,
        written: Mapping[str, Written],
        over: Mapping[str, Written],
        at: At,
    ) -> None:
        """Keys that the overlay may not have here."""
        for key in over:
            field = shape.fields.get(key)
            if field is None:
                near = nearest(key, shape.fields)
                self._tell("unknown_key", at.down(key), key=key, near=near)
            elif not holds_texts(field):
                self._tell("not_a_text", at.down(key), key=key)
            elif key not in written:
                self._tell("text_without_source", at.down(key), key=key)

    def _unknown(self, over: Mapping[str, Written], ids: Sequence[str], at: At) -> None:
        for name in over.keys() - set(ids):
            self._tell("unknown_translation", at.down(name), id=name, near=nearest(name, ids))

    def _absent(self, shape: Shape, written: Written, at: At) -> None:
        missing = next(texts_missing(shape, written), "")
        if missing:
            self._tell("translation_missing", at, key=_key(at.over), text=missing)

    def _tell(self, code: str, at: At, **params: object) -> None:
        code = "empty_value" if params.get("written", code) is None else code
        self.issues.append(self.over.issue(code, at.over, params))


def _key(path: Path) -> str:
    return str(path[-1]) if path else ""
