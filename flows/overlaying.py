"""The data of an overlay with some of its texts said anew, in the shape that its author gave it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flows.run import Written
from flows.source import Path, Source
from flows.translation import Translation

__all__ = ["overlaid", "words_in"]

#: what stands in a list for a text that nobody translated yet, and for a part without any
NO_TEXT = ""
BETWEEN_WORDS = re.compile(r"[,;\n]")


def overlaid(
    over: Written,
    source: Source,
    translations: Sequence[Translation],
    said: Mapping[str, str],
) -> Any:  # noqa: ANN401  what a file says
    """The data of the file after this.

    Args:
        over: the data of the file as it is.
        translations: every text that it is to say.
        said: by the name of a text.
    """
    blanks, shorts = _blanks(source, translations), dict(_shorts(translations))
    for each in translations:
        if each.name in said:
            steps, skipped = _steps(over, each)
            writing = _Writing(steps, skipped, blanks, shorts, _value(each, source, said))
            over = writing.into(over, 0)
    return over


def words_in(text: str) -> list[str]:
    """Words written with commas between them, or one a line."""
    return [word.strip() for word in BETWEEN_WORDS.split(text) if word.strip()]


def _value(each: Translation, source: Source, said: Mapping[str, str]) -> Written:
    if not each.is_words:
        return said[each.name]
    written = source.at(each.at.source)
    return {next(iter(written)): words_in(said[each.name])}


def _steps(over: Written, each: Translation) -> tuple[Path, frozenset[int]]:
    """Where a text stands in the file in full, and which of these steps are left out there."""
    full, path = each.at.full, each.at.path
    left_out, at = set(), 0
    for number, step in enumerate(full):
        if at < len(each.at.over) and each.at.over[at] == step:
            at += 1
        else:
            left_out.add(number)
    cut = len(full) - len(path)
    if cut and _stands_in_stage(over, full):
        return full, frozenset(left_out)
    return path, frozenset(number - cut for number in left_out)


def _stands_in_stage(over: Any, full: Path) -> bool:  # noqa: ANN401
    for step in full[:4]:
        if not isinstance(over, dict) or step not in over:
            return False
        over = over[step]
    return True


def _shorts(translations: Iterable[Translation]) -> Iterator[tuple[Path, str]]:
    """The key that a text in short stands for, by where it stands."""
    for each in translations:
        if each.at.over != each.at.full and isinstance(each.at.full[-1], str):
            yield each.at.path[:-1], each.at.full[-1]


def _blanks(source: Source, translations: Iterable[Translation]) -> Mapping[Path, list[Written]]:
    """By the place of a list without ids, what stands in it before anything is translated."""
    found: dict[Path, list[Written]] = {}
    for each in translations:
        full, path = each.at.full, each.at.path
        cut = len(full) - len(path)
        for depth, step in enumerate(full):
            if isinstance(step, int):
                count = len(source.at(each.at.source[:depth]))
                for place in (full[:depth], path[: depth - cut]):
                    items = found.setdefault(place, [None] * count)
                    items[step] = NO_TEXT if depth == len(full) - 1 else {}
    return found


class _Writing:
    """One text on its way to its place."""

    def __init__(
        self,
        steps: Path,
        skipped: frozenset[int],
        blanks: Mapping[Path, list[Written]],
        shorts: Mapping[Path, str],
        value: Written,
    ) -> None:
        self.steps, self.skipped = steps, skipped
        self.blanks, self.shorts, self.value = blanks, shorts, value

    def into(self, held: Any, depth: int) -> Any:  # noqa: ANN401  what a file says
        """What is held at a depth, with the text in it."""
        if depth == len(self.steps):
            return self.value
        if depth in self.skipped and isinstance(held, (str, list)) and held:
            return self.into(held, depth + 1)
        step = self.steps[depth]
        if isinstance(step, int):
            items = self._items(held, depth)
            items[step] = self.into(items[step], depth + 1)
            return items
        there = self._mapping(held, depth)
        return {**there, step: self.into(there.get(step), depth + 1)}

    def _mapping(self, held: Any, depth: int) -> dict[str, Any]:  # noqa: ANN401
        if isinstance(held, dict):
            return held
        key = self.shorts.get(self.steps[:depth])
        return {key: held} if key and held else {}

    def _items(self, held: Any, depth: int) -> list[Any]:  # noqa: ANN401
        """As many as the source has; those that were there stay in their rank."""
        blank = list(self.blanks[self.steps[:depth]])
        if not isinstance(held, list):
            return blank
        if len(held) == len(blank):
            return list(held)
        kept = [*held[: len(blank)], *blank[len(held) :]]
        return [
            one if type(one) is type(room) else room for one, room in zip(kept, blank, strict=True)
        ]
