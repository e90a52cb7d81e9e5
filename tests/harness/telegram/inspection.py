"""Notes taken while a call is read."""

from __future__ import annotations

from dataclasses import dataclass, field as default

from tests.harness.telegram.breaches import Breach, BreachKind

__all__ = ["Inspection"]


@dataclass(slots=True)
class Inspection:
    """What was found, in order."""

    method: str
    breaches: list[Breach] = default(default_factory=list)

    def note(self, kind: BreachKind, where: str, what: str, told: str | None = None) -> None:
        self.breaches.append(Breach(kind, f"{self.method}{where}", what, told))

    @property
    def refusal(self) -> str | None:
        """What Telegram answers: the first thing it minds."""
        return next((each.answer for each in self.breaches if each.answer), None)
