"""The commands: a file each, found by being here. Each is worded in the phrases by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.messages import Message
from bot.visit import Visit

__all__ = ["UNLISTED", "Run", "commands"]

#: for admins alone: others are not told of them
UNLISTED = frozenset({"flow"})
#: what a command does with what follows it
Run = Callable[[Visit, str], tuple[Message, ...]]


@cache
def commands() -> Mapping[str, Run]:
    """Every command by its name."""
    names = sorted(found.name for found in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").run for name in names}
