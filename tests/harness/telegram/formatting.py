"""Texts with their markup read, their length counted after it, and their entities checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.harness.telegram.answers import BAD_REQUEST, answer
from tests.harness.telegram.breaches import BreachKind
from tests.harness.telegram.html_markup import BadMarkup, read_html
from tests.harness.telegram.inspection import Inspection
from tests.harness.telegram.markdown_markup import read_markdown
from tests.harness.telegram.texts import Formatted, units

__all__ = ["check_formatted"]

#: field: its parse mode, its entities, and the most characters it may have
SIBLINGS = {
    "text": ("parse_mode", "entities", 4096),
    "caption": ("parse_mode", "caption_entities", 1024),
    "quote": ("quote_parse_mode", "quote_entities", 1024),
}
#: bytes of a text before its markup is read
MOST_BYTES = 32768


def check_formatted(
    inspection: Inspection,
    name: str,
    value: Mapping[str, Any],
    where: str,
    *,
    may_be_empty: bool = False,
) -> Formatted:
    """The text as it will be shown; empty if it is wrong."""
    raw, (mode, entities, most) = value.get(name), SIBLINGS[name]
    if not isinstance(raw, str):
        return Formatted("")  # noted as a wrong type
    path = f"{where}.{name}"
    if len(raw.encode()) > MOST_BYTES:
        inspection.note(BreachKind.LENGTH, path, "over 32 kB", BAD_REQUEST + "text is too long")
        return Formatted("")
    given = value.get(entities)
    shown = read(inspection, raw, value.get(mode), path)
    if isinstance(given, list):
        if mode in value:
            inspection.note(BreachKind.ENTITY, path, f"both {mode} and {entities}")
        else:
            check_entities(inspection, raw, given, f"{where}.{entities}")
            shown = Formatted(raw, tuple(each for each in given if isinstance(each, dict)))
    shown = shown.trimmed()
    count(inspection, name, shown.text, path, most=most, may_be_empty=may_be_empty)
    return shown


def read(inspection: Inspection, raw: str, mode: object, path: str) -> Formatted:
    try:
        if mode == "HTML":
            shown, doubts = read_html(raw)
            for doubt in doubts:
                inspection.note(BreachKind.MARKUP, path, doubt)
            return shown
        return read_markdown(raw) if mode == "MarkdownV2" else Formatted(raw)
    except BadMarkup as bad:
        inspection.note(
            BreachKind.MARKUP, path, str(bad), f"{BAD_REQUEST}can't parse entities: {bad}"
        )
        return Formatted(raw)


def count(
    inspection: Inspection, name: str, text: str, path: str, *, most: int, may_be_empty: bool
) -> None:
    if len(text) > most:
        told = answer(BreachKind.LENGTH, name=name)
        inspection.note(BreachKind.LENGTH, path, f"{len(text)} characters", told)
    elif not text and name == "text" and not may_be_empty:
        inspection.note(BreachKind.LENGTH, path, "is empty", BAD_REQUEST + "message text is empty")


def check_entities(inspection: Inspection, text: str, entities: list[Any], where: str) -> None:
    """Offsets and lengths are UTF-16 units; they stay inside, and never cut a character."""
    whole = units(text)
    edges = boundaries(text)
    for index, entity in enumerate(entities):
        if not isinstance(entity, dict):
            continue  # noted as a wrong type
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int):
            continue
        path = f"{where}[{index}]"
        if offset < 0 or length <= 0 or offset + length > whole:
            told = (
                f"{BAD_REQUEST}entity beginning at UTF-16 offset {offset} "
                f"ends after the end of the text at UTF-16 offset {whole}"
            )
            inspection.note(BreachKind.ENTITY, path, f"{offset}+{length} of {whole}", told)
        elif not {offset, offset + length} <= edges:
            told = (
                f"{BAD_REQUEST}entity begins in a middle of a UTF-16 symbol at byte offset {offset}"
            )
            inspection.note(BreachKind.ENTITY, path, "cuts a character", told)


def boundaries(text: str) -> set[int]:
    edges, position = {0}, 0
    for character in text:
        position += 1 + (ord(character) > 0xFFFF)
        edges.add(position)
    return edges
