"""Sending what the outbox holds: a text, a file, or the closing of a question."""

from __future__ import annotations

from base64 import b64decode
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.channels.telegram.keyboard import Rows
from bot.channels.telegram.transport import AiohttpRequest, TooFast, Uncertain
from bot.sender import Sent, Unsent
from storage.repositories import contacts, sent_files
from storage.stores import ReadStore, WriteStore

__all__ = ["CHANNEL", "TelegramSender", "markup"]

CHANNEL = "telegram"
NO_PREVIEW = {"is_disabled": True}
#: chats and files remembered
REMEMBERED = 10_000
#: seconds before trying again when the server is not well
PAUSE = 1.5
#: of a payload that was sent: where a reply to it goes, and what an edited text corrects
KEPT = ("do", "asks", "run", "place", "name")
NOT_MODIFIED = "not modified"
Payload = Mapping[str, Any]
Key = TypeVar("Key")
Value = TypeVar("Value")


class TelegramSender:
    """Payloads are what `payloads` makes. What is sent most often goes around the objects of
    python-telegram-bot.
    """

    def __init__(self, bot: Bot, request: AiohttpRequest, clock: Callable[[], datetime]) -> None:
        self.bot = bot
        self.request = request
        self.clock = clock
        #: the message that this process asked with last, and what it asks, by chat
        self._asked: OrderedDict[int, tuple[int, Payload]] = OrderedDict()
        #: the files that were sent, by chat and digest, until a transaction has noted them
        self._files: OrderedDict[tuple[int, str], str] = OrderedDict()

    def ready(
        self, store: ReadStore, contact_id: int, payload: Payload, asked_last: int | None
    ) -> Payload:
        match payload["do"]:
            case "file" if "trial" not in payload:  # of a trial, nothing is remembered
                digest = sha256(f"{payload['name']}\n{payload['content']}".encode()).hexdigest()
                noted = sent_files.find(store, contact_id, digest)
                known = noted or self._files.get((payload["chat"], digest))
                return {**payload, "digest": digest, "known": known}
            case "send" if "closes" in payload:
                closes = payload["closes"]
                return {**payload, "closes": {**closes, "message": closes["message"] or asked_last}}
            case _:
                return payload

    def counts(self, payload: Payload) -> tuple[int, bool]:
        chat = payload["chat"]
        return chat, chat < 0

    async def send(self, payload: Payload) -> Sent:
        try:
            match payload["do"]:
                case "send":
                    return await self._text(payload)
                case "file":
                    return await self._file(payload)
                case unknown:
                    raise Unsent(f"no way to {unknown}")
        except TelegramError as error:
            raise _unsent(error) from error

    async def follow(self, payload: Payload, sent: Sent) -> None:
        """Close the question that was answered, where its message is known; and the one that shows
        what was answered before.
        """
        closes = payload.get("closes")
        if closes:
            for message in {closes["message"] or sent.closes, closes.get("before")} - {None}:
                await self._close(payload["chat"], message, closes["text"])

    async def _close(self, chat: int, message: int, text: str) -> None:
        asked = {
            "chat_id": chat,
            "message_id": message,
            "text": text,
            "parse_mode": ParseMode.HTML,
            "link_preview_options": NO_PREVIEW,
        }
        try:
            await self._call("editMessageText", asked)
        except BadRequest as error:
            if NOT_MODIFIED not in error.message:
                raise _unsent(error) from error
        except TelegramError as error:
            raise _unsent(error) from error

    def settle(self, store: WriteStore, contact_id: int, payload: Payload, sent: Sent) -> None:
        if sent.file_id and "digest" in payload:
            now = self.clock()
            sent_files.remember(store, contact_id, payload["digest"], file_id=sent.file_id, now=now)

    def kept(self, payload: Payload) -> Payload:
        return {name: payload[name] for name in KEPT if name in payload}

    def block(self, store: WriteStore, payload: Payload, now: datetime) -> None:
        contact = contacts.find(store, CHANNEL, str(payload["chat"]))
        if contact is not None:
            contacts.mark_blocked(store, contact, now)

    async def acknowledge(self, query: str, toast: str) -> None:
        """Stop the spinner of a button. Raises TelegramError."""
        asked = {"callback_query_id": query}
        await self._call("answerCallbackQuery", asked | ({"text": toast} if toast else {}))

    async def _text(self, payload: Payload) -> Sent:
        asked = {
            "chat_id": payload["chat"],
            "text": payload["text"],
            "parse_mode": ParseMode.HTML,
            "link_preview_options": NO_PREVIEW,
        }
        if payload["keys"]:
            asked["reply_markup"] = {"inline_keyboard": payload["keys"]}
        sent, closes = await self._call("sendMessage", asked), self._closed_by(payload)
        if not payload["asks"]:
            return Sent(closes=closes)
        number = int(sent["message_id"])
        _remember(self._asked, payload["chat"], (number, payload["asks"]))
        return Sent(asked_as=number, closes=closes)

    def _closed_by(self, payload: Payload) -> int | None:
        """The message that asked what this closes, if this process sent it and nothing since."""
        number, asks = self._asked.get(payload["chat"], (None, {}))
        is_it = all(payload.get(name) == asks.get(name) for name in ("run", "place"))
        return number if asks and is_it else None

    async def _file(self, payload: Payload) -> Sent:
        chat, name = payload["chat"], payload["name"]
        if payload.get("known"):
            with suppress(BadRequest):  # Telegram forgot it: it is given again
                await self._call("sendDocument", {"chat_id": chat, "document": payload["known"]})
                return Sent()
        content = b64decode(payload["content"])
        sent = await self.bot.send_document(chat, content, filename=name)
        if sent.document is None:
            return Sent()
        if "digest" in payload:
            _remember(self._files, (chat, payload["digest"]), sent.document.file_id)
        return Sent(file_id=sent.document.file_id)

    async def _call(self, method: str, asked: Payload) -> Any:  # noqa: ANN401
        return await self.request.call(f"{self.bot.base_url}/{method}", asked)


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


def _unsent(error: TelegramError) -> Unsent:
    """What an error means for the message."""
    match error:
        case TooFast():
            return Unsent("too fast", again_in=error.seconds)
        case InvalidToken():
            return Unsent("token refused", again_in=PAUSE, fatal=True)
        case Forbidden():
            return Unsent(error.message, blocked=True)
        case BadRequest():  # a NetworkError too, for python-telegram-bot
            return Unsent(error.message)
        case Uncertain():
            return Unsent(error.message, again_in=PAUSE, uncertain=True)
        case NetworkError():
            return Unsent(error.message, again_in=PAUSE)
        case _:
            return Unsent(error.message)


def _remember(kept: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > REMEMBERED:
        kept.popitem(last=False)
