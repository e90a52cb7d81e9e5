"""One language: the tables behind everything this package reads and shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.wording.languages.date_words import DateWords
from flows.wording.languages.number_words import NumberWords


@dataclass(frozen=True)
class AnswerWords:
    """Folded phrases, letters and digits only; and the two answers as they are shown."""

    shown_yes: str
    shown_no: str
    yes: frozenset[str]
    no: frozenset[str]
    unsure: frozenset[str]
    # All that some say when they cannot answer, and what they say around it.
    not_knowing: frozenset[str]
    not_knowing_around: frozenset[str]
    # Sounds before the answer: "ben oui", "well, no".
    interjections: frozenset[str]
    # Words around a choice that choose nothing: "je prends la 2".
    around_choice: frozenset[str]
    # Words between two choices: "1 et 3".
    between_choices: frozenset[str]


@dataclass(frozen=True)
class Typography:
    open_quote: str
    close_quote: str
    inner_quotes: tuple[str, str]
    # The no-break space wanted before each of these marks.
    space_before: Mapping[str, str] = field(default_factory=dict)
    space_inside_guillemets: str = ""
    space_before_unit: str = ""
    thousands_mark: str = ","
    curls_single_quotes: bool = False


@dataclass(frozen=True)
class SentenceWords:
    # First words that lose their capital in the middle of a sentence.
    ordinary: frozenset[str]
    # Ordinary words that keep it before another capital: "La Rochelle", "The Body Shop".
    may_begin_a_name: frozenset[str]
    # Endings whose full stop belongs to the word.
    abbreviations: frozenset[str]


@dataclass(frozen=True)
class Language:
    code: str
    dates: DateWords
    numbers: NumberWords
    answers: AnswerWords
    typography: Typography
    sentences: SentenceWords
