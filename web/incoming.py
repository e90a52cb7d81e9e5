"""A request read from the wire, within its bounds, before anything is known of who sent it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from web.files import WITH_FILES, form_with_files
from web.form import LARGEST, Form, TooLarge

__all__ = ["Incoming", "TooLarge", "WrongKind", "receive"]

FORM = "application/x-www-form-urlencoded"


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
    #: what came with files, read already
    form: Form | None = None


async def receive(request: Request, largest: int = LARGEST, *, files: bool = False) -> Incoming:
    """Raises TooLarge, WrongKind, Unreadable, ClientDisconnect."""
    brings_files = files and request.method == "POST" and kind_of(request) == WITH_FILES
    reads_body = request.method == "POST" and not brings_files
    return Incoming(
        request.method,
        {name: str(value) for name, value in request.path_params.items()},
        dict(request.query_params),
        dict(request.headers),
        dict(request.cookies),
        request.client.host if request.client else "",
        await body_of(request, largest) if reads_body else b"",
        await form_with_files(request, largest) if brings_files else None,
    )


def kind_of(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def body_of(request: Request, largest: int) -> bytes:
    if kind_of(request) != FORM:
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
