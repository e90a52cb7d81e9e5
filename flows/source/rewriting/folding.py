"""Long texts on several lines, filled as an author would; lines that say the same stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

__all__ = ["WIDTH", "folded"]

#: columns of a line in the files that we ship
WIDTH = 120
#: less is hardly a line
NARROW = 60
#: where a line may end: at one space between two words
GAP = re.compile(r"(?<=\S) (?=\S)")


def folded(text: str, *, indent: int, before: Sequence[str] = ()) -> list[str]:
    """The lines of a folded block, without their indentation.

    Args:
        before: those that said the former text.
    """
    former = _paragraphs(before)
    width = _width(former, indent)
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            lines.append("")
        lines += _like(paragraph, former, width)
    return lines


def _like(paragraph: str, former: list[list[str]], width: int) -> list[str]:
    """Its lines; former ones that it still says are kept."""
    if not paragraph:
        return []
    nearest = max(former, key=lambda lines: _kept(paragraph, lines), default=[])
    if paragraph == " ".join(nearest):
        return nearest
    first = 0
    while first < len(nearest) - 1 and _begins(paragraph, nearest[: first + 1]):
        first += 1
    rest = paragraph.removeprefix(" ".join(nearest[:first])).removeprefix(" ")
    tails = {" ".join(nearest[number:]): number for number in range(first, len(nearest))}
    return [*nearest[:first], *_filled(rest, width, nearest, tails)]


def _begins(text: str, lines: Sequence[str]) -> bool:
    """It says these lines, and goes on with another word."""
    rest = text.removeprefix(" ".join(lines))
    return len(rest) < len(text) and bool(re.match(r" \S", rest))


def _kept(paragraph: str, lines: Sequence[str]) -> int:
    return sum(len(line) for line in lines if line in paragraph)


def _filled(
    text: str, width: int, before: Sequence[str], tails: Mapping[str, int]
) -> Iterator[str]:
    """Line by line, until what is left is what former lines say."""
    while text not in tails:
        cuts = [found.start() for found in GAP.finditer(text)]
        cut = max((at for at in cuts if at <= width), default=cuts[0] if cuts else 0)
        if not cut or len(text) <= width:
            yield text
            return
        yield text[:cut]
        text = text[cut + 1 :]
    yield from before[tails[text] :]


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def _width(former: Sequence[Sequence[str]], indent: int) -> int:
    """As wide as it was where it was broken: ours, if it may have been that."""
    ours = max(NARROW, WIDTH - indent)
    breaks = [(line, after.split(" ")[0]) for lines in former for line, after in pairwise(lines)]
    least = max((len(line) for line, _ in breaks), default=0)
    most = min((len(line) + len(word) for line, word in breaks), default=ours)
    return ours if least <= ours <= most or least < NARROW else least
