"""Limits: to one chat, in all, and between processes."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.allowance import Allowance, Limits

LIMITS = Limits()
CHAT, GROUP = 7, -7


def taken_at(
    allowance: Allowance, moments: list[float], chat: int = CHAT, *, group: bool = False
) -> list[float]:
    """When each message leaves that is asked for at these moments."""
    left = []
    for moment in moments:
        wait, taken = allowance.take(chat, moment, group=group, patience=1.0)
        if taken:
            left.append(moment + wait)
    return left


@given(gaps=st.lists(st.floats(min_value=0, max_value=3), min_size=1, max_size=60))
def test_no_window_holds_more_than_the_burst_and_what_fills_meanwhile(gaps: list[float]) -> None:
    moments = [sum(gaps[: number + 1]) for number in range(len(gaps))]
    left = taken_at(Allowance(LIMITS), moments)
    for number, begin in enumerate(left):
        for count, end in enumerate(left[number:], 1):
            assert count <= LIMITS.chat_burst + (end - begin) * LIMITS.chat + 1e-6


def test_a_group_is_written_to_less_often() -> None:
    assert [0.0] == taken_at(Allowance(LIMITS), [0.0, 0.5, 1.0], GROUP, group=True)


def test_one_chat_does_not_hold_back_another() -> None:
    allowance = Allowance(LIMITS)
    assert 4 == len([at for at in taken_at(allowance, [0.0] * 4) if at == 0.0])
    assert (0.0, True) == allowance.take(8, 0.0, group=False, patience=1.0)


def test_all_chats_together_stay_below_what_a_bot_may_send() -> None:
    allowance = Allowance(LIMITS)
    left = [
        wait
        for chat in range(60)
        for wait, taken in [allowance.take(chat, 0.0, group=False, patience=1.0)]
        if taken
    ]
    assert LIMITS.everywhere_burst + LIMITS.everywhere == len(left)
    assert 1.0 == pytest.approx(max(left))


def test_processes_share_what_all_may_send() -> None:
    allowance = Allowance(LIMITS)
    allowance.share(5, 0.0)
    assert 1 + LIMITS.everywhere / 5 == 1 + allowance.room(0.0, 1.0) - allowance.room(0.0, 0.0)


def test_nothing_leaves_before_a_newcomer_was_seen() -> None:
    allowance = Allowance(LIMITS, opens_at=4.0)
    assert (4.0, False) == allowance.take(CHAT, 0.0, group=False, patience=1.0)
    assert 0 == allowance.room(0.0, 1.0)
    assert (0.0, True) == allowance.take(CHAT, 4.0, group=False, patience=1.0)


def test_what_another_process_sent_counts_here() -> None:
    allowance = Allowance(LIMITS)
    allowance.hear(CHAT, 4.0, 0.0, group=False)  # it sent the whole burst just now
    wait, taken = allowance.take(CHAT, 0.0, group=False, patience=1.0)
    assert taken
    assert 1.0 == pytest.approx(wait)
    assert 5.0 == pytest.approx(allowance.owed(CHAT))


def test_an_old_word_of_another_process_forgives_nothing() -> None:
    allowance = Allowance(LIMITS)
    taken_at(allowance, [0.0] * 4)
    allowance.hear(CHAT, 0.0, 0.0, group=False)
    assert 4.0 == pytest.approx(allowance.owed(CHAT))


def test_a_chat_that_asked_for_rest_gets_it() -> None:
    allowance = Allowance(LIMITS)
    allowance.rest(CHAT, 5.0, 0.0, group=False)
    wait, taken = allowance.take(CHAT, 0.0, group=False, patience=1.0)
    assert not taken
    assert 5.0 == pytest.approx(wait)
    assert (0.0, True) == allowance.take(8, 0.0, group=False, patience=1.0)


def test_a_chat_that_is_to_rest_is_shut_for_what_counts_for_nothing_too() -> None:
    allowance = Allowance(Limits())
    allowance.rest(1, 2.0, 10.0, group=False)
    allowance.rest(1, 1.0, 10.5, group=False)
    assert 1.5 == allowance.shut_for(1, 10.5)
    assert 0.0 == allowance.shut_for(2, 10.5)
    assert 0.0 == allowance.shut_for(1, 12.0)
