"""Two versions of one part of a definition, field by field: its texts, and the rest of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from flows.changes import Detail
from flows.part import Part
from flows.run import Written
from flows.source import Path
from flows.texts import texts

__all__ = ["otherwise", "reworded", "said"]


def reworded(
    before: Part, after: Part, *, language: str = "", without: Collection[str] = ()
) -> tuple[Detail, ...]:
    """The texts for people that differ, in the order of the present ones."""
    former, present = _texts(before, without), _texts(after, without)
    return tuple(
        Detail(key, former.get(key, ""), present.get(key, ""), language)
        for key in dict.fromkeys((*present, *former))
        if former.get(key, "") != present.get(key, "")
    )


def otherwise(before: Part, after: Part, *, without: Collection[str] = ()) -> tuple[Detail, ...]:
    """The fields that differ in more than their texts."""
    former, present = _wordless(before, without), _wordless(after, without)
    return tuple(
        Detail(key, said(former.get(key)), said(present.get(key)))
        for key in dict.fromkeys((*present, *former))
        if former.get(key) != present.get(key)
    )


def said(value: Written) -> str:
    """A value as an author would write it on one line; empty for none."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _texts(part: Part, without: Collection[str]) -> Mapping[str, str]:
    found = texts(type(part), _written(part, without))
    return {".".join(map(str, path)): text for path, text in found}


def _written(part: Part, without: Collection[str]) -> dict[str, Any]:
    written = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: value for key, value in written.items() if key not in without}


def _wordless(part: Part, without: Collection[str]) -> dict[str, Written]:
    """What is written, with room where its texts were; a text of its own is no field of these."""
    written = _written(part, without)
    paths = {path for path, _ in texts(type(part), written)}
    return {key: value for key, value in _blanked(written, paths) if (key,) not in paths}


def _blanked(written: dict[str, Any], paths: set[Path]) -> Iterator[tuple[str, Written]]:
    for key, value in written.items():
        yield key, _blank(value, (key,), paths)


def _blank(value: Written, path: Path, paths: set[Path]) -> Written:
    if path in paths:
        return ""
    match value:
        case dict():
            return {key: _blank(one, (*path, key), paths) for key, one in value.items()}
        case list():
            return [_blank(one, (*path, number), paths) for number, one in enumerate(value)]
        case _:
            return value
