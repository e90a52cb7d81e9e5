"""What a language must say for its numbers to be read and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class NumberWords:
    """Keys are folded; a hyphen between letters counts as a space."""

    # Words worth less than a hundred, what may follow each value, and pairs that are one value.
    small: Mapping[str, int]
    follows: Mapping[int, range]
    compounds: Mapping[tuple[int, int], int]
    hundred: frozenset[str]
    scales: Mapping[str, int]
    # Read after figures only: "2k", "1,5 M€".
    short_scales: Mapping[str, int]
    # Of the hundreds, scales and collectives, those that are a number without another before.
    bare: frozenset[str]
    # Words before a quantity that leave it open: "quelques dizaines", "a few hundred".
    vague: frozenset[str]
    # Words after a number that make it a share: "trois quarts", "two thirds".
    fractions: frozenset[str]
    # Words that may stand inside a spelled number: "vingt et un", "two hundred and five".
    joiners: frozenset[str]
    # Words that are a number only when nothing else is: "une", "a", "one".
    articles: frozenset[str]
    # "vingtaine", "dozen": a quantity that is only about.
    collectives: Mapping[str, int]
    # Answers that mean zero when they are all that is said.
    none_at_all: frozenset[str]
    infinities: frozenset[str]
    negatives: frozenset[str]
    halves: tuple[str, ...]
    # Phrases that turn the number into an estimate or a bound.
    about: tuple[str, ...]
    bounds: tuple[str, ...]
    between: frozenset[str]
    between_and: frozenset[str]
    to: frozenset[str]
    units: Mapping[str, str]
    # Several words standing for one sign: "pour cent" is %.
    signs: Mapping[str, str]
    decimal_mark: str
    thousands_mark: str
    space_before_unit: str
    units_before_number: frozenset[str]
    # Signs that touch the number: "20%" in English.
    units_touching_number: frozenset[str]
