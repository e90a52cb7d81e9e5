"""Every kind against its file of cases: a kind without one cannot pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from flows.question import Asked, Question, Taken
from flows.questions import KINDS, AnyQuestion
from flows.refusal import Refusal
from flows.source import Source, read_source
from flows.wording.clean import clean

CASES = Path(__file__).parent / "questions"
TODAY = date(2026, 11, 24)
#: nothing, marks of direction, numbers that are none, too much
HOSTILE = (
    *("", " ", "🙂", "\u202e", "0", "-1", "1e9", "nan", "²", "１"),
    *("\u202b\u05e9\u05dc\u05d5\u05dd", "a" * 5000, "1 " * 2000),
)
QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)


def sheet(kind: str) -> dict[str, Any]:
    path = CASES / f"{kind}.yaml"
    source = read_source(path.read_bytes(), file=path.name)
    assert isinstance(source, Source), source
    return dict(source.data)


def cases() -> Iterator[Any]:
    for kind in KINDS:
        whole = sheet(kind)
        parts = [part for part in (whole, whole.get("strict")) if part]
        pairs = [(part["question"], case) for part in parts for case in part["cases"]]
        for number, (question, case) in enumerate(pairs, 1):
            yield pytest.param(question, case, id=f"{kind}-{number}")


def ask(language: str = "fr") -> Asked:
    return Asked(language, TODAY, {})


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_cases_and_offers_what_its_file_says(kind: str) -> None:
    whole = sheet(kind)
    question = QUESTION.validate_python(whole["question"])
    assert kind == question.kind
    if "offers" in whole:
        assert whole["offers"] == [choice.id for choice in question.choices(ask())]
    if "tells" in whole:
        told = question.tell(ask())
        assert told is not None
        assert whole["tells"] == told.text


@pytest.mark.parametrize(("definition", "case"), list(cases()))
def test_a_reply_is_kept_or_refused_as_the_case_says(
    definition: dict[str, Any], case: dict[str, Any]
) -> None:
    question = QUESTION.validate_python(definition)
    asked = ask(case.get("language", "fr"))
    if "value" in case:
        assert case["shows"] == question.show(case["value"], asked.language)
        return
    found = (
        question.pick(tuple(case["picked"]), asked)
        if "picked" in case
        else question.read(clean(case["said"]), asked)
    )
    if "refused" in case:
        assert isinstance(found, Refusal)
        assert (case["refused"], case.get("params", {})) == (found.code, dict(found.params))
        assert case.get("suggests", []) == [choice.id for choice in found.suggestions]
        return
    assert isinstance(found, Taken)
    if "keeps" in case:
        assert case["keeps"] == found.value
    if "shows" in case:
        assert case["shows"] == question.show(found.value, asked.language)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not KINDS[kind].is_said])
def test_whatever_is_typed_or_picked_a_kind_answers(kind: str) -> None:
    question = QUESTION.validate_python(sheet(kind)["question"])
    for typed in HOSTILE:
        for language in ("fr", "en"):
            cleaned = clean(typed)
            assert isinstance(question.read(cleaned, ask(language)), Taken | Refusal)
            assert isinstance(question.pick((cleaned,), ask(language)), Taken | Refusal)
