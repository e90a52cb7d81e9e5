"""What a leader is told unasked: when, and no more than that."""

from __future__ import annotations

import pytest

from charter.review import ReviewStatus
from charter.verdict import Verdict
from storage.database import Database
from storage.guides import Guides
from storage.repositories import reviews, timers
from tests.bot.telegram.chatting import AWA, Chats
from tests.bot.telegram.decided import DAY, MORNING, NIGHT, SOON, decided, sent
from tests.bot.telegram.walker import NOON


@pytest.fixture
def chats(flowing: Database, ready_guides: Guides) -> Chats:
    return Chats(flowing, ready_guides)


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
    praise, given, *files, following, asking = chats.passes(NOON + DAY + SOON)[AWA]
    assert "Bravo" in praise
    assert "Le besoin d’abord" in praise
    assert "sans la mention" in given
    assert ["charte.pdf", "charte.docx", "charte.md"] == files
    assert "conseil d’administration" in following
    assert "prochaines versions" in asking
    assert {} == chats.passes(NOON + 200 * DAY)


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


def test_who_was_erased_meanwhile_is_not_looked_for(chats: Chats) -> None:
    decided(chats)
    chats.says("/forget EFFACER")
    assert AWA not in chats.passes(NOON + 10 * DAY)
