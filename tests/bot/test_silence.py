"""Silence: whatever happens when, each thing is done once, in its order, and by day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st

from bot.pace import DAY_BEGINS, DAY_ENDS, Duty, dues
from bot.silence import Silence
from flows.definition import Pace

PARIS = ZoneInfo("Europe/Paris")
SINCE = datetime(2026, 11, 24, 18, tzinfo=UTC)
PACE = Pace()


def look(
    silence: Silence, now: datetime, *, sent: bool = False
) -> tuple[Duty | None, Silence, datetime | None]:
    silence = Silence.read(silence.written(), silence.since)  # as the timer gives it back
    return silence.act(dues(PACE, silence.since, PARIS, sent=sent), now, PARIS)


def until_the_end(silence: Silence, *, late: timedelta = timedelta(0)) -> list[tuple[Duty, int]]:
    """What is done, and on which day, by a process that is always so late."""
    done: list[tuple[Duty, int]] = []
    then: datetime | None = silence.since + timedelta(hours=1)
    for _ in range(100):
        if then is None:
            return done
        now = then + late
        duty, silence, then = look(silence, now)
        assert then is None or then > now or late
        if duty is not None:
            done.append((duty, (now - silence.since).days))
    raise AssertionError(f"it does not end: {done}")


def test_two_reminders_a_warning_and_the_erasure_after_a_year() -> None:
    expected = [(Duty.REMINDER, 2), (Duty.REMINDER, 7), (Duty.WARNING, 351), (Duty.ERASURE, 365)]
    assert expected == until_the_end(Silence(SINCE))


def test_no_more_reminders_means_none_and_the_warning_still_comes() -> None:
    assert [(Duty.WARNING, 351), (Duty.ERASURE, 365)] == until_the_end(Silence(SINCE, paused=True))


def test_later_is_one_more_reminder() -> None:
    asked = Silence(SINCE, later=SINCE + timedelta(days=3))
    done = until_the_end(asked)
    assert [2, 3, 7] == [day for duty, day in done if duty is Duty.REMINDER]


def test_a_process_that_slept_for_a_month_sends_no_reminder_and_still_warns_before_it_erases() -> (
    None
):
    done = until_the_end(Silence(SINCE), late=timedelta(days=40))
    assert [Duty.WARNING, Duty.ERASURE] == [duty for duty, _ in done]
    (_, warned), (_, erased) = done
    assert erased - warned >= 1


def test_what_a_coach_has_is_never_erased() -> None:
    _, silence, then = look(Silence(SINCE, reminders=2), SINCE + timedelta(days=900), sent=True)
    assert (2, None, None) == (silence.reminders, silence.warned, then)


def test_an_answer_begins_another_silence() -> None:
    before = Silence(SINCE, reminders=2, paused=True, warned=SINCE)
    after = Silence.read(before.written(), SINCE + timedelta(days=1))
    assert Silence(SINCE + timedelta(days=1)) == after


@given(
    looks=st.lists(st.integers(min_value=1, max_value=90 * 24 * 60), max_size=40),
    hour=st.integers(min_value=0, max_value=23),
)
def test_whenever_it_is_looked_at_nothing_is_done_twice_or_at_night(
    looks: list[int], hour: int
) -> None:
    silence = Silence(SINCE.replace(hour=hour))
    now, done = silence.since, list[Duty]()
    for minutes in looks:
        now += timedelta(minutes=minutes)
        duty, silence, then = look(silence, now)
        assert duty is Duty.ERASURE or then is not None
        if duty is Duty.ERASURE:
            assert Duty.WARNING in done
            break
        if duty is not None:
            assert DAY_BEGINS <= now.astimezone(PARIS).time() < DAY_ENDS
            done.append(duty)
    assert len(PACE.remind_after) >= done.count(Duty.REMINDER)
    assert 1 >= done.count(Duty.WARNING)
