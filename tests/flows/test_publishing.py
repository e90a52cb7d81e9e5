"""What could be published is found to lose nothing, and what could not is found out."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

from hypothesis import given, settings, strategies as st

from flows.publishing import losses
from flows.reading import read_flow
from flows.source import Source, read_source
from tests.flows.edits import edited, questions
from tests.flows.samples import SAMPLE, sample

seeds = st.integers(min_value=0, max_value=10**9)


def data() -> dict[str, Any]:
    source = read_source((SAMPLE / "flow.yaml").read_bytes(), file="flow.yaml")
    assert isinstance(source, Source)
    return copy.deepcopy(dict(source.data))


def lost(flow: dict[str, Any]) -> list[tuple[str, str]]:
    read = read_flow({"flow.yaml": json.dumps(flow, ensure_ascii=False).encode()})
    return [(issue.code, issue.params["id"]) for issue in losses(sample().source, read)]


@given(seed=seeds, changes=st.integers(0, 10))
@settings(max_examples=100, deadline=None)
def test_edits_that_may_be_published_lose_nothing(seed: int, changes: int) -> None:
    assert [] == lost(edited(data(), Random(seed), changes))


@given(seed=seeds, changes=st.integers(1, 10))
@settings(max_examples=100, deadline=None)
def test_without_retired_and_was_everything_that_went_is_missed(seed: int, changes: int) -> None:
    flow = edited(data(), Random(seed), changes)
    before = {q["id"]: {part["id"] for part in q.get("item", ())} for q in questions(data())}
    flow.pop("retired", None)
    for question in questions(flow):
        for each in (question, *question.get("item", ())):
            each.pop("was", None)
    after = {part["id"] for q in questions(flow) for part in (q, *q.get("item", ()))}
    missed = {name for code, name in lost(flow) if code == "question_lost"}
    whole = {part for name, parts in before.items() if name in after for part in parts}
    assert ({*before} | whole) - after == missed
