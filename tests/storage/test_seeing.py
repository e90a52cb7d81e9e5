"""Counting what people did at each question, on both databases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from charter.figures import Measure, Tally
from charter.remark import AnchorKind
from charter.review import ReviewAct
from flows.events import AnswerChanged
from flows.run import Answer, Place, RunStatus
from storage.database import Database
from storage.models.run_event import RunEventKind
from storage.repositories import remarks, run_events, runs
from storage.repositories.cohorts import Cohort, walks
from storage.repositories.completion import Redone, far, redone
from storage.repositories.tallies import tallies
from storage.stores import WriteStore
from tests.storage.test_reviews import act, coach, remark, send
from tests.storage.walks import NOW, Walk, begin

ALL = Cohort("alliance")


def later(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def says(
    database: Database,
    walk: Walk,
    place: str,
    seconds: int,
    value: Any = "Les voisins",  # noqa: ANN401
    *,
    at: str = "public",
) -> None:
    """So many seconds after the beginning; nothing is a skip."""

    def work(store: WriteStore) -> None:
        stored = runs.load(store, walk.stored.public_id)
        answer = Answer(value, skipped=value is None)
        changed = AnswerChanged(Place.read(place), None, answer, "")
        status = RunStatus.ASKING if at else RunStatus.REVIEW
        run = replace(stored.run, at=Place.read(at) if at else None, status=status)
        by = walk.contact.person_id
        runs.save(store, stored, run, [changed], by=by, now=later(seconds))

    database.write(work)


def signs(database: Database, walk: Walk, place: str, *kinds: RunEventKind) -> None:
    def work(store: WriteStore) -> None:
        for kind in kinds:
            run_events.note(store, walk.stored, Place.read(place), kind, now=NOW)

    database.write(work)


def tally(database: Database, cohort: Cohort = ALL, **given: Any) -> dict[str, Tally]:  # noqa: ANN401
    known = {"names": {}, "asleep": {}, **given}
    return database.read(lambda store: tallies(store, walks(store, cohort), cohort, **known))


def of(found: dict[str, Tally], question: str) -> dict[str, int]:
    return {str(measure): count for measure, count in found[question].people.items() if count}


def test_each_person_counts_once_in_what_they_did(database: Database) -> None:
    lea, bob = begin(database), begin(database, "2")
    says(database, lea, "public", 30)
    says(database, lea, "city", 50, None)
    says(database, lea, "public", 90, at="city")
    says(database, bob, "public", 200)
    signs(database, bob, "public", RunEventKind.HELPED, RunEventKind.HELPED, RunEventKind.WENT_BACK)
    found = tally(database)
    assert {"shown": 2, "answered": 2, "revised": 1, "helped": 1, "went_back": 1} == of(
        found, "public"
    )
    assert {"shown": 1, "skipped": 1} == of(found, "city")
    assert Counter({30: 1, 200: 1}) == found["public"].seconds
    assert Counter({20: 1}) == found["city"].seconds


def test_answering_again_at_once_is_no_revision(database: Database) -> None:
    lea = begin(database)
    says(database, lea, "public", 30)
    says(database, lea, "public", 40)
    assert {"shown": 1, "answered": 1} == of(tally(database), "public")


def test_parts_of_a_list_are_counted_by_their_names(database: Database) -> None:
    lea = begin(database)
    says(database, lea, "actions.1.by", 30)
    says(database, lea, "actions.2.by", 40, at="actions.2")
    found = tally(database)
    assert {"shown": 1, "answered": 1} == of(found, "by")
    assert {"shown": 1} == of(found, "actions")
    assert {"shown": 1, "answered": 1} == of(tally(database, names={"by": "who"}), "who")


def test_who_is_silent_there_sleeps_there(database: Database) -> None:
    begin(database)
    signs(database, begin(database, "2"), "public", RunEventKind.SLEPT)
    assert {"shown": 2, "slept": 1} == of(tally(database, asleep={1: NOW}), "public")
    assert {"shown": 2, "slept": 2} == of(tally(database, asleep={1: later(1)}), "public")
    assert {"shown": 2, "slept": 1} == of(tally(database, asleep={2: later(1)}), "public")


def test_a_cohort_is_of_a_time_a_language_a_revision_or_a_category(database: Database) -> None:
    lea, bob = begin(database), begin(database, "2")
    says(database, lea, "kind", 10, {"choice": "peers", "advised": "public"})
    says(database, lea, "kind", 20, "public")
    says(database, bob, "kind", 10, "peers")
    for cohort, people in (
        (ALL, 2),
        (Cohort("alliance", at_most=1), 1),
        (Cohort("alliance", since=NOW), 2),
        (Cohort("alliance", since=later(1)), 0),
        (Cohort("alliance", until=NOW), 0),
        (Cohort("alliance", language="en"), 0),
        (Cohort("alliance", revision=1), 2),
        (Cohort("alliance", revision=2), 0),
        (Cohort("alliance", category_question="kind", category="public"), 1),
        (Cohort("alliance", category_question="kind", category="mixed"), 0),
        (Cohort("other"), 0),
    ):
        found = tally(database, cohort).get("kind", Tally({}, {}))
        assert people == found.people.get(Measure.ANSWERED, 0), cohort


def test_how_far_people_come_and_how_long_it_takes(database: Database) -> None:
    lea, bob, _ = begin(database), begin(database, "2"), begin(database, "3")
    says(database, lea, "public", 100, at="")
    says(database, bob, "public", 100, at="")
    review, ines = send(database, bob, day=1), coach(database, "Inès")
    act(database, act(database, review, ReviewAct.TAKE, ines), ReviewAct.APPROVE, ines)
    found = database.read(lambda store: far(store, walks(store, ALL), ALL))
    assert (3, 2, 1, 1) == found[:4]
    assert Counter({100: 1, 86_400: 1}) == found.seconds


def test_what_coaches_want_redone_is_what_was_sent(database: Database) -> None:
    lea, ines = begin(database), coach(database, "Inès")
    review = act(database, send(database, lea), ReviewAct.TAKE, ines)
    remark(database, review, ines)

    def found() -> tuple[Redone, ...]:
        return database.read(lambda store: tuple(redone(store, walks(store, ALL), ALL)))

    assert () == found()
    database.write(lambda store: remarks.send(store, review, now=NOW))
    assert (Redone(lea.contact.person_id, AnchorKind.ANSWER, "public", 1),) == found()
