"""Buttons and replies of before a publication, pressed and written after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.messages import Message
from bot.talk import Outcome, Talk as Telegram
from bot.touch import Act, Touch, mark
from flows.library import files_of
from flows.run import Answer, Place
from storage.database import Database
from storage.guides import Guides
from storage.repositories import revisions
from storage.stores import WriteStore
from tests.bot.commands.talk import NOW, Talk, inbound, words
from tests.bot.test_catching_up import FELT, OTHERWISE, add_before, publish, question, rename

Data = dict[str, Any]
#: the question with options that comes after the name of the association
ROLE = "role"


@pytest.fixture
def talk(database: Database) -> Talk:
    sources = {name: content.decode() for name, content in files_of("alliance").items()}
    database.write(lambda store: revisions.seed(store, "alliance", sources, now=NOW))
    talk = Talk(database, Guides())
    talk.begin("Les Potagers d’Arc")
    assert Place(ROLE) == talk.run().run.at
    return talk


def work(talk: Talk, act: Callable[[Telegram, WriteStore], Outcome]) -> Outcome:
    """One update of who is called Léa, as its desk works it."""
    shared = talk.conversation
    telegram = Telegram(talk.database, shared.guides, clock=lambda: talk.now, new_id=shared.new_id)
    return talk.database.write(lambda store: act(telegram, store))


def button(talk: Talk, act: Act, what: str, question_id: str = ROLE) -> Touch:
    stored = talk.run()
    return Touch.on(act, stored.public_id, stored.version, question_id, what)


def tap(talk: Talk, touch: Touch, *ticked: str) -> Outcome:
    who = inbound("", "lea", "fr")
    return work(talk, lambda telegram, store: telegram.tapped(store, who, touch, ticked))


def news(outcome: Outcome) -> str:
    told: tuple[Message, ...] = outcome.visit.news
    return words(told)


def test_a_button_answers_the_question_that_it_was_under(talk: Talk) -> None:
    pressed = button(talk, Act.CHOOSE, mark("president"))
    publish(talk, add_before(ROLE))
    outcome = tap(talk, pressed)
    assert FELT in news(outcome)
    run = talk.run().run
    assert (Answer("president"), Place("founded")) == (run.answers[ROLE], run.at)
    assert outcome.closing is not None


def test_a_button_of_a_question_that_was_renamed_answers_it(talk: Talk) -> None:
    pressed = button(talk, Act.CHOOSE, mark("president"))
    publish(talk, rename(ROLE, "speaks_as"))
    tap(talk, pressed)
    assert Answer("president") == talk.run().run.answers["speaks_as"]


def test_a_button_of_options_that_changed_asks_anew(talk: Talk) -> None:
    options = question_options(talk)
    pressed = button(talk, Act.CHOOSE, mark(options[-1]))

    def edit(flow: Data) -> None:
        gone = question(flow, ROLE)["options"].pop()
        flow["retired"] = [{"id": gone["id"], "of": ROLE, "because": "…"}]

    publish(talk, edit)
    outcome = tap(talk, pressed)
    assert OTHERWISE in words(outcome.messages)
    assert ROLE not in talk.run().run.answers


def question_options(talk: Talk) -> list[str]:
    guide = talk.database.read(lambda store: talk.conversation.guides.live(store, "alliance"))
    return [option.id for option in getattr(guide.compiled.question(ROLE, "fr"), "options", ())]


def test_an_older_button_is_as_old_as_before(talk: Talk) -> None:
    older = button(talk, Act.CHOOSE, mark("president"))
    talk.say("présidence")
    publish(talk, add_before("organisation"))
    outcome = tap(talk, older)
    assert outcome.toast
    assert Answer("president") == talk.run().run.answers[ROLE]


def test_a_button_to_correct_a_renamed_question_finds_it(talk: Talk) -> None:
    publish(talk, rename("organisation", "our_name"))
    talk.say("/summary")
    outcome = tap(talk, button(talk, Act.REVISE, "", "organisation"))
    assert Place("our_name") == talk.run().run.at
    assert "Les Potagers d’Arc" in words(outcome.messages)


@pytest.mark.parametrize("before", [True, False])
def test_a_reply_to_the_message_of_a_renamed_question_answers_it(
    talk: Talk, *, before: bool
) -> None:
    stored = talk.run()
    publish(talk, rename("organisation", "our_name"))
    if not before:
        talk.say("/summary")
    said = inbound("Les Jardins d’Arc", "lea", "fr")
    place = Place("organisation")
    work(talk, lambda telegram, store: telegram.replied(store, said, place, stored.public_id))
    assert Answer("Les Jardins d’Arc") == talk.run().run.answers["our_name"]
    corrected = inbound("Les Vergers d’Arc", "lea", "fr")
    work(talk, lambda t, store: t.corrected(store, corrected, place, stored.public_id))
    assert Answer("Les Vergers d’Arc") == talk.run().run.answers["our_name"]


def test_a_reply_to_what_is_asked_goes_on_after_a_publication(talk: Talk) -> None:
    stored = talk.run()
    publish(talk, add_before(ROLE))
    said = inbound("présidence", "lea", "fr")
    outcome = work(
        talk, lambda telegram, store: telegram.replied(store, said, Place(ROLE), stored.public_id)
    )
    assert Answer("president") == talk.run().run.answers[ROLE]
    assert FELT in news(outcome)


def test_what_is_no_text_answers_nothing_when_the_question_changed(talk: Talk) -> None:
    def edit(flow: Data) -> None:
        for stage in flow["stages"]:
            stage["questions"] = [q for q in stage["questions"] if q["id"] != ROLE]
        flow["retired"] = [{"id": ROLE, "because": "…"}]

    publish(talk, edit)
    who = inbound("Awa Diallo", "lea", "fr")
    outcome = work(talk, lambda telegram, store: telegram.sent(store, who))
    assert OTHERWISE in words(outcome.messages)
