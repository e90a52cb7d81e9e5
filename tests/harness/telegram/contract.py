"""The facts of the Bot API that the project relies on, read from contract.json."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Contract", "Field", "Method", "Type", "contract"]


@dataclass(frozen=True, slots=True)
class Field:
    """What one parameter of a method, or one field of a type, may hold."""

    name: str
    types: tuple[str, ...]
    required: bool = False
    min: int | None = None
    max: int | None = None
    min_len: int | None = None
    max_len: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    #: what lengths count
    unit: str = "characters"
    #: the length is that of the text once its markup is read
    parsed: bool = False
    const: str | bool | None = None
    values: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Method:
    name: str
    fields: Mapping[str, Field]
    returns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """An object, by its fields; or a choice among others."""

    name: str
    fields: Mapping[str, Field]
    subtypes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract:
    version: str
    methods: Mapping[str, Method]
    types: Mapping[str, Type]


@cache
def contract() -> Contract:
    """Read once."""
    text = (Path(__file__).parent / "contract.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Contract(
        version=data["version"],
        methods={name: method(name, facts) for name, facts in data["methods"].items()},
        types={name: type_(name, facts) for name, facts in data["types"].items()},
    )


def method(name: str, facts: Mapping[str, Any]) -> Method:
    return Method(name, fields(facts["fields"]), tuple(facts["returns"]))


def type_(name: str, facts: Mapping[str, Any]) -> Type:
    return Type(name, fields(facts.get("fields", {})), tuple(facts.get("subtypes", ())))


def fields(facts: Mapping[str, Mapping[str, Any]]) -> dict[str, Field]:
    return {name: field(name, dict(each)) for name, each in facts.items()}


def field(name: str, facts: dict[str, Any]) -> Field:
    pattern = facts.pop("pattern", None)
    return Field(
        name=name,
        types=tuple(facts.pop("types")),
        values=frozenset(facts.pop("values", ())),
        pattern=re.compile(pattern) if pattern else None,
        **facts,
    )
