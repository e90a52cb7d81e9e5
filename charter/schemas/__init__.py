"""The format of each file of a flow as a JSON Schema, explained in words, for editors of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from charter.grid import Grid
from charter.schemas.conditions import CONDITION, NUDGE_TEST
from charter.template import Template
from flows.definition import Flow
from flows.part import Part
from flows.phrasebook import Phrases, languages_of, phrases_of
from flows.question import Question
from flows.stories import Stories

__all__ = ["FILES", "described", "languages", "schema_of"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: by file, what it says
FILES: Mapping[str, type[Part]] = {
    "flow.yaml": Flow,
    "charter.yaml": Template,
    "review.yaml": Grid,
    "stories.yaml": Stories,
}
#: the class of a kind of question, which has the words of all questions
KIND = re.compile(r"Question$")
SHARED = frozenset(Question.model_fields) - {"kind"}
#: what the models leave open because it is read by hand
BY_HAND: Mapping[str, Mapping[str, Any]] = {
    "when": {"$ref": "#/$defs/Condition"},
    "if": {"$ref": "#/$defs/NudgeTest"},
    "Pace.remind_after": {"type": "array", "items": {"type": "string"}},
    "Pace.sleep_after": {"type": "string"},
    "Pace.forget_after": {"type": "string"},
    "DateQuestion.quick_dates": {"type": "array", "items": {"type": "string"}},
}
#: fields that name something, by class and field, and what they name
NAMES: Mapping[str, str] = {
    "Family.of": "questions",
    "Retired.of": "questions",
    "Retired.continue_at": "questions",
    "AdviceQuestion.mixed": "options",
    "SentenceTemplate.each": "questions",
    "RowTemplate.each": "questions",
    "ClauseTemplate.needs": "questions",
    "Template.doubts": "questions",
    "Grid.category": "questions",
    "Grid.board": "questions",
    "Criterion.clauses": "clauses",
    "Correction.at": "questions",
    "Correction.answers": "questions",
    "Story.answers": "questions",
    "Story.skips": "questions",
    "Story.asks": "questions",
    "Story.never_asks": "questions",
    "Story.advice": "options",
    "Story.ends_at": "endings",
    "Story.documents": "documents",
}


def languages() -> tuple[str, ...]:
    """Those in which the format is explained."""
    return languages_of(__name__)


def schema_of(file: str, language: str) -> dict[str, Any]:
    """The schema of a file that is not an overlay, with `x-names` where it names something.

    Raises:
        KeyError: no file is called so.
    """
    model, say = FILES[file], phrases_of(__name__, language)
    written = model.model_json_schema()
    parts = {model.__name__: written, **written.get("$defs", {})}
    for name, part in parts.items():
        _explain(name, part, say)
    words = {"Condition": CONDITION, "NudgeTest": NUDGE_TEST}
    defined = {
        name: {**part, "description": say.say(f"{name}.about")} for name, part in words.items()
    }
    written["$defs"] = {**written.get("$defs", {}), **defined}
    return {"$schema": DIALECT, "title": file, **written}


def described(file: str) -> Iterator[tuple[str, str]]:
    """Every class of a file and every field in it, as the phrases name them; `about` is its own."""
    written = FILES[file].model_json_schema()
    for name, part in {FILES[file].__name__: written, **written.get("$defs", {})}.items():
        yield name, "about"
        yield from ((_owner(name, key), key) for key in part.get("properties", {}))


def _explain(name: str, part: dict[str, Any], say: Phrases) -> None:
    part["description"] = say.say(f"{name}.about")
    part.pop("title", None)
    for key, field in part.get("properties", {}).items():
        field.pop("title", None)
        by_hand = BY_HAND.get(key, BY_HAND.get(f"{name}.{key}"))
        if by_hand is not None:
            for loose in ("anyOf", "default", "items"):
                field.pop(loose, None)
            field.update(by_hand)
        if f"{name}.{key}" in NAMES:
            field["x-names"] = NAMES[f"{name}.{key}"]
        field["description"] = say.say(f"{_owner(name, key)}.{key}")


def _owner(name: str, key: str) -> str:
    """Whose words a field has: its own class's, or those of every question."""
    shared = KIND.search(name) is not None and name != "Question" and key in SHARED
    return "Question" if shared else name
