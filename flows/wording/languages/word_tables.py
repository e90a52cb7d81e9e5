"""Short ways to write the tables of a language; synonyms stand between commas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    return frozenset(phrase for line in text.split("\n") for phrase in listed(line))


def listed(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(",") if phrase.strip())


def by_word(meanings: Mapping[Value, str]) -> dict[str, Value]:
    return {word: value for value, text in meanings.items() for word in listed(text)}


def ranked(text: str, start: int = 1, step: int = 1) -> dict[str, int]:
    """Numbers the groups of synonyms between bars."""
    groups = enumerate(text.split("|"))
    return {word: start + rank * step for rank, group in groups for word in listed(group)}
