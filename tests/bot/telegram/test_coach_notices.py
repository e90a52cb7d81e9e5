"""What coaches are told unasked: when, to whom, and no more than that."""

from __future__ import annotations

import pytest

from charter.verdict import Verdict
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.repositories import people, teams
from tests.bot.telegram.chatting import AWA, DESK, INES, Chats
from tests.bot.telegram.decided import DAY, MORNING, NIGHT, SOON, decided, sent
from tests.bot.telegram.walker import NOON


@pytest.fixture
def chats(flowing: Database, ready_guides: Guides) -> Chats:
    return Chats(flowing, ready_guides)


def test_coaches_are_told_together_with_a_link_and_never_at_night(chats: Chats) -> None:
    chats.coach()
    for by in (AWA, "78"):
        chats.walks_to_the_end(by)
        chats.says("/submit", by=by)
    (told,) = chats.passes(NOON + SOON)[INES]
    assert 2 == told.count(f"{DESK}/drafts/id-")
    assert 1 == told.count("Une nouvelle charte à lire")
    chats.passes(NIGHT)
    chats.says("/withdraw yes")
    assert {} == chats.passes(MORNING - SOON)
    (withdrawn,) = chats.passes(MORNING + SOON)[INES]
    assert DESK not in withdrawn


def test_what_is_taken_back_before_anybody_heard_of_it_is_not_told(chats: Chats) -> None:
    chats.coach()
    chats.walks_to_the_end()
    chats.says("/submit", "/withdraw yes")
    assert INES not in chats.passes(NOON + SOON)
    chats.says("/submit", "/withdraw yes", "/submit")
    (told,) = chats.passes(chats.now + SOON)[INES]
    assert 1 == told.count(DESK)
    assert "Reprise" not in told


def test_a_draft_that_waits_reminds_its_coach_and_nobody_once_it_is_back(chats: Chats) -> None:
    alliance, desk = sent(chats)
    (reminded,) = chats.passes(NOON + 4 * DAY)[INES]
    assert "Attend depuis plusieurs jours" in reminded
    assert INES in chats.passes(NOON + 7 * DAY)
    desk.now = chats.now
    desk.decides(alliance, Verdict.REVISE)
    assert INES not in chats.passes(NOON + 14 * DAY)


def test_a_draft_that_nobody_took_reminds_the_whole_team_and_none_that_was_taken_back(
    chats: Chats,
) -> None:
    chats.coach()
    chats.coach("89")
    chats.walks_to_the_end()
    chats.says("/submit")
    assert {INES, "89"} == chats.passes(NOON + SOON).keys()
    assert {INES, "89"} == chats.passes(NOON + 4 * DAY).keys()
    chats.says("/withdraw yes")
    chats.passes(chats.now + DAY)
    assert {AWA} >= chats.passes(NOON + 12 * DAY).keys()


def test_an_answer_of_the_coach_brings_the_card_again(chats: Chats) -> None:
    _, desk = decided(chats)
    chats.passes(NOON + DAY + SOON)
    remark = desk.made[0].public_id
    chats.says(f"/remarks ask {remark}", "Pour lesquels ?")
    (told,) = chats.passes(chats.now + SOON)[INES]
    assert "Une question sur une remarque" in told
    assert "Pour lesquels ?" in chats.says(f"/remarks answer {remark}", by=INES)
    assert "transmis" in chats.says("Ceux de Rodez.", by=INES)
    answered, card = chats.passes(chats.now + SOON)[AWA]
    assert "vous a répondu" in answered
    assert "Ceux de Rodez." in card
    assert "déjà sa réponse" in chats.says(f"/remarks answer {remark}", by=INES)


def test_a_coach_of_another_team_is_shown_no_question(chats: Chats) -> None:
    _, desk = decided(chats)
    chats.passes(NOON + DAY + SOON)
    remark = desk.made[0].public_id
    chats.says(f"/remarks ask {remark}", "Pour lesquels ?")
    other = chats.coach("89", Role.ADMIN)
    assert "lesquels" not in chats.says(f"/remarks answer {remark}", by="89")
    team = teams.COMMON
    desk.database.write(lambda store: teams.join(store, teams.load(store, team), other.person))
    assert "lesquels" in chats.says(f"/remarks answer {remark}", by="89")
    assert {INES} == chats.passes(chats.now + SOON).keys()


@pytest.mark.parametrize("leaves", ["erased", "another role"])
def test_when_its_coach_has_left_the_team_is_told(chats: Chats, leaves: str) -> None:
    _, desk = decided(chats)
    chats.passes(NOON + DAY + SOON)
    chats.coach("89")
    if leaves == "erased":
        chats.says("/forget EFFACER", by=INES)
    else:
        chats.database.write(lambda store: people.change_role(store, desk.person, Role.PARTNER))
    chats.says(f"/remarks ask {desk.made[0].public_id}", "Pour lesquels ?")
    assert "89" in chats.passes(chats.now + SOON)
