"""The checks of a charter: a file each, found by being here.

A module has `check`, about the charter by itself, or `check_against`, about it and its flow.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from charter.read import CharterRead
from flows.issue import Issue
from flows.read import Read

__all__ = ["inspect", "inspect_against"]


def inspect(charter: CharterRead) -> Iterator[Issue]:
    """What is wrong with a charter by itself."""
    if charter.templates:
        for module in _checks():
            if hasattr(module, "check"):
                yield from module.check(charter)


def inspect_against(charter: CharterRead, flow: Read) -> Iterator[Issue]:
    """What does not fit the flow whose answers it is made of."""
    if charter.templates and flow.flows:
        for module in _checks():
            if hasattr(module, "check_against"):
                yield from module.check_against(charter, flow)


@cache
def _checks() -> tuple[ModuleType, ...]:
    found = pkgutil.iter_modules(__path__, f"{__name__}.")
    return tuple(importlib.import_module(each.name) for each in found if not each.ispkg)
