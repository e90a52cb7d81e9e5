"""An admin publishes while people are in the middle: they go on, asked only what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.messages import Message
from charter.review import ReviewAct
from flows.carrying import carry
from flows.library import files_of
from flows.run import Answer, Place, Run
from flows.source import Source, read_source
from storage.database import Database
from storage.guides import Guides
from storage.repositories import answers, audit, reviews, revisions
from storage.repositories.answers import Change
from storage.stores import WriteStore
from tests.bot.commands.talk import NOW, Talk, words

Data = dict[str, Any]
FELT, OTHERWISE = "Le parcours a changé depuis", "La question a changé entre-temps"


@pytest.fixture
def talk(database: Database) -> Talk:
    sources = {name: content.decode() for name, content in files_of("alliance").items()}
    database.write(lambda store: revisions.seed(store, "alliance", sources, now=NOW))
    return Talk(database, Guides())


def question(flow: Data, name: str) -> Data:
    return next(q for s in flow["stages"] for q in s["questions"] if q["id"] == name)


def publish(talk: Talk, edit: Callable[[Data], None]) -> int:
    """Edit the live flow, in French alone, publish it, and wait until it is known."""

    def work(store: WriteStore) -> int:
        live = revisions.live(store, "alliance")
        source = read_source(live.sources["flow.yaml"].encode(), file="flow.yaml")
        assert isinstance(source, Source)
        flow: Data = json.loads(json.dumps(source.data))
        edit(flow)
        kept = {name: text for name, text in live.sources.items() if name != "flow.en.yaml"}
        sources = {**kept, "flow.yaml": json.dumps(flow, ensure_ascii=False)}
        made = revisions.draft(
            store, "alliance", sources, based_on=live.number, author_id=None, note="", now=talk.now
        )
        return revisions.publish(store, made, expected=live.number, now=talk.now).number

    number = talk.database.write(work)
    talk.now += timedelta(seconds=10)
    return number


def reword(flow: Data) -> None:
    question(flow, "organisation")["text"] = "Comment vous appelez-vous, en tant qu’association ?"


def add_before(name: str) -> Callable[[Data], None]:
    def edit(flow: Data) -> None:
        stage = next(s for s in flow["stages"] if any(q["id"] == name for q in s["questions"]))
        place = [q["id"] for q in stage["questions"]].index(name)
        new = {"id": "founded", "kind": "text", "text": "Depuis quand existez-vous ?"}
        stage["questions"].insert(place, new)

    return edit


def rename(former: str, present: str) -> Callable[[Data], None]:
    def edit(flow: Data) -> None:
        text = json.dumps(flow, ensure_ascii=False).replace(f'"{former}"', f'"{present}"')
        flow.clear()
        flow.update(json.loads(text))
        question(flow, present)["was"] = [former]

    return edit


def begun(talk: Talk) -> Place | None:
    """Someone who has named their association, and where they are."""
    talk.begin("Les Potagers d’Arc")
    return talk.run().run.at


def entries(talk: Talk, action: str) -> list[dict[str, Any]]:
    public_id = talk.run().public_id
    found = talk.database.read(lambda store: audit.about(store, "run", public_id))
    return [dict(entry.details) for entry in found if entry.action == action]


def test_words_that_changed_are_not_noticed(talk: Talk) -> None:
    at = begun(talk)
    publish(talk, reword)
    shown = talk.say("présidence")
    assert FELT not in shown
    assert "C’est noté" in shown
    assert 2 == talk.run().run.revision
    assert at is not None
    assert at.question in talk.run().run.answers


def test_what_was_said_answers_the_question_that_was_seen_and_then_comes_the_new_one(
    talk: Talk,
) -> None:
    at = begun(talk)
    assert at is not None
    publish(talk, add_before(at.question))
    shown = talk.say("présidence")
    assert FELT in shown
    assert "Depuis quand existez-vous ?" in shown
    run = talk.run().run
    assert Answer("president") == run.answers[at.question]
    assert Place("founded") == run.at
    shown = talk.say("depuis 2012")
    assert FELT not in shown
    assert "depuis 2012" == talk.run().run.answers["founded"].value


def test_it_is_carried_over_once_and_noted_with_numbers(talk: Talk) -> None:
    at = begun(talk)
    assert at is not None
    publish(talk, add_before(at.question))
    talk.say("/summary", "présidence", "depuis 2012")
    (noted,) = entries(talk, "run:carry_over")
    assert {"from": 1, "to": 2, "fresh": 1, "moved": 0, "again": 0} == {
        name: noted[name] for name in ("from", "to", "fresh", "moved", "again")
    }


def test_an_answer_moves_with_its_question_and_history_keeps_both(talk: Talk) -> None:
    begun(talk)
    publish(talk, rename("organisation", "our_name"))
    talk.say("présidence")
    stored = talk.run()
    assert Answer("Les Potagers d’Arc") == stored.run.answers["our_name"]
    past = talk.database.read(lambda store: answers.history(store, stored.id))
    moved = [(each.place, each.change, each.by_person_id) for each in past if each.revision == 2]
    assert [
        ("organisation", Change.REMOVED, None),
        ("our_name", Change.ANSWERED, None),
    ] == moved[:2]


def test_an_answer_to_a_question_with_other_options_is_asked_again(talk: Talk) -> None:
    at = begun(talk)
    assert at is not None

    def edit(flow: Data) -> None:
        options = question(flow, at.question)["options"]
        flow["retired"] = [{"id": options[0]["id"], "of": at.question, "because": "…"}]
        del options[0]

    publish(talk, edit)
    shown = talk.say("1")
    assert OTHERWISE in shown
    assert at.question not in talk.run().run.answers
    assert OTHERWISE not in talk.say("1")
    assert at.question in talk.run().run.answers


def test_who_was_at_a_question_that_went_is_asked_the_next_one(talk: Talk) -> None:
    at = begun(talk)
    assert at is not None

    def edit(flow: Data) -> None:
        for stage in flow["stages"]:
            stage["questions"] = [q for q in stage["questions"] if q["id"] != at.question]
        flow["retired"] = [{"id": at.question, "because": "…"}]

    publish(talk, edit)
    shown = talk.say("présidence")
    assert OTHERWISE in shown
    assert at.question not in talk.run().run.answers


def test_a_question_that_means_something_else_is_asked_again_and_its_answer_shown(
    talk: Talk,
) -> None:
    begun(talk)
    publish(talk, lambda flow: question(flow, "organisation").update(changed_meaning=True))
    shown = talk.say("présidence")
    assert FELT in shown
    assert "Les Potagers d’Arc" in shown
    assert Place("organisation") == talk.run().run.at


def test_who_was_at_the_end_is_asked_what_is_new_and_their_words_answer_nothing(
    talk: Talk,
) -> None:
    talk.play("un_temps_pour_soi")
    assert talk.run().run.at is None
    publish(talk, reword)
    thanks = talk.say("merci")
    assert FELT not in thanks
    assert OTHERWISE not in thanks
    publish(talk, add_before("role"))
    shown = talk.say("merci")
    assert FELT in shown
    assert OTHERWISE not in shown
    run = talk.run().run
    assert ("founded" not in run.answers, Place("founded")) == (True, run.at)
    talk.say("Depuis 2012")
    assert "Depuis 2012" == talk.run().run.answers["founded"].value


def test_it_does_not_end_a_silence(talk: Talk) -> None:
    begun(talk)
    said_at = talk.run().updated_at
    publish(talk, reword)
    talk.now += timedelta(days=40)
    talk.say("/summary")
    assert (2, said_at) == (talk.run().run.revision, talk.run().updated_at)


def test_one_that_fails_leaves_the_run_is_told_to_the_operator_and_waits_for_the_next_revision(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(talk)
    before = talk.run().run
    publish(talk, reword)
    tried: list[int] = []

    def broken(*_: object, **__: object) -> None:
        tried.append(1)
        raise KeyError("Les Potagers d’Arc")

    monkeypatch.setattr("bot.catching_up.carry", broken)
    with capture_logs() as logs:
        shown = talk.say("présidence")
        talk.say("depuis toujours")
    assert "C’est noté" in shown
    assert 1 == talk.run().run.revision
    assert before.answers.items() < talk.run().run.answers.items()
    (warned,) = [each for each in logs if each["event"] == "carry-over failed"]
    assert ("KeyError", 1, 2) == (warned["error"], warned["revision"], warned["live"])
    assert "Potagers" not in str(warned)
    assert [{"from": 1, "to": 2, "error": "KeyError"}] == entries(talk, "run:carry_over_failed")
    assert 1 == len(tried)
    monkeypatch.setattr("bot.catching_up.carry", carry)
    publish(talk, lambda flow: None)
    talk.say("/summary")
    assert 3 == talk.run().run.revision


def test_a_live_revision_that_cannot_be_read_stops_no_conversation(talk: Talk) -> None:
    begun(talk)
    publish(talk, lambda flow: flow.clear())
    with capture_logs() as logs:
        assert "C’est noté" in talk.say("présidence")
    assert ["InvalidFlow"] == [each["error"] for each in logs if "error" in each]


def test_who_has_a_charter_with_a_coach_stays_and_is_offered_the_change_once(talk: Talk) -> None:
    talk.play("un_temps_pour_soi")
    talk.say("/submit")
    publish(talk, add_before("role"))
    first, second = talk.messages("/draft"), words(talk.messages("/draft"))
    assert "/update" in words(first)
    assert "/update" not in second
    assert 1 == talk.run().run.revision
    ways = [way.command for message in first for way in message.ways]
    assert "update" in ways
    shown = talk.say("/update")
    assert "vous avez les questions d’aujourd’hui" in shown
    assert FELT not in shown
    assert 2 == talk.run().run.revision
    assert "déjà les questions" in talk.say("/update")


def test_a_charter_that_was_taken_back_goes_on_with_the_present_questions(talk: Talk) -> None:
    talk.play("un_temps_pour_soi")
    talk.say("/submit")
    stored = talk.run()

    def withdraw(store: WriteStore) -> None:
        review = reviews.of_alliance(store, stored.alliance_id)
        assert review is not None
        reviews.act(store, review, ReviewAct.WITHDRAW, now=NOW, coach_id=None)

    talk.database.write(withdraw)
    publish(talk, reword)
    talk.say("/draft")
    assert 2 == talk.run().run.revision


def test_the_live_revision_is_not_asked_for_at_each_message(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(talk)
    asked: list[str] = []
    real = revisions.live_number

    def counted(store: WriteStore, flow: str) -> int | None:
        asked.append(flow)
        return real(store, flow)

    monkeypatch.setattr(revisions, "live_number", counted)
    inbound_times = 5
    talk.now += timedelta(minutes=1)
    for _ in range(inbound_times):
        talk.now -= timedelta(minutes=1) - timedelta(milliseconds=100)
        talk.say("/summary")
    assert 1 == len(asked)


def test_a_run_of_another_language_goes_on_in_it_where_it_is_spoken(talk: Talk) -> None:
    talk.say("hello", "agree", by="ann", language="en")
    before = talk.run("ann").run
    publish(talk, reword)
    shown: tuple[Message, ...] = talk.messages("The Gardens", by="ann", language="en")
    assert shown
    after: Run = talk.run("ann").run
    assert (2, before.language) == (after.revision, after.language)


def test_who_walks_in_a_language_that_goes_is_told_once_and_goes_on_in_the_other(
    talk: Talk,
) -> None:
    begun(talk)
    assert "We go on in English" in talk.say("/language en")
    publish(talk, lambda flow: flow.update(retired_languages=[{"language": "en", "because": "x"}]))
    shown = talk.say("president")
    assert "no longer offered in your language" in shown
    assert "Parlons" in shown or "?" in shown
    assert "no longer offered" not in talk.say("12")
    assert "French (fr)" in talk.say("/language") or "Français (fr)" in talk.say("/language")
    assert "(en)" not in talk.say("/language", "/language en")
