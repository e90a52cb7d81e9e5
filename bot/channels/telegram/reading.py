"""Reading updates as they come: only what is needed, and nothing trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

__all__ = [
    "ALLOWED",
    "Addressed",
    "From",
    "Membership",
    "Other",
    "Received",
    "SentFile",
    "Tap",
    "Text",
    "UnreadableUpdate",
    "lane_of",
    "read_update",
    "update_id_of",
]

#: kinds of updates to ask for
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")

#: what parts a person from another, or a name from a role, where people are typed; and the marks
#: that turn the direction of a line
PARTING = re.compile(r"[,;()\u200e\u200f\u202a-\u202e\u2066-\u2069]|\s[-–—]\s")


class UnreadableUpdate(ValueError):
    """An update is not as Telegram says that updates are."""


@dataclass(frozen=True, slots=True)
class From:
    """Who, and where."""

    chat: int
    name: str
    #: of the application, as in « fr »
    language: str


@dataclass(frozen=True, slots=True)
class Text:
    who: From
    message: int
    text: str
    edited: bool = False
    #: the message that it replies to
    replied: int | None = None
    #: messages that brought it
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Tap:
    who: From
    query: str
    data: str
    message: int
    #: the keyboard under it, as it was
    keys: Sequence[Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file, by what Telegram calls it."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Other:
    """A photo, a voice, a place…"""

    who: From
    #: of a person whose contact was shared, with a number; else empty
    person: str = ""
    #: what is sent together has the same one; else empty
    album: str = ""
    #: words came with it
    captioned: bool = False
    #: none for what is no file
    file: SentFile | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A person blocked the bot, or came back; a group took it in, or sent it away."""

    who: From
    there: bool
    group: bool


@dataclass(frozen=True, slots=True)
class Addressed:
    """Someone spoke to the bot in a group."""

    who: From


Received = Text | Tap | Other | Membership | Addressed


def update_id_of(body: object) -> int | None:
    """Its number, if it has one."""
    found = body.get("update_id") if isinstance(body, dict) else None
    return found if isinstance(found, int) else None


def read_update(body: Mapping[str, Any]) -> Received | None:
    """What it is; none when there is nothing to do about it.

    Raises:
        UnreadableUpdate: it has a kind that we ask for, and not its fields.
    """
    try:
        return _read(body)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableUpdate(f"{type(error).__name__}: {error}") from error


def _read(body: Mapping[str, Any]) -> Received | None:
    if "message" in body:
        return _message(body["message"])
    if "edited_message" in body:
        edited = _message(body["edited_message"])
        if not isinstance(edited, Text):
            return None
        return replace(edited, edited=True)
    if "callback_query" in body:
        return _tap(body["callback_query"])
    if "my_chat_member" in body:
        changed = body["my_chat_member"]
        there = changed["new_chat_member"]["status"] not in {"kicked", "left"}
        group = changed["chat"]["type"] != "private"
        return Membership(_who(changed["chat"], changed["from"]), there, group)
    return None


def _message(message: Mapping[str, Any]) -> Received | None:
    chat, sender = message["chat"], message.get("from") or {}
    who = _who(chat, sender)
    number, text = int(message["message_id"]), message.get("text")
    if chat["type"] != "private":
        spoken = isinstance(text, str) and text.startswith("/")
        return Addressed(who) if spoken else None
    if isinstance(text, str):
        return Text(who, number, text, replied=_replied(message.get("reply_to_message")))
    return Other(
        who,
        _person(message.get("contact") or {}),
        album=str(message.get("media_group_id") or ""),
        captioned=bool(message.get("caption")),
        file=_file(message.get("document")),
    )


def _file(document: Mapping[str, Any] | None) -> SentFile | None:
    if document is None:
        return None
    name, size = str(document.get("file_name") or ""), int(document.get("file_size") or 0)
    return SentFile(str(document["file_id"]), name, size)


def _replied(message: Mapping[str, Any] | None) -> int | None:
    return None if message is None else int(message["message_id"])


def _person(contact: Mapping[str, Any]) -> str:
    """As the lists of people are typed: a name, then its number, on one line."""
    names = (contact.get("first_name"), contact.get("last_name"))
    name = " ".join(PARTING.sub(" ", " ".join(str(part) for part in names if part)).split())
    return f"{name}, {contact['phone_number']}" if name else ""


def _tap(query: Mapping[str, Any]) -> Tap | None:
    message = query.get("message")
    if message is None or message["chat"]["type"] != "private":
        return None
    keys = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return Tap(
        _who(message["chat"], query["from"]),
        str(query["id"]),
        str(query.get("data", "")),
        int(message["message_id"]),
        keys,
    )


def _who(chat: Mapping[str, Any], sender: Mapping[str, Any]) -> From:
    private = chat["type"] == "private"
    names = (sender.get("first_name"), sender.get("last_name")) if private else (chat.get("title"),)
    shown = " ".join(str(part) for part in names if part)
    return From(int(chat["id"]), shown, str(sender.get("language_code") or ""))


def lane_of(body: Mapping[str, Any]) -> int:
    """The chat whose updates are worked one after another; 0 when it cannot be found."""
    try:
        found = next(body[kind] for kind in ALLOWED if kind in body)
        chat = found["chat"] if "chat" in found else found["message"]["chat"]
        return int(chat["id"])
    except (StopIteration, KeyError, TypeError, ValueError):
        return 0
