"""Traces as OpenTelemetry takes them; loaded only where they are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode

from telemetry import traces

__all__ = ["to_collector", "traced"]


def to_collector(url: str) -> SpanProcessor:
    """Sends spans there by a thread of its own, in batches; what cannot be sent is dropped."""
    return BatchSpanProcessor(OTLPSpanExporter(endpoint=url))


@contextmanager
def traced(processor: SpanProcessor, version: str) -> Iterator[None]:
    """Spans are made, and given to that, as long as one is inside."""
    resource = Resource.create({"service.name": "faire-alliance", "service.version": version})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(processor)
    tracer = provider.get_tracer("alliance")

    @contextmanager
    def made(name: str, attributes: dict[str, str | int]) -> Iterator[object]:
        # An error is told by its kind: its message may hold words of people.
        with tracer.start_as_current_span(
            name, attributes=attributes, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    traces.begin(made)
    try:
        yield
    finally:
        traces.end()
        provider.shutdown()
