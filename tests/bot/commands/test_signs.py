"""What a conversation shows of a question that is hard, and that an easy one leaves nothing."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from flows.events import Nudged, Sprint
from flows.replies import Kept, Said
from flows.run import Place, Run
from storage.models.run_event import RunEventKind, RunEventRow
from storage.repositories import run_events
from tests.bot.commands.talk import AGREE, Talk


def signs(talk: Talk) -> list[tuple[str, str]]:
    """Question and kind of each, the first first."""
    row = RunEventRow
    statement = select(row.question, row.kind).order_by(row.id)
    found = talk.database.read(lambda store: store.connection.execute(statement).all())
    return [(question, str(kind)) for question, kind in found]


def at(talk: Talk) -> str:
    return str(talk.run().run.at)


def test_answers_alone_leave_nothing(talk: Talk) -> None:
    talk.begin("Les Aînés")
    assert [] == signs(talk)


def test_asking_for_help_is_noted_of_the_question_that_stands_there(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.say("pourquoi", "aide", "exemple")
    assert [(at(talk), "helped")] * 3 == signs(talk)


def test_what_cannot_be_taken_and_going_back_are_noted_where_they_were(talk: Talk) -> None:
    talk.say("bonjour")
    first = at(talk)
    talk.say("\u2028")
    talk.say(AGREE, "Les Aînés")
    left = at(talk)
    talk.say("retour")
    assert left != at(talk)
    assert [(first, "retried"), (left, "went_back")] == signs(talk)


def test_a_better_answer_that_is_asked_for_is_one_to_be_given_again() -> None:
    run = Run("alliance", 1, "fr", at=Place("change"))
    nudged = Sprint(run, (Nudged("Pour qui ?"),))
    assert run_events.kind_of(Said("Aller mieux"), run, nudged) is RunEventKind.RETRIED
    assert run_events.kind_of(Kept(), run, Sprint(run, ())) is None


def test_who_answers_after_a_sleep_slept_where_they_were(talk: Talk) -> None:
    talk.begin("Les Aînés")
    where = at(talk)
    talk.now += timedelta(days=200)
    talk.say("aide", "Présidente")
    talk.say("Autre chose")
    assert [(where, "helped"), (where, "slept")] == signs(talk)[:2]
    assert 1 == [kind for _, kind in signs(talk)].count("slept")


def test_a_night_is_no_sleep(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.now += timedelta(days=2)
    talk.say("Présidente")
    assert [] == signs(talk)


def test_they_are_gone_with_everything_else(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.say("aide")
    talk.say("/forget EFFACER")
    assert [] == signs(talk)
