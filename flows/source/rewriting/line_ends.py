"""The text of a file as it is kept, and the same with plain line ends to look into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Kept", "Splice"]

MARK = "\ufeff"
ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """What takes the place of a piece of a plain text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A file with the line ends and the byte order mark that its editor gave it."""

    text: str

    @property
    def plain(self) -> str:
        return ENDS.sub("\n", self.text.removeprefix(MARK))

    def spliced(self, splices: Sequence[Splice]) -> str:
        """The same with some pieces of its plain text replaced; what is around is not touched."""
        starts = self._starts()
        pieces, at = [], 0
        for splice in sorted(splices):
            pieces += [self.text[at : starts[splice.start]], self._ended(splice.text)]
            at = starts[splice.end]
        return "".join([*pieces, self.text[at:]])

    def _starts(self) -> list[int]:
        """Where each letter of the plain text stands in this one."""
        begin = len(MARK) if self.text.startswith(MARK) else 0
        if "\r\n" not in self.text:
            return list(range(begin, len(self.text) + 1))
        letters = range(begin, len(self.text))
        inside = [at for at in letters if self.text[at - 1 : at + 1] != "\r\n"]
        return [*inside, len(self.text)]

    def _ended(self, text: str) -> str:
        """With the line ends of most of the file."""
        ends = ENDS.findall(self.text)
        most = max(("\n", "\r\n", "\r"), key=ends.count)
        return text.replace("\n", most)
