from __future__ import annotations

import json

import pytest

from cli.conditions import in_words
from cli.exits import Exit
from flows.conditions import read_condition
from flows.run import Written
from tests.cli.conftest import FLOW, Call

OUTLINE = """\
A small walk (small, en)

1. The need [first] "really" (need)
id            kind    text                               asked
organisation  text    What is your association called?
ready         yes_no  Do you want an alliance?

2. The means (means) if ready is yes
id         kind     text                asked
brings     choices  What do you bring?
skill      text     Which skill?        if brings includes skill
steps      list     Which first steps?
  step     text     Which step?
  step_by  date     By when?            if step is answered

Ends at not_now: ready is no (no charter)
Ends at charter: otherwise
"""


def test_a_flow_is_shown_by_stage(alliance: Call) -> None:
    shown = alliance("flows", "show", FLOW, "--language", "en").stdout
    assert " ".join(OUTLINE.split()) == " ".join(shown.split())
    assert [] == [line for line in shown.splitlines() if line != line.rstrip()]


def test_the_shipped_flow_is_shown_by_default(alliance: Call) -> None:
    shown = alliance("flows", "show").stdout
    assert "(alliance, fr)" in shown
    assert "Quick path: path is quick" in shown


def test_a_flow_is_shown_as_data(alliance: Call) -> None:
    shown = json.loads(alliance("flows", "show", FLOW, "--json").stdout)
    assert ["flow", "title", "language", "stages", "endings"] == list(shown)
    steps = shown["stages"][1]["questions"][2]
    assert ["step", "step_by"] == [part["id"] for part in steps["parts"]]
    assert {"ending": "not_now", "when": "ready is no", "submits": False} == shown["endings"][0]


def test_all_about_a_question_is_shown(alliance: Call) -> None:
    shown = alliance("flows", "show", FLOW, "--question", "steps", "--language", "en").stdout
    for line in ("stage: means", "stage_asked: ready is yes", "add: Add a step"):
        assert line in shown.splitlines()
    assert "id: step_by, kind: date, text: By when?" in shown
    assert "asked: step is answered" in shown


def test_a_part_of_a_list_is_shown_as_data(alliance: Call) -> None:
    shown = alliance("flows", "show", FLOW, "--question", "step_by", "--json").stdout
    question = json.loads(shown)
    assert ("means", "step_by", "step is answered") == (
        question["stage"],
        question["id"],
        question["asked"],
    )


def test_an_unknown_question_is_not_found_and_the_nearest_is_offered(alliance: Call) -> None:
    result = alliance("flows", "show", FLOW, "--question", "organization")
    assert Exit.NOT_FOUND == result.exit_code
    assert "Did you mean organisation?" in result.stderr


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"a": "b"}, "a is b"),
        ({"a": True}, "a is yes"),
        ({"a": False}, "a is no"),
        ({"a": 3}, "a is 3"),
        ({"a": {"in": ["b", "c"]}}, "a is one of b, c"),
        ({"a": {"has": "b"}}, "a includes b"),
        ({"a": {"at_least": 2}}, "a is at least 2"),
        ({"a": {"at_most": 2}}, "a is at most 2"),
        ({"a": "answered"}, "a is answered"),
        ({"a": "skipped"}, "a is skipped"),
        ({"a": "overridden"}, "the advice of a is not followed"),
        ({"a": 1, "b": 2}, "a is 1 and b is 2"),
        ({"any": [{"a": 1, "b": 2}, {"c": 3}]}, "(a is 1 and b is 2) or c is 3"),
        ({"all": [{"any": [{"a": 1}, {"b": 2}]}, {"c": 3}]}, "(a is 1 or b is 2) and c is 3"),
        ({"any": [{"all": [{"a": 1}]}, {"c": 3}]}, "a is 1 or c is 3"),
        ({"not": {"a": "b"}}, "a is not b"),
        ({"not": {"a": {"in": ["b", "c"]}}}, "a is none of b, c"),
        ({"not": {"a": 1, "b": 2}}, "not (a is 1 and b is 2)"),
        ({"not": {"a": "answered"}}, "not (a is answered)"),
    ],
)
def test_a_condition_is_said_in_words(written: Written, words: str) -> None:
    assert words == in_words(read_condition(written))


def test_no_condition_needs_no_words() -> None:
    assert "" == in_words(None)
