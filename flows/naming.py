"""The names that things have, and had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

__all__ = ["former_names"]


class _Named(Protocol):
    """Something with a permanent name, and the names that it had."""

    @property
    def id(self) -> str: ...

    @property
    def was(self) -> tuple[str, ...]: ...


def former_names(things: Iterable[_Named]) -> Mapping[str, str]:
    """The present name of each thing, by every name that it has or had."""
    known = tuple(things)
    found = {former: thing.id for thing in reversed(known) for former in thing.was}
    return {**found, **{thing.id: thing.id for thing in known}}
