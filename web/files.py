"""A form that brings files, read from the wire within its bounds."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from web.form import MOST_FIELDS, Form, SentFile, TooLarge, Unreadable

__all__ = ["WITH_FILES", "form_with_files"]

WITH_FILES = "multipart/form-data"
MOST_FILES = 40
#: bytes that are read and forgotten before it is said that they were too many: a browser that is
#: still sending does not listen
PATIENT_UP_TO = 64_000_000


async def form_with_files(request: Request, largest: int) -> Form:
    """Its fields, and its files in their order. Raises TooLarge, Unreadable, ClientDisconnect."""
    parser = MultiPartParser(
        request.headers,
        bounded(request, largest),
        max_files=MOST_FILES,
        max_fields=MOST_FIELDS,
        max_part_size=largest,
    )
    try:
        data = await parser.parse()
    except (MultiPartException, KeyError, UnicodeError) as error:
        raise Unreadable from error
    fields: dict[str, tuple[str, ...]] = {}
    found = []
    async with AsyncExitStack() as open_ones:
        for name, value in data.multi_items():
            if not isinstance(value, UploadFile):
                fields[name] = (*fields.get(name, ()), value)
                continue
            open_ones.push_async_callback(value.close)
            if value.filename:  # a field for files that was left empty has none
                found.append(SentFile(value.filename, await value.read()))
    return Form(fields, tuple(found))


async def bounded(request: Request, largest: int) -> AsyncGenerator[bytes]:
    """What comes, up to its bound. Raises TooLarge, once the browser has said all of it."""
    length = 0
    async for part in request.stream():
        length += len(part)
        if length <= largest:
            yield part
        elif length > PATIENT_UP_TO:
            break
    if length > largest:
        raise TooLarge
