"""HTTP at one address of this process: who answers is told by the path."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

__all__ = [
    "App",
    "CannotListen",
    "Listening",
    "Receive",
    "Scope",
    "Send",
    "answer",
    "by_path",
    "listening",
    "nothing_here",
]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
#: an ASGI application
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: seconds that a stop waits for what is being answered
FAREWELL = 1
#: seconds for which who asked before may ask again without a new connection
KEEP_ALIVE = 75
#: connections that may wait to be taken
BACKLOG = 2048


def by_path(exactly: Mapping[str, App], otherwise: App) -> App:
    """Those at just these paths, and one for all the rest."""

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        await exactly.get(scope["path"], otherwise)(scope, receive, send)

    return dispatch


async def nothing_here(scope: Scope, receive: Receive, send: Send) -> None:
    del scope, receive
    await answer(send, 404)


async def answer(send: Send, status: int, *headers: tuple[bytes, bytes], body: bytes = b"") -> None:
    """A status, and no words unless they are given."""
    told = [(b"content-length", str(len(body)).encode()), *headers]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})


class Server(uvicorn.Server):
    """Signals are for whoever began it, who is told once it can be reached."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.begun.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class CannotListen(Exception):
    """Nothing can listen at that place."""

    def __init__(self, place: str, error: OSError) -> None:
        super().__init__(place)
        self.place = place
        self.reason = error.strerror or type(error).__name__


@dataclass(slots=True)
class Listening:
    """A server, until it is closed."""

    port: int
    server: Server
    serving: asyncio.Task[None]

    async def close(self) -> None:
        """Take nothing more; what is being answered has a moment to end."""
        self.server.should_exit = True
        await asyncio.gather(self.serving, return_exceptions=True)


@asynccontextmanager
async def listening(host: str, port: int, app: App) -> AsyncIterator[Listening]:
    """Serve there, as long as one is inside.

    Raises:
        CannotListen: the place is taken, or not ours.
    """
    try:
        place = opened(host, port)
    except OSError as error:
        raise CannotListen(f"{host}:{port}", error) from error
    server = Server(configured(app))
    serving = asyncio.create_task(server.serve([place]))
    found = Listening(place.getsockname()[1], server, serving)
    try:
        await server.begun.wait()
        yield found
    finally:
        await found.close()


def configured(app: App) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=FAREWELL,
    )


def opened(host: str, port: int) -> socket.socket:
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    place = socket.socket(family, socket.SOCK_STREAM)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind(address)
        place.listen(BACKLOG)  # here, for two may bind one port until one of them listens
    except OSError:
        place.close()
        raise
    return place
