"""A whole call held against the contract: what it holds once decoded, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.harness.telegram.answers import BAD_REQUEST, answer
from tests.harness.telegram.breaches import Breach, BreachKind
from tests.harness.telegram.contract import Field, contract
from tests.harness.telegram.files import Upload
from tests.harness.telegram.formatting import check_formatted
from tests.harness.telegram.inspection import Inspection
from tests.harness.telegram.shapes import check_fields
from tests.harness.telegram.texts import Formatted

__all__ = ["Checked", "check_call"]

WHOLE = re.compile(r"-?\d+")
FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Checked:
    params: dict[str, Any]
    texts: dict[str, Formatted]
    breaches: list[Breach]
    #: the description of a 400, when Telegram minds
    refusal: str | None


def check_call(method: str, raw: Mapping[str, Any], files: Mapping[str, Upload]) -> Checked:
    """Form fields come as text, and JSON bodies as values: both are taken, as Telegram does."""
    inspection = Inspection(method)
    fields = contract().methods[method].fields
    params: dict[str, Any] = {}
    for name, value in raw.items():
        known = fields.get(name)
        params[name] = decoded(known, value) if known and isinstance(value, str) else value
    attach(inspection, fields, params, files)
    check_fields(inspection, fields, params, "")
    check_targets(inspection, method, params)
    texts = {
        name: check_formatted(inspection, name, params, "", may_be_empty=field.min_len == 0)
        for name, field in fields.items()
        if field.parsed and name in params
    }
    return Checked(params, texts, inspection.breaches, inspection.refusal)


def decoded(field: Field, text: str) -> object:
    """What a form field means, by the types it may have; as it is when it means none."""
    for kind in field.types:
        if kind == "Integer" and WHOLE.fullmatch(text):
            return int(text)
        if kind in {"Boolean", "True"} and text in FLAGS:
            return FLAGS[text]
    if field.types[0] in {"Integer", "Boolean", "String", "InputFile"}:
        return text
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value


def attach(
    inspection: Inspection,
    fields: Mapping[str, Field],
    params: dict[str, Any],
    files: Mapping[str, Upload],
) -> None:
    """Put each uploaded file where the call names it."""
    left = dict(files)
    for name, field in fields.items():
        if "InputFile" not in field.types:
            continue
        key = str(params.get(name, "")).removeprefix("attach://") or name
        if key in left:
            params[name] = left.pop(key)
        elif str(params.get(name, "")).startswith("attach://"):
            told = f"{BAD_REQUEST}there is no {name} in the request"
            inspection.note(BreachKind.REQUIRED, f".{name}", f"no file {key!r} came with it", told)
    for name in left:
        inspection.note(BreachKind.FIELD, f".{name}", "a file that nothing names")


def check_targets(inspection: Inspection, method: str, params: Mapping[str, Any]) -> None:
    """What must be there in one of two forms, and what may not be zero."""
    wanted: list[str] = []
    if method.startswith("editMessage") and "inline_message_id" not in params:
        wanted += [name for name in ("chat_id", "message_id") if name not in params]
    if method == "editMessageText" and not params.keys() & {"text", "rich_message"}:
        wanted.append("text")
    for name in wanted:
        told = answer(BreachKind.REQUIRED, name=name)
        inspection.note(BreachKind.REQUIRED, f".{name}", "is missing", told)
    if method == "sendMessageDraft" and params.get("draft_id") == 0:
        told = BAD_REQUEST + "invalid draft_id specified"
        inspection.note(BreachKind.VALUE, ".draft_id", "is zero", told)
