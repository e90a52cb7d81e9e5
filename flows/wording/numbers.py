"""Reads the number in what people type, and shows it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from flows.wording.clean import fold, plain_words
from flows.wording.hedges import without_hedges
from flows.wording.languages import language_named
from flows.wording.languages.number_words import NumberWords
from flows.wording.number_figures import MOST_FIGURES
from flows.wording.quantities import CURRENCIES, Quantity, Token, quantities_in, tokens_of
from flows.wording.unclear import LONGEST_READ, Unclear, UnclearReason
from flows.wording.written_number import Approximate, WrittenNumber, digits

__all__ = [
    "Approximate",
    "Unclear",
    "UnclearReason",
    "WrittenNumber",
    "read_number",
    "show_number",
]

_LARGEST: Final = Decimal(10) ** MOST_FIGURES
# Two lines are two numbers, and a half is a decimal.
_WRITTEN_OUT: Final = str.maketrans({"\n": " ; ", "½": ",5", "¼": ",25", "¾": ",75"})
# "un" alone is a number only in a very short answer: "une personne".
_SHORT_ANSWER: Final = 3


def read_number(text: str, *, language: str) -> WrittenNumber | Approximate | Unclear:
    """The one number in the text, or what is needed to ask about an estimate."""
    if len(text) > LONGEST_READ:
        return Unclear(UnclearReason.TOO_LONG)
    words = language_named(language).numbers
    heard, is_hedged = without_hedges(_prepared(text, words), language)
    tokens = tokens_of(heard)
    quantities = _meant(list(quantities_in(tokens, words)), tokens, words)
    if not quantities:
        return _without_number(text, words)
    return _settled(quantities, tokens, words, is_hedged=is_hedged)


def show_number(value: Decimal | int, *, language: str, unit: str = "") -> str:
    words = language_named(language).numbers
    if not Decimal(value).is_finite():
        raise ValueError(f"Not a number that can be shown: {value}")
    whole, _, fraction = digits(abs(Decimal(value))).partition(".")
    shown = f"{int(whole):,}".replace(",", words.thousands_mark)
    if fraction:
        # Cents come in twos.
        fraction = fraction.ljust(2, "0") if unit in CURRENCIES else fraction
        shown += words.decimal_mark + fraction
    sign = "−" if value < 0 else ""
    if unit in words.units_before_number:
        return f"{sign}{unit}{shown}"
    space = "" if unit in words.units_touching_number else words.space_before_unit
    return f"{sign}{shown}{space}{unit}" if unit else f"{sign}{shown}"


def _prepared(text: str, words: NumberWords) -> str:
    folded = fold(text.translate(_WRITTEN_OUT))
    folded = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])|(?<!\d)'|'(?!\d)", " ", folded)
    for phrase, sign in words.signs.items():
        folded = re.sub(rf"(?<!\w){phrase}(?!\w)", sign, folded)
    return folded


def _meant(
    quantities: Sequence[Quantity], tokens: Sequence[Token], words: NumberWords
) -> list[Quantity]:
    """All but the articles, which count in a short answer when nothing else does."""
    firm = [q for q in quantities if not q.is_article and not q.is_vague]
    is_vague = any(token.text in words.vague for token in tokens)
    if firm or is_vague or len(tokens) > _SHORT_ANSWER:
        return firm
    return [quantity for quantity in quantities if quantity.is_article]


def _without_number(text: str, words: NumberWords) -> WrittenNumber | Unclear:
    said = plain_words(text) or fold(text)
    if said in words.none_at_all:
        return WrittenNumber(Decimal(0))
    if said in words.infinities:
        return Unclear(UnclearReason.OUT_OF_RANGE)
    return Unclear(UnclearReason.NOTHING)


def _settled(
    quantities: Sequence[Quantity],
    tokens: Sequence[Token],
    words: NumberWords,
    *,
    is_hedged: bool,
) -> WrittenNumber | Approximate | Unclear:
    values: list[Decimal] = []
    for quantity in quantities:
        if isinstance(quantity.value, Unclear):
            return quantity.value
        if quantity.value >= _LARGEST:
            return Unclear(UnclearReason.OUT_OF_RANGE)
        values.append(Decimal(digits(quantity.value)))
    unit = next((quantity.unit for quantity in quantities if quantity.unit), "")
    if len(values) == 2 and _is_range(quantities, tokens, words):  # noqa: PLR2004
        return _range(quantities, values, unit)
    if len(set(values)) > 1:
        return Unclear(UnclearReason.SEVERAL)
    if is_hedged or any(quantity.is_about for quantity in quantities):
        return Approximate(values[0], values[0], unit)
    return WrittenNumber(values[0], unit)


def _is_range(quantities: Sequence[Quantity], tokens: Sequence[Token], words: NumberWords) -> bool:
    low, high = quantities
    between = [token.text for token in tokens[low.after : high.first]]
    if len(between) != 1:
        return False
    opening = tokens[low.first - 1].text if low.first else ""
    is_and = between[0] in words.between_and and opening in words.between
    return is_and or between[0] == "-" or between[0] in words.to


def _range(
    quantities: Sequence[Quantity], values: Sequence[Decimal], unit: str
) -> WrittenNumber | Approximate:
    low, high = values
    shared = low * quantities[1].scale
    if quantities[0].scale == 1 and low < high and shared < high:
        low = shared
    if low == high:
        return WrittenNumber(low, unit)
    return Approximate(min(low, high), max(low, high), unit)
