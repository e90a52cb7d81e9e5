"""What changed between two revisions, and what became of the remarks."""

from __future__ import annotations

import re

from charter.remark import RemarkState
from tests.web.browser import Browser
from tests.web.reading import acted, decide, remark, send_again, strength, take
from tests.web.world import World


def revised(world: World, coach: Browser, **answers: object) -> None:
    world.draft()
    take(coach)
    remark(coach, "À qui manque quoi ?", about="answer:public")
    remark(coach, "Bel ensemble.", under="whole", about="whole")
    remark(coach, "Jamais envoyée", under="C9", about="clause:C9", audience="private")
    strength(coach)
    decide(coach, "revise")
    acted(world, "potagers", RemarkState.REVISED, "")
    send_again(world, "potagers", **(answers or {"public": "Les aînés de Firminy"}))


def test_words_added_and_removed_are_told_to_eyes_and_ears(world: World, coach: Browser) -> None:
    revised(world, coach)
    page = coach.get("/drafts/potagers/compare").text
    assert "From version 1 to version 2" in page
    assert "1 clause has changed" in page
    added = re.findall(r"<ins>(.*?)</ins>", page, re.DOTALL)
    removed = re.findall(r"<del>(.*?)</del>", page, re.DOTALL)
    assert any("aînés" in each and "added:" in each for each in added)
    assert any("familles" in each and "removed:" in each for each in removed)


def test_remarks_of_the_earlier_one_stand_beside_their_clause(world: World, coach: Browser) -> None:
    revised(world, coach)
    page = coach.get("/drafts/potagers/compare").text
    changed = page[page.index('id="compared-C2"') : page.index("<details")]
    assert "À qui manque quoi" in changed
    assert "answer revised" in changed
    assert page.index("On version 1 as a whole") < page.index("Bel ensemble.")


def test_what_did_not_change_is_folded(world: World, coach: Browser) -> None:
    revised(world, coach)
    page = coach.get("/drafts/potagers/compare").text
    folded = page[page.index("<details") :]
    assert "have not changed" in folded
    assert 'id="compared-C9"' in folded
    assert "Jamais envoyée" in folded


def test_any_two_are_compared_in_any_order(world: World, coach: Browser) -> None:
    revised(world, coach)
    back = coach.get("/drafts/potagers/compare?from=2&to=1")
    assert 200 == back.status_code
    assert any("familles" in each for each in re.findall(r"<ins>(.*?)</ins>", back.text, re.DOTALL))
    same = coach.get("/drafts/potagers/compare?from=2&to=2").text
    assert "Nothing changed between these two versions" in same


def test_one_version_has_nothing_to_be_compared_with(world: World, coach: Browser) -> None:
    world.draft()
    assert "Léa has sent only one version" in coach.get("/drafts/potagers/compare").text


def test_a_version_that_is_not_there_is_missing(world: World, coach: Browser) -> None:
    revised(world, coach)
    for query in ("from=1&to=9", "from=0&to=2", "from=x&to=2", "to=9", "from=-1"):
        assert 404 == coach.get(f"/drafts/potagers/compare?{query}").status_code
