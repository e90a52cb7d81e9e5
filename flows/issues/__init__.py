"""What misbehaves in a flow that can be read: a check a file, found by being here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping

from flows.issue import Issue
from flows.read import Read

__all__ = ["CHECKS", "inspect"]

Check = Callable[[Read], Iterable[Issue]]


def _discover() -> Mapping[str, Check]:
    found: dict[str, Check] = {}
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        if not module.ispkg:
            name = module.name.rpartition(".")[2]
            found[name] = importlib.import_module(module.name).check
    return found


#: every check by the name of its file
CHECKS = _discover()


def inspect(read: Read) -> tuple[Issue, ...]:
    """All that the checks say of a flow; nothing when there is no flow to look into."""
    if not read.flows:
        return ()
    return tuple(issue for check in CHECKS.values() for issue in check(read))
