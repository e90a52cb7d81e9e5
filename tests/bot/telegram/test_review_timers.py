"""What is said unasked between leaders and coaches: when, to whom, and no more than that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from charter.remark import Anchor, AnchorKind
from charter.review import ReviewStatus
from charter.verdict import Support, Verdict
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.repositories import reviews, teams, timers
from tests.bot.telegram.chatting import AWA, DESK, INES, Chats
from tests.bot.telegram.coaching import AtDesk
from tests.bot.telegram.walker import NOON

#: half past ten in the evening, and eight the next morning, in Paris
NIGHT = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 7, tzinfo=UTC)
SOON, DAY = timedelta(minutes=2), timedelta(days=1)
VISION = Anchor(AnchorKind.ANSWER, "vision")


@pytest.fixture
def chats(flowing: Database, ready_guides: Guides) -> Chats:
    return Chats(flowing, ready_guides)


def sent(chats: Chats, *also: str) -> tuple[str, AtDesk]:
    """A charter that a coach reads."""
    desk = chats.coach()
    alliance = chats.walks_to_the_end()
    chats.says("/submit", *also)
    chats.passes(chats.now + SOON)
    desk.takes(alliance)
    return alliance, desk


def decided(
    chats: Chats, verdict: Verdict = Verdict.REVISE, *, at: datetime = NOON + DAY
) -> tuple[str, AtDesk]:
    """With one remark, then."""
    alliance, desk = sent(chats)
    desk.now = at
    desk.remarks(alliance, "Pour qui ?", VISION)
    desk.decides(alliance, verdict, Support.NETWORK)
    return alliance, desk


def test_a_verdict_comes_at_once_in_the_daytime(chats: Chats) -> None:
    decided(chats)
    verdict, card = chats.passes(NOON + DAY + SOON)[AWA]
    assert verdict.index("&lt;au café&gt;") < verdict.index("revoir quelques points")
    assert "Pour qui ?" in card
    assert {} == chats.passes(NOON + DAY + 2 * SOON)


def test_a_verdict_of_the_night_waits_for_the_morning(chats: Chats) -> None:
    decided(chats, at=NIGHT)
    assert {} == chats.passes(MORNING - SOON)
    assert 2 == len(chats.passes(MORNING + SOON)[AWA])


def test_who_is_to_take_it_up_again_is_told_who_can_help(chats: Chats) -> None:
    decided(chats, Verdict.REDO)
    verdict, _ = chats.passes(NOON + DAY + SOON)[AWA]
    assert "votre fédération ou votre réseau" in verdict


def test_who_is_in_another_alliance_is_told_of_which_one_it_is(chats: Chats) -> None:
    _, _ = decided(chats)
    chats.says("/new", "1", "Le Verger")
    verdict, card = chats.passes(NOON + DAY + SOON)[AWA]
    assert "Un Temps pour Soi" in verdict
    assert "Pour qui ?" in card


def test_a_verdict_on_what_was_sent_again_since_is_not_told(chats: Chats) -> None:
    alliance, desk = decided(chats)
    desk.database.write(
        lambda store: timers.schedule(
            store, f"verdict:{alliance}", due=NOON + DAY, payload={"number": 7}
        )
    )
    assert {} == chats.passes(NOON + DAY + SOON)


def test_an_approval_brings_files_and_what_is_next(chats: Chats) -> None:
    decided(chats, Verdict.READY)
    praise, given, *files, following = chats.passes(NOON + DAY + SOON)[AWA]
    assert "Bravo" in praise
    assert "Le besoin d’abord" in praise
    assert "sans la mention" in given
    assert ["charte.pdf", "charte.docx", "charte.md"] == files
    assert "conseil d’administration" in following
    assert {} == chats.passes(NOON + 200 * DAY)


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


def test_a_leader_is_not_reminded_of_what_a_coach_has(chats: Chats) -> None:
    sent(chats)
    assert AWA not in chats.passes(NOON + 60 * DAY)


def test_a_leader_is_reminded_of_remarks_counting_from_the_verdict(chats: Chats) -> None:
    decided(chats, at=NOON + 20 * DAY)
    chats.passes(NOON + 20 * DAY + SOON)
    assert AWA not in chats.passes(NOON + 21.9 * DAY)
    (reminded,) = chats.passes(NOON + 22.1 * DAY)[AWA]
    assert "remarques vous attendent" in reminded


def test_what_was_sent_is_never_erased_for_silence(chats: Chats) -> None:
    alliance, _ = decided(chats)
    told = chats.passes(NOON + 800 * DAY)
    assert not any("effacées" in text for text in told[AWA])
    assert ReviewStatus.CHANGES_REQUESTED is chats.database.read(
        lambda store: reviews.load(store, alliance).status
    )


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


def test_who_was_erased_meanwhile_is_not_looked_for(chats: Chats) -> None:
    decided(chats)
    chats.says("/forget EFFACER")
    assert AWA not in chats.passes(NOON + 10 * DAY)
