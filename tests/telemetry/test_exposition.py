"""Metrics are what Prometheus reads, and say what was counted."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from telemetry.exposition import rendered
from telemetry.family import gauge
from telemetry.figures import BOUNDS, Figures


def samples(page: bytes) -> dict[str, float]:
    """Values by name and labels, as they are written."""
    return {
        sample.name + "".join(f"/{value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def test_what_was_counted_is_shown_under_its_name() -> None:
    figures = Figures()
    figures.updates.add("worked", by=3)
    figures.sends.add("sent")
    figures.desk.add("queue", "200")
    found = samples(rendered(figures, [gauge("alliance_dead_letters", "Broken.", 2)]))
    assert 3 == found["alliance_updates_total/worked"]
    assert 1 == found["alliance_sends_total/sent"]
    assert 1 == found["alliance_desk_requests_total/queue/200"]
    assert 2 == found["alliance_dead_letters"]


def test_what_never_happened_is_shown_as_never() -> None:
    """A rate needs a value to begin from."""
    found = samples(rendered(Figures()))
    assert 0 == found["alliance_answers_total"]
    assert 0 == found["alliance_telegram_limited_total"]


def test_durations_fall_into_the_class_of_the_next_bound() -> None:
    figures = Figures()
    for seconds in (0.0, 0.001, 0.003, 99.0):
        figures.engine.add(seconds)
    found = samples(rendered(figures))
    assert 2 == found["alliance_part_seconds_bucket/0.001/engine"]
    assert 3 == found["alliance_part_seconds_bucket/0.005/engine"]
    assert 3 == found[f"alliance_part_seconds_bucket/{BOUNDS[-1]}/engine"]
    assert 4 == found["alliance_part_seconds_bucket/+Inf/engine"]
    assert 99.004 == found["alliance_part_seconds_sum/engine"]
    assert 4 == found["alliance_part_seconds_count/engine"]


def test_the_memory_and_the_files_of_the_process_are_shown() -> None:
    found = samples(rendered(Figures()))
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert found["process_open_fds"] > 2
    assert found["process_cpu_seconds_total"] > 0
