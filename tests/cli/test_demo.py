"""The demo: a leader's conversation ends in a charter, and the README shows a piece of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from charter.document import Document, Gap
from cli.main import app
from storage.database import Database
from storage.repositories import charters

ROOT = Path(__file__).parents[2]
STEMS = {"fr": "charte", "en": "charter"}
FENCED = re.compile(r"```text\n(.*?)```", re.DOTALL)


def played(folder: Path, language: str) -> str:
    result = CliRunner().invoke(
        app, ["demo", "--folder", str(folder), "--language", language], catch_exceptions=False
    )
    assert 0 == result.exit_code, result.output
    return result.output


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_story_ends_in_a_charter_without_a_gap(tmp_path: Path, language: str) -> None:
    played(tmp_path, language)
    files = {path.suffix for path in tmp_path.iterdir() if path.stem == STEMS[language]}
    assert {".pdf", ".docx", ".md", ".json"} == files
    document = Document.model_validate(
        json.loads((tmp_path / f"{STEMS[language]}.json").read_text())
    )
    gaps = [
        block for clause in document.clauses for block in clause.blocks if isinstance(block, Gap)
    ]
    assert [] == gaps
    assert language == document.language
    assert "{" not in (tmp_path / f"{STEMS[language]}.md").read_text()
    with Database.open(f"sqlite:///{tmp_path / 'alliance.db'}") as database:
        sent = database.read(lambda store: charters.recent(store, limit=5))
    assert [1] == [charter.number for charter in sent]


def test_playing_it_again_replaces_what_it_left(tmp_path: Path) -> None:
    first = played(tmp_path, "fr")
    assert first == played(tmp_path, "fr")


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    shown = FENCED.search((ROOT / "README.md").read_text())
    assert shown is not None
    assert shown[1] in played(tmp_path, "fr")
