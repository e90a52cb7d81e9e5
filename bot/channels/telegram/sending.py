"""Sending what the outbox holds: a text, a file, or the closing of a question."""

from __future__ import annotations

from base64 import b64decode
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.channels.telegram.keyboard import Rows
from bot.channels.telegram.transport import TooFast, Uncertain
from bot.sender import Unsent
from storage.repositories import contacts
from storage.stores import WriteStore

__all__ = ["CHANNEL", "TelegramSender", "markup"]

CHANNEL = "telegram"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
#: chats and files remembered
REMEMBERED = 10_000
#: seconds before trying again when the server is not well
PAUSE = 1.5
Key = TypeVar("Key")
Value = TypeVar("Value")
NOT_MODIFIED = "not modified"


class TelegramSender:
    """Payloads are what `payloads` makes. What it remembers only saves work: which files Telegram
    has already, and which message of a chat asks its question.
    """

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self._files: OrderedDict[str, str] = OrderedDict()
        self._asked: OrderedDict[int, int] = OrderedDict()

    def counts(self, payload: Mapping[str, Any]) -> tuple[int, bool] | None:
        if payload["do"] == "close":
            return None
        chat = int(payload["chat"])
        return chat, chat < 0

    async def send(self, payload: Mapping[str, Any]) -> int | None:
        try:
            match payload["do"]:
                case "send":
                    return await self._text(payload)
                case "file":
                    await self._file(payload)
                case "close":
                    await self._close(payload)
                case unknown:
                    raise Unsent(f"no way to {unknown}")
        except TelegramError as error:
            unsent = _unsent(error, harmless=payload["do"] == "close")
            if unsent is not None:
                raise unsent from error
        return None

    def block(self, store: WriteStore, payload: Mapping[str, Any], now: datetime) -> None:
        contact = contacts.find(store, CHANNEL, str(payload["chat"]))
        if contact is not None:
            contacts.mark_blocked(store, contact, now)

    async def _text(self, payload: Mapping[str, Any]) -> int | None:
        keys = payload["keys"]
        sent = await self.bot.send_message(
            payload["chat"],
            payload["text"],
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=markup(keys) if keys else None,
        )
        if not payload["asks"]:
            return None
        _remember(self._asked, payload["chat"], sent.message_id)
        return sent.message_id

    async def _file(self, payload: Mapping[str, Any]) -> None:
        content = b64decode(payload["content"])
        key = sha256(payload["name"].encode() + content).hexdigest()
        known = self._files.get(key)
        sent = await self.bot.send_document(
            payload["chat"], known or content, filename=None if known else payload["name"]
        )
        if sent.document is not None:
            _remember(self._files, key, sent.document.file_id)

    async def _close(self, payload: Mapping[str, Any]) -> None:
        """Without a number it is the question asked last, if this process asked it."""
        number = payload["message"] or self._asked.get(payload["chat"])
        self._asked.pop(payload["chat"], None)
        if number is not None:
            await self.bot.edit_message_text(
                payload["text"],
                payload["chat"],
                number,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
            )


def markup(rows: Rows) -> InlineKeyboardMarkup:
    """The buttons, as python-telegram-bot wants them."""
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    key["text"], callback_data=key["callback_data"], style=key.get("style")
                )
                for key in row
            ]
            for row in rows
        ]
    )


def _unsent(error: TelegramError, *, harmless: bool) -> Unsent | None:
    """What an error means for the message; none when it is as good as sent."""
    match error:
        case TooFast():
            return Unsent("too fast", again_in=error.seconds)
        case InvalidToken():
            return Unsent("token refused", again_in=PAUSE, fatal=True)
        case Forbidden():
            return Unsent(error.message, blocked=True)
        case BadRequest():  # a NetworkError too, for python-telegram-bot
            return None if NOT_MODIFIED in error.message else Unsent(error.message)
        case Uncertain():
            return Unsent(error.message, again_in=PAUSE, uncertain=not harmless)
        case NetworkError():
            return Unsent(error.message, again_in=PAUSE)
        case _:
            return Unsent(error.message)


def _remember(kept: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > REMEMBERED:
        kept.popitem(last=False)
