"""Whether a charter fits the flow whose answers it is made of."""

from __future__ import annotations

from charter.issues import inspect_against
from charter.read import CharterRead
from flows.issue import Issue
from flows.read import Read

__all__ = ["fit"]


def fit(charter: CharterRead, flow: Read) -> tuple[Issue, ...]:
    """Everything in which they do not fit, in the order of the files."""
    return tuple(sorted(inspect_against(charter, flow)))
