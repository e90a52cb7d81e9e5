"""What an author means is written where it belongs, in every file, and nothing else is touched."""

from __future__ import annotations

import difflib
from functools import cache

import pytest

from flows.authoring.conditions import Simple, condition_of, earlier, set_condition, simple
from flows.authoring.draft import FLOW, Draft
from flows.authoring.known import Published
from flows.authoring.options import add_option, move_option, option_names, remove_option
from flows.authoring.places import find, questions
from flows.authoring.proposing import proposed
from flows.authoring.questions import (
    add_question,
    change_kind,
    move_question,
    place_question,
    remove_question,
)
from flows.authoring.references import mentions
from flows.authoring.renaming import rename_option, rename_question
from flows.authoring.settings import set_value, setting
from flows.authoring.texts import reword, said_in, texts_of
from flows.issue import Severity
from flows.library import files_of
from flows.publishing import losses
from flows.reading import read_flow

EN = "flow.en.yaml"


@cache
def shipped() -> Draft:
    return Draft({name: content.decode() for name, content in files_of("alliance").items()})


def published() -> Published:
    return Published.of(shipped().sources)


def troubles(draft: Draft) -> list[str]:
    """What keeps it from being published."""
    files = {name: text.encode() for name, text in draft.sources.items()}
    read, live = read_flow(files), read_flow(files_of("alliance")).flow
    errors = [issue for issue in read.issues if issue.severity is Severity.ERROR]
    return [issue.code for issue in (*errors, *losses(live, read))]


def changed(draft: Draft, file: str) -> list[str]:
    """Lines that came and went."""
    before, after = shipped().sources[file].split("\n"), draft.sources[file].split("\n")
    lines = difflib.unified_diff(before, after, n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_rewording_changes_the_line_of_the_text_and_notes_what_it_was_translated_from() -> None:
    draft = reword(shipped(), "role", ("text",), "Que faites-vous dans l’association ?")
    former = "Quel est votre rôle dans l’association\u202f?"
    now = "Que faites-vous dans l’association ?"
    assert [f'-        text: "{former}"', f'+        text: "{now}"'] == changed(draft, FLOW)
    stale = read_flow({name: text.encode() for name, text in draft.sources.items()}).issues
    assert "stages.welcome.questions.role.text" in [
        i.path for i in stale if i.code == "translation_stale"
    ]
    again = reword(draft, "role", ("text",), "What do you do there?", file=EN)
    fresh = read_flow({name: text.encode() for name, text in again.sources.items()}).issues
    assert "translation_stale" not in [issue.code for issue in fresh]


def test_a_text_that_goes_takes_its_translations_along() -> None:
    draft = reword(shipped(), "role", ("why",), "")
    assert "why" not in find(draft, "role").data
    assert "" == said_in(draft, EN, find(draft, "role"), ("why",))
    assert [] == troubles(draft)


def test_every_text_of_the_shipped_questions_is_found_in_both_languages() -> None:
    draft = shipped()
    missing = [
        (each.name, text.path)
        for each in questions(draft)
        for text in texts_of(each)
        if text.text and not said_in(draft, EN, each, text.path)
    ]
    assert [] == missing


def test_an_option_that_was_published_is_retired_and_a_new_one_just_goes() -> None:
    draft = add_option(shipped(), "role", "Élue d’une commune", published=published())
    assert "elue_commune" == option_names(find(draft, "role"))[-1]
    back = remove_option(draft, "role", "elue_commune", "Une erreur.", published=published())
    assert shipped().sources == back.sources
    gone = remove_option(shipped(), "money", "none", "Plus utile.", published=published())
    retired = {"id": "none", "of": "money", "because": "Plus utile."}
    assert [retired] == gone.data(FLOW)["retired"]
    assert "option_lost" not in troubles(gone)


def test_options_change_places_and_stay_at_the_ends() -> None:
    first, second, *_ = option_names(find(shipped(), "role"))
    draft = move_option(shipped(), "role", second, -1)
    assert (second, first) == option_names(find(draft, "role"))[:2]
    assert shipped().sources == move_option(draft, "role", second, 1).sources
    assert shipped() is move_option(shipped(), "role", first, -1)


def test_a_question_is_renamed_wherever_it_is_named_and_its_answers_go_with_it() -> None:
    draft = rename_question(shipped(), "way", "chosen_way", published=published())
    assert ["way"] == find(draft, "chosen_way").data["was"]
    assert [] == [each for each in mentions(draft, "way") if each[1][-2:-1] != ("was",)]
    assert [] == troubles(draft)
    twice = rename_question(draft, "chosen_way", "road", published=published())
    assert ["way"] == find(twice, "road").data["was"]
    back = rename_question(draft, "chosen_way", "way", published=published())
    assert shipped().sources == back.sources


def test_an_option_is_renamed_in_conditions_stories_and_languages() -> None:
    draft = rename_option(shipped(), "situation", "idea", "only_idea", published=published())
    assert [] == troubles(draft)
    for file in ("charter.yaml", "stories.yaml", EN):
        assert all("only_idea" in line for line in changed(draft, file) if line[0] == "+")
        assert changed(draft, file)


def test_a_question_that_goes_is_retired_with_where_to_go_on() -> None:
    known = published()
    draft = remove_question(
        shipped(), "territory", "Demandé deux fois.", continue_at="path", published=known
    )
    retired = {"id": "territory", "because": "Demandé deux fois.", "continue_at": "path"}
    assert [retired] == draft.data(FLOW)["retired"]
    assert None is draft.data(EN)["questions"].get("territory")
    assert [] == troubles(draft)


def test_a_new_question_has_its_condition_and_its_english_text() -> None:
    said = {"text": "Combien de familles ?", "kind": "number", "id": "families"}
    draft = add_question(shipped(), "needs", 1, said)
    draft = reword(draft, "families", ("text",), "How many families?", file=EN)
    draft = set_condition(draft, "families", Simple("role", ("president", "staff")))
    lines = (
        "+      - id: families",
        "+        kind: number",
        "+        when: {role: {in: [president, staff]}}",
        "+        text: Combien de familles ?",
    )
    assert list(lines) == changed(draft, FLOW)
    assert ["+  families:", "+    text: How many families?"] == changed(draft, EN)[:2]
    assert [] == troubles(draft)
    assert (
        "families"
        == list(draft.data(EN)["questions"])[list(draft.data(EN)["questions"]).index("public") + 1]
    )


def test_a_question_goes_to_another_place_and_comes_back() -> None:
    draft = move_question(shipped(), "organisation", 1)
    assert shipped().sources == move_question(draft, "organisation", -1).sources
    last = move_question(shipped(), "path", 1)  # the last of its stage
    assert "needs" == find(last, "path").stage
    assert shipped().sources == move_question(last, "path", -1).sources
    other = place_question(shipped(), "size", "needs")
    assert ("needs", "size") == (find(other, "size").stage, list(questions_in(other, "needs"))[-1])


def questions_in(draft: Draft, stage: str) -> list[str]:
    return [each.name for each in questions(draft) if each.stage == stage and not each.whole]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ({"role": "staff"}, Simple("role", ("staff",))),
        ({"role": {"in": ["staff", "other"]}}, Simple("role", ("staff", "other"))),
        ({"role": "answered"}, Simple("role")),
        ({"role": "skipped"}, None),
        ({"all": [{"role": "staff"}, {"size": "small"}]}, None),
        ({"any": [{"help": {"has": "a"}}, {"help": {"has": "b"}}]}, Simple("help", ("a", "b"))),
    ],
)
def test_common_conditions_are_simple(written: object, wanted: Simple | None) -> None:
    assert wanted == simple(condition_of({"when": written}))


