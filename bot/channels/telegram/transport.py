"""Requests to the Bot API over aiohttp, behind what python-telegram-bot asks of a transport."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from pydantic_core import from_json
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.request import BaseRequest, RequestData

from bot.sender import PATIENCE
from storage.columns import dumps
from telemetry.figures import Figures

__all__ = ["AiohttpRequest", "NotDelivered", "TooFast", "Uncertain"]

#: seconds to reach the server
CONNECT = 4.0
CONNECTIONS = 256
OK, TOO_MANY_REQUESTS = 200, 429
JSON = {"Content-Type": "application/json"}


class NotDelivered(NetworkError):
    """It is certain that the server did not get it."""


class Uncertain(NetworkError):
    """The server may have done it: no answer came."""


class TooFast(TelegramError):
    """The server asks to be left alone for a while."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests: wait {seconds} s")
        #: to wait
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """Raises NotDelivered, Uncertain and TooFast, beside what python-telegram-bot raises.

    Their messages never hold an address: the token is part of it.
    """

    def __init__(
        self,
        figures: Figures | None = None,
        *,
        patience: float = PATIENCE,
        connections: int = CONNECTIONS,
    ) -> None:
        self.figures = figures or Figures()
        self.patience = patience
        self.connections = connections
        self._client: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self.patience

    async def initialize(self) -> None:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self.connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=self.patience, sock_connect=CONNECT),
            )

    async def shutdown(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def do_request(  # noqa: PLR0917  as the base has it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        given = None if isinstance(read_timeout, DefaultValue) else read_timeout
        patience = aiohttp.ClientTimeout(total=given or self.patience, sock_connect=CONNECT)
        return await self._ask(method, url, data=_body(request_data), timeout=patience)

    async def call(
        self, url: str, asked: Mapping[str, Any], *, patience: float | None = None
    ) -> Any:  # noqa: ANN401
        """The result of a method, as it came: what is asked most often goes by here, since making
        and reading python-telegram-bot's objects takes longer than the rest of an answer. What is
        no answer of a Bot API server, such as the page of a proxy, is a NetworkError whatever its
        status.
        """
        how: dict[str, Any] = {"data": dumps(asked).encode(), "headers": JSON}
        if patience is not None:  # else that of the client
            how["timeout"] = aiohttp.ClientTimeout(total=patience, sock_connect=CONNECT)
        status, payload = await self._ask("POST", url, **how)
        said = _read(payload)
        if status == OK and "result" in said:
            return said["result"]
        words = str(said.get("description", "no reason given"))
        if said.get("ok") is not False:
            if status == OK:
                raise Uncertain("The server's answer cannot be read")
            raise NetworkError(f"Something else than the server answered: {status}")
        match status:
            case 400:
                raise BadRequest(words)
            case 401 | 404:
                raise InvalidToken(words)
            case 403:
                raise Forbidden(words)
            case 409:
                raise Conflict(words)
            case _:
                raise NetworkError(words)

    async def _ask(self, method: str, url: str, **how: Any) -> tuple[int, bytes]:  # noqa: ANN401
        if self._client is None:
            raise RuntimeError("the transport is not initialized")
        try:
            async with self._client.request(method, url, **how) as response:
                status, payload = response.status, await response.read()
        except aiohttp.ClientSSLError as error:
            raise NotDelivered(f"{type(error).__name__} at {_root(url)}") from None
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise NotDelivered(f"Nothing answers at {_root(url)}") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Uncertain(f"The server did not answer: {type(error).__name__}") from None
        if status == TOO_MANY_REQUESTS:
            self.figures.limited.add()
            raise TooFast(_seconds(payload))
        return status, payload


def _root(url: str) -> str:
    """What may be shown of an address: the rest holds the token."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form


def _seconds(payload: bytes) -> int:
    """What the server asks for; one when it does not say."""
    try:
        return max(1, int(_read(payload)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 1


def _read(payload: bytes) -> Mapping[str, Any]:
    """What the server says; nothing when that cannot be read."""
    try:
        said = from_json(payload)
    except ValueError:
        said = _read_slowly(payload)
    return said if isinstance(said, dict) else {}


def _read_slowly(payload: bytes) -> object:
    """By the reader that takes half a character for what it is: people send them."""
    try:
        return json.loads(payload)
    except ValueError:
        return None
