"""Being told of updates: each is stored before it is answered, or it comes again."""

from __future__ import annotations

import hmac
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType
from urllib.parse import urlsplit

from bot.channels.telegram.polling import update_of
from bot.intake import Intake, Update
from bot.listening import (
    App,
    Listening,
    Receive,
    Scope,
    Send,
    answer,
    by_path,
    listening,
    nothing_here,
)
from bot.settings import BotSettings
from storage.errors import StorageError

__all__ = ["Webhook", "receiving"]

SECRET = b"x-telegram-bot-api-secret-token"
#: bytes of an update; Telegram's are far smaller
LARGEST = 1_000_000
SOON = (b"retry-after", b"1")
NOTHING: Mapping[str, App] = MappingProxyType({})


class Webhook:
    """Where Telegram posts: an ASGI application of its own, with nothing in front of it."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        #: none until the bot can take updates: they come again
        self.intake: Intake | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            await answer(send, 405, (b"allow", b"POST"))
            return
        shown = next((value for name, value in scope["headers"] if name == SECRET), b"")
        if not hmac.compare_digest(shown, self._secret):
            await answer(send, 403)
            return
        content = await _body(receive)
        if content is None:
            await answer(send, 413)
            return
        await self._take(content, send)

    async def _take(self, content: bytes, send: Send) -> None:
        if self.intake is None:
            await answer(send, 503, SOON)
            return
        try:
            await self.intake.take(_read(content))
        except StorageError:
            await answer(send, 503, SOON)
        else:
            await answer(send, 200)


@asynccontextmanager
async def receiving(
    settings: BotSettings, hook: Webhook, desk: App | None, others: Mapping[str, App] = NOTHING
) -> AsyncIterator[Listening | None]:
    """At one place: updates, the coaches' desk, and others by path. Nowhere when there is neither
    of the first two.
    """
    url = settings.telegram_webhook_url
    if not url and desk is None:
        yield None
        return
    exactly: dict[str, App] = {urlsplit(url).path or "/": hook} if url else {}
    app = by_path({**others, **exactly}, desk or nothing_here)
    async with listening(settings.host, settings.port, app) as http:
        yield http


async def _body(receive: Receive) -> bytes | None:
    """What was posted; none when it is too long, or was not posted whole."""
    content = b""
    while len(content) <= LARGEST:
        event = await receive()
        if event["type"] != "http.request":
            return None
        content += event.get("body", b"")
        if not event.get("more_body", False):
            return content if len(content) <= LARGEST else None
    return None


def _read(content: bytes) -> Update:
    """What cannot be read at all is set aside as it came, and does not come again."""
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    if isinstance(body, dict):
        return update_of(body)
    return Update(None, 0, {"unreadable": content.decode(errors="replace")})
