"""The flow that we ship: checked, told, walked, in both of its languages."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from charter.expectations import failures
from charter.fit import fit
from charter.guide import Guide, load_guide
from charter.reading import read_template
from flows import engine
from flows.library import files_of
from flows.playing import play
from flows.question import Reader
from flows.reading import read_flow
from flows.replies import Kept, Picked, Revised, Said, Skipped
from flows.run import Place
from flows.stories import STORIES_FILE, Stories, Story, load_stories
from flows.walks import prompt_of, random_walk
from tests.flows.samples import TODAY
from tests.scenarios.conversation import stored

LANGUAGES = ("fr", "en")


@cache
def guide() -> Guide:
    return load_guide(files_of("alliance"), number=1)


@cache
def stories() -> Stories:
    return load_stories(files_of("alliance")[STORIES_FILE])


def test_it_has_no_issue_not_even_an_advice() -> None:
    read, charter = read_flow(files_of("alliance")), read_template(files_of("alliance"))
    assert () == (*read.issues, *charter.issues, *fit(charter, read))


@pytest.mark.parametrize("story", stories().stories, ids=lambda story: story.story)
def test_a_story_stays_true_the_run_being_stored_between_two_replies(story: Story) -> None:
    assert TODAY == stories().told_on
    played = play(guide().compiled, story, today=TODAY, between=stored)
    assert () == played.failures
    document = guide().draft(played.run, reader=Reader.LEADER, today=TODAY)
    assert () == failures(document, story)


@pytest.mark.parametrize("language", LANGUAGES)
def test_walks_by_chance_end_and_reach_every_question(language: str) -> None:
    asked: set[str] = set()
    for seed in range(stories().random_walks):
        walk = random_walk(guide().compiled, Random(seed), language=language, today=TODAY)
        assert walk[-1].run.ending
        asked |= {p.place.part or p.place.question for p in map(prompt_of, walk) if p}
    compiled = guide().compiled
    askable = {step.id for step in compiled.steps if not step.is_said} | set(compiled.lists)
    assert set() == askable - asked


@given(
    seed=st.integers(min_value=0, max_value=10**6),
    name=st.sampled_from(["verb", "category", "money", "way", "our_contributions", "vision"]),
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=60, deadline=None)
def test_correcting_an_answer_and_correcting_it_back_restores_the_charter(
    seed: int, name: str, language: str
) -> None:
    compiled, chance = guide().compiled, Random(seed)
    run = random_walk(compiled, chance, language=language, today=TODAY)[-1].run
    answer = run.answers.get(name)
    if answer is None or answer.skipped or "other" in str(answer.value):
        return
    before = guide().draft(run, reader=Reader.LEADER, today=TODAY)
    for said in (Revised(Place(name)), _another(name, answer.value), Revised(Place(name))):
        run = engine.reply(compiled, run, said, today=TODAY).run
    run = engine.reply(compiled, run, _the_same(answer.value), today=TODAY).run
    if run.nudged:
        run = engine.reply(compiled, run, Kept(), today=TODAY).run
    assert before == guide().draft(run, reader=Reader.LEADER, today=TODAY)


def _another(name: str, value: object) -> Picked | Said | Skipped:
    question = guide().compiled.question(name, "fr")
    options = [option.id for option in getattr(question, "options", ())]
    taken = str(value)
    others = [option for option in options if f"'{option}'" not in f"'{taken}'"]
    return Picked((others[0],)) if others else Said("Une tout autre réponse, à Firminy, en 2029")


def _the_same(value: object) -> Picked | Said:
    match value:
        case {"choice": str(choice)}:
            return Picked((choice,))
        case {"picked": list(picked)}:
            return Picked(tuple(picked))
        case str() if value in {"alliance", "simple_partnership", "internal_first", "not_now"}:
            return Picked((value,))
        case str() if " " not in value:
            return Picked((value,))
        case _:
            return Said(str(value))
