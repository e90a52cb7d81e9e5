"""Coaches and admins who have no alliance of their own."""

from __future__ import annotations

from storage.models.person import Role
from storage.repositories import contacts, runs
from storage.stores import ReadStore
from tests.bot.telegram.back import said
from tests.bot.telegram.chatting import DESK, INES, Chats


def test_a_coach_without_an_alliance_is_told_what_waits(chats: Chats) -> None:
    chats.coach()
    assert said("coach.waiting.none") in chats.says("bonjour", by=INES)
    alliance = chats.walks_to_the_end()
    chats.says("/submit")
    for text in ("/start", "aide", "/summary", "/edit 1", "1", "/help"):
        assert f"{DESK}/drafts/{alliance}" in chats.says(text, by=INES)
    assert () == walks(chats)
    assert "coach" in chats.says("/language en", by=INES)
    assert "Votre charte" not in chats.says("/privacy", by=INES)
    chats.says("/new", by=INES)
    assert 1 == len(walks(chats))


def test_an_admin_without_a_team_is_shown_no_draft(chats: Chats) -> None:
    chats.coach(role=Role.ADMIN)
    chats.walks_to_the_end()
    chats.says("/submit")
    shown = chats.says("/start", by=INES)
    assert said("coach.greeting.admin") in shown
    assert DESK not in shown


def walks(chats: Chats) -> tuple[object, ...]:
    def read(store: ReadStore) -> tuple[object, ...]:
        contact = contacts.find(store, "telegram", INES)
        found = contact and runs.active(store, contact.id)
        return (found,) if found else ()

    return chats.database.read(read)
