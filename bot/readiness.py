"""Whether a process does its work: for whoever sends it people, or watches over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.vital_signs import Signs
from storage.repositories.vitals import Vitals
from storage.version import HEAD

__all__ = ["Check", "Hearing", "checks", "is_ready"]

#: seconds that an update may take until it is stored
INTAKE = 10.0
#: seconds that a message may stand in the outbox: a crowd is served at 25 a second
OUTBOX = 120.0
#: seconds between two questions for updates: the longest that one is kept, and a pause after errors
POLL = 90.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold."""

    name: str
    holds: bool
    #: numbers, and words of ours
    found: Mapping[str, str | float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hearing:
    """How updates come in, by a clock that only goes forward."""

    #: whether the process asks for them, and is not told by a webhook
    polls: bool
    #: whether it is far enough to take any
    takes: bool
    #: when it asked last; none: never
    asked_at: float | None
    #: when the update came that waits longest; none: there is none
    oldest: float | None


def checks(signs: Signs, hearing: Hearing, *, now: datetime, seconds: float) -> tuple[Check, ...]:
    """All that is looked at; `seconds` is the time by a clock that only goes forward."""
    answers = Check("database", signs.vitals is not None, {"error": signs.error or None})
    stored = () if signs.vitals is None else _of_database(signs.vitals, now)
    return (answers, *stored, _intake(hearing, seconds), _updates(hearing, seconds))


def is_ready(found: Iterable[Check]) -> bool:
    """Whether all of them hold."""
    return all(each.holds for each in found)


def _of_database(vitals: Vitals, now: datetime) -> tuple[Check, ...]:
    # A newer schema is that of an upgrade under way, which the release before it can bear.
    schema = Check("schema", vitals.schema >= HEAD, {"found": vitals.schema, "needed": HEAD})
    since = vitals.message_since
    age = 0.0 if since is None else max(0.0, (now - since).total_seconds())
    return schema, Check("outbox", age <= OUTBOX, {"oldest_seconds": round(age, 1)})


def _intake(hearing: Hearing, seconds: float) -> Check:
    age = 0.0 if hearing.oldest is None else seconds - hearing.oldest
    return Check("intake", age <= INTAKE, {"oldest_seconds": round(age, 1)})


def _updates(hearing: Hearing, seconds: float) -> Check:
    if not hearing.polls:
        return Check("updates", hearing.takes, {"come": "by webhook"})
    asked = None if hearing.asked_at is None else round(seconds - hearing.asked_at, 1)
    holds = hearing.takes and asked is not None and asked <= POLL
    return Check("updates", holds, {"come": "by polling", "asked_seconds_ago": asked})
