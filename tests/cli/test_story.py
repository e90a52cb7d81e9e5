from __future__ import annotations

import json
from pathlib import Path

import pytest

from charter.document import Document
from cli.exits import Exit
from tests.cli.conftest import FLOW, Call, change, copy_flow


def test_stories_are_listed(alliance: Call) -> None:
    lines = alliance("flows", "story", "--flow", FLOW).stdout.splitlines()
    assert ["story", "gardens", "not_now"] == [line.split()[0] for line in lines]
    english = alliance("flows", "story", "--flow", FLOW, "--language", "en", "--json").stdout
    assert {
        "stories": [{"story": "not_now", "title": "The Arc Gardens: not now", "language": "en"}]
    } == json.loads(english)


def test_the_shipped_flow_has_stories(alliance: Call) -> None:
    assert len(alliance("flows", "story").stdout.splitlines()) > 12


def test_a_story_is_played_as_a_chat_and_stores_nothing(alliance: Call, folder: Path) -> None:
    result = alliance("flows", "story", "gardens", "--flow", FLOW)
    chat = result.stdout
    assert Exit.FINE == result.exit_code
    said = ["Comment s’appelle votre association ?", "› Les Potagers d’Arc", "C’est noté"]
    assert sorted(map(chat.index, said)) == list(map(chat.index, said))
    assert chat.endswith("The story gardens holds.\n")
    assert [] == list(folder.iterdir())


def test_a_story_is_played_in_another_language(alliance: Call) -> None:
    result = alliance("flows", "story", "not_now", "--flow", FLOW, "--language", "fr")
    assert "Comment s’appelle votre association ?" in result.stdout
    assert "› Non" in result.stdout


@pytest.mark.parametrize(("asked", "beginning"), [("md", "# Charte"), ("html", "<!")])
def test_the_charter_follows_the_story(alliance: Call, asked: str, beginning: str) -> None:
    result = alliance("flows", "story", "gardens", "--flow", FLOW, "--charter", asked)
    charter = result.stdout.partition("The story gardens holds.\n")[2]
    assert charter.startswith(beginning)
    assert "Cette charte est proposée par" in charter


def test_a_story_is_told_as_data(alliance: Call) -> None:
    result = alliance("flows", "story", "gardens", "--flow", FLOW, "--charter", "json", "--json")
    told = json.loads(result.stdout)
    assert ["story", "title", "language", "holds", "failures", "turns", "charter"] == list(told)
    assert (True, []) == (told["holds"], told["failures"])
    assert ["", "Les Potagers d’Arc", "Oui", "1, 2"] == [t["said"] for t in told["turns"][:4]]
    passages = [each["style"] for each in told["turns"][0]["told"][0]["passages"]]
    assert "stage" in passages
    assert ("Les Potagers d’Arc",) == Document.model_validate_json(told["charter"]).parties


def test_a_story_that_does_not_hold_ends_with_no(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "stories.yaml", "ends_at: charter", "ends_at: not_now")
    result = alliance("flows", "story", "gardens", "--flow", folder / "flow")
    assert Exit.NO == result.exit_code
    assert "Elle s’attend à finir à not_now, et finit à charter." in result.stderr
    told = json.loads(
        alliance("flows", "story", "gardens", "--flow", folder / "flow", "--json").stdout
    )
    assert ["ends_elsewhere"] == [each["code"] for each in told["failures"]]


def test_a_story_that_cannot_be_played_has_no_charter(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "stories.yaml", "language: fr", "language: de")
    played = ("flows", "story", "gardens", "--flow", folder / "flow", "--charter", "md", "--json")
    told = json.loads(alliance(*played).stdout)
    assert (False, [], None) == (told["holds"], told["turns"], told["charter"])


def test_an_unknown_story_is_not_found_and_the_nearest_is_offered(alliance: Call) -> None:
    result = alliance("flows", "story", "garden", "--flow", FLOW)
    assert Exit.NOT_FOUND == result.exit_code
    assert "Did you mean gardens?" in result.stderr


@pytest.mark.parametrize(("asked", "near"), [("pdf", ""), ("htm", "Did you mean html?")])
def test_a_charter_that_no_terminal_shows_is_refused(alliance: Call, asked: str, near: str) -> None:
    result = alliance("flows", "story", "gardens", "--flow", FLOW, "--charter", asked)
    assert Exit.UNREADABLE == result.exit_code
    assert "--charter takes markdown, html, json" in result.stderr
    assert near in result.stderr


def test_stories_with_an_error_are_told_with_their_line(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "stories.yaml", "title:", "titel:")
    result = alliance("flows", "story", "--flow", folder / "flow")
    assert Exit.UNREADABLE == result.exit_code
    assert "stories.yaml:5" in result.stderr
