"""Holds a value against the types of the contract, and notes what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.harness.telegram.answers import answer
from tests.harness.telegram.breaches import BreachKind
from tests.harness.telegram.contract import Field, Type, contract
from tests.harness.telegram.files import Upload
from tests.harness.telegram.inspection import Inspection
from tests.harness.telegram.rules import check_rules

__all__ = ["check_fields", "check_type"]

ARRAY = "Array of "
#: what each plain type takes
PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (Upload,),
}


def check_type(
    inspection: Inspection,
    name: str,
    value: object,
    where: str = "",
) -> None:
    """Check a whole object, such as an update that this server made."""
    check_value(inspection, Field(name, (name,)), (name,), value, where, owner="")


def check_fields(
    inspection: Inspection,
    fields: Mapping[str, Field],
    value: Mapping[str, Any],
    where: str,
    *,
    owner: str = "",
) -> None:
    for name in value.keys() - fields.keys():
        told = answer(BreachKind.FIELD, name=name, owner=owner)
        inspection.note(BreachKind.FIELD, f"{where}.{name}", "no such field", told)
    for name, field in fields.items():
        if name in value:
            check_value(inspection, field, field.types, value[name], f"{where}.{name}", owner=owner)
        elif field.required:
            told = answer(BreachKind.REQUIRED, name=name, owner=owner)
            inspection.note(BreachKind.REQUIRED, f"{where}.{name}", "is missing", told)


def check_value(
    inspection: Inspection,
    field: Field,
    types: tuple[str, ...],
    value: object,
    where: str,
    *,
    owner: str,
) -> None:
    chosen = choose(types, value)
    if chosen is None:
        wanted = " or ".join(types)
        told = answer(BreachKind.TYPE, name=field.name, owner=owner, types=wanted)
        inspection.note(BreachKind.TYPE, where, f"{value!r:.80} is no {wanted}", told)
    elif isinstance(value, list):
        check_items(inspection, field, value, where, owner=owner)
        inner = (chosen.removeprefix(ARRAY),)
        for index, item in enumerate(value):
            check_value(inspection, field, inner, item, f"{where}[{index}]", owner=owner)
    elif isinstance(value, dict):
        check_fields(inspection, contract().types[chosen].fields, value, where, owner=chosen)
        check_rules(inspection, chosen, value, where)
    else:
        check_plain(inspection, field, value, where, owner=owner)


def choose(types: tuple[str, ...], value: object) -> str | None:
    """The type among these that the value means to be."""
    possible = [name for name in flat(types) if fits(name, value)]
    if len(possible) < 2 or not isinstance(value, dict):
        return possible[0] if possible else None
    return max(possible, key=lambda name: likeness(contract().types[name], value))


def flat(types: tuple[str, ...]) -> Iterator[str]:
    for name in types:
        known = contract().types.get(name)
        if known is not None and known.subtypes:
            yield from flat(known.subtypes)
        else:
            yield name


def fits(name: str, value: object) -> bool:
    if name == "True":
        return value is True
    if name in PLAIN:
        return isinstance(value, PLAIN[name]) and (name == "Boolean" or not isinstance(value, bool))
    return isinstance(value, list if name.startswith(ARRAY) else dict)


def likeness(kind: Type, value: dict[str, Any]) -> tuple[int, int, int]:
    """What says of itself that it is something else is least like it."""
    constants = [each for each in kind.fields.values() if isinstance(each.const, str)]
    wrong = sum(value.get(each.name) != each.const for each in constants)
    missing = sum(each.required and each.name not in value for each in kind.fields.values())
    return -wrong, -missing, len(value.keys() & kind.fields.keys())


def check_items(
    inspection: Inspection, field: Field, value: list[Any], where: str, *, owner: str
) -> None:
    least, most = field.min_items or 0, field.max_items or len(value)
    if not least <= len(value) <= most:
        told = answer(BreachKind.LENGTH, name=field.name, owner=owner)
        inspection.note(BreachKind.LENGTH, where, f"{len(value)} items", told)


def check_plain(
    inspection: Inspection,
    field: Field,
    value: object,
    where: str,
    *,
    owner: str,
) -> None:
    for kind, wrong in (
        (BreachKind.VALUE, outside(field, value)),
        (
            BreachKind.LENGTH,
            isinstance(value, str) and not field.parsed and ill_sized(field, value),
        ),
    ):
        if wrong:
            told = answer(kind, name=field.name, owner=owner)
            inspection.note(kind, where, f"{value!r:.80}", told)


def outside(field: Field, value: object) -> bool:
    if field.const is not None and value != field.const:
        return True
    if field.values and value not in field.values:
        return True
    if isinstance(value, str):
        return field.pattern is not None and not field.pattern.fullmatch(value)
    if not isinstance(value, int):
        return False
    low = field.min is not None and value < field.min
    return low or (field.max is not None and value > field.max)


def ill_sized(field: Field, value: str) -> bool:
    size = len(value.encode()) if field.unit == "bytes" else len(value)
    short = field.min_len is not None and size < field.min_len
    return short or (field.max_len is not None and size > field.max_len)
