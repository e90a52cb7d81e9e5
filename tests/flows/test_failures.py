"""What a story says and the flow does not do, in words."""

from __future__ import annotations

import pytest

from flows.failures import in_words
from flows.phrases import languages, phrases_in
from flows.playing import Failure

CODES = [name for name in phrases_in("en").keys("failures") if name not in {"near", "nothing"}]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", CODES)
def test_every_failure_has_a_sentence_of_which_nothing_is_left_open(
    code: str, language: str
) -> None:
    names = ("place", "code", "question", "wanted", "found", "words", "document", "language")
    params = dict.fromkeys((*names, "reason"), "here")
    said = in_words(Failure(code, params), language)
    assert "{" not in said
    assert "here" in said or code == "never_ends"


def test_what_is_near_is_offered() -> None:
    failure = Failure("unknown_question", {"question": "visoin", "near": "vision"})
    assert "Did you mean vision?" in in_words(failure, "en")
    assert "Vouliez-vous dire vision\u202f?" in in_words(failure, "fr")


def test_a_failure_without_a_sentence_is_told_by_its_code() -> None:
    assert "late: {'by': '2'}" == in_words(Failure("late", {"by": "2"}), "fr")
