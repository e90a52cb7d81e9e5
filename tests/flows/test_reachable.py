"""The search for answers: what it finds, and where it stops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from flows.conditions import read_condition
from flows.question import Question
from flows.questions import AnyQuestion
from flows.reachable import Asked, Search

QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
OPTIONS = [{"id": name, "label": name} for name in ("a", "b", "c")]


def question(kind: str, name: str = "it", **keys: object) -> Question:
    return QUESTION.validate_python({"id": name, "kind": kind, "text": "?", **keys})


@pytest.mark.parametrize(
    ("asked", "condition", "holds"),
    [
        (question("choice", options=OPTIONS), {"it": "a"}, True),
        (question("number"), {"it": "answered"}, True),
        (question("choice", options=OPTIONS), {"all": [{"it": "a"}, {"it": "b"}]}, False),
        (question("choice", options=OPTIONS), {"it": "skipped"}, True),
        (question("choice", options=OPTIONS, required=True), {"it": "skipped"}, False),
        (question("choice", options=OPTIONS, other=True), {"it": "other"}, True),
        (
            question("choices", options=OPTIONS),
            {"all": [{"it": {"has": "a"}}, {"it": {"has": "b"}}]},
            True,
        ),
        (
            question("choices", options=OPTIONS, at_most=1),
            {"all": [{"it": {"has": "a"}}, {"it": {"has": "b"}}]},
            False,
        ),
        (question("choices", options=OPTIONS), {"it": {"at_least": 3}}, True),
        (question("choices", options=OPTIONS), {"it": {"at_least": 4}}, False),
        (
            question("choices", options=OPTIONS),
            {"all": [{"it": {"has": "a"}}, {"it": {"at_least": 3}}, {"it": {"at_most": 3}}]},
            True,
        ),
        (question("number", at_most=10), {"it": {"at_least": 10}}, True),
        (question("number", at_most=10), {"it": {"at_least": 11}}, False),
        (
            question("number"),
            {"all": [{"it": {"at_least": 5}}, {"not": {"it": {"at_least": 6}}}]},
            True,
        ),
        (question("scale", labels=["a"] * 4), {"it": {"at_least": 3}}, True),
        (question("scale", labels=["a"] * 4), {"it": {"at_most": 0}}, True),
        (question("people"), {"it": {"at_least": 6}}, False),
        (question("yes_no"), {"it": True}, True),
        (question("consent", agree="Oui"), {"it": "skipped"}, False),
        (question("text"), {"it": "answered"}, True),
        (
            question("advice", options=OPTIONS, **{"from": "scores"}),
            {"all": [{"it": "overridden"}, {"it": "a"}]},
            True,
        ),
    ],
)
def test_a_condition_can_hold_or_not(
    asked: Question,
    condition: Mapping[str, Any],
    holds: bool,  # noqa: FBT001  the expectation
) -> None:
    node = read_condition(condition)

    assert holds == Search([Asked(asked, None)], [node]).can_hold(node)


def test_a_question_that_is_not_asked_has_no_answer() -> None:
    first = Asked(question("yes_no", "first"), None)
    second = Asked(question("yes_no", "second"), read_condition({"first": True}))
    node = read_condition({"all": [{"second": True}, {"first": False}]})
    conditions = [node, read_condition({"first": True})]

    assert not Search([first, second], conditions).can_hold(node)


def test_too_long_a_search_says_nothing() -> None:
    names = [f"q{number}" for number in range(20)]
    asked = [Asked(question("yes_no", name), None) for name in names]
    node = read_condition({"all": [{name: True} for name in names] + [{"q19": False}]})

    assert Search(asked, [node]).can_hold(node)
