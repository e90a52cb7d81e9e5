"""Spans: none when nobody wants them, and of an error only its kind."""

from __future__ import annotations

from contextlib import suppress

from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from telemetry.exporting import traced
from telemetry.traces import OFF, span


def test_off_nothing_is_made() -> None:
    assert span("send", message=1) is OFF


def test_spans_hold_what_they_are_told_and_stand_in_each_other() -> None:
    exporter = InMemorySpanExporter()
    with traced(SimpleSpanProcessor(exporter), "1.0"), span("updates", count=2), span("send"):
        pass
    inner, outer = exporter.get_finished_spans()
    assert ("send", "updates") == (inner.name, outer.name)
    assert outer.attributes is not None
    assert {"count": 2} == dict(outer.attributes)
    assert inner.parent is not None
    assert outer.context is not None
    assert outer.context.span_id == inner.parent.span_id
    assert span("after") is OFF


def test_of_an_error_only_its_kind_is_told() -> None:
    exporter = InMemorySpanExporter()
    with traced(SimpleSpanProcessor(exporter), "1.0"), suppress(ValueError), span("send"):
        raise ValueError("the words of Zéphyrine")
    (found,) = exporter.get_finished_spans()
    assert "ValueError" == found.status.description
    assert "Zéphyrine" not in found.to_json()
