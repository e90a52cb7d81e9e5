"""One metric as it is shown: its name, what it means, and its values by labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from telemetry.figures import Counted, Timed

__all__ = ["Family", "counted", "gauge", "timed"]


@dataclass(frozen=True, slots=True)
class Family:
    """Names end as Prometheus wants them: `_total` when they only grow, and in their unit."""

    name: str
    about: str
    kind: Literal["counter", "gauge", "histogram"]
    labels: tuple[str, ...]
    values: Mapping[tuple[str, ...], float | Timed]


def counted(name: str, about: str, labels: tuple[str, ...], found: Counted) -> Family:
    """What only grows; what has no labels is there from the beginning."""
    values = dict(found.by_labels) or ({} if labels else {(): 0})
    return Family(name, about, "counter", labels, values)


def gauge(
    name: str, about: str, value: float | Mapping[str, float], label: str | None = None
) -> Family:
    """What goes up and down; with a label, several of them."""
    if isinstance(value, Mapping):
        values: dict[tuple[str, ...], float | Timed] = {
            (each,): amount for each, amount in value.items()
        }
        return Family(name, about, "gauge", (label or "kind",), values)
    return Family(name, about, "gauge", (), {(): value})


def timed(name: str, about: str, label: str, found: Mapping[str, Timed]) -> Family:
    """Durations, by what took them."""
    return Family(name, about, "histogram", (label,), {(each,): one for each, one in found.items()})
