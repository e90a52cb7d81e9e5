"""Numbers in figures, with the marks of French, English and Swiss habits told apart."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from flows.wording.unclear import Unclear, UnclearReason

# Groups of three after spaces or apostrophes; or figures with dots and commas.
FIGURES: Final = r"\d{1,3}(?:[ ']\d{3})++(?!\d)(?:[.,]\d++)?|\d++(?:[.,]\d++)*+|(?<![\w.,])[.,]\d++"
MOST_FIGURES: Final = 15

_MARKED = re.compile(r"([.,])")
_GROUP: Final = 3


def value_of_figures(written: str, *, decimal_mark: str) -> Decimal | Unclear:
    bare = re.sub("[ ']", "", written)
    if sum(character.isdecimal() for character in bare.split(decimal_mark)[0]) > MOST_FIGURES:
        return Unclear(UnclearReason.OUT_OF_RANGE)
    first, *rest = _MARKED.split(bare)
    marks, groups = rest[::2], rest[1::2]
    if bare != written:
        # The thousands are grouped already: one mark more is the decimal one.
        return _decimal(first, groups[0] if groups else "")
    if len(set(marks)) > 1:
        return _mixed(first, marks, groups)
    if len(marks) > 1:
        return _thousands(first, groups)
    if not marks:
        return Decimal(first)
    if not _is_grouped(first, groups):
        return _decimal(first, groups[0])
    # 1.500 is a thousand and a half in French; 1,500 could be meant as in English.
    return (
        Unclear(UnclearReason.AMBIGUOUS) if marks[0] == decimal_mark else _thousands(first, groups)
    )


def _mixed(first: str, marks: list[str], groups: list[str]) -> Decimal | Unclear:
    """The last mark is the decimal one when all the others are the other one."""
    if marks.count(marks[-1]) > 1:
        return Unclear(UnclearReason.IMPOSSIBLE)
    whole = _thousands(first, groups[:-1])
    return whole if isinstance(whole, Unclear) else _decimal(str(whole), groups[-1])


def _thousands(first: str, groups: list[str]) -> Decimal | Unclear:
    if not _is_grouped(first, groups):
        return Unclear(UnclearReason.IMPOSSIBLE)
    return Decimal(first + "".join(groups))


def _is_grouped(first: str, groups: list[str]) -> bool:
    begins_well = 1 <= len(first) <= _GROUP and int(first[0]) != 0
    return begins_well and all(len(group) == _GROUP for group in groups)


def _decimal(whole: str, fraction: str) -> Decimal:
    return Decimal(f"{whole or 0}.{fraction or 0}")
