"""Conditions over answers: data, never code, so that what they mention is known exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from flows.run import Answer, Value, Written

__all__ = [
    "All",
    "AnyOf",
    "Condition",
    "Node",
    "Not",
    "Test",
    "all_of",
    "essence",
    "read_condition",
]


#: words that stand for a test instead of a value, and so cannot be the id of an option
STATES = ("answered", "skipped", "overridden")
TESTS = ("in", "has", "at_least", "at_most")


class Node(Protocol):
    """A condition, or a part of one."""

    def holds(self, answers: Mapping[str, Answer]) -> bool: ...

    def tests(self) -> tuple[Test, ...]:
        """Every test in it, in the order written."""
        ...

    def data(self) -> Written:
        """It as written in a file."""
        ...


@dataclass(frozen=True, slots=True)
class Test:
    """One answer against one value. A question without an answer passes no test."""

    question: str
    #: ``is``, one of `TESTS`, or one of `STATES`
    name: str
    value: Any = None

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        answer = answers.get(self.question)
        return answer is not None and CHECKS[self.name](answer, self.value)

    def tests(self) -> tuple[Test, ...]:
        return (self,)

    def data(self) -> Written:
        if self.name == "is":
            return {self.question: self.value}
        if self.name in STATES:
            return {self.question: self.name}
        value = list(self.value) if self.name == "in" else self.value
        return {self.question: {self.name: value}}


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Node, ...]

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        for part in self.parts:  # noqa: SIM110  asked some forty times a reply: a loop is cheaper
            if not part.holds(answers):
                return False
        return True

    def tests(self) -> tuple[Test, ...]:
        return tuple(test for part in self.parts for test in part.tests())

    def data(self) -> Written:
        return {"all": [part.data() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Node, ...]

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        for part in self.parts:  # noqa: SIM110  as above
            if part.holds(answers):
                return True
        return False

    def tests(self) -> tuple[Test, ...]:
        return tuple(test for part in self.parts for test in part.tests())

    def data(self) -> Written:
        return {"any": [part.data() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Not:
    part: Node

    def holds(self, answers: Mapping[str, Answer]) -> bool:
        return not self.part.holds(answers)

    def tests(self) -> tuple[Test, ...]:
        return self.part.tests()

    def data(self) -> Written:
        return {"not": self.part.data()}


def essence(value: Value) -> Value:
    """What conditions compare of an answer: an option's id, a count, the value itself."""
    match value:
        case {"choice": choice}:  # advice
            return choice
        case {"picked": picked}:  # several-choice
            return len(picked) + bool(value.get("other"))
        case {"items": items}:  # list
            return len(items)
        case {"other": _}:  # a free answer to a choice
            return "other"
        case list():  # people
            return len(value)
        case _:
            return value


def _has(answer: Answer, option: Value) -> bool:
    match answer.value:
        case {"picked": picked}:
            return option in picked or (option == "other" and bool(answer.value.get("other")))
        case _:
            return False


def _compares(answer: Answer, compare: Callable[[Any], bool]) -> bool:
    found = essence(answer.value)
    return isinstance(found, (int, float)) and compare(found)


CHECKS: Mapping[str, Callable[[Answer, Any], bool]] = {
    "is": lambda answer, value: not answer.skipped and essence(answer.value) == value,
    "in": lambda answer, values: not answer.skipped and essence(answer.value) in values,
    "has": _has,
    "at_least": lambda answer, least: _compares(answer, lambda found: found >= least),
    "at_most": lambda answer, most: _compares(answer, lambda found: found <= most),
    "answered": lambda answer, _: not answer.skipped,
    "skipped": lambda answer, _: answer.skipped,
    "overridden": lambda answer, _: (
        isinstance(answer.value, dict)
        and answer.value.get("advised") is not None
        and answer.value.get("choice") != answer.value.get("advised")
    ),
}


def all_of(*conditions: Node | None) -> Node | None:
    """All the conditions that there are, as one; none when there are none."""
    parts = tuple(condition for condition in conditions if condition is not None)
    return All(parts) if len(parts) > 1 else parts[0] if parts else None


def read_condition(written: Written) -> Node:
    """A condition from the data of a file.

    Raises:
        PydanticCustomError: with the code of an issue, and what it says of the place.
    """
    if not isinstance(written, dict) or not written:
        raise PydanticCustomError("condition_shape", "a condition is a mapping")
    parts = tuple(_read_entry(key, value) for key, value in written.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _read_entry(key: str, value: Written) -> Node:
    if key in ("all", "any"):
        if not isinstance(value, list) or not value:
            raise PydanticCustomError("condition_list", "a list of conditions", {"key": key})
        parts = tuple(read_condition(part) for part in value)
        return All(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(read_condition(value))
    if isinstance(value, dict):
        return _read_test(key, value)
    if isinstance(value, list) or value is None:
        raise PydanticCustomError("condition_value", "one value", {"id": key})
    return Test(key, value) if value in STATES else Test(key, "is", value)


def _read_test(key: str, value: dict[str, Any]) -> Node:
    if len(value) != 1:
        raise PydanticCustomError("condition_one_test", "one test", {"id": key})
    ((name, wanted),) = value.items()
    if name not in TESTS:
        raise PydanticCustomError("condition_test", "unknown test", {"id": key, "test": name})
    if name == "in":
        if not isinstance(wanted, list) or not wanted:
            raise PydanticCustomError("condition_in", "a list of values", {"id": key})
        return Test(key, name, tuple(wanted))
    number = isinstance(wanted, (int, float)) and not isinstance(wanted, bool)
    if name.startswith("at_") and not number:
        raise PydanticCustomError("condition_number", "a number", {"id": key, "test": name})
    return Test(key, name, wanted)


Condition = Annotated[
    Any,  # a Node: protocols cannot be pydantic fields
    PlainValidator(read_condition),
    PlainSerializer(lambda node: node.data()),
]
