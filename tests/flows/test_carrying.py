"""A run goes on under another revision: whatever was edited, nothing that was said is lost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from flows import engine
from flows.carrying import CarryOver, carry
from flows.compiled import CompiledFlow, compile_flow
from flows.definition import Flow
from flows.events import Prompted
from flows.replies import Kept, Picked, Reply, Said, Skipped
from flows.run import Answer, Former, Place, Run, RunStatus
from flows.source import Source, read_source
from flows.walks import prompt_of, random_reply
from storage import run_state
from tests.flows.edits import edited
from tests.flows.samples import SAMPLE, TODAY, sample

seeds = st.integers(min_value=0, max_value=10**9)


@cache
def data() -> dict[str, Any]:
    source = read_source((SAMPLE / "flow.yaml").read_bytes(), file="flow.yaml")
    assert isinstance(source, Source)
    found = source.data
    assert isinstance(found, dict)
    return found


def compiled(flow: dict[str, Any], number: int = 2) -> CompiledFlow:
    return compile_flow({"fr": Flow.model_validate(flow)}, number=number)


def wandered(flow: CompiledFlow, seed: int, replies: int) -> Run:
    """A run after some replies, any of them."""
    chance = Random(seed)
    sprint = engine.start(flow, language="fr", today=TODAY)
    for number in range(replies):
        forward = number % 3 > 0
        said = random_reply(flow, prompt_of(sprint), chance, "fr", forward=forward)
        sprint = engine.reply(flow, sprint.run, said, today=TODAY)
    return sprint.run


def answered(flow: CompiledFlow, run: Run) -> set[str]:
    return {name for name in run.answers if not flow.by_id[name].is_said}


def finish(flow: CompiledFlow, run: Run, seed: int) -> Run:
    chance, sprint = Random(seed), engine.present(flow, run, today=TODAY)
    for _ in range(400):
        if sprint.run.status is RunStatus.REVIEW:
            return sprint.run
        said = random_reply(flow, prompt_of(sprint), chance, "fr", forward=True)
        sprint = engine.reply(flow, sprint.run, said, today=TODAY)
    raise AssertionError("it has no end")


@given(seed=seeds, replies=st.integers(0, 60), changes=st.integers(1, 8))
@settings(max_examples=120, deadline=None)
def test_every_answer_is_kept_moved_parked_or_asked_again(
    seed: int, replies: int, changes: int
) -> None:
    old, new = sample(), compiled(edited(data(), Random(seed), changes))
    run = wandered(old, seed, replies)
    over = carry(old, new, run, today=TODAY)
    moved = dict(over.moved)
    names = {name: moved.get(name, name) for name in answered(old, run)}
    present = {name: found for name, found in names.items() if found in over.run.answers}
    again = {each for each in over.again if each in over.run.former}
    for name in names.keys() - present.keys():
        renamed = next((s.id for s in new.source.questions() if name in s.was), name)
        is_parked = name in over.run.parked or renamed in over.run.parked
        passed = run.answers[name].skipped
        assert is_parked or renamed in again or passed, name
    for name, found in present.items():
        assert run.answers[name].skipped == over.run.answers[found].skipped
    parked = {name for name, kept in run.parked.items() if not kept.skipped}
    assert {name for name in parked if not old.by_id[name].is_said} <= {
        *over.run.parked,
        *over.run.former,
        *over.restored,
        *(former for s in new.source.questions() for former in s.was),
    }


@given(seed=seeds, replies=st.integers(0, 60), changes=st.integers(1, 8))
@settings(max_examples=120, deadline=None)
def test_a_run_that_was_carried_over_can_be_finished(seed: int, replies: int, changes: int) -> None:
    old, new = sample(), compiled(edited(data(), Random(seed), changes))
    over = carry(old, new, wandered(old, seed, replies), today=TODAY)
    assert over.run == run_state.read(run_state.write(over.run))
    ended = finish(new, over.run, seed)
    for step in new.steps:
        if not step.is_said and step.is_relevant(ended.answers):
            assert step.id in ended.answers
    assert not any(name in ended.former for name in ended.answers)


@given(seed=seeds, replies=st.integers(0, 60), changes=st.integers(1, 8), more=st.integers(1, 8))
@settings(max_examples=60, deadline=None)
def test_a_run_may_be_carried_over_twice(seed: int, replies: int, changes: int, more: int) -> None:
    once = edited(data(), Random(seed), changes)
    twice = edited(once, Random(seed + 1), more)
    old, middle, new = sample(), compiled(once), compiled(twice, 3)
    run = carry(old, middle, wandered(old, seed, replies), today=TODAY).run
    ended = finish(new, carry(middle, new, run, today=TODAY).run, seed)
    assert 3 == ended.revision


@given(seed=seeds, replies=st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_without_a_change_nothing_changes(seed: int, replies: int) -> None:
    old, new = sample(), compiled(data())
    run = wandered(old, seed, replies)
    over = carry(old, new, run, today=TODAY)
    assert not over.is_felt
    assert replace(run, revision=2, nudged=False) == over.run


def walk(flow: CompiledFlow, *replies: Reply) -> Run:
    sprint = engine.start(flow, language="fr", today=TODAY)
    for said in replies:
        sprint = engine.reply(flow, sprint.run, said, today=TODAY)
    return sprint.run


START = (
    Picked(("agree",)),
    Said("Les Aînés du Val"),
    Picked(("full",)),
    Said("Les aînés isolés du quartier, à Firminy"),
    Skipped(),
    Said("La mairie de Firminy"),
)
FAR = (*START, Picked(("reach",)), Picked(("field", "skill")))


def changed(question: str, **fields: object) -> CompiledFlow:
    """The sample with other fields of one question."""
    flow = edited(data(), Random(0), 0)
    for stage in flow["stages"]:
        for each in stage["questions"]:
            if each["id"] == question:
                each.update(fields)
    return compiled(flow)


def over(new: CompiledFlow, *replies: Reply) -> CarryOver:
    return carry(sample(), new, walk(sample(), *replies), today=TODAY)


def test_words_may_change_without_anyone_noticing() -> None:
    found = over(changed("public", text="Qui vit cela, et où ?"), *FAR)
    assert not found.is_felt
    assert Place("trust") == found.run.at


def test_an_answer_goes_by_the_new_name_of_its_question() -> None:
    flow = edited(data(), Random(0), 0)
    public = flow["stages"][1]["questions"][0]
    public.update(id="who_lives_it", was=["public"])
    found = over(compiled(flow), *FAR)
    assert (("public", "who_lives_it"),) == found.moved
    assert "Les aînés isolés du quartier, à Firminy" == found.run.answers["who_lives_it"].value
    assert not found.is_felt


@pytest.mark.parametrize(("picked", "again"), [("field", ("brings",)), ("money", ())])
def test_only_who_chose_an_option_that_went_is_asked_again(
    picked: str, again: tuple[str, ...]
) -> None:
    flow = edited(data(), Random(0), 0)
    brings = next(q for q in flow["stages"][1]["questions"] if q["id"] == "brings")
    brings["options"] = [each for each in brings["options"] if each["id"] != "field"]
    found = over(compiled(flow), *START, Picked(("reach",)), Picked((picked,)))
    assert again == found.again
    if again:
        assert Place("brings") == found.run.at
        assert Former("Le terrain") == found.run.former["brings"]
        (prompted,) = [each for each in found.events if isinstance(each, Prompted)]
        assert ("Le terrain", False) == (prompted.prompt.previous, prompted.prompt.can_keep)


def test_a_question_that_means_something_else_is_asked_again_and_may_be_kept() -> None:
    new = changed("public", changed_meaning=True)
    found = over(new, *FAR)
    assert (("public",), Place("public")) == (found.again, found.run.at)
    kept = engine.reply(new, found.run, Kept(), today=TODAY).run
    assert Answer("Les aînés isolés du quartier, à Firminy") == kept.answers["public"]
    assert Place("trust") == kept.at
    assert {} == kept.former


def test_a_new_question_is_asked_next_and_the_walk_goes_on_where_it_was() -> None:
    flow = edited(data(), Random(0), 0)
    new = {"id": "since", "kind": "text", "text": "Depuis quand ?"}
    flow["stages"][1]["questions"].insert(1, new)
    found = over(compiled(flow), *FAR)
    assert (("since",), Place("since"), Place("trust")) == (
        *(found.fresh, found.run.at, found.run.resume),
    )
    on = engine.reply(compiled(flow), found.run, Said("Depuis deux ans"), today=TODAY).run
    assert Place("trust") == on.at


def test_the_answer_to_a_question_that_went_is_parked() -> None:
    flow = edited(data(), Random(0), 0)
    stage = flow["stages"][1]
    stage["questions"] = [q for q in stage["questions"] if q["id"] != "fact_who"]
    flow["retired"] = [{"id": "fact_who", "because": "Elle ne servait pas."}]
    found = over(compiled(flow), *FAR)
    assert ("fact_who",) == found.parked
    assert Answer("La mairie de Firminy") == found.run.parked["fact_who"]
    assert not found.is_felt


def test_who_was_at_a_question_that_went_goes_on_where_it_says() -> None:
    flow = edited(data(), Random(0), 0)
    stage = flow["stages"][1]
    stage["questions"] = [q for q in stage["questions"] if q["id"] != "fact"]
    for question in stage["questions"]:
        if question["id"] == "fact_who":
            del question["when"]
    flow["retired"] = [{"id": "fact", "because": "…", "continue_at": "fact_who"}]
    found = over(compiled(flow), *START[:4])
    assert Place("fact_who") == found.run.at


def test_what_was_picked_becomes_words_when_the_question_asks_for_words() -> None:
    flow = edited(data(), Random(0), 0)
    for question in flow["stages"][1]["questions"]:
        if question["id"] == "money_how_much":
            del question["unit"]
            question["kind"] = "text"
    replies = (*START, Picked(("reach",)), Picked(("money",)), Said("1 500"))
    found = over(compiled(flow), *replies)
    assert Answer("1\u202f500\u00a0€") == found.run.answers["money_how_much"]


def test_a_part_of_a_list_that_is_new_opens_the_list_again() -> None:
    flow = edited(data(), Random(0), 0)
    for stage in flow["stages"]:
        for question in stage["questions"]:
            if question["id"] == "candidates":
                question["item"].append({"id": "since", "kind": "text", "text": "Depuis ?"})
    value = {
        "items": [{"id": "1", "answers": {"candidate_name": "Val"}, "skipped": []}],
        "last": 1,
        "done": True,
    }
    run = walk(sample(), *FAR)
    run = replace(run, answers={**run.answers, "candidates": Answer(value)})
    found = carry(sample(), compiled(flow), run, today=TODAY)
    assert Answer({**value, "done": False}) == found.run.answers["candidates"]
