"""What each text of an overlay was translated from: the block `translated` at its end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from flows.issue import Issue
from flows.source import Source
from flows.translation import Translation, stamp_of

__all__ = ["STAMPS", "is_stale", "read_stamps", "renewed", "stale", "stamped"]

STAMPS = "translated"
LINE = re.compile(r"(\S+) +([0-9a-f]{8})")
#: the block in a file: its key, and every line below that is empty or stands further in
BLOCK = re.compile(rf"^{STAMPS}:.*\n?(?:[ \t]+.*\n?|[ \t]*\n)*", re.MULTILINE)


def read_stamps(over: Source) -> tuple[Mapping[str, str], tuple[Issue, ...]]:
    """By the name of a text, what names the source that it was translated from."""
    written = over.data.get(STAMPS)
    if written is None:
        return {}, ()
    if not isinstance(written, str):
        return {}, (over.issue("bad_stamp", (STAMPS,)),)
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    found = [(line, LINE.fullmatch(line)) for line in lines]
    strange = next((line for line, match in found if match is None), None)
    wrong = () if strange is None else (over.issue("bad_stamp", (STAMPS,), {"written": strange}),)
    return {match[1]: match[2] for _, match in found if match}, wrong


def is_stale(translation: Translation, stamps: Mapping[str, str]) -> bool:
    """It says what the source said once; not known of what has no stamp."""
    stamp = stamps.get(translation.name) if translation.said else None
    return stamp is not None and stamp != stamp_of(translation.source)


def stale(
    over: Source, translations: Iterable[Translation], stamps: Mapping[str, str]
) -> Iterator[Issue]:
    """Texts whose source changed since they were translated."""
    for each in translations:
        if is_stale(each, stamps):
            params = {"name": each.name, "source": each.source, "translation": each.said}
            yield over.advice("translation_stale", each.at.over, params)


def renewed(
    translations: Iterable[Translation], stamps: Mapping[str, str], names: Collection[str]
) -> dict[str, str]:
    """The stamps that a file should have: those that it had for the texts still there, and new ones
    for those that are named, which say today's source.
    """
    found = {each.name: each for each in translations if each.said}
    return {
        name: stamp_of(each.source) if name in names else stamps[name]
        for name, each in found.items()
        if name in names or name in stamps
    }


def stamped(content: str, stamps: Mapping[str, str]) -> str:
    """The file with these stamps at its end; all else of it to the letter."""
    ending = "\r\n" if "\r\n" in content else "\n"
    rest = BLOCK.sub("", content.replace("\r\n", "\n")).rstrip("\n")
    lines = [f"  {name} {stamp}" for name, stamp in stamps.items()]
    block = [f"{STAMPS}: |", *lines] if lines else []
    return "\n".join([rest, *block, ""]).replace("\n", ending)
