"""What a leader does with the remarks of a coach, at the right moment and at others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.phrases import phrases_in
from charter.remark import Anchor, AnchorKind, Audience, RemarkState
from charter.review import ReviewStatus
from charter.verdict import Verdict
from flows.run import Place
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.models.remark import RemarkRow
from storage.repositories import audit, awaited_words, contacts, remarks, runs
from storage.repositories.awaited_words import AwaitedWords
from storage.stores import ReadStore
from tests.bot.telegram.chatting import AWA, DESK, INES, Chats
from tests.bot.telegram.serving import seeded

SAY = phrases_in("fr")
VISION, CLAUSE = Anchor(AnchorKind.ANSWER, "vision"), Anchor(AnchorKind.CLAUSE, "C5")


def said(key: str) -> str:
    """The phrase, up to what is filled in."""
    words = SAY.say(key).partition("{")[0]
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def ready_guides() -> Guides:
    return Guides()


@pytest.fixture
def chats(sqlite: str, ready_guides: Guides) -> Iterator[Chats]:
    with Database.open(sqlite) as database:
        yield Chats(seeded(database), ready_guides)


class Back:
    """A draft that came back with some remarks."""

    def __init__(self, chats: Chats, *anchors: Anchor, verdict: Verdict = Verdict.REVISE) -> None:
        self.chats, self.desk = chats, chats.coach()
        self.alliance = chats.walks_to_the_end()
        chats.says("/submit")
        self.answers(*anchors, verdict=verdict)

    def answers(self, *anchors: Anchor, verdict: Verdict = Verdict.REVISE) -> None:
        """The coach reads what was sent, and sends it back."""
        self.desk.now = self.chats.now
        self.desk.takes(self.alliance)
        for number, anchor in enumerate(anchors):
            self.desk.remarks(self.alliance, f"Remarque {number} sur {anchor.key}", anchor)
        self.desk.decides(self.alliance, verdict)
        self.chats.passes(self.chats.now + timedelta(minutes=2))

    def does(self, verb: str, number: int = 0) -> str:
        return self.chats.says(f"/remarks {verb} {self.desk.made[number].public_id}")

    @property
    def states(self) -> list[RemarkState]:
        names = [made.public_id for made in self.desk.made]
        return self.chats.database.read(
            lambda store: [remarks.load(store, name).state for name in names]
        )

    @property
    def awaited(self) -> AwaitedWords | None:
        def read(store: ReadStore) -> AwaitedWords | None:
            contact = contacts.find(store, "telegram", AWA)
            return None if contact is None else awaited_words.find(store, contact)

        return self.chats.database.read(read)

    def status(self) -> ReviewStatus:
        return self.desk.review(self.alliance).status


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


def test_words_are_kept_as_the_reason_whatever_they_look_like(chats: Chats) -> None:
    back = Back(chats, VISION)
    assert said("awaited.asked.keep") in back.does("keep")
    assert said("remarks.kept") in chats.says("1, 3 <b>aide</b> \u202e!")
    (note,) = chats.database.read(
        lambda store: remarks.notes(store, [remarks.load(store, back.desk.made[0].public_id)])
    )
    assert "1, 3 <b>aide</b> !" == note.text
    assert [RemarkState.KEPT] == back.states
    assert back.awaited is None


@pytest.mark.parametrize("text", ["…", "\u200b", "   "])
def test_words_that_say_nothing_are_asked_for_again(chats: Chats, text: str) -> None:
    back = Back(chats, VISION)
    back.does("ask")
    assert said("awaited.blank") in chats.says(text)
    assert back.awaited is not None


def test_words_that_are_too_long_are_asked_for_again(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("ask")
    assert "2001" in chats.says("a" * 2_001)
    assert said("remarks.asked") in chats.says("a" * 2_000)


@pytest.mark.parametrize("way_out", ["/remarks drop", "retour", "passer"])
def test_who_would_rather_not_say_it_has_a_way_out(chats: Chats, way_out: str) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    assert said("awaited.left.keep") in chats.says(way_out)
    assert [RemarkState.OPEN] == back.states
    assert back.awaited is None


def test_a_command_meanwhile_does_its_own_and_says_that_nothing_is_awaited(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    shown = chats.says("/draft")
    assert said("awaited.left.keep") in shown
    assert "Articles complets" in shown
    assert back.awaited is None
    assert [RemarkState.OPEN] == back.states


def test_another_button_changes_what_the_words_are_for(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    back.does("ask")
    chats.says("Lequel ?")
    assert [RemarkState.ASKED] == back.states


def test_words_that_come_after_days_are_not_the_reason(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    chats.now += timedelta(days=4)
    assert said("remarks.kept") not in chats.says("Bonjour !")
    assert [RemarkState.OPEN] == back.states
    assert back.awaited is None


def test_words_about_what_was_settled_meanwhile_change_nothing(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    chats.database.write(
        lambda store: remarks.settle(
            store, remarks.load(store, back.desk.made[0].public_id), RemarkState.CLOSED
        )
    )
    assert said("remarks.states.closed") in chats.says("Parce que.")
    assert [RemarkState.CLOSED] == back.states


def test_a_second_tap_does_nothing_twice(chats: Chats) -> None:
    back = Back(chats, VISION, CLAUSE)
    assert back.does("keep") == back.does("keep")
    chats.says("Parce que.")
    assert said("remarks.settled") in back.does("keep")
    assert said("remarks.settled") in back.does("ask")
    assert [RemarkState.KEPT, RemarkState.OPEN] == back.states


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


def test_a_coach_without_an_alliance_is_told_what_waits(chats: Chats) -> None:
    chats.coach()
    assert said("coach.waiting.none") in chats.says("bonjour", by=INES)
    alliance = chats.walks_to_the_end()
    chats.says("/submit")
    for text in ("/start", "aide", "/summary", "/edit 1", "1", "/help"):
        assert f"{DESK}/drafts/{alliance}" in chats.says(text, by=INES)
    assert () == walks(chats)
    assert "coach" in chats.says("/language en", by=INES)
    assert "Votre charte" not in chats.says("/privacy", by=INES)
    chats.says("/new", by=INES)
    assert 1 == len(walks(chats))


def test_an_admin_without_a_team_is_shown_no_draft(chats: Chats) -> None:
    chats.coach(role=Role.ADMIN)
    chats.walks_to_the_end()
    chats.says("/submit")
    shown = chats.says("/start", by=INES)
    assert said("coach.greeting.admin") in shown
    assert DESK not in shown


def walks(chats: Chats) -> tuple[object, ...]:
    def read(store: ReadStore) -> tuple[object, ...]:
        contact = contacts.find(store, "telegram", INES)
        found = contact and runs.active(store, contact.id)
        return (found,) if found else ()

    return chats.database.read(read)
