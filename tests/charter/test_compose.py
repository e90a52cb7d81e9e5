"""From answers to charters: small ones to the letter, and what holds for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.question import Reader
from tests.charter.drafts import draft, outline, read, run_with

DRAFTS = Path(__file__).parent / "drafts"
CASES: dict[str, Any] = read(DRAFTS / "cases.yaml")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("reader", [Reader.LEADER, Reader.PARTNER])
def test_a_run_becomes_the_charter_in_its_file(name: str, reader: Reader, *, update: bool) -> None:
    case = CASES[name]
    run = run_with(case.get("answers", {}), tuple(case.get("skips", ())))
    found = outline(draft(run, reader))
    path = DRAFTS / f"{name}.{reader}.txt"
    if update:
        path.write_text(found, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == found
