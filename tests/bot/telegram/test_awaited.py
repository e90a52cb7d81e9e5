"""Words that are awaited in a chat: a reason, a question; taken, or left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from charter.remark import RemarkState
from storage.repositories import remarks
from tests.bot.telegram.back import VISION, Back, said
from tests.bot.telegram.chatting import AWA, Chats, inbound_of, words_of


def test_words_are_kept_as_the_reason_whatever_they_look_like(chats: Chats) -> None:
    back = Back(chats, VISION)
    assert said("awaited.asked.keep") in back.does("keep")
    assert said("remarks.kept") in chats.says("1, 3 <b>aide</b> \u202e!")
    (note,) = chats.database.read(
        lambda store: remarks.notes(store, [remarks.load(store, back.desk.made[0].public_id)])
    )
    assert "1, 3 <b>aide</b> !" == note.text
    assert [RemarkState.KEPT] == back.states
    assert back.awaited is None


@pytest.mark.parametrize("text", ["…", "\u200b", "   "])
def test_words_that_say_nothing_are_asked_for_again(chats: Chats, text: str) -> None:
    back = Back(chats, VISION)
    back.does("ask")
    assert said("awaited.blank") in chats.says(text)
    assert back.awaited is not None


def test_words_that_are_too_long_are_asked_for_again(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("ask")
    assert "2001" in chats.says("a" * 2_001)
    assert said("remarks.asked") in chats.says("a" * 2_000)


@pytest.mark.parametrize("way_out", ["/remarks drop", "retour", "passer"])
def test_who_would_rather_not_say_it_has_a_way_out(chats: Chats, way_out: str) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    assert said("awaited.left.keep") in chats.says(way_out)
    assert [RemarkState.OPEN] == back.states
    assert back.awaited is None


def test_a_command_meanwhile_does_its_own_and_says_that_nothing_is_awaited(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    shown = chats.says("/draft")
    assert said("awaited.left.keep") in shown
    assert "Articles complets" in shown
    assert back.awaited is None
    assert [RemarkState.OPEN] == back.states


def test_another_button_changes_what_the_words_are_for(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    back.does("ask")
    chats.says("Lequel ?")
    assert [RemarkState.ASKED] == back.states


def test_words_that_come_after_days_are_not_the_reason(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    chats.now += timedelta(days=4)
    assert said("remarks.kept") not in chats.says("Bonjour !")
    assert [RemarkState.OPEN] == back.states
    assert back.awaited is None


def test_words_about_what_was_settled_meanwhile_change_nothing(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    chats.database.write(
        lambda store: remarks.settle(
            store, remarks.load(store, back.desk.made[0].public_id), RemarkState.CLOSED
        )
    )
    assert said("remarks.states.closed") in chats.says("Parce que.")
    assert [RemarkState.CLOSED] == back.states


def test_who_comes_back_is_told_what_their_next_words_are_for(chats: Chats) -> None:
    back = Back(chats, VISION)
    back.does("keep")
    shown = chats.conversation.greet(inbound_of("", AWA))
    assert said("awaited.asked.keep") in words_of(shown)
    chats.says("Parce que.")
    assert [RemarkState.KEPT] == back.states
