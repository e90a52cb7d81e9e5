"""Sending again, taking back, writing on: what a draft allows where it stands."""

from __future__ import annotations

from datetime import timedelta

from charter.remark import Weight
from charter.review import ReviewStatus
from charter.verdict import Verdict
from tests.bot.telegram.back import CLAUSE, VISION, Back, said
from tests.bot.telegram.chatting import AWA, INES, Chats


def test_a_charter_is_not_sent_again_before_its_remarks_are_settled(chats: Chats) -> None:
    back = Back(chats, VISION)
    shown = chats.says("/submit")
    assert said("submit.remarks_left") in shown
    assert "Remarque 0 sur vision" in shown
    back.does("ask")
    waiting = chats.says("Lequel ?")
    assert said("remarks.asked_only") in waiting
    assert ReviewStatus.CHANGES_REQUESTED is back.status()


def test_who_keeps_all_and_says_why_may_send_it_again(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    chats.says("Parce que.")
    assert "version 2" in chats.says("/submit")
    assert ReviewStatus.SUBMITTED is back.status()


def test_what_did_not_change_is_not_sent_again(chats: Chats) -> None:
    back = Back(chats)
    assert said("submit.same") in chats.says("/submit")
    assert ReviewStatus.CHANGES_REQUESTED is back.status()


def test_an_old_card_says_that_a_later_version_was_sent(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("revise")
    chats.says("À Rodez, chacun souffle.", "/submit")
    for verb in ("revise", "keep", "ask", "done"):
        assert "version 2" in back.does(verb)
    assert chats.run().run.at is None
    back.answers(CLAUSE)
    assert said("remarks.of_before") in back.does("keep")
    assert "Remarque 0 sur C5" in chats.says("/remarks")


def test_a_walk_that_was_sent_says_at_its_end_where_it_stands(chats: Chats) -> None:
    back = Back(chats, VISION)
    assert "des remarques vous attendent" in chats.says("/alliances")
    assert "Remarque 0 sur vision" in chats.says("/resume")
    assert "(une remarque de votre coach)" in chats.says("/summary")
    back.does("keep")
    chats.says("Parce que.", "/submit")
    assert said("review.with_coach") in chats.says("/resume")
    assert "chez les coachs" in chats.says("/alliances")
    back.answers(verdict=Verdict.READY)
    assert said("review.approved") in chats.says("/resume")


def test_what_was_approved_can_be_written_on(chats: Chats) -> None:
    back = Back(chats, verdict=Verdict.READY)
    assert said("submit.approved").rstrip(" (") in chats.says("/submit")
    (message,) = chats.messages("/export json")
    assert b'"approved"' in message.files[0].content
    assert said("submit.reopened") in chats.says("/submit reopen")
    assert said("submit.open_already") in chats.says("/submit reopen")
    assert said("submit.same") in chats.says("/submit")
    chats.says("/edit vision", "À Rodez, chacun souffle.")
    (message,) = chats.messages("/export json")
    assert b'"draft"' in message.files[0].content
    assert "version 2" in chats.says("/submit")
    assert ReviewStatus.SUBMITTED is back.status()


def test_taking_back_is_asked_once_and_possible_until_the_verdict(chats: Chats) -> None:
    back = Back(chats, VISION)
    assert said("withdraw.nothing") in chats.says("/withdraw yes")
    back.does("keep")
    chats.says("Parce que.", "/submit")
    (sure,) = chats.messages("/withdraw")
    assert "/withdraw yes" == sure.ways[0].typed
    assert ReviewStatus.SUBMITTED is back.status()
    back.desk.takes(back.alliance)
    assert said("withdraw.done") in chats.says("/withdraw yes")
    assert ReviewStatus.WITHDRAWN is back.status()
    assert said("withdraw.nothing") in chats.says("/withdraw yes")
    assert "version 3" in chats.says("/submit")


def test_whoever_reads_it_is_named_and_changes_wait(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    chats.says("Parce que.", "/submit")
    back.desk.takes(back.alliance)
    shown = chats.says("/submit")
    assert f"N{INES} lit votre charte" in shown
    assert said("submit.changed_since") not in shown
    chats.says("/edit vision", "À Rodez, chacun souffle.")
    assert said("submit.changed_since") in chats.says("/submit")


def test_no_reminder_is_promised_of_what_a_coach_has(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    chats.says("Parce que.", "/submit")
    assert said("review.with_coach") in chats.says("/later")


def test_suggestions_alone_do_not_keep_a_charter_back(chats: Chats) -> None:
    back = Back(chats)
    chats.says("/edit vision", "À Rodez, chacun souffle.", "/submit")
    back.desk.takes(back.alliance)
    back.desk.remarks(back.alliance, "Plus court ?", VISION, weight=Weight.SUGGESTION)
    back.desk.decides(back.alliance, Verdict.REVISE)
    *_, last = chats.passes(chats.now + timedelta(minutes=2))[AWA]
    assert "renvoyer votre charte" in last
    chats.says("/edit vision", "À Rodez, on dort.")
    assert "version 3" in chats.says("/submit")
