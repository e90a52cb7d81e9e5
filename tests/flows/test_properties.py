"""What holds for any replies, from any place, on the small flow."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings, strategies as st

from flows import engine
from flows.events import AnswerChanged, Prompted
from flows.items import answers_of, item_ids
from flows.replies import Kept, Picked, Revised
from flows.run import Place, Run, RunStatus
from flows.walks import prompt_of, random_reply, random_walk
from storage import run_state
from tests.flows.samples import TODAY, sample

seeds = st.integers(min_value=0, max_value=10**9)


def wandered(seed: int, replies: int) -> Run:
    """A run after some replies, any of them."""
    chance = Random(seed)
    sprint = engine.start(sample(), language="fr", today=TODAY)
    for _ in range(replies):
        said = random_reply(sample(), prompt_of(sprint), chance, "fr", forward=False)
        sprint = engine.reply(sample(), sprint.run, said, today=TODAY)
    return sprint.run


@given(seed=seeds)
@settings(max_examples=150, deadline=None)
def test_whatever_is_replied_the_walk_can_be_finished(seed: int) -> None:
    last = random_walk(sample(), Random(seed), language="fr", today=TODAY)[-1]
    assert RunStatus.REVIEW == last.run.status
    assert last.run.ending in ("charter", "not_now")


@given(seed=seeds, replies=st.integers(min_value=0, max_value=60))
@settings(max_examples=150, deadline=None)
def test_storing_a_run_and_reading_it_back_changes_nothing(seed: int, replies: int) -> None:
    run = wandered(seed, replies)
    back = run_state.read(run_state.write(run))
    assert run == back
    said = random_reply(
        sample(),
        prompt_of(engine.present(sample(), run, today=TODAY)),
        Random(seed),
        "fr",
        forward=False,
    )
    there = engine.reply(sample(), run, said, today=TODAY)
    assert there == engine.reply(sample(), back, said, today=TODAY)


@given(seed=seeds, replies=st.integers(min_value=0, max_value=60))
@settings(max_examples=150, deadline=None)
def test_a_run_holds_only_answers_that_count_and_parks_the_others(seed: int, replies: int) -> None:
    run = wandered(seed, replies)
    assert run.answers.keys().isdisjoint(run.parked)
    for step in sample().steps:
        if step.id in run.answers and step.id not in run.invited:
            assert step.is_relevant(run.answers)
        if step.id in run.parked:
            assert not step.is_relevant(run.answers)


@given(seed=seeds, replies=st.integers(min_value=20, max_value=60))
@settings(max_examples=150, deadline=None)
def test_correcting_an_answer_and_correcting_it_back_changes_nothing(
    seed: int, replies: int
) -> None:
    run = wandered(seed, replies)
    answer = run.answers.get("verb")
    if answer is None or answer.skipped or isinstance(answer.value, dict):
        return
    before = {**run.answers}
    other = "rule" if answer.value == "reach" else "reach"
    for said in (
        Revised(Place("verb")),
        Picked((other,)),
        Revised(Place("verb")),
        Picked((answer.value,)),
    ):
        run = engine.reply(sample(), run, said, today=TODAY).run
    assert before == dict(run.answers)


@given(seed=seeds, replies=st.integers(min_value=1, max_value=60))
@settings(max_examples=150, deadline=None)
def test_the_history_of_answers_says_what_the_run_holds(seed: int, replies: int) -> None:
    """The rows that storage keeps, replayed, are the answers of the run."""
    chance = Random(seed)
    sprint = engine.start(sample(), language="fr", today=TODAY)
    history = {}
    for _ in range(replies):
        said = random_reply(sample(), prompt_of(sprint), chance, "fr", forward=False)
        sprint = engine.reply(sample(), sprint.run, said, today=TODAY)
        for event in sprint.events:
            if isinstance(event, AnswerChanged):
                history[str(event.place)] = event.after
    kept = {**sprint.run.answers, **sprint.run.parked}
    for name, answer in kept.items():
        if sample().by_id[name].is_said or name == "candidates":
            continue
        assert answer == history[name]
    candidates = kept.get("candidates")
    if candidates is not None and not candidates.skipped:
        for item in item_ids(candidates.value):
            for part, said_of_part in answers_of(candidates.value, item).items():
                assert said_of_part == history[f"candidates.{item}.{part}"]


@given(seed=seeds, replies=st.integers(min_value=0, max_value=60))
@settings(max_examples=100, deadline=None)
def test_keeping_an_answer_leaves_every_answer_as_it_was(seed: int, replies: int) -> None:
    run = wandered(seed, replies)
    after = engine.reply(sample(), run, Kept(), today=TODAY)
    said = {name: kept for name, kept in after.run.answers.items() if name in run.answers}
    assert dict(run.answers) == said
    assert not any(isinstance(event, AnswerChanged) for event in after.events)


@given(seed=seeds)
@settings(max_examples=60, deadline=None)
def test_a_walk_straight_ahead_follows_the_arrows(seed: int) -> None:
    """What is drawn of the flow is what happens: no step forward is taken beside an arrow."""
    arrows = {(arrow.source, arrow.target) for arrow in sample().machine.arrows}
    chance = Random(seed)
    sprint = engine.start(sample(), language="fr", today=TODAY)
    while (prompt := prompt_of(sprint)) is not None:
        said = random_reply(sample(), prompt, chance, "fr", forward=True)
        if isinstance(said, Revised):
            continue
        source = prompt.place.question
        sprint = engine.reply(sample(), sprint.run, said, today=TODAY)
        target = sprint.run.at.question if sprint.run.at else "review"
        assert source == target or (source, target) in arrows


def test_a_prompt_is_in_every_sprint_until_the_end() -> None:
    for sprint in random_walk(sample(), Random(7), language="fr", today=TODAY):
        prompts = [event for event in sprint.events if isinstance(event, Prompted)]
        assert len(prompts) == (0 if sprint.run.at is None else 1)
