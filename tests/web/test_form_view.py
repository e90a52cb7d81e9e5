"""Questions are changed in forms, and the files say it as an author would have written it."""

from __future__ import annotations

import difflib

import pytest

from flows.authoring.draft import FLOW, Draft
from flows.authoring.places import find, questions
from storage.repositories import revisions, working_copies
from storage.repositories.working_copies import WorkingCopy
from tests.web.browser import Browser
from tests.web.world import World
from web.addresses import address
from web.pages import pages
from web.views.clause_values import clauses_of

COPY = "c1"


@pytest.fixture
def admin(quick: World) -> Browser:
    begun(quick)
    return Browser(quick).sign_in(quick.admin)


def begun(world: World) -> WorkingCopy:
    return world.database.write(
        lambda store: working_copies.begin(
            store,
            "alliance",
            revisions.live(store, "alliance").sources,
            public_id=COPY,
            based_on=1,
            author_id=world.admin.id,
            title="Budget",
            now=world.now,
        )
    )


def stored(world: World) -> WorkingCopy:
    return world.database.read(lambda store: working_copies.load(store, COPY))


def changed(world: World, file: str = FLOW) -> list[str]:
    """Lines that came and went since the copy was begun."""
    live = world.database.read(lambda store: revisions.live(store, "alliance")).sources
    before, after = live[file].split("\n"), stored(world).sources[file].split("\n")
    found = difflib.unified_diff(before, after, n=0, lineterm="")
    return [line for line in found if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def at(name: str, **values: str) -> str:
    return address(pages()[name].path, {"copy": COPY, **values})


def test_the_list_shows_every_question_with_its_condition_and_buttons(admin: Browser) -> None:
    page = admin.get(at("copy_form")).text
    assert "What is your role in the association?" in page
    assert "<li>Member of staff</li>" in page
    assert "Asked if the answer to “" in page
    assert f'href="{at("copy_question", question="role")}"' in page


def test_several_changes_of_a_form_are_one_version_of_the_file_an_author_would_write(
    quick: World, admin: Browser
) -> None:
    here = at("copy_question", question="role")
    admin.get(here)
    sent = admin.send(
        here,
        {
            "do": "save",
            "fr:text": "Que faites-vous dans l’association ?",
            "en:text": "What do you do in the association?",
            "fr:options.staff.label": "Équipe",
            "fr:options.staff.warn": "Parlez-en à votre présidence.",
            "en:options.staff.warn": "Tell your chair.",
            "flag:required": "yes",
            "new_option:fr": "Élue",
            "new_option:en": "Elected",
        },
    )
    assert (303, here) == (sent.status_code, sent.headers["location"])
    assert 2 == stored(quick).version
    assert [
        '-        text: "Quel est votre rôle dans l’association\u202f?"',
        "+        required: true",
        '+        text: "Que faites-vous dans l’association ?"',
        "-            label: Équipe salariée",
        "+            label: Équipe",
        "+            warn: Parlez-en à votre présidence.",
        "+          - id: elue",
        "+            label: Élue",
    ] == changed(quick)
    english = [line for line in changed(quick, "flow.en.yaml") if "questions." not in line]
    assert "+        warn: Tell your chair." in english
    assert "Saved in the draft" in admin.get(here).text


def test_sending_a_form_as_it_was_changes_nothing(quick: World, admin: Browser) -> None:
    kinds = {each.kind: each.name for each in questions(Draft(stored(quick).sources))}
    for name in kinds.values():
        here = at("copy_question", question=name)
        assert 200 == admin.get(here).status_code
        assert 303 == admin.send(here, {"do": "save"}).status_code
    assert 1 == stored(quick).version


def test_what_is_wrong_is_said_beside_its_field(quick: World, admin: Browser) -> None:
    here = at("copy_question", question="role")
    admin.get(here)
    admin.send(here, {"do": "save", "fr:options.staff.label": "x" * 60})
    page = admin.get(here).text
    place = page.index('name="fr:options.staff.label"')
    assert "Advice:" in page[place : place + 700]


def test_a_text_that_is_needed_is_asked_for_and_what_was_typed_stays(
    quick: World, admin: Browser
) -> None:
    here = at("copy_question", question="role")
    admin.get(here)
    refused = admin.send(here, {"do": "save", "fr:text": "", "fr:hint": "Une précision"})
    assert 422 == refused.status_code
    assert "This text is needed." in refused.text
    assert "Une précision" in refused.text
    assert 1 == stored(quick).version


def test_two_admins_who_change_different_texts_both_keep_theirs(
    quick: World, admin: Browser
) -> None:
    other = Browser(quick).sign_in(quick.admin)
    here = at("copy_question", question="role")
    admin.get(here)
    other.get(here)
    other.send(here, {"do": "save", "fr:hint": "Autre précision."})
    assert 303 == admin.send(here, {"do": "save", "fr:why": "Autre raison."}).status_code
    data = find(Draft(stored(quick).sources), "role").data
    assert ("Autre précision.", "Autre raison.") == (data["hint"], data["why"])


def test_the_same_text_changed_twice_shows_both_and_loses_none(
    quick: World, admin: Browser
) -> None:
    other = Browser(quick).sign_in(quick.admin)
    here = at("copy_question", question="role")
    admin.get(here)
    other.get(here)
    other.send(here, {"do": "save", "fr:hint": "Autre précision."})
    refused = admin.send(here, {"do": "save", "fr:hint": "La mienne."})
    assert 409 == refused.status_code
    assert "La mienne." in refused.text
    assert "Autre précision." in refused.text
    admin.page = refused
    assert 303 == admin.send(here, {"do": "save"}).status_code
    assert "La mienne." == find(Draft(stored(quick).sources), "role").data["hint"]


def test_typography_is_shown_before_it_is_saved(quick: World, admin: Browser) -> None:
    here = at("copy_question", question="role")
    admin.get(here)
    shown = admin.send(here, {"do": "typeset", "fr:text": 'Qui dit "oui" ?'})
    assert "«\u00a0oui\u00a0»\u202f?" in shown.text
    assert 1 == stored(quick).version


def test_options_and_questions_change_places_by_buttons(quick: World, admin: Browser) -> None:
    here = at("copy_question", question="role")
    admin.get(here)
    admin.send(here, {"do": "down:president"})
    assert "director" == find(Draft(stored(quick).sources), "role").data["options"][0]["id"]
    admin.get(at("copy_form"))
    moved = admin.send(at("copy_form"), {"do": "up:role"})
    assert moved.headers["location"].endswith("#q-role")
    names = [q["id"] for q in Draft(stored(quick).sources).data(FLOW)["stages"][0]["questions"]]
    assert names.index("role") + 1 == names.index("organisation")


def test_a_question_is_added_with_its_english_and_its_condition(
    quick: World, admin: Browser
) -> None:
    new = at("copy_new_question", stage="needs")
    admin.get(new)
    fields = {
        "kind": "choice",
        "after": "public",
        "text:fr": "Qui porte ce projet ?",
        "text:en": "Who leads this project?",
        "options:fr": "Le bureau\nUne équipe",
        "options:en": "The board\nA team",
        "name": "",
    }
    added = admin.send(new, fields)
    here = at("copy_question", question="porte_projet")
    assert here == added.headers["location"]
    when = at("copy_condition", question="porte_projet")
    admin.get(f"{when}?on=role")
    assert here == admin.send(when, {"do": "set", "value": "staff"}).headers["location"]
    assert [
        "+      - id: porte_projet",
        "+        kind: choice",
        "+        when: {role: staff}",
        "+        text: Qui porte ce projet ?",
        "+        options:",
        "+          - id: bureau",
        "+            label: Le bureau",
        "+          - id: equipe",
        "+            label: Une équipe",
    ] == changed(quick)
    assert "Asked if the answer to “What is your role" in admin.get(here).text
    admin.get(when)
    admin.send(when, {"do": "always"})
    assert "+        when: {role: staff}" not in changed(quick)


def test_a_published_option_goes_with_a_reason_and_a_name_changes_with_its_former_one(
    quick: World, admin: Browser
) -> None:
    here = at("copy_option", question="role", option="staff")
    admin.get(here)
    refused = admin.send(here, {"do": "remove", "because": ""})
    assert 422 == refused.status_code
    admin.page = refused
    admin.send(here, {"do": "remove", "because": "Plus utile."})
    data = Draft(stored(quick).sources).data(FLOW)
    assert [{"id": "staff", "of": "role", "because": "Plus utile."}] == data["retired"]
    other = at("copy_option", question="role", option="director")
    admin.get(other)
    admin.send(other, {"do": "rename", "name": "head"})
    options = find(Draft(stored(quick).sources), "role").data["options"]
    assert {"id": "head", "label": "Direction", "was": ["director"]} in options


def test_a_question_is_renamed_moved_made_a_text_and_taken_away(
    quick: World, admin: Browser
) -> None:
    more = at("copy_question_more", question="size")
    for fields in ({"do": "stage", "stage": "needs"}, {"do": "kind", "kind": "text"}):
        admin.get(more)
        assert 303 == admin.send(more, fields).status_code
    found = find(Draft(stored(quick).sources), "size")
    assert ("needs", "text", False) == (found.stage, found.kind, "options" in found.data)
    admin.get(more)
    renamed = admin.send(more, {"do": "rename", "name": "team_size"})
    assert at("copy_question", question="team_size") == renamed.headers["location"]
    more = at("copy_question_more", question="team_size")
    admin.get(more)
    admin.send(more, {"do": "remove", "because": "Inutile.", "continue_at": "public"})
    retired = Draft(stored(quick).sources).data(FLOW)["retired"]
    assert [{"id": "size", "because": "Inutile.", "continue_at": "public"}] == retired


def test_a_stage_is_reworded_in_both_languages(quick: World, admin: Browser) -> None:
    here = at("copy_stage", stage="needs")
    admin.get(here)
    admin.send(here, {"fr:title": "Le besoin d’abord", "en:title": "The need first"})
    assert ["-    title: Le besoin", "+    title: Le besoin d’abord"] == changed(quick)
    assert "+    title: The need first" in changed(quick, "flow.en.yaml")


def test_every_clause_opens_and_is_reworded_in_both_languages(quick: World, admin: Browser) -> None:
    clauses = clauses_of(Draft(stored(quick).sources))
    for name, _ in clauses:
        here = at("copy_clause", clause=name)
        assert 200 == admin.get(here).status_code
        assert 303 == admin.send(here, {}).status_code
    assert 1 == stored(quick).version
    here = at("copy_clause", clause="C2")
    admin.get(here)
    admin.send(here, {"fr:title": "Préambule, le besoin", "en:title": "Preamble, the need"})
    assert ("C2", "Préambule, le besoin") in clauses_of(Draft(stored(quick).sources))
    assert 2 == len(changed(quick, "charter.yaml"))
    assert "+    title: Preamble, the need" in [
        line.replace('"', "") for line in changed(quick, "charter.en.yaml")
    ]


def test_a_file_that_cannot_be_read_leads_to_its_text(quick: World, admin: Browser) -> None:
    copy = stored(quick)
    broken = {**copy.sources, FLOW: "stages: [\n"}
    quick.database.write(lambda s: working_copies.change(s, copy, broken, by=None, now=quick.now))
    for page in (at("copy_form"), at("copy_question", question="role")):
        assert "cannot be read at the moment" in admin.get(page).text
