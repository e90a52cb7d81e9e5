"""Who the bot is, and what its menu offers, in each language."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.calls import Call
from tests.harness.telegram.methods.registry import carries_out
from tests.harness.telegram.world import World

__all__: list[str] = []


@carries_out("getMe")
def me(world: World, account: Account, call: Call) -> dict[str, Any]:
    return {
        **account.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def place(call: Call) -> tuple[str, str]:
    """The scope and the language that a call is about."""
    scope = call.params.get("scope", {"type": "default"})
    return json.dumps(scope, sort_keys=True), call.params.get("language_code", "")


@carries_out("setMyCommands")
def set_commands(world: World, account: Account, call: Call) -> bool:
    account.commands[place(call)] = call.params["commands"]
    return True


@carries_out("getMyCommands")
def commands(world: World, account: Account, call: Call) -> list[dict[str, str]]:
    return account.commands.get(place(call), [])


@carries_out("deleteMyCommands")
def delete_commands(world: World, account: Account, call: Call) -> bool:
    account.commands.pop(place(call), None)
    return True


def attribute(call: Call) -> str:
    """setMyShortDescription is about short_description."""
    name = re.sub("^[gs]etMy", "", call.method)
    return re.sub("(?<!^)(?=[A-Z])", "_", name).lower()


@carries_out("setMyName", "setMyDescription", "setMyShortDescription")
def set_attribute(world: World, account: Account, call: Call) -> bool:
    name = attribute(call)
    account.profile[name, place(call)[1]] = call.params.get(name, "")
    return True


@carries_out("getMyName", "getMyDescription", "getMyShortDescription")
def read_attribute(world: World, account: Account, call: Call) -> dict[str, str]:
    """What is not said in a language is taken from what is said for all."""
    name = attribute(call)
    for language in (place(call)[1], ""):
        if value := account.profile.get((name, language)):
            return {name: value}
    return {name: account.first_name if name == "name" else ""}


@carries_out("setChatMenuButton")
def set_menu_button(world: World, account: Account, call: Call) -> bool:
    chosen = call.params.get("menu_button", {"type": "default"})
    account.menu_buttons[call.params.get("chat_id")] = chosen
    return True


@carries_out("getChatMenuButton")
def menu_button(world: World, account: Account, call: Call) -> dict[str, Any]:
    general = account.menu_buttons.get(None, {"type": "commands"})
    return account.menu_buttons.get(call.params.get("chat_id"), general)
