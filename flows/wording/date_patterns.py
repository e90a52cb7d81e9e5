"""Turns the patterns of a language into regular expressions, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from flows.wording.clean import fold
from flows.wording.languages import Language, language_named
from flows.wording.languages.date_words import Kind

_NAME = re.compile(r"(?<!\(\?P)<(\w+)>")
_SPACED = re.compile(r"(?<=[^\W\d_])[-.](?=[^\W_])|(?<=[^\W\d_])\.|'")


@cache
def patterns_of(code: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    language = language_named(code)
    fragments = _fragments(language)
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?:{_NAME.sub(lambda n: fragments[n[1]], pattern)})(?!\w)"))
        for kind, pattern in language.dates.patterns
    )


def prepared(text: str) -> str:
    """Folded, with a comma where a line ended and no hyphen, apostrophe or dot inside words."""
    folded = fold(text.replace("\n", " , ").replace("(", " , ").replace(")", " , "))
    return " ".join(_SPACED.sub(" ", folded).replace(" ,", ",").split())


def _fragments(language: Language) -> dict[str, str]:
    words, numbers = language.dates, language.numbers
    spelled = _spelled([*numbers.small, *numbers.articles], numbers.joiners)
    tables = {
        name: f"(?P<{name}>{_any_of(table)})(?!\\w)"
        for name in ("month", "weekday", "season", "part", "lean", "unit", "offset", "ordinal")
        for table in [getattr(words, name)]
    }
    return tables | {
        "day": rf"(?P<day>\d{{1,3}}(?![\d:])|(?:{_any_of(words.ordinal)}|{spelled})(?!\w))",
        "amount": rf"(?P<amount>\d{{1,6}}(?:[.,]\d{{1,2}})?|{spelled})",
        "digit": r"(?P<digit>\d)",
        "nearly": f"(?: (?:{_any_of(p for p in numbers.about if p[0].isalpha())}))?",
        "four_digits": r"(?P<year>\d{4})(?![.,]\d)",
        # Two figures are a year only at the end of what is said: "juin 12 personnes" has none.
        "year": rf"(?:,? (?:(?:{_any_of(words.before_year)}) )?(?P<year>\d{{4,9}}"
        r"|(?<=[a-z] )\d\d(?! ?[\w%€:]|[.,/-]\d)))?",
    }


def _spelled(words: Iterable[str], joiners: Iterable[str]) -> str:
    word = f"(?:{_any_of(words)})"
    return rf"{word}(?: (?:(?:{_any_of(joiners)}) )?{word}){{0,3}}"


def _any_of(words: Iterable[str]) -> str:
    """An alternation that prefers the longest, as an article begins many other words."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
