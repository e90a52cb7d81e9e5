"""What an admin changed, one by one, on the data of the sample's file."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from flows.changes import Change, Effect, Noun, What, tags
from flows.definition import Flow
from flows.differences import differences
from flows.library import files_of
from flows.ordering import moved
from flows.reading import load_flow
from flows.source import Source, read_source
from tests.flows.edits import edited, questions
from tests.flows.samples import SAMPLE

Data = dict[str, Any]


def data() -> Data:
    source = read_source((SAMPLE / "flow.yaml").read_bytes(), file="flow.yaml")
    assert isinstance(source, Source)
    return copy.deepcopy(dict(source.data))


def between(before: Data, after: Data) -> tuple[Change, ...]:
    return differences({"fr": Flow.model_validate(before)}, {"fr": Flow.model_validate(after)})


def question(flow: Data, name: str) -> Data:
    return next(each for each in questions(flow) if each["id"] == name)


def reword(flow: Data) -> None:
    question(flow, "public")["text"] = "Qui vit cela ?"


def rename(flow: Data) -> None:
    question(flow, "trust").update(id="confidence", was=["trust"])
    for family in next(each for each in questions(flow) if "families" in each)["families"]:
        family["of"] = ["confidence" if name == "trust" else name for name in family["of"]]


def mean_otherwise(flow: Data) -> None:
    question(flow, "public")["changed_meaning"] = True


def ask_words(flow: Data) -> None:
    asked = question(flow, "money_how_much")
    asked.pop("unit", None)
    asked["kind"] = "text"


def ask_a_number(flow: Data) -> None:
    asked = question(flow, "public")
    text = {key: asked[key] for key in ("id", "text")}
    asked.clear()
    asked.update(text, kind="number")


def require(flow: Data) -> None:
    question(flow, "public")["required"] = True


def hide(flow: Data) -> None:
    question(flow, "public")["visible_to"] = ["leader"]


def ask_only_if(flow: Data) -> None:
    question(flow, "brings")["when"] = {"verb": "reach"}


def remove_option(flow: Data) -> None:
    asked = question(flow, "brings")
    asked["options"] = [each for each in asked["options"] if each["id"] != "field"]


def rename_option(flow: Data) -> None:
    option = next(each for each in question(flow, "brings")["options"] if each["id"] == "skill")
    option.update(id="knowledge", was=["skill"], label="Un savoir")


def add(flow: Data) -> None:
    new = {"id": "since", "kind": "text", "text": "Depuis quand ?"}
    flow["stages"][1]["questions"].insert(1, new)


def remove(flow: Data) -> None:
    stage = flow["stages"][1]
    stage["questions"] = [each for each in stage["questions"] if each["id"] != "fact_who"]


def add_part(flow: Data) -> None:
    question(flow, "candidates")["item"].append({"id": "since", "kind": "text", "text": "Depuis ?"})


def wait_longer(flow: Data) -> None:
    flow["pace"] = {"sleep_after": "40 days"}


def say_otherwise(flow: Data) -> None:
    flow["endings"][-1]["text"] = "Voilà."


def swap(flow: Data) -> None:
    found = flow["stages"][1]["questions"]
    found[0], found[1] = found[1], found[0]


def aim(flow: Data) -> None:
    flow["stages"][1]["aim"] = "Voir qui est là."


CASES: tuple[tuple[Callable[[Data], None], tuple[tuple[Noun, What, str, Effect], ...]], ...] = (
    (reword, ((Noun.QUESTION, What.REWORDED, "public", Effect.NOTHING),)),
    (rename, ((Noun.QUESTION, What.RENAMED, "confidence", Effect.MOVES),)),
    (mean_otherwise, ((Noun.QUESTION, What.MEANING, "public", Effect.ASKED_AGAIN),)),
    (ask_words, ((Noun.QUESTION, What.KIND, "money_how_much", Effect.NOTHING),)),
    (require, ((Noun.QUESTION, What.LIMITS, "public", Effect.ASKED_IF_SKIPPED),)),
    (hide, ((Noun.QUESTION, What.SETTINGS, "public", Effect.NOTHING),)),
    (ask_only_if, ((Noun.QUESTION, What.CONDITION, "brings", Effect.DECIDED_ANEW),)),
    (remove_option, ((Noun.OPTION, What.REMOVED, "field", Effect.ASKED_IF_CHOSEN),)),
    (
        rename_option,
        (
            (Noun.OPTION, What.RENAMED, "knowledge", Effect.MOVES),
            (Noun.OPTION, What.REWORDED, "knowledge", Effect.NOTHING),
        ),
    ),
    (add, ((Noun.QUESTION, What.ADDED, "since", Effect.ASKED_NEXT),)),
    (remove, ((Noun.QUESTION, What.REMOVED, "fact_who", Effect.PARKED),)),
    (add_part, ((Noun.PART, What.ADDED, "since", Effect.ASKED_NEXT),)),
    (wait_longer, ((Noun.PACE, What.SETTINGS, "sample", Effect.NOTHING),)),
    (say_otherwise, ((Noun.ENDING, What.REWORDED, "charter", Effect.NOTHING),)),
    (swap, ((Noun.QUESTION, What.MOVED, "fact", Effect.NOTHING),)),
    (aim, ((Noun.STAGE, What.REWORDED, "needs", Effect.NOTHING),)),
)


@pytest.mark.parametrize(
    ("edit", "expected"), CASES, ids=lambda each: getattr(each, "__name__", "")
)
def test_one_change_is_said_as_it_is(
    edit: Callable[[Data], None], expected: tuple[tuple[Noun, What, str, Effect], ...]
) -> None:
    after = data()
    edit(after)
    found = between(data(), after)
    said = {(each.noun, each.what, each.name): each.effect for each in found}
    for noun, what, name, effect in expected:
        assert effect == said[noun, what, name]
    assert len(expected) == len(found)


def test_a_question_of_another_kind_is_refused() -> None:
    after = data()
    ask_a_number(after)
    found = {each.what: each.effect for each in between(data(), after)}
    assert Effect.REFUSED == found[What.KIND]


def test_a_change_says_where_it_is_and_what_was_there() -> None:
    after = data()
    reword(after)
    (change,) = between(data(), after)
    assert "needs.public" == change.path
    (detail,) = change.details
    was = question(data(), "public")["text"]
    assert ("text", was, "Qui vit cela ?") == (detail.key, detail.before, detail.after)


def test_a_renamed_question_changes_no_condition_that_looks_at_it() -> None:
    for seed in range(60):
        after = edited(data(), Random(seed), 1)
        found = between(data(), after)
        if {What.RENAMED} & {each.what for each in found}:
            assert What.CONDITION not in {each.what for each in found}


@given(seed=st.integers(0, 10**9), changes=st.integers(0, 8))
@settings(max_examples=80, deadline=None)
def test_nothing_is_said_of_what_did_not_change(seed: int, changes: int) -> None:
    after = edited(data(), Random(seed), changes)
    assert () == between(after, after)


def test_a_text_in_another_language_is_a_change_of_that_language() -> None:
    files = dict(files_of("alliance"))
    before = load_flow(files)
    english = before["en"].model_copy(update={"title": "Designing it"})
    (change,) = differences(before, {"fr": before["fr"], "en": english})
    assert ("en",) == tuple(detail.language for detail in change.details)
    (gone,) = differences(before, {"fr": before["fr"]})
    assert (Noun.LANGUAGE, What.REMOVED, "en") == (gone.noun, gone.what, gone.name)


def test_tags_are_each_said_once() -> None:
    after = data()
    reword(after)
    question(after, "trust")["text"] = "Et la confiance ?"
    add(after)
    assert ("question_added", "question_reworded") == tags(between(data(), after))


def rows() -> Iterator[tuple[str, str, set[str]]]:
    yield "abcde", "acdbe", {"b"}
    yield "abc", "xcab", {"c"}
    yield "abc", "abc", set()
    yield "", "a", set()


@pytest.mark.parametrize(("before", "after", "expected"), list(rows()))
def test_the_fewest_that_moved_explain_an_order(
    before: str, after: str, expected: set[str]
) -> None:
    assert expected == moved(before, after)
