"""Finds each quantity of a text: its value, its unit, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from flows.wording.languages.number_words import NumberWords
from flows.wording.number_figures import FIGURES, value_of_figures
from flows.wording.spelled_number import spelled_run
from flows.wording.unclear import Unclear, UnclearReason

_HOURS: Final = (
    r"(?P<hours>\d{1,4}) ?(?:h|heures?|hours?) ?(?P<minutes>[0-5]?\d)(?: ?mi?n(?:utes?)?)?"
)
_TOKEN = re.compile(
    rf"{_HOURS}(?![^\W_])|(?P<figures>{FIGURES})|(?P<word>[^\W\d_][^\W_]*)|(?P<mark>[^\w\s]|_)"
)
CURRENCIES: Final = frozenset("€$£")
_DASHES: Final = frozenset("-−")
# More words than any number below the largest takes.
_LONGEST_RUN: Final = 40
_HALF: Final = Decimal("0.5")
# "2m" is two metres unless a currency stands beside it.
_SHY_SCALE: Final = "m"


@dataclass(frozen=True)
class Token:
    text: str
    start: int
    end: int
    figures: str = ""
    hours: Decimal | None = None


@dataclass(frozen=True)
class Quantity:
    value: Decimal | Unclear
    first: int  # its first token
    after: int  # the token that follows it
    unit: str = ""
    # What a scale multiplied: in "10 à 20 k€" it multiplies both.
    scale: int = 1
    is_about: bool = False
    is_article: bool = False
    is_vague: bool = False


def tokens_of(text: str) -> list[Token]:
    return [_token(found) for found in _TOKEN.finditer(text)]


def quantities_in(tokens: Sequence[Token], words: NumberWords) -> Iterator[Quantity]:
    position = 0
    while position < len(tokens):
        quantity = _quantity_at(tokens, position, words)
        if quantity is None:
            position += 1
            continue
        yield quantity
        position = quantity.after


def _token(found: re.Match[str]) -> Token:
    hours = None
    if found["hours"] is not None:
        exact = Decimal(found["hours"]) + Decimal(found["minutes"]) / 60
        hours = round(exact, 2)
    return Token(found[0], found.start(), found.end(), found["figures"] or "", hours)


def _quantity_at(tokens: Sequence[Token], first: int, words: NumberWords) -> Quantity | None:
    token = tokens[first]
    if token.hours is not None:
        return Quantity(token.hours, first, first + 1, unit="h")
    if token.figures:
        if _runs_into_letters(tokens, first):
            return Quantity(Unclear(UnclearReason.IMPOSSIBLE), first, first + 2)
        value = value_of_figures(token.figures, decimal_mark=words.decimal_mark)
        return _completed(tokens, first, first + 1, value, words)
    spelled = _spelled(tokens, first, words)
    if spelled is None:
        return None
    quantity = _completed(tokens, first, spelled[1], Decimal(spelled[0]), words)
    is_open = token.text not in words.bare and token.text not in words.small
    follows_vague = first > 0 and tokens[first - 1].text in words.vague
    return replace(quantity, is_vague=is_open or follows_vague)


def _spelled(tokens: Sequence[Token], first: int, words: NumberWords) -> tuple[int, int] | None:
    """The value of the words from there, and the token after them."""
    if tokens[first].text in words.collectives:
        return 1, first
    run = spelled_run([token.text for token in tokens[first : first + _LONGEST_RUN]], words)
    return None if run is None else (run[0], first + run[1])


def _runs_into_letters(tokens: Sequence[Token], position: int) -> bool:
    """1e400, 0x1F: figures among letters are no number that a person gives."""
    following = tokens[position + 1 : position + 2]
    return any(
        token.start == tokens[position].end and re.search(r"[^\W\d_]\d", token.text)
        for token in following
    )


def _completed(
    tokens: Sequence[Token], first: int, after: int, value: Decimal | Unclear, words: NumberWords
) -> Quantity:
    """Takes in the scale, the half, the unit and the sign around the value."""
    if isinstance(value, Unclear):
        return Quantity(value, first, after)
    if _is_negative(tokens, first, words):
        # A lone "douzaine" has not been passed yet.
        return Quantity(Unclear(UnclearReason.NEGATIVE), first, max(after, first + 1))
    is_article = after == first + 1 and tokens[first].text in words.articles
    spelled_scale = words.scales.get(tokens[after - 1].text, 1) if after > first else 1
    half, after = _half(tokens, after, words)
    scale = 1
    # A spelled number has taken its scales already, unless a half came between.
    if half or tokens[first].figures:
        scale, after = _scale(tokens, first, after, words)
    is_about = after < len(tokens) and tokens[after].text in words.collectives
    if is_about:
        scale, after = scale * words.collectives[tokens[after].text], after + 1
    value = (value + half * spelled_scale) * scale
    half, after = _half(tokens, after, words)
    value += half * max(scale, spelled_scale)
    unit, after = _unit(tokens, first, after, words)
    rest, after = _after_unit(tokens, after, unit, words)
    if _is_share(tokens, first, after, words):
        return Quantity(Unclear(UnclearReason.NOTHING), first, after)
    is_article = is_article and not unit and value == 1
    return Quantity(value + rest, first, after, unit, scale, is_about, is_article)


def _is_share(tokens: Sequence[Token], first: int, after: int, words: NumberWords) -> bool:
    """Whether a fraction stands beside: "trois quarts", "half a dozen"."""
    beside = [*tokens[max(first - 1, 0) : first], *tokens[after : after + 1]]
    return any(token.text in words.fractions for token in beside)


def _after_unit(
    tokens: Sequence[Token], after: int, unit: str, words: NumberWords
) -> tuple[Decimal, int]:
    """The half or the cents that follow a unit: "deux heures et demie", "12 € 50"."""
    if not unit:
        return Decimal(0), after
    if unit in CURRENCIES and after < len(tokens) and re.fullmatch(r"\d\d", tokens[after].text):
        return Decimal(tokens[after].text) / 100, after + 1
    return _half(tokens, after, words)


def _half(tokens: Sequence[Token], position: int, words: NumberWords) -> tuple[Decimal, int]:
    for phrase in words.halves:
        count = phrase.count(" ") + 1
        if phrase.split() == [token.text for token in tokens[position : position + count]]:
            return _HALF, position + count
    return Decimal(0), position


def _scale(
    tokens: Sequence[Token], first: int, position: int, words: NumberWords
) -> tuple[int, int]:
    word = tokens[position].text if position < len(tokens) else ""
    if word in words.scales:
        return words.scales[word], position + 1
    if word not in words.short_scales or not tokens[position - 1].figures:
        return 1, position
    beside = [*tokens[max(first - 1, 0) : first], *tokens[position + 1 : position + 2]]
    if word == _SHY_SCALE and not any(token.text in CURRENCIES for token in beside):
        return 1, position
    # "keur" is both a scale and a unit; the unit is read from the same word.
    return words.short_scales[word], position if word in words.units else position + 1


def _unit(tokens: Sequence[Token], first: int, after: int, words: NumberWords) -> tuple[str, int]:
    if after < len(tokens) and tokens[after].text in words.units:
        return words.units[tokens[after].text], after + 1
    before = tokens[first - 1].text if first else ""
    return (words.units[before] if before in {*CURRENCIES, "eur"} else ""), after


def _is_negative(tokens: Sequence[Token], first: int, words: NumberWords) -> bool:
    if first == 0:
        return False
    sign = tokens[first - 1]
    if sign.text in words.negatives:
        return True
    if sign.text not in _DASHES or (sign.text == "-" and sign.end != tokens[first].start):
        return False
    # After a word or a figure it is a hyphen or a range: 10-20, covid-19.
    return first == 1 or not tokens[first - 2].text[-1].isalnum()
