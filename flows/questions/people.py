"""Who: names, what they do, how to reach them."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from pydantic import Field

from flows.options import and_then
from flows.question import Asked, Question, Taken
from flows.refusal import Refusal, RefusalCode
from flows.run import Value
from flows.wording.clean import has_letters

__all__ = ["PeopleQuestion"]

#: of a name: more is a sentence
NAME_AT_MOST = 80
WORDS_AT_MOST = 7
SEPARATORS = re.compile(r"[\n;]+")
FIELDS = re.compile(r"\s*[,(]\s*|\s+[-–—]\s+")
CONTACT = re.compile(r"[^\s,;()]+@[^\s,;()]+\.\w+|\+?\d[\d .\u00a0\u202f-]{7,}\d")


class PeopleQuestion(Question):
    kind: Literal["people"]
    at_least: int = Field(default=1, ge=0)
    at_most: int = Field(default=5, ge=1, le=20)

    tests: ClassVar[tuple[str, ...]] = ("at_least", "at_most")

    def read(self, text: str, asked: Asked) -> Taken | Refusal:
        """One person a line (or between semicolons): name, role, e-mail or telephone."""
        del asked
        people = [_person(line) for line in SEPARATORS.split(text) if line.strip()]
        if not all(_is_someone(person) for person in people):
            return Refusal(RefusalCode.PEOPLE_EXPECTED)
        if len(people) < self.at_least:
            return Refusal(RefusalCode.TOO_FEW_PEOPLE, {"at_least": str(self.at_least)})
        if len(people) > self.at_most:
            return Refusal(RefusalCode.TOO_MANY_PEOPLE, {"at_most": str(self.at_most)})
        return Taken(people)

    def show(self, value: Value, language: str) -> str:
        return and_then([_line(person) for person in value], language)


def _person(line: str) -> dict[str, Any]:
    found = CONTACT.search(line)
    contact = found[0].strip() if found else ""
    rest = line.replace(found[0], "") if found else line
    name, *role = [part.strip(" ),") for part in FIELDS.split(rest) if part.strip(" ),")] or [""]
    return {"name": name, "role": ", ".join(role), "contact": contact}


def _is_someone(person: dict[str, Any]) -> bool:
    words = person["name"].split()
    return (
        has_letters(person["name"])
        and len(words) <= WORDS_AT_MOST
        and (len(person["name"]) <= NAME_AT_MOST)
    )


def _line(person: dict[str, Any]) -> str:
    role = f", {person['role']}" if person["role"] else ""
    contact = f" ({person['contact']})" if person["contact"] else ""
    return f"{person['name']}{role}{contact}"