def test_a_condition_looks_back_only() -> None:
    names = [each.name for each in earlier(shipped(), "role")]
    assert ["consent", "organisation"] == names
    draft = set_condition(shipped(), "size", Simple("organisation"))
    assert ["+        when: {organisation: answered}"] == changed(draft, FLOW)
    assert shipped().sources == set_condition(draft, "size", None).sources


def test_what_goes_without_saying_is_not_written() -> None:
    draft = set_value(shipped(), "role", ("required",), True)  # noqa: FBT003
    assert ["+        required: true"] == changed(draft, FLOW)
    assert shipped().sources == set_value(draft, "role", ("required",), False).sources  # noqa: FBT003
    longer = set_value(shipped(), "organisation", ("chars", "at_most"), 200)
    assert 200 == setting(find(longer, "organisation"), ("chars", "at_most"))
    readers = set_value(shipped(), "organisation", ("visible_to",), ["leader", "coach"])
    assert ["+        visible_to: [leader, coach]"] == changed(readers, FLOW)


def test_another_kind_keeps_only_what_it_knows() -> None:
    draft = change_kind(shipped(), "situation", "text")
    assert "options" not in find(draft, "situation").data
    assert "kind_changed" not in troubles(draft)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Combien de familles sont concernées ?", "combien_familles"),
        ("Où ?", "ou"),
        ("12", "question_12"),
        ("« … »", "question"),
        ("L’échéance", "echeance"),
        ("Quand, exactement", "quand_exactement_2"),
    ],
)
def test_names_are_proposed_from_what_is_said(text: str, name: str) -> None:
    assert name == proposed(text, {"quand_exactement"}, fallback="question")
