"""A text of the source beside the same in another language, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from flows.source import Path

__all__ = ["At", "Translation", "complete", "stamp_of"]

#: hexadecimal digits kept of what names a text: enough to see that it changed
DIGITS = 8


class At(NamedTuple):
    """A place in both files: where the source has a list, the overlay may have a mapping by id."""

    source: Path
    over: Path
    #: as in the overlay, when nothing is written in short there
    full: Path

    def down(self, step: str | int, by: str | int | None = None) -> At:
        below = step if by is None else by
        return At((*self.source, step), (*self.over, below), (*self.full, below))

    def short(self, step: str) -> At:
        """The overlay writes in this very place what the source writes under a key."""
        return At((*self.source, step), self.over, (*self.full, step))

    @property
    def path(self) -> Path:
        """In an overlay written in full: its questions are in no stage."""
        full = self.full
        return full[2:] if full[:1] == ("stages",) and full[2:3] == ("questions",) else full

    @property
    def name(self) -> str:
        """The path in words: `questions.public.nudge.1.say`."""
        return ".".join(str(step + 1 if isinstance(step, int) else step) for step in self.path)


@dataclass(frozen=True, slots=True)
class Translation:
    at: At
    #: as written in the source
    source: str
    #: in the other language; empty as long as nobody translated it
    said: str = ""
    #: words that are looked for in an answer, with commas between them
    is_words: bool = False

    @property
    def name(self) -> str:
        return self.at.name


def complete(
    languages: Iterable[str], translations: Mapping[str, Sequence[Translation]]
) -> tuple[str, ...]:
    """Those in which nothing is missing: only these are offered to people."""
    return tuple(
        language
        for language in languages
        if all(each.said for each in translations.get(language, ()))
    )


def stamp_of(text: str) -> str:
    """What names the source text that a translation was made from."""
    return sha256(text.encode()).hexdigest()[:DIGITS]
