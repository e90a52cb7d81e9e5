"""Conditions in words that an author reads at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from flows.conditions import All, AnyOf, Node, Not, Test
from flows.run import Value

__all__ = ["in_words"]


def in_words(condition: Node | None) -> str:
    """When it holds; empty when there is no condition."""
    return "" if condition is None else _words(condition, inside=False)


def _words(node: Node, *, inside: bool) -> str:
    match node:
        case Test():
            return _test(node)
        case Not(Test(name="is") as test):
            return f"{test.question} is not {_value(test.value)}"
        case Not(Test(name="in") as test):
            return f"{test.question} is none of {_several(test.value)}"
        case Not(part):
            return f"not ({_words(part, inside=False)})"
        case All(parts):
            return _joined(parts, " and ", inside=inside)
        case AnyOf(parts):
            return _joined(parts, " or ", inside=inside)
        case _:
            return str(node.data())


def _joined(parts: Sequence[Node], word: str, *, inside: bool) -> str:
    said = word.join(_words(part, inside=True) for part in parts)
    return f"({said})" if inside and len(parts) > 1 else said


def _test(test: Test) -> str:
    name, value = test.question, test.value
    match test.name:
        case "is":
            return f"{name} is {_value(value)}"
        case "in":
            return f"{name} is one of {_several(value)}"
        case "has":
            return f"{name} includes {_value(value)}"
        case "at_least":
            return f"{name} is at least {_value(value)}"
        case "at_most":
            return f"{name} is at most {_value(value)}"
        case "overridden":
            return f"the advice of {name} is not followed"
        case state:
            return f"{name} is {state}"


def _several(values: Sequence[Value]) -> str:
    return ", ".join(map(_value, values))


def _value(value: Value) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case _:
            return str(value)
