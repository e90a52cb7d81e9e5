"""What may go wrong between a bot and Telegram, decided by a seed or by the test."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

__all__ = ["CALL_FAULTS", "Fault", "FaultPlan"]


class Fault(StrEnum):
    """What goes wrong with a call, or with the delivery of an update."""

    SERVER_ERROR = "server error"  # 502, nothing done
    FLOOD = "flood"  # 429, nothing done; the chat stays shut until retry_after is over
    CUT_BEFORE = "cut before"  # the connection breaks, nothing done
    CUT_AFTER = "cut after"  # done, but the answer is lost
    SLOW = "slow"  # done at once, answered late
    STUCK = "stuck"  # nothing done, and the connection breaks late
    UNAUTHORIZED = "unauthorized"  # 401
    NOT_FOUND = "not found"  # 404
    CONFLICT = "conflict"  # 409
    DUPLICATE = "duplicate"  # an update is delivered twice
    DELAY = "delay"  # an update is overtaken by those of other queues (webhook)


CALL_FAULTS = (Fault.SERVER_ERROR, Fault.FLOOD, Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.SLOW)
UPDATE_FAULTS = (Fault.DUPLICATE, Fault.DELAY)
#: stands for every method
ANY = "*"


@dataclass(slots=True)
class FaultPlan:
    """The n-th call of a method always meets the same fault under the same seed.

    A method that has rates of its own is not subject to the general ones.
    """

    seed: int = 0
    rates: Mapping[Fault, float] = field(default_factory=dict)
    by_method: Mapping[str, Mapping[Fault, float]] = field(default_factory=dict)
    #: seconds that a 429 asks for
    retry_after: int = 1
    #: seconds by which slow answers and delayed updates are late
    late: float = 0.2
    #: times that a duplicated update is delivered
    copies: int = 2
    counts: Counter[str] = field(default_factory=Counter)
    #: what went wrong so far
    met: Counter[Fault] = field(default_factory=Counter)
    planned: dict[str, deque[Fault | None]] = field(default_factory=dict)
    lasting: dict[str, Fault] = field(default_factory=dict)

    @classmethod
    def of_each(cls, rate: float, *, seed: int, **settings: float) -> FaultPlan:
        """Every fault of calls and updates that a bot must live with, each at this rate."""
        plan = cls(seed=seed, rates=dict.fromkeys((*CALL_FAULTS, *UPDATE_FAULTS), rate))
        for name, value in settings.items():
            setattr(plan, name, value)
        return plan

    def next(self, method: str, *faults: Fault | None) -> None:
        """The next calls of a method meet these, in order; None lets one pass."""
        self.planned.setdefault(method, deque()).extend(faults)

    @contextmanager
    def during(self, fault: Fault, method: str = ANY) -> Iterator[None]:
        """Every call of a method, or of all, meets this for as long as it lasts."""
        self.lasting[method] = fault
        try:
            yield
        finally:
            del self.lasting[method]

    def for_call(self, method: str) -> Fault | None:
        return self.noted(self.fault_of(method))

    def fault_of(self, method: str) -> Fault | None:
        for key in (method, ANY):
            if self.planned.get(key):
                return self.planned[key].popleft()
            if key in self.lasting:
                return self.lasting[key]
        rates = self.by_method.get(method, self.rates)
        return self.draw(method, {each: rates[each] for each in rates if each in CALLS})

    def for_update(self, number: int) -> Fault | None:
        rates = self.by_method.get("update", self.rates)
        wanted = {each: rates[each] for each in rates if each in UPDATE_FAULTS}
        return self.noted(self.planned_update() or self.draw("update", wanted))

    def noted(self, fault: Fault | None) -> Fault | None:
        if fault is not None:
            self.met[fault] += 1
        return fault

    def planned_update(self) -> Fault | None:
        return self.planned["update"].popleft() if self.planned.get("update") else None

    def draw(self, what: str, rates: Mapping[Fault, float]) -> Fault | None:
        if not rates:
            return None
        self.counts[what] += 1
        left = Random(f"{self.seed} {what} {self.counts[what]}").random()
        for fault, rate in rates.items():
            if left < rate:
                return fault
            left -= rate
        return None


CALLS = frozenset(Fault) - frozenset(UPDATE_FAULTS)
