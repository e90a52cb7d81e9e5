"""What a leader does with the remarks of a coach, at the right moment and at others."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import update

from bot.touch import Touch
from charter.remark import Anchor, AnchorKind, Audience, RemarkState
from flows.run import Place
from storage.models.remark import RemarkRow
from storage.repositories import audit
from tests.bot.telegram.back import CLAUSE, VISION, Back, said
from tests.bot.telegram.chatting import Chats

#: bytes of what a button carries
AT_MOST = 64


def test_an_answer_is_asked_again_under_the_coachs_words_and_the_next_card_follows(
    chats: Chats,
) -> None:
    back = Back(chats, VISION, CLAUSE)
    asked = back.does("revise")
    assert asked.index("Remarque 0 sur vision") < asked.index("qu’est-ce qui aura changé")
    assert "À Rodez, celles et ceux" in asked
    shown = chats.says("À Rodez, chacun souffle.")
    assert said("remarks.revised") in shown
    assert "Remarque 1 sur C5" in shown
    assert [RemarkState.REVISED, RemarkState.OPEN] == back.states


def test_an_answer_that_is_kept_as_it_was_leaves_the_remark_open(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("revise")
    assert "Remarque 0 sur vision" in chats.says("garder")
    assert [RemarkState.OPEN] == back.states


def test_an_answer_that_is_changed_on_ones_own_counts(chats: Chats) -> None:
    back = Back(chats, VISION)
    shown = chats.says("/edit vision", "À Rodez, chacun souffle.")
    assert said("remarks.all_settled") in shown
    assert [RemarkState.REVISED] == back.states
    chats.says("/edit public", "Les aidants de Rodez, jour et nuit, seuls.")
    entries = chats.database.read(lambda store: audit.about(store, "review", back.alliance))
    assert 1 == [entry.action for entry in entries].count("remark:revise")


def test_of_a_clause_one_of_its_questions_is_chosen(chats: Chats) -> None:
    back = Back(chats, CLAUSE)
    (offered,) = chats.messages(f"/remarks revise {back.desk.made[0].public_id}")
    assert 1 < len(offered.ways)
    late = [str(Touch.going(way.typed, "", 10**6)) for way in offered.ways]
    assert [] == [data for data in late if len(data.encode()) > AT_MOST]
    asked = chats.says(offered.ways[0].typed)
    assert "Remarque 0 sur C5" in asked
    run = chats.run().run
    assert run.at is not None


def test_of_the_whole_its_leader_says_when_it_is_done(chats: Chats) -> None:
    back = Back(chats, Anchor())
    chats.says("/edit vision", "À Rodez, chacun souffle.")
    assert [RemarkState.OPEN] == back.states
    assert said("remarks.all_settled") in back.does("done")
    assert said("remarks.settled") in back.does("done")
    assert [RemarkState.REVISED] == back.states


def test_an_item_that_is_gone_leads_to_its_list(chats: Chats) -> None:
    back = Back(chats, Anchor(AnchorKind.ANSWER, "objectives.1.objective_by"))
    run = chats.run().run
    lists = {name: answer for name, answer in run.answers.items() if name != "objectives"}
    chats.becomes(replace(run, answers=lists))
    back.does("revise")
    assert Place("objectives") == chats.run().run.at


def test_a_question_that_is_not_asked_any_more_leads_to_the_others(chats: Chats) -> None:
    back = Back(chats, VISION)
    elsewhere = update(RemarkRow).values(anchor="vanished")
    chats.database.write(lambda store: store.connection.execute(elsewhere).rowcount)
    assert said("remarks.gone") in back.does("revise")
    assert chats.run().run.at is None


def test_a_second_tap_does_nothing_twice(chats: Chats) -> None:
    back = Back(chats, VISION, CLAUSE)
    assert back.does("keep") == back.does("keep")
    chats.says("Parce que.")
    assert said("remarks.settled") in back.does("keep")
    assert said("remarks.settled") in back.does("ask")
    assert [RemarkState.KEPT, RemarkState.OPEN] == back.states


def test_what_only_coaches_read_is_no_remark_to_its_leader(chats: Chats) -> None:
    back = Back(chats)
    hidden = back.desk.remarks(back.alliance, "Entre nous", VISION, audience=Audience.PRIVATE)
    assert said("remarks.unknown") in chats.says(f"/remarks keep {hidden.public_id}")
    assert "Entre nous" not in chats.says("/remarks")
    assert said("remarks.unknown") in chats.says("/remarks revise nothing")


def test_a_remark_that_is_not_sent_yet_is_none(chats: Chats) -> None:
    back = Back(chats, VISION)
    chats.says("/edit vision", "À Rodez, chacun souffle.", "/submit")
    back.desk.takes(back.alliance)
    made = back.desk.remarks(back.alliance, "Pas encore", VISION)
    assert said("remarks.unknown") in chats.says(f"/remarks keep {made.public_id}")
    assert "Pas encore" not in chats.says("/remarks")


def test_a_card_of_another_alliance_goes_there(chats: Chats) -> None:
    back = Back(chats, VISION)
    walk = chats.run().public_id
    chats.says("/new", "1", "Le Verger")
    assert walk != chats.run().public_id
    assert "Remarque 0 sur vision" in back.does("revise")
    assert walk == chats.run().public_id
