"""The small flow that the tests of the engine walk."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from flows.compiled import CompiledFlow, compile_flow
from flows.definition import Flow
from flows.source import Source, read_source

TODAY = date(2026, 11, 24)
SAMPLE = Path(__file__).parents[1] / "sample"


def flow_from(text: bytes) -> Flow:
    source = read_source(text, file="flow.yaml")
    assert isinstance(source, Source), source
    return Flow.model_validate(source.data)


@cache
def sample() -> CompiledFlow:
    return compile_flow({"fr": flow_from((SAMPLE / "flow.yaml").read_bytes())}, number=1)
