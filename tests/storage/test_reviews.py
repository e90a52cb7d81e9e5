"""Drafts between leaders and coaches, as they are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from charter.remark import Anchor, AnchorKind, Audience, RemarkState, Weight
from charter.review import NotAllowed, ReviewAct, ReviewStatus, Side
from charter.verdict import GridState, Support, Verdict
from storage.database import Database
from storage.errors import NoSuchRow, Overtaken
from storage.models.person import Role
from storage.repositories import (
    charters,
    erasures,
    people,
    queue,
    readings,
    remarks,
    reviews,
    runs,
    teams,
)
from storage.repositories.people import Person
from storage.repositories.queue import QueueScope
from storage.repositories.remarks import Remark
from storage.repositories.reviews import Review
from storage.stores import WriteStore
from tests.storage.test_frozen import DOCUMENT
from tests.storage.walks import NOW, Walk, begin

DAY = timedelta(days=1)


def send(database: Database, walk: Walk, title: str = "Épicerie · Mairie", day: int = 0) -> Review:
    """Freeze the charter, and send it."""
    now, by = NOW + day * DAY, walk.contact.person_id

    def work(store: WriteStore) -> Review:
        stored = runs.load(store, walk.stored.public_id)
        frozen = charters.freeze(store, stored, DOCUMENT, by=by, now=now)
        return reviews.submit(store, frozen, title=title, category="public", now=now)

    return database.write(work)


def coach(database: Database, name: str, team: str = teams.COMMON) -> Person:
    def work(store: WriteStore) -> Person:
        made = people.create(store, name=name, role=Role.COACH, now=NOW)
        teams.join(store, teams.load(store, team), made.id)
        return made

    return database.write(work)


def act(database: Database, review: Review, what: ReviewAct, who: Person, day: int = 0) -> Review:
    now = NOW + day * DAY
    return database.write(lambda store: reviews.act(store, review, what, now=now, coach_id=who.id))


def remark(database: Database, review: Review, who: Person, name: str = "m1") -> Remark:
    return database.write(
        lambda store: remarks.add(
            store,
            review,
            public_id=name,
            by=who.id,
            anchor=Anchor(AnchorKind.ANSWER, "public"),
            excerpt="Les aînés",
            text="À qui manque quoi ?",
            audience=Audience.SHARED,
            weight=Weight.MUST_FIX,
            priority=True,
            now=NOW,
        )
    )


def test_a_draft_waits_for_a_coach_since_it_was_sent(database: Database) -> None:
    walk, who = begin(database), coach(database, "Inès")
    sent = send(database, walk)
    assert (ReviewStatus.SUBMITTED, NOW, 1, None) == (
        *(sent.status, sent.since, sent.number, sent.coach_id),
    )
    taken = act(database, sent, ReviewAct.TAKE, who, day=1)
    assert (ReviewStatus.IN_REVIEW, NOW, who.id) == (taken.status, taken.since, taken.coach_id)
    back = act(database, taken, ReviewAct.REQUEST_CHANGES, who, day=2)
    assert (ReviewStatus.CHANGES_REQUESTED, NOW + 2 * DAY) == (back.status, back.since)
    again = send(database, walk, day=3)
    assert (ReviewStatus.SUBMITTED, NOW + 3 * DAY, 2, who.id) == (
        *(again.status, again.since, again.number, again.coach_id),
    )


def test_what_a_coach_reads_is_not_sent_again(database: Database) -> None:
    walk, who = begin(database), coach(database, "Inès")
    act(database, send(database, walk), ReviewAct.TAKE, who)
    with pytest.raises(NotAllowed):
        send(database, walk)
    found = database.read(lambda store: reviews.load(store, "a1"))
    assert 1 == found.number
    with pytest.raises(NoSuchRow, match="no draft a2"):
        database.read(lambda store: reviews.load(store, "a2"))


def test_of_two_who_take_a_draft_the_second_is_told(database: Database) -> None:
    sent = send(database, begin(database))
    act(database, sent, ReviewAct.TAKE, coach(database, "Inès"))
    with pytest.raises(Overtaken):
        act(database, sent, ReviewAct.TAKE, coach(database, "Karim"))


def test_a_draft_goes_where_its_leader_is_placed(database: Database) -> None:
    walk = begin(database)

    def place(store: WriteStore) -> int:
        team = teams.create(store, public_id="nord", name="Nord", now=NOW)
        who = people.create(store, name="Inès", role=Role.COACH, now=NOW)
        teams.place(store, walk.contact.person_id, teams.Placement(team.id, who.id))
        return team.id

    team = database.write(place)
    sent = send(database, walk)
    assert team == sent.team_id
    assert sent.coach_id is not None


def test_a_page_of_the_queue_begins_with_the_longest_waiting(database: Database) -> None:
    who = coach(database, "Inès")
    sent = [send(database, begin(database, str(n)), day=9 - n) for n in range(1, 6)]
    act(database, sent[4], ReviewAct.TAKE, who)
    (team,) = database.read(lambda store: teams.of_coach(store, who.id))
    scope = QueueScope((team.id,), who.id)
    waiting = (ReviewStatus.SUBMITTED, ReviewStatus.IN_REVIEW)
    first = database.read(lambda s: queue.listed(s, scope, statuses=waiting, limit=3))
    assert ["a5", "a4", "a3"] == [review.public_id for review in first]
    after = (first[-1].since, first[-1].id)
    rest = database.read(lambda s: queue.listed(s, scope, statuses=waiting, after=after, limit=3))
    assert ["a2", "a1"] == [review.public_id for review in rest]
    assert 5 == database.read(lambda s: queue.count(s, scope, waiting))
    none = database.read(
        lambda s: queue.listed(s, scope, statuses=waiting, category="peers", limit=3)
    )
    assert () == none
    assert [("Inès", 1)] == [
        (burden.coach.name, burden.drafts)
        for burden in database.read(lambda s: queue.burdens(s, (team.id,)))
    ]


def test_what_was_taken_back_is_in_no_queue(database: Database) -> None:
    who, sent = coach(database, "Inès"), send(database, begin(database))
    scope = QueueScope((sent.team_id,), who.id)
    act(database, sent, ReviewAct.WITHDRAW, who)
    found = database.read(lambda s: queue.listed(s, scope, statuses=tuple(ReviewStatus), limit=9))
    assert () == found
    assert () == database.read(lambda s: queue.search(s, scope, "epicerie", limit=9))


@pytest.mark.parametrize(
    ("sought", "found"),
    [("ÉPICERIE", ["a1"]), ("mai epi", ["a1"]), ("l’epi", []), ("epi absent", []), (" · ", [])],
)
def test_a_draft_is_found_by_the_beginnings_of_its_words(
    database: Database, sought: str, found: list[str]
) -> None:
    sent = send(database, begin(database))
    send(database, begin(database, "2"), "Maison du vélo")
    scope = QueueScope((sent.team_id,))
    seen = database.read(lambda s: queue.search(s, scope, sought, limit=9))
    assert found == [review.public_id for review in seen]


def test_another_team_s_drafts_are_neither_listed_nor_found(database: Database) -> None:
    send(database, begin(database))
    scope = QueueScope((99,), 98)
    statuses = tuple(ReviewStatus)
    assert () == database.read(lambda s: queue.listed(s, scope, statuses=statuses, limit=9))
    assert () == database.read(lambda s: queue.search(s, scope, "epicerie", limit=9))
    assert 0 == database.read(lambda s: queue.count(s, scope, statuses))


def test_a_remark_may_be_changed_until_it_is_sent(database: Database) -> None:
    who, sent = coach(database, "Inès"), send(database, begin(database))
    first = remark(database, sent, who)
    values = {"audience": Audience.SHARED, "weight": Weight.SUGGESTION, "priority": False}
    changed = database.write(lambda s: remarks.change(s, first, text="Comment ?", **values))  # type: ignore[arg-type]
    assert ("Comment ?", 2) == (changed.text, changed.version)
    with pytest.raises(Overtaken):
        database.write(lambda s: remarks.change(s, first, text="Quoi ?", **values))  # type: ignore[arg-type]
    (given,) = database.write(lambda s: remarks.send(s, sent, now=NOW))
    assert NOW == given.sent_at
    with pytest.raises(Overtaken):
        database.write(lambda s: remarks.remove(s, given))


def test_what_is_said_about_a_remark_is_kept_in_order(database: Database) -> None:
    walk, who = begin(database), coach(database, "Inès")
    first = remark(database, send(database, walk), who)

    def talk(store: WriteStore) -> Remark:
        leader, state = walk.contact.person_id, RemarkState.ASKED
        asked, _ = remarks.note(
            store, first, by=leader, side=Side.LEADER, state=state, text="Qui ?", now=NOW
        )
        state = RemarkState.ANSWERED
        told, _ = remarks.note(
            store, asked, by=who.id, side=Side.COACH, state=state, text="Tous.", now=NOW
        )
        return told

    told = database.write(talk)
    assert told == database.read(lambda s: remarks.load(s, "m1"))
    notes = database.read(lambda s: remarks.notes(s, [told]))
    assert [(Side.LEADER, "Qui ?"), (Side.COACH, "Tous.")] == [(n.side, n.text) for n in notes]
    with pytest.raises(Overtaken):
        database.write(talk)


def test_private_remarks_do_not_leave_with_the_verdict(database: Database) -> None:
    who, sent = coach(database, "Inès"), send(database, begin(database))
    shared = remark(database, sent, who)
    database.write(
        lambda s: remarks.add(
            s,
            sent,
            public_id="m2",
            by=who.id,
            anchor=Anchor(),
            excerpt="",
            text="Entre nous",
            audience=Audience.PRIVATE,
            weight=Weight.SUGGESTION,
            priority=False,
            now=NOW,
        )
    )
    given = database.write(lambda s: remarks.send(s, sent, now=NOW))
    assert [shared.id] == [each.id for each in given]


def test_a_reading_is_saved_as_it_grows_and_decided_once(database: Database) -> None:
    who, sent = coach(database, "Inès"), send(database, begin(database))
    begun = database.read(lambda s: readings.load(s, sent))
    assert 0 == begun.version
    supports = (Support.LAWYER,)
    saved = database.write(
        lambda s: readings.save(s, begun, strength="Clair.", supports=supports, by=who.id)
    )
    assert saved == database.read(lambda s: readings.load(s, sent))
    with pytest.raises(Overtaken):  # another had the empty page open too
        database.write(lambda s: readings.save(s, begun, strength="Flou.", supports=(), by=who.id))
    decided = database.write(lambda s: readings.decide(s, saved, Verdict.READY, by=who.id, now=NOW))
    assert (Verdict.READY, NOW, "Clair.") == (
        *(decided.verdict, decided.decided_at, decided.strength),
    )
    with pytest.raises(Overtaken):
        database.write(
            lambda s: readings.save(s, decided, strength="Mieux.", supports=(), by=who.id)
        )


def test_of_two_who_mark_a_criterion_the_second_is_told(database: Database) -> None:
    who, sent = coach(database, "Inès"), send(database, begin(database))

    def mark(version: int, state: GridState) -> None:
        database.write(
            lambda s: readings.mark(
                s, sent, "need", version=version, state=state, note="", by=who.id
            )
        )

    mark(0, GridState.PARTLY)
    with pytest.raises(Overtaken):
        mark(0, GridState.SOLID)
    mark(1, GridState.SOLID)
    found = database.read(lambda s: readings.marks(s, sent))
    assert [("need", GridState.SOLID, 2)] == [
        (name, each.state, each.version) for name, each in found.items()
    ]


def test_an_alliance_is_erased_with_all_that_coaches_made_of_it(database: Database) -> None:
    walk, who = begin(database), coach(database, "Inès")
    sent = send(database, walk)
    remark(database, sent, who)
    begun = database.read(lambda s: readings.load(s, sent))
    database.write(lambda s: readings.save(s, begun, strength="Clair.", supports=(), by=who.id))
    database.write(lambda s: erasures.erase_person(s, walk.contact.person_id, now=NOW))
    assert database.read(lambda s: reviews.find(s, "a1")) is None
    assert database.read(lambda s: remarks.find(s, "m1")) is None
    assert "Inès" == database.read(lambda s: people.load(s, who.id)).name


def test_words_with_other_letters_are_found_on_any_database(database: Database) -> None:
    sent = send(database, begin(database), "Œuvre Ævar · Ñandú")
    scope = QueueScope((sent.team_id,))
    for sought in ("œuv", "ævar", "nand"):
        found = database.read(lambda s, sought=sought: queue.search(s, scope, sought, limit=9))  # type: ignore[misc]
        assert ["a1"] == [review.public_id for review in found]
