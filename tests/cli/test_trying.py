"""`alliance flows try --save`: what was walked at the terminal becomes a story of the folder."""

from __future__ import annotations

from pathlib import Path

from cli.exits import Exit
from flows.stories import load_stories
from tests.cli.conftest import FLOW, Call, copy_flow


def test_a_walk_is_kept_as_a_story(folder: Path, alliance: Call) -> None:
    flow = copy_flow(folder)
    result = alliance(
        "flows", "try", flow, "--language", "fr", "--save", "jardins", input="Les Lopins\nnon\n"
    )
    assert "Kept as the story jardins" in result.stdout
    written = (flow / "stories.yaml").read_text(encoding="utf-8")
    assert written.startswith((FLOW / "stories.yaml").read_text(encoding="utf-8").rstrip())
    story = load_stories(written.encode()).stories[-1]
    assert {"organisation": "Les Lopins", "ready": False} == story.answers


def test_a_walk_that_is_not_at_its_end_is_not_kept(folder: Path, alliance: Call) -> None:
    flow = copy_flow(folder)
    before = (flow / "stories.yaml").read_bytes()
    result = alliance("flows", "try", flow, "--save", "jardins", input="Les Lopins\n")
    assert (Exit.NO, before) == (result.exit_code, (flow / "stories.yaml").read_bytes())
    assert "not ended" in result.stderr


def test_what_is_shipped_keeps_no_story(alliance: Call) -> None:
    assert Exit.NO == alliance("flows", "try", "--save", "jardins").exit_code
