from __future__ import annotations

import json
import string
from typing import Any

import pytest
from hypothesis import given, strategies as st

from flows.run import Answer, Place, Run, RunStatus
from storage import run_state
from storage.columns import dumps, loads

#: every text, half a surrogate pair included
TEXTS = st.text(st.characters(), max_size=20)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
NAMES = st.text(string.ascii_lowercase + "._é", min_size=1, max_size=8)
PLACES = (
    st.builds(Place, NAMES)
    | st.builds(Place, NAMES, NAMES)
    | st.builds(Place, NAMES, NAMES, NAMES)
    | st.builds(Place, NAMES, st.just(""), NAMES)
)
ANSWERS = st.dictionaries(NAMES, st.builds(Answer, VALUES, st.booleans()), max_size=6)
TUPLES = st.lists(NAMES, max_size=4).map(tuple)
RUNS = st.builds(
    Run,
    flow=NAMES,
    revision=st.integers(1),
    language=NAMES,
    status=st.sampled_from(RunStatus),
    at=st.none() | PLACES,
    answers=ANSWERS,
    parked=ANSWERS,
    resume=st.none() | PLACES,
    nudged=st.booleans(),
    opened=TUPLES,
    closed=TUPLES,
    ending=TEXTS,
)


@given(RUNS)
def test_a_run_comes_back_to_the_letter(run: Run) -> None:
    back = run_state.read(run_state.write(run))
    assert run == back
    assert list(run.answers) == list(back.answers)
    assert repr(run) == repr(back)


@given(VALUES)
def test_json_comes_back_to_the_letter_and_fits_any_column(value: object) -> None:
    text = dumps(value)
    assert repr(value) == repr(loads(text))
    assert "\0" not in text
    text.encode()


def test_what_is_as_in_a_new_run_takes_no_room() -> None:
    written = run_state.write(Run("alliance", 3, "fr", at=Place("objectives", "2", "number")))
    assert {
        "format": 1,
        "flow": "alliance",
        "revision": 3,
        "language": "fr",
        "at": ["objectives", "2", "number"],
    } == json.loads(written)


def test_what_json_cannot_say_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        run_state.write(Run("alliance", 1, "fr", answers={"public": Answer(object())}))


GOOD = {"format": 1, "flow": "alliance", "revision": 1, "language": "fr"}


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("", "it is no JSON"),
        ("[1]", "it is no JSON object"),
        ("[" * 100_000, "it is no JSON"),
        ("{}", "its format is None, and this release reads 1"),
        (json.dumps(GOOD | {"format": 2}), "its format is 2, and this release reads 1"),
        (json.dumps(GOOD | {"mood": 1, "at": None}), "it holds mood, which this release lacks"),
        (json.dumps(GOOD | {"status": "dancing"}), "it is not written as a run is: "),
        (json.dumps(GOOD | {"revision": True}), "it is not written as a run is: "),
        (json.dumps(GOOD | {"flow": None}), "it is not written as a run is: "),
        (json.dumps(GOOD | {"answers": ["x"]}), "it is not written as a run is: "),
        (json.dumps(GOOD | {"answers": {"x": [1, False, 3]}}), "it is not written as a run is: "),
        (json.dumps({"format": 1}), "it is not written as a run is: "),
    ],
)
def test_what_a_run_does_not_write_is_refused_with_its_reason(state: str, reason: str) -> None:
    with pytest.raises(run_state.UnknownState) as caught:
        run_state.read(state)
    assert str(caught.value).startswith(reason)
