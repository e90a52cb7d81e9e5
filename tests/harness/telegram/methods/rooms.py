"""Chats, who is in them, and files."""

from __future__ import annotations

from typing import Any

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.methods.registry import carries_out
from tests.harness.telegram.world import World

__all__: list[str] = []

#: what ChatFullInfo must say of everyone
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@carries_out("getChat")
def chat(world: World, account: Account, call: Call) -> dict[str, Any]:
    found = world.named_chat(account, call)
    return {
        **found.as_json(),
        "accent_color_id": found.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }


@carries_out("getChatMember")
def member(world: World, account: Account, call: Call) -> dict[str, Any]:
    found = world.named_chat(account, call)
    wanted = call.params["user_id"]
    if wanted == account.id:
        status = "left" if found.shut or not found.open else "member"
        return {"status": status, "user": account.as_json()}
    person = account.chats.get(wanted)
    if person is None:
        raise Refusal(400, "Bad Request: user not found", mistake="names no one it ever met")
    return {"status": "member", "user": person.about.as_json()}


@carries_out("leaveChat")
def leave(world: World, account: Account, call: Call) -> bool:
    found = world.named_chat(account, call)
    if not found.is_group:
        raise Refusal(400, "Bad Request: chat member status can't be changed in private chats")
    found.writable().open = False
    found.changes.notify()
    return True


@carries_out("getFile")
def file(world: World, account: Account, call: Call) -> dict[str, Any]:
    return account.files.fetchable(call.params["file_id"]).as_file()
