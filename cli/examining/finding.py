"""What the doctor says of one thing: how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "State", "advice", "fine", "trouble"]


class State(StrEnum):
    """How it is with something."""

    FINE = "fine"
    ADVICE = "advice"  # it works; something better is to be done
    TROUBLE = "trouble"  # it does not work, or will not for long


@dataclass(frozen=True, slots=True)
class Finding:
    #: what was looked at
    check: str
    state: State
    #: how it is, without a secret
    what: str
    #: what to do; empty when all is well
    remedy: str = ""


def fine(check: str, what: str) -> Finding:
    """All is well."""
    return Finding(check, State.FINE, what)


def advice(check: str, what: str, remedy: str) -> Finding:
    """It works, and should not stay so."""
    return Finding(check, State.ADVICE, what, remedy)


def trouble(check: str, what: str, remedy: str) -> Finding:
    """It does not work."""
    return Finding(check, State.TROUBLE, what, remedy)
