"""A request read from the wire, within its bounds, before anything is known of who sent it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from web.form import LARGEST

__all__ = ["Incoming", "TooLarge", "WrongKind", "receive"]

FORM = "application/x-www-form-urlencoded"


class TooLarge(Exception):
    """More was sent than any form of ours holds."""


class WrongKind(Exception):
    """What was sent is no form."""


@dataclass(frozen=True, slots=True)
class Incoming:
    method: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    #: of who sends it, as far as it is known
    host: str
    body: bytes = b""


async def receive(request: Request, largest: int = LARGEST) -> Incoming:
    """Raises TooLarge, WrongKind, ClientDisconnect."""
    return Incoming(
        request.method,
        {name: str(value) for name, value in request.path_params.items()},
        dict(request.query_params),
        dict(request.headers),
        dict(request.cookies),
        request.client.host if request.client else "",
        await body_of(request, largest) if request.method == "POST" else b"",
    )


async def body_of(request: Request, largest: int) -> bytes:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise WrongKind
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > largest:
        raise TooLarge
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise TooLarge
    return bytes(body)
