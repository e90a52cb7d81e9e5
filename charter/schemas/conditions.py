"""What the models read by hand, as JSON Schemas: conditions over answers, and tests of nudges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["CONDITION", "NUDGE_TEST"]

INSIDE = {"$ref": "#/$defs/Condition"}
SEVERAL = {"type": "array", "items": INSIDE, "minItems": 1}
ONE_VALUE = {"type": ["string", "number", "boolean"]}
TEST: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        "in": {"type": "array", "items": ONE_VALUE, "minItems": 1},
        "has": {"type": "string"},
        "at_least": {"type": "number"},
        "at_most": {"type": "number"},
    },
}

#: any other key is the id of a question
CONDITION: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "properties": {"all": SEVERAL, "any": SEVERAL, "not": INSIDE},
    "additionalProperties": {"anyOf": [ONE_VALUE, TEST]},
    "x-names": "questions",
    "x-condition": True,
}

WORDS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
NUMBER = {"type": "integer", "minimum": 1}
NUDGE_TEST: Mapping[str, Any] = {
    "anyOf": [
        {"enum": ["lacks_number", "lacks_date", "lacks_place"]},
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
            "properties": {
                "mentions": WORDS,
                "lacks": WORDS,
                "words_over": NUMBER,
                "words_under": NUMBER,
            },
        },
    ]
}
