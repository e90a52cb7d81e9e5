"""Metrics as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from telemetry.families import of_process
from telemetry.family import Family
from telemetry.figures import BOUNDS, Figures, Timed

__all__ = ["CONTENT_TYPE", "rendered"]

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Collected:
    """Gives the registry what was gathered for one reading."""

    def __init__(self, families: Iterable[Family]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        for family in self._families:
            yield metric_of(family)


def rendered(figures: Figures, others: Iterable[Family] = ()) -> bytes:
    """The whole page: what the process counted, what else was gathered, and the memory, files and
    processor time of the process.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collected([*of_process(figures), *others]))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


def metric_of(family: Family) -> Metric:
    match family.kind:
        case "counter":
            counter = CounterMetricFamily(family.name, family.about, labels=family.labels)
            for labels, value in family.values.items():
                counter.add_metric(labels, amount(value))
            return counter
        case "gauge":
            gauge = GaugeMetricFamily(family.name, family.about, labels=family.labels)
            for labels, value in family.values.items():
                gauge.add_metric(labels, amount(value))
            return gauge
        case "histogram":
            histogram = HistogramMetricFamily(family.name, family.about, labels=family.labels)
            for labels, value in family.values.items():
                assert isinstance(value, Timed)  # noqa: S101  so is it made
                histogram.add_metric(labels, buckets_of(value), value.seconds)
            return histogram


def amount(value: float | Timed) -> float:
    assert not isinstance(value, Timed)  # noqa: S101  histograms alone hold those
    return value


def buckets_of(value: Timed) -> list[tuple[str, float]]:
    """Each with all that is shorter, as Prometheus counts."""
    bounds = [*map(str, BOUNDS), "+Inf"]
    return list(zip(bounds, accumulate(value.classes), strict=True))
