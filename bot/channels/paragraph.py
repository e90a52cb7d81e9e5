"""A paragraph on a screen: folded at its width, never at a space that must not break."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

__all__ = ["folded"]

#: spaces that hold words together, and what stands for them meanwhile: rich would break lines
#: there too, and a French line would begin with its question mark
HELD = str.maketrans({"\u00a0": "\ue000", "\u202f": "\ue001"})
FREED = str.maketrans({"\ue000": "\u00a0", "\ue001": "\u202f"})


def folded(text: Text, console: Console, *, indent: int = 0) -> Iterator[Text]:
    """The lines of a text, those after the first one set in by some columns."""
    for paragraph in text.split("\n", allow_blank=True):
        paragraph.plain = paragraph.plain.translate(HELD)
        lines = paragraph.wrap(console, max(console.width - indent, 20)) or [Text()]
        for number, line in enumerate(lines):
            line.rstrip()
            line.plain = line.plain.translate(FREED)
            yield line if number == 0 else Text.assemble(" " * indent, line)
