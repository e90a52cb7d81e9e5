"""Words typed at the menu of a list that name no line of it: the beginning of one more."""

from __future__ import annotations

import re

from flows.items import EMPTY, added, item_ids
from flows.options import named
from flows.question import Question, Taken
from flows.questions.long_text import LongTextQuestion
from flows.questions.text import TextQuestion
from flows.run import Answer, Place
from flows.settling import settle
from flows.turn import Turn
from flows.wording.clean import plain_words
from flows.wording.languages import language_named
from flows.wording.yes_no import read_yes_no

__all__ = ["begin_item"]

#: one word is too easily a line misspelled, or a command
WORDS_AT_LEAST = 2
NUMBER = re.compile(r"\b\d+\b")


def begin_item(turn: Turn, at: Place, said: str) -> Place | None:
    """Where these words answer, once there is an item for them; none when they begin none."""
    question = turn.list_at(at)
    if at.item or not _is_told(said, turn.run.language) or not _is_words(question.item[0]):
        return None
    answer = turn.run.answers.get(at.question)
    value = answer.value if answer and not answer.skipped else EMPTY
    if len(item_ids(value)) >= question.at_most or named(said, turn.menu(at)) is not None:
        return None
    if not isinstance(question.item[0].read(said, turn.asked(at)), Taken):
        return None
    value, item = added(value)
    settle(turn, at, Answer(value))
    place = Place(at.question, item, question.item[0].id)
    turn.change(at=place)
    return place


def _is_words(part: Question) -> bool:
    return isinstance(part, TextQuestion | LongTextQuestion)


def _is_told(said: str, language: str) -> bool:
    """It tells of something: no yes or no, no doubt, no question, and no line by its number."""
    plain = plain_words(said)
    doubts = language_named(language).answers.unsure
    return (
        len(plain.split()) >= WORDS_AT_LEAST
        and not said.rstrip().endswith("?")
        and not NUMBER.search(plain)
        and read_yes_no(said, language=language) is None
        and not any(f"{plain} ".startswith(f"{doubt} ") for doubt in doubts)
    )
