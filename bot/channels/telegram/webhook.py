"""Being told of updates: each is stored before it is answered, or it comes again."""

from __future__ import annotations

import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.telegram.polling import update_of
from bot.intake import Intake, Update
from bot.settings import BotSettings
from storage.errors import StorageError

__all__ = ["listening"]

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header
#: bytes of an update; Telegram's are far smaller
LARGEST = 1_000_000
#: seconds that a stop waits for updates being stored
FAREWELL = 1.5


@asynccontextmanager
async def listening(settings: BotSettings, intake: Intake) -> AsyncIterator[int]:
    """Serve the path of the webhook, as long as one is inside. Yields the port."""
    app = web.Application(client_max_size=LARGEST)
    path = urlsplit(settings.telegram_webhook_url).path or "/"
    secret = settings.telegram_webhook_secret.get_secret_value()
    app.router.add_post(path, _taking(intake, secret))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=FAREWELL)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _taking(intake: Intake, secret: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def take(request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET, "")
        if not hmac.compare_digest(shown.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            await intake.take(_read(await request.read()))
        except StorageError:
            return web.Response(status=503, headers={"Retry-After": "1"})
        return web.Response()

    return take


def _read(content: bytes) -> Update:
    """What cannot be read at all is set aside as it came, and does not come again."""
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    if isinstance(body, dict):
        return update_of(body)
    return Update(None, 0, {"unreadable": content.decode(errors="replace")})
