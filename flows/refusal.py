"""Why a reply could not be taken. Channels word each code: what would be accepted, kindly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flows.prompt import Choice

__all__ = ["Refusal", "RefusalCode"]


class RefusalCode(StrEnum):
    """Each has its sentence in the phrases of every language; params are named in braces."""

    AT_THE_BEGINNING = "at_the_beginning"  # there is nothing to go back to
    CHOICE_EXPECTED = "choice_expected"  # one of the choices
    CHOICES_EXPECTED = "choices_expected"  # one or several of the choices
    CONSENT_EXPECTED = "consent_expected"  # {agree}, or leaving it there
    DATE_AMBIGUOUS = "date_ambiguous"  # it can be read as two dates
    DATE_CONTRADICTORY = "date_contradictory"  # the day of the week is not that of the date
    DATE_IMPOSSIBLE = "date_impossible"  # the calendar has no such day
    DATE_NEGATIVE = "date_negative"  # never said of a date; the reader's reasons are shared
    DATE_NOTHING = "date_nothing"  # no date in it
    DATE_NOT_AHEAD = "date_not_ahead"  # it lies behind us
    DATE_NOT_PAST = "date_not_past"  # it lies ahead of us
    DATE_OUT_OF_RANGE = "date_out_of_range"  # a year that cannot be meant
    DATE_SEVERAL = "date_several"  # several dates
    DATE_TOO_LONG = "date_too_long"  # prose
    LIST_EXPECTED = "list_expected"  # an entry of the menu
    NO_SUCH_QUESTION = "no_such_question"  # it is not asked in this walk
    NOTHING_ASKED = "nothing_asked"  # the walk is over
    NOTHING_SAID = "nothing_said"  # blank
    NOTHING_TO_FINISH = "nothing_to_finish"  # this is not a list
    NOTHING_TO_KEEP = "nothing_to_keep"  # no answer yet
    NUMBER_ABOUT = "number_about"  # an estimate: which number may be noted?
    NUMBER_EXPECTED = "number_expected"  # one number
    NUMBER_OUT_OF_RANGE = "number_out_of_range"  # {at_least} to {at_most}
    ONLY_EMOJI = "only_emoji"  # words
    PEOPLE_EXPECTED = "people_expected"  # a name, a role, a way to reach them
    REQUIRED = "required"  # it cannot be skipped
    TOO_FEW_CHOICES = "too_few_choices"  # {at_least}
    TOO_FEW_ITEMS = "too_few_items"  # {at_least}
    TOO_FEW_PEOPLE = "too_few_people"  # {at_least}
    TOO_LONG = "too_long"  # {at_most} characters; it has {length}
    TOO_MANY_CHOICES = "too_many_choices"  # {at_most}
    TOO_MANY_PEOPLE = "too_many_people"  # {at_most}
    TOO_SHORT = "too_short"  # {at_least} characters
    UNSURE = "unsure"  # help, an example, to pass; or the same words once more
    UNSURE_WHICH = "unsure_which"  # help, an example, or to pass
    WHICH_ONE = "which_one"  # {choices}
    WHOLE_NUMBER_EXPECTED = "whole_number_expected"  # no decimals
    WORDS_EXPECTED = "words_expected"  # an answer in words, not a button
    YES_NO_EXPECTED = "yes_no_expected"  # yes or no


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reply is not an answer. The suggestions are near misses that would be."""

    code: RefusalCode
    params: Mapping[str, str] = field(default_factory=dict)
    suggestions: tuple[Choice, ...] = ()
