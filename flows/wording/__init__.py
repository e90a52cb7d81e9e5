"""Understands what people type, and writes it back well, in each language."""

from __future__ import annotations

from flows.wording.choices import Ambiguous, Match, match_label, match_labels
from flows.wording.clean import clean, fold, has_letters, is_blank, only_emoji, plain_words
from flows.wording.dates import read_date, show_date
from flows.wording.languages import UnknownLanguage, all_languages, language_named
from flows.wording.numbers import read_number, show_number
from flows.wording.sentence_parts import ended, inline, opening
from flows.wording.typography import typeset
from flows.wording.unclear import Unclear, UnclearReason
from flows.wording.written_date import Precision, WrittenDate
from flows.wording.written_number import Approximate, WrittenNumber
from flows.wording.yes_no import read_yes_no

__all__ = [
    "Ambiguous",
    "Approximate",
    "Match",
    "Precision",
    "Unclear",
    "UnclearReason",
    "UnknownLanguage",
    "WrittenDate",
    "WrittenNumber",
    "all_languages",
    "clean",
    "ended",
    "fold",
    "has_letters",
    "inline",
    "is_blank",
    "language_named",
    "match_label",
    "match_labels",
    "only_emoji",
    "opening",
    "plain_words",
    "read_date",
    "read_number",
    "read_yes_no",
    "show_date",
    "show_number",
    "typeset",
]
