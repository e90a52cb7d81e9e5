"""Which function carries out which method."""

from __future__ import annotations

from collections.abc import Callable

from tests.harness.telegram.accounts import Account
from tests.harness.telegram.calls import Call
from tests.harness.telegram.world import World

__all__ = ["HANDLERS", "Handler", "carries_out"]

#: the result, or something to await for it
Handler = Callable[[World, Account, Call], object]

HANDLERS: dict[str, Handler] = {}


def carries_out(*names: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(names, handler))
        return handler

    return register
