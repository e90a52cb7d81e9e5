"""Whether a test of a condition fits the question that it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.conditions import STATES, Test
from flows.near import nearest
from flows.question import Question

__all__ = ["misfits"]


def misfits(test: Test, question: Question) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The code and params of an issue, for a test that its kind cannot pass, and for each value
    that the answer can never have.
    """
    fitting = question.tests if question.is_said else (*question.tests, *STATES[:2])
    values = question.values()
    if test.name not in fitting:
        about = {"id": question.id, "kind": question.kind, "fitting": ", ".join(fitting)}
        yield "test_does_not_fit", {"test": test.name, **about}
    elif values and test.name in ("is", "in", "has"):
        for value in test.value if test.name == "in" else (test.value,):
            if not any(type(value) is type(one) and value == one for one in values):
                yield "unknown_value", {"id": question.id, **_beside(value, values)}


def _beside(value: object, values: tuple[object, ...]) -> Mapping[str, object]:
    words = [str(one).lower() if isinstance(one, bool) else str(one) for one in values]
    return {"value": value, "near": nearest(value, words), "values": ", ".join(words)}
