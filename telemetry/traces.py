"""Spans of what is done, to follow one answer through its parts. Off, they cost nothing."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

__all__ = ["Tracing", "begin", "end", "span"]


class Tracing(Protocol):
    """Makes a span. Its attributes are names and numbers of ours: whoever calls sees to it."""

    def __call__(
        self, name: str, attributes: dict[str, str | int]
    ) -> AbstractContextManager[object]: ...


OFF: AbstractContextManager[object] = nullcontext()
_tracing: list[Tracing] = []


def span(name: str, **attributes: str | int) -> AbstractContextManager[object]:
    """Of what is done inside."""
    return _tracing[-1](name, attributes) if _tracing else OFF


def begin(tracing: Tracing) -> None:
    """From now on."""
    _tracing.append(tracing)


def end() -> None:
    """Back to what was before."""
    _tracing.pop()
