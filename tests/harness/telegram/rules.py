"""What Telegram wants of an object beyond the types of its fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.harness.telegram.answers import BAD_REQUEST
from tests.harness.telegram.breaches import BreachKind
from tests.harness.telegram.contract import contract
from tests.harness.telegram.formatting import check_formatted
from tests.harness.telegram.inspection import Inspection

__all__ = ["check_rules"]

Rule = Callable[[Inspection, dict[str, Any], str], None]

DRESS = {"text", "icon_custom_emoji_id", "style"}
ACTIONS = contract().types["InlineKeyboardButton"].fields.keys() - DRESS
ADDRESS = re.compile(r"(?:(?:https?|tg|ton)://)?[^\s/]+\.?[^\s]*")
ROW, KEYBOARD = 8, 100


def check_rules(inspection: Inspection, kind: str, value: dict[str, Any], where: str) -> None:
    if kind in RULES:
        RULES[kind](inspection, value, where)
    if "caption" in value and kind.startswith("InputMedia"):
        check_formatted(inspection, "caption", value, where)


def inline_keyboard(inspection: Inspection, value: dict[str, Any], where: str) -> None:
    rows(inspection, value.get("inline_keyboard"), f"{where}.inline_keyboard")


def reply_keyboard(inspection: Inspection, value: dict[str, Any], where: str) -> None:
    rows(inspection, value.get("keyboard"), f"{where}.keyboard")


def rows(inspection: Inspection, found: object, where: str) -> None:
    """Telegram takes an empty keyboard for none, and drops what passes the width."""
    if not isinstance(found, list) or not all(isinstance(row, list) for row in found):
        return  # noted as a wrong type
    sizes = [len(row) for row in found]
    if not sum(sizes):
        inspection.note(BreachKind.KEYBOARD, where, "has no key")
    elif not all(sizes):
        inspection.note(BreachKind.KEYBOARD, where, "has an empty row")
    if max(sizes, default=0) > ROW:
        inspection.note(BreachKind.KEYBOARD, where, f"more than {ROW} keys in a row")
    if sum(sizes) > KEYBOARD:
        told = BAD_REQUEST + "reply markup is too long"
        inspection.note(BreachKind.KEYBOARD, where, f"more than {KEYBOARD} keys", told)


def inline_button(inspection: Inspection, value: dict[str, Any], where: str) -> None:
    actions = value.keys() & ACTIONS
    prefix = BAD_REQUEST + "can't parse inline keyboard button: "
    if not actions:
        told = prefix + "Text buttons are unallowed in the inline keyboard"
        inspection.note(BreachKind.KEYBOARD, where, "does nothing", told)
    if len(actions) > 1:
        told = prefix + "exactly one action must be specified"
        inspection.note(BreachKind.KEYBOARD, where, f"does {sorted(actions)}", told)
    labelled(inspection, value, where, told="inline keyboard button text must be non-empty")
    url = value.get("url")
    if isinstance(url, str) and (not ADDRESS.fullmatch(url) or "." not in url + "tg."):
        told = f"{BAD_REQUEST}inline keyboard button URL '{url}' is invalid: wrong HTTP URL"
        inspection.note(BreachKind.KEYBOARD, f"{where}.url", url, told)


def reply_button(inspection: Inspection, value: dict[str, Any], where: str) -> None:
    actions = {name for name in value.keys() - DRESS if value[name] is not False}
    if len(actions) > 1:
        told = BAD_REQUEST + "can't parse keyboard button: at most one action may be specified"
        inspection.note(BreachKind.KEYBOARD, where, f"does {sorted(actions)}", told)
    labelled(inspection, value, where, told="keyboard button text must be non-empty")


def labelled(inspection: Inspection, value: dict[str, Any], where: str, *, told: str) -> None:
    text = value.get("text")
    if isinstance(text, str) and not text.strip():
        inspection.note(BreachKind.KEYBOARD, f"{where}.text", "is empty", BAD_REQUEST + told)


def web_app(inspection: Inspection, value: dict[str, Any], where: str) -> None:
    url = value.get("url")
    if isinstance(url, str) and not url.startswith("https://"):
        told = f"{BAD_REQUEST}Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        inspection.note(BreachKind.KEYBOARD, f"{where}.url", url, told)


def reply_parameters(inspection: Inspection, value: dict[str, Any], where: str) -> None:
    if not value.keys() & {"message_id", "ephemeral_message_id"}:
        told = BAD_REQUEST + "message identifier is not specified"
        inspection.note(BreachKind.REQUIRED, f"{where}.message_id", "is missing", told)
    if "quote" in value:
        check_formatted(inspection, "quote", value, where)


#: what an entity of some type must say besides
SAID = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}


def entity(inspection: Inspection, value: dict[str, Any], where: str) -> None:
    wanted = SAID.get(str(value.get("type")))
    if wanted and wanted not in value:
        told = f"{BAD_REQUEST}can't parse MessageEntity: can't find field \"{wanted}\""
        inspection.note(BreachKind.ENTITY, f"{where}.{wanted}", "is missing", told)


RULES: Mapping[str, Rule] = {
    "InlineKeyboardMarkup": inline_keyboard,
    "InlineKeyboardButton": inline_button,
    "ReplyKeyboardMarkup": reply_keyboard,
    "KeyboardButton": reply_button,
    "MessageEntity": entity,
    "ReplyParameters": reply_parameters,
    "WebAppInfo": web_app,
}
