"""A Bot API emulator that others wrote, and a leader who uses it through its own control."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator  # type: ignore[import-untyped]

from tests.harness.telegram import Button, Leader, Message, Tap, User
from tests.harness.telegram.accounts import Query
from tests.harness.telegram.chats import Chat
from tests.harness.telegram.html_markup import read_html
from tests.harness.telegram.texts import Formatted

__all__ = ["TOKEN", "Emulator", "Witness"]

TOKEN = "7000000009:AAHwitness_________________________"
BOT = {"id": 7, "is_bot": True, "first_name": "Fixture"}


class Emulator(LoBotApiEmulator):  # type: ignore[misc]
    """It judges every call; what it accepts is shown in the chat of the leader.

    Telegram's own server takes what it does not: parameters in the query, as polls have them,
    `link_preview_options`, and the style of buttons. They are brought where it looks, or taken out.
    """

    def __init__(self, chat: Chat, journal: Path) -> None:
        super().__init__(journal=journal, allow_insecure_loopback_webhooks=True)
        self.chat = chat
        self.answers: dict[str, Query] = {}
        self.url = ""

    @classmethod
    @asynccontextmanager
    async def open(cls, user: User, journal: Path) -> AsyncIterator[Emulator]:
        emulator = cls(Chat(user, open=True), journal)
        runner = web.AppRunner(emulator.app(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        emulator.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield emulator
        finally:
            await runner.cleanup()

    async def read_request(self, request: web.Request) -> tuple[dict[str, Any], dict[str, Any]]:
        fields, uploads = await super().read_request(request)
        return {**request.query, **fields}, uploads

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:  # noqa: ANN401
        fields.pop("link_preview_options", None)
        if "reply_markup" in fields:
            fields["reply_markup"] = without_style(self.decoded(fields["reply_markup"]))
        result = super().validate(method, fields, uploads)
        self.show(method, fields, result)
        self.chat.changes.notify()
        return result

    def show(self, method: str, fields: Mapping[str, Any], result: Any) -> None:  # noqa: ANN401
        match method:
            case "sendMessage":
                self.post(result, written(fields))
            case "sendDocument":
                told = result["document"]
                name = self.assets[told["file_id"]]["filename"]
                self.post(result, content={"document": {**told, "file_name": name}})
            case "editMessageText":
                message = self.chat.messages[int(fields["message_id"])]
                message.formatted, message.markup = written(fields), result.get("reply_markup")
            case "editMessageReplyMarkup":
                message = self.chat.messages[int(fields["message_id"])]
                message.markup = result.get("reply_markup")
            case "answerCallbackQuery":
                self.answers[fields["callback_query_id"]].answer = dict(fields)
            case _:
                pass

    def post(
        self,
        result: Mapping[str, Any],
        text: Formatted | None = None,
        content: dict[str, Any] | None = None,
    ) -> None:
        shown = Message(result["message_id"], self.chat.as_json(), BOT, 1.0)
        shown.formatted, shown.content = text or Formatted(""), content or {}
        shown.markup = result.get("reply_markup")
        self.chat.add(shown)


class Witness(Leader):
    """Their updates come into the emulator as its control lets them in."""

    def __init__(self, emulator: Emulator) -> None:  # no other server, and no account there
        self.emulator = emulator
        self.chat = emulator.chat
        assert isinstance(self.chat.about, User)
        self.user = self.chat.about
        self.delivered: list[asyncio.Task[int]] = []

    def writes(self, text: str, **_: Any) -> Message:  # noqa: ANN401
        number, self.emulator.next_id = self.emulator.next_id, self.emulator.next_id + 1
        mine = Message(number, self.chat.as_json(), self.user.as_json(), 1.0, Formatted(text))
        self.chat.add(mine)
        self.enqueue({"message": mine.as_json()})
        return mine

    def press(self, message: Message, button: Button) -> Tap:
        query = Query(str(len(self.delivered) + 1), 1.0, message, button.data)
        self.emulator.answers[query.id] = query
        pressed = {
            "id": query.id,
            "from": self.user.as_json(),
            "chat_instance": "1",
            "message": message.as_pressed(),
            "data": button.data,
        }
        self.enqueue({"callback_query": pressed})
        return Tap(query, self)

    def enqueue(self, update: dict[str, Any]) -> None:
        entering = self.emulator.enqueue_update(update, token=TOKEN)
        self.delivered.append(asyncio.create_task(entering))

    def account_of(self, what: str, seconds: float) -> str:
        calls = "\n".join(str(each) for each in self.emulator.requests[-5:])
        return f"No {what} within {seconds} s.\n{self}\n--- last calls ---\n{calls}"


def without_style(markup: dict[str, Any]) -> dict[str, Any]:
    rows = markup["inline_keyboard"]
    kept = [[{name: key[name] for name in key if name != "style"} for key in row] for row in rows]
    return {"inline_keyboard": kept}


def written(fields: Mapping[str, Any]) -> Formatted:
    """It shows markup as it came: here, as people see it."""
    if fields.get("parse_mode") != "HTML":
        return Formatted(fields["text"])
    shown, doubts = read_html(fields["text"])
    assert [] == doubts
    return shown.trimmed()
