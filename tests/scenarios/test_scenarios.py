"""Conversations are files, played by the engine alone, the run stored between every two replies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.samples import sample
from tests.scenarios.conversation import transcript, typed_in

SCENARIOS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_is_written(scenario: Path, *, update: bool) -> None:
    written = scenario.read_text()
    found = transcript(sample(), typed_in(written))
    if update:
        scenario.write_text(found)
    assert written == found or update
