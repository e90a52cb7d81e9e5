"""What coaches are to be told, and what words are awaited in a chat."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from charter.review import ReviewStatus
from storage.database import Database
from storage.repositories import awaited_words, notices, runs, timers
from storage.repositories.awaited_words import AwaitedWords, Purpose
from storage.repositories.notices import Notice, NoticeKind
from storage.repositories.people import Person
from storage.repositories.remarks import Remark
from storage.repositories.reviews import Review
from storage.repositories.timers import Timer
from storage.stores import ReadStore, WriteStore
from tests.storage.test_reviews import coach, remark, send
from tests.storage.walks import NOW, Walk, begin

SOON = timedelta(seconds=60)


def tell(
    database: Database,
    review: Review,
    who: Person,
    kind: NoticeKind,
    *,
    about: Remark | None = None,
    seconds: int = 0,
) -> None:
    now = NOW + timedelta(seconds=seconds)
    database.write(lambda store: notices.add(store, [who.id], kind, review, about, now=now))


def timer(database: Database, who: Person) -> Any:  # noqa: ANN401  what was scheduled
    return database.read(lambda store: timers.find(store, f"notices:{who.id}"))


def test_what_happens_to_a_coach_is_told_together_and_once(database: Database) -> None:
    review, who = send(database, begin(database)), coach(database, "Inès")
    tell(database, review, who, NoticeKind.SUBMITTED)
    asked = remark(database, review, who)
    tell(database, review, who, NoticeKind.ASKED, about=asked, seconds=30)
    assert (NOW + SOON, {}) == timer(database, who)
    told = database.write(lambda store: notices.take(store, who.id))
    title = "" if not told else told[0].title
    assert (
        Notice(NoticeKind.SUBMITTED, NOW, "a1", title, ""),
        Notice(NoticeKind.ASKED, NOW + SOON / 2, "a1", title, "m1"),
    ) == told
    assert () == database.write(lambda store: notices.take(store, who.id))


def test_who_is_named_twice_is_told_once(database: Database) -> None:
    review, who = send(database, begin(database)), coach(database, "Inès")
    both = [who.id, who.id]
    database.write(lambda s: notices.add(s, both, NoticeKind.SUBMITTED, review, now=NOW))
    assert 1 == len(database.write(lambda store: notices.take(store, who.id)))


def test_a_notice_that_comes_while_others_are_told_is_told_after_them(database: Database) -> None:
    review, who = send(database, begin(database)), coach(database, "Inès")
    tell(database, review, who, NoticeKind.SUBMITTED)
    due = NOW + SOON

    def claim() -> tuple[Timer, ...]:
        until = due + timedelta(seconds=7)
        return database.write(
            lambda store: timers.claim(store, by="one", now=due, until=until, limit=9)
        )

    (taken,) = claim()
    tell(database, review, who, NoticeKind.WITHDRAWN, seconds=61)
    assert not database.write(lambda store: timers.finish(store, taken))
    assert (NOW + 2 * SOON + timedelta(seconds=1), {}) == timer(database, who)


def of(database: Database, walk: Walk) -> tuple[AwaitedWords | None, Purpose | None]:
    """What is known of the words, and what is read with the walk."""

    def read(store: ReadStore) -> tuple[AwaitedWords | None, Purpose | None]:
        found = awaited_words.find(store, walk.contact)
        return found, runs.load(store, walk.stored.public_id).awaits

    return database.read(read)


def test_the_last_words_that_were_asked_for_are_awaited(database: Database) -> None:
    walk, who = begin(database), coach(database, "Inès")
    review = send(database, walk)
    first, second = (remark(database, review, who, name) for name in ("m1", "m2"))
    assert (None, None) == of(database, walk)

    def expect(store: WriteStore) -> None:
        for purpose, about in ((Purpose.KEEP, first), (Purpose.ASK, second)):
            awaited_words.expect(store, walk.contact, purpose, about, now=NOW)

    database.write(expect)
    assert (AwaitedWords(Purpose.ASK, "m2", NOW), Purpose.ASK) == of(database, walk)
    database.write(lambda store: awaited_words.drop(store, walk.contact))
    assert (None, None) == of(database, walk)


def test_where_a_draft_stands_is_read_with_the_walk(database: Database) -> None:
    walk = begin(database)

    def read(store: ReadStore) -> list[ReviewStatus | None]:
        active = runs.active(store, walk.contact.id)
        found = runs.of_contact_in(store, walk.contact.id, walk.alliance.id)
        assert "r1" == runs.name_of(store, walk.stored.id)
        return [run.review for run in (active, found) if run is not None]

    assert [None, None] == database.read(read)
    send(database, walk)
    assert [ReviewStatus.SUBMITTED] * 2 == database.read(read)
