from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from bot.pace import DAY_BEGINS, DAY_ENDS, Due, Duty, dues, waking
from flows.definition import Pace

PARIS = ZoneInfo("Europe/Paris")
ZONES = [PARIS, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/St_Johns"), ZoneInfo("UTC")]
PACE = Pace()
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def paced(forget: str, *reminders: str) -> Pace:
    return Pace.model_validate({"forget_after": forget, "remind_after": list(reminders)})


def local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=PARIS)


def test_a_silence_is_followed_to_its_end() -> None:
    last = local("2026-11-24 15:30")
    assert [
        Due(Duty.REMINDER, local("2026-11-26 15:30"), 1),
        Due(Duty.REMINDER, local("2026-12-01 15:30"), 2),
        Due(Duty.SLEEP, local("2026-12-24 15:30")),
        Due(Duty.WARNING, local("2027-11-10 15:30")),
        Due(Duty.ERASURE, local("2027-11-24 15:30")),
    ] == list(dues(PACE, last, PARIS, sent=False))


def test_what_was_sent_is_not_erased() -> None:
    found = dues(PACE, local("2026-11-24 15:30"), PARIS, sent=True)
    assert {Duty.REMINDER, Duty.SLEEP} == {due.duty for due in found}


@pytest.mark.parametrize(
    ("moment", "moved"),
    [
        (local("2026-11-24 20:59:59"), local("2026-11-24 20:59:59")),
        (local("2026-11-24 21:00"), local("2026-11-25 08:00")),
        (local("2026-12-31 23:59"), local("2027-01-01 08:00")),
        (local("2026-11-25 00:00"), local("2026-11-25 08:00")),
        (local("2026-11-25 07:59:59"), local("2026-11-25 08:00")),
        (local("2026-11-25 08:00"), local("2026-11-25 08:00")),
        # half past two, in the night when that hour is missing
        (datetime(2027, 3, 28, 1, 30, tzinfo=UTC), local("2027-03-28 08:00")),
    ],
)
def test_nobody_is_written_to_at_night(moment: datetime, moved: datetime) -> None:
    assert moved == waking(moment, PARIS)


def test_the_hour_is_that_of_the_persons_clock_across_seasons() -> None:
    pace = paced("12 months", "7 days")
    first, *_ = dues(pace, local("2027-03-25 09:00"), PARIS, sent=True)
    assert local("2027-04-01 09:00") == first.at
    assert datetime(2027, 4, 1, 7, tzinfo=UTC) == first.at


def test_nobody_is_reminded_in_their_sleep_or_twice_at_once() -> None:
    pace = paced("12 months", "7 days", "1 week", "3 days", "5 weeks")
    found = dues(pace, local("2026-11-02 12:00"), PARIS, sent=True)
    assert [(3, 1), (7, 2)] == [
        ((due.at - local("2026-11-02 12:00")).days, due.number) for due in found if due.number
    ]


@pytest.mark.parametrize("days", [1, 2, 13, 15, 40])
def test_an_erasure_is_announced_a_day_before_at_least(days: int) -> None:
    pace = paced(f"{days} days")
    last = local("2026-11-24 20:00")
    *_, warning, erasure = dues(pace, last, PARIS, sent=False)
    assert last < warning.at <= erasure.at - timedelta(days=1)
    assert timedelta(days=days) <= erasure.at - last


@given(
    last=st.integers(0, 4 * 366 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
    zone=st.sampled_from(ZONES),
    reminders=st.lists(st.integers(1, 60), max_size=5),
    forget=st.integers(1, 400),
)
def test_whatever_the_pace_messages_come_by_day_and_in_order(
    last: datetime, zone: ZoneInfo, reminders: list[int], forget: int
) -> None:
    pace = paced(f"{forget} days", *(f"{days} days" for days in reminders))
    found = dues(pace, last, zone, sent=False)
    for due in found:
        assert due.at > last
        if due.duty in {Duty.REMINDER, Duty.WARNING}:
            assert DAY_BEGINS <= due.at.astimezone(zone).time() < DAY_ENDS
    reminded = [due.at for due in found if due.duty is Duty.REMINDER]
    assert all(earlier < later for earlier, later in pairwise(reminded))
