"""What is being worked now, so that each line of the log can name it: numbers, never people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["REQUEST", "UPDATE", "requested"]

#: number of the update that is being worked; none: something else is
UPDATE: ContextVar[int | None] = ContextVar("update", default=None)
#: id of the request that the desk is answering
REQUEST: ContextVar[str | None] = ContextVar("request", default=None)


@contextmanager
def requested(name: str) -> Iterator[None]:
    """While that request is answered."""
    before = REQUEST.set(name)
    try:
        yield
    finally:
        REQUEST.reset(before)
