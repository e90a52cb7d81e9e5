"""The commands about flows, on the shipped one and on a broken one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.exits import Exit
from cli.main import app

BROKEN = """\
format: 1
flow: broken
title: Un parcours
language: fr
endings:
  - {ending: charter, text: Fin.}
stages:
  - stage: needs
    title: Besoin
    questions:
      - id: public
        kind: txt
        text: Qui
"""


def alliance(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["flows", *arguments], catch_exceptions=False)


def test_the_shipped_flow_is_clean_however_strict(tmp_path: Path) -> None:
    result = alliance("check", "--strict", "--json")
    assert Exit.FINE == result.exit_code
    found = json.loads(result.stdout)
    assert [] == found["issues"]
    assert 0 == found["counts"]["errors"]


@pytest.mark.parametrize(("language", "word"), [("fr", "flow.yaml:12"), ("en", "Did you mean")])
def test_a_mistake_is_told_with_its_line_and_remedy(
    tmp_path: Path, language: str, word: str
) -> None:
    (tmp_path / "flow.yaml").write_text(BROKEN)
    result = alliance("check", str(tmp_path), "--language", language)
    assert Exit.NO == result.exit_code
    assert word in result.output
    assert "text" in result.output


def test_a_folder_without_a_flow_is_named(tmp_path: Path) -> None:
    result = alliance("check", str(tmp_path / "nowhere"))
    assert result.exit_code not in (Exit.FINE, Exit.NO)
    assert "nowhere" in result.output


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_outline_names_every_stage(language: str) -> None:
    result = alliance("show", "--language", language, "--json")
    assert Exit.FINE == result.exit_code
    assert 8 == len(json.loads(result.stdout)["stages"])
    assert alliance("show", "--language", language).stdout


def test_one_question_is_shown_whole() -> None:
    result = alliance("show", "--question", "verb", "--json")
    assert "verb" == json.loads(result.stdout)["id"]
    assert "verb" in alliance("show", "--question", "verb").stdout
    lost = alliance("show", "--question", "verbe")
    assert Exit.FINE != lost.exit_code
    assert "verb" in lost.output


@pytest.mark.parametrize("written", ["mermaid", "dot"])
@pytest.mark.parametrize("whole", [True, False])
def test_the_map_is_drawn(written: str, *, whole: bool) -> None:
    result = alliance("diagram", "--format", written, *([] if whole else ["--stages"]))
    assert Exit.FINE == result.exit_code
    assert "category" in result.stdout or not whole
    assert ("digraph" if written == "dot" else "flowchart") in result.stdout


def test_stories_are_listed_and_played() -> None:
    listed = json.loads(alliance("story", "--json").stdout)["stories"]
    assert "potagers" == listed[0]["story"]
    assert "potagers" in alliance("story").stdout
    played = alliance("story", "un_temps_pour_soi", "--charter", "markdown")
    assert Exit.FINE == played.exit_code
    assert "Charte d’alliance" in played.stdout
    data = json.loads(alliance("story", "un_temps_pour_soi", "--json").stdout)
    assert data["holds"]
    lost = alliance("story", "potager")
    assert "potagers" in lost.output
    assert Exit.FINE != lost.exit_code
