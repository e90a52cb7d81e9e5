"""The kinds of questions: a file each, found by being here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field

from flows.question import Question

__all__ = ["KINDS", "PART_KINDS", "AnyQuestion"]

#: kinds that may not be a part of a list: they hold questions, or ask nothing
WHOLE = ("advice", "list", "note", "profile")


def _discover() -> Mapping[str, type[Question]]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    kinds = {_kind(found): found for found in Question.__subclasses__()}
    return dict(sorted(kinds.items()))


def _kind(question: type[Question]) -> str:
    """The word that a file writes for it: the name of its module."""
    return question.__module__.rpartition(".")[2]


def _union(kinds: Mapping[str, type[Question]]) -> Any:  # noqa: ANN401  a type, made here
    return Annotated[reduce(or_, kinds.values()), Field(discriminator="kind")]


#: every kind by its word
KINDS = _discover()
PART_KINDS = {kind: found for kind, found in KINDS.items() if kind not in WHOLE}

KINDS["list"].model_rebuild(_types_namespace={"ListPart": _union(PART_KINDS)})

#: a question of any kind, told apart by the word in its file
AnyQuestion = _union(KINDS)
