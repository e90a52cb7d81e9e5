"""Processes that send for the same bot share what it may send."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier

import pytest

from bot.allowance import Allowance, Limits
from bot.presence import Presence
from storage.database import Database
from storage.repositories import senders
from storage.stores import WriteStore
from tests.storage.walks import NOW, begin

LIMITS = Limits()


@dataclass(slots=True)
class Sending:
    """A process, and its clock."""

    database: Database
    name: str
    allowance: Allowance
    seconds: float = 0.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def shows(self, presence: Presence, seconds: float) -> float:
        """Its messages a second."""
        self.seconds = seconds
        self.database.write(lambda store: presence.show(store, self.allowance, seconds))
        assert self.allowance.everywhere is not None
        return self.allowance.everywhere.rate


def note(contact: int, until: datetime, store: WriteStore) -> None:
    senders.note_pace(store, contact, until)


def process(database: Database, name: str) -> tuple[Sending, Presence]:
    sending = Sending(database, name, Allowance(LIMITS))
    return sending, Presence(name, sending.now)


@pytest.fixture
def shared(postgresql: str) -> Database:
    return Database.open(postgresql)


def test_one_alone_sends_all_and_at_once(shared: Database) -> None:
    with shared:
        sending, presence = process(shared, "first")
        assert LIMITS.everywhere == sending.shows(presence, 0.0)
        assert (0.0, True) == sending.allowance.take(1, 0.0, group=False, patience=1.0)


def test_a_second_one_waits_until_it_was_seen_and_each_has_half(shared: Database) -> None:
    with shared:
        (one, first), (two, second) = process(shared, "first"), process(shared, "second")
        one.shows(first, 0.0)
        assert LIMITS.everywhere / 2 == two.shows(second, 1.0)
        assert 0 == two.allowance.room(1.0, 1.0)
        assert LIMITS.everywhere / 2 == one.shows(first, 2.0)
        assert two.allowance.room(5.0, 1.0) > 0


def test_of_two_that_come_at_once_one_sees_the_other(shared: Database) -> None:
    with shared:
        both = [process(shared, "first"), process(shared, "second")]
        meeting = Barrier(2)

        def come(sending: Sending, presence: Presence) -> float:
            meeting.wait(timeout=5)
            return sending.shows(presence, 0.0)

        with ThreadPoolExecutor(2) as threads:
            rates = sorted(threads.map(come, *zip(*both, strict=True)))
        assert [LIMITS.everywhere / 2, LIMITS.everywhere] == rates


def test_one_that_was_not_seen_for_long_waits_like_one_that_comes(shared: Database) -> None:
    with shared:
        (one, first), (two, second) = process(shared, "first"), process(shared, "second")
        two.shows(second, 0.0)
        one.shows(first, 8.0)
        two.shows(second, 9.0)
        assert 0 == two.allowance.room(9.0, 1.0)
        assert two.allowance.room(13.0, 1.0) > 0


def test_one_that_was_not_shown_yet_may_not_send(shared: Database) -> None:
    with shared:
        sending, presence = process(shared, "first")
        assert not shared.write(presence.may_send)
        sending.shows(presence, 0.0)
        assert shared.write(presence.may_send)


def test_the_share_of_one_that_left_or_died_is_for_the_others(shared: Database) -> None:
    with shared:
        (one, first), (two, second) = process(shared, "first"), process(shared, "second")
        one.shows(first, 0.0)
        two.shows(second, 0.0)
        assert LIMITS.everywhere / 2 == one.shows(first, 3.0)
        assert LIMITS.everywhere == one.shows(first, 8.0)  # the second was silent for long
        two.shows(second, 9.0)
        assert LIMITS.everywhere / 2 == one.shows(first, 10.0)
        shared.write(second.leave)
        assert LIMITS.everywhere == one.shows(first, 12.0)


def test_one_that_has_a_file_for_itself_shares_with_nobody(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        (one, first), (two, second) = process(database, "first"), process(database, "second")
        database.write(lambda store: first.show(store, one.allowance, 0.0))
        database.write(lambda store: second.show(store, two.allowance, 0.0))
        assert LIMITS.everywhere_burst == one.allowance.room(0.0, 0.0)
        assert LIMITS.everywhere_burst == two.allowance.room(0.0, 0.0)


def test_how_fast_a_chat_was_written_to_is_known_to_all(shared: Database) -> None:
    with shared:
        contact = begin(shared).contact.id
        assert shared.read(lambda store: senders.pace_until(store, contact)) is None
        for seconds in (2, 5):
            until = NOW + timedelta(seconds=seconds)
            shared.write(partial(note, contact, until))
            assert until == shared.read(lambda store: senders.pace_until(store, contact))
