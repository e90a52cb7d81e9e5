from __future__ import annotations

import json
from pathlib import Path

import pytest

from charter.document import Document
from charter.exporters import exporters
from cli.exits import Exit
from tests.cli.conftest import Call

BEGINNINGS = {"pdf": b"%PDF", "docx": b"PK", "markdown": b"# ", "html": b"<!", "json": b"{"}


def test_no_charter_is_no_error(alliance: Call) -> None:
    alliance("db", "upgrade")
    result = alliance("charters", "list")
    assert (Exit.FINE, "No charter was submitted.\n") == (result.exit_code, result.stdout)


def test_charters_are_listed_the_newest_first(alliance: Call, charters_kept: Path) -> None:
    lines = alliance("charters", "list").stdout.splitlines()
    assert ["id", "title", "revision", "language", "submitted"] == lines[0].split()
    assert ["quai", "potagers", "potagers"] == [line.split()[0] for line in lines[1:]]
    assert lines[2].split("  ")[1:] != []
    assert lines[2].rstrip().endswith("2027-03-02 09:30 UTC")


def test_what_people_wrote_does_not_dress_the_terminal(alliance: Call, charters_kept: Path) -> None:
    output = alliance("charters", "list").stdout
    assert "[red]Quai 9" in output
    assert "\x1b" not in output


def test_a_page_says_how_to_read_the_next(alliance: Call, charters_kept: Path) -> None:
    first = json.loads(alliance("charters", "list", "--limit", 2, "--json").stdout)
    before = first["next_before"]
    second = json.loads(alliance("charters", "list", "--before", before, "--json").stdout)
    listed = [*first["charters"], *second["charters"]]
    assert [("quai", 1), ("potagers", 2), ("potagers", 1)] == [
        (each["alliance"], each["revision"]) for each in listed
    ]
    assert second["next_before"] is None
    assert {"alliance", "title", "revision", "language", "submitted_at"} == listed[0].keys()
    assert f"--before {before}" in alliance("charters", "list", "--limit", 2).stdout
    assert "no more" in alliance("charters", "list", "--before", 1).stdout


def test_the_last_charter_is_shown_unless_a_revision_is_named(
    alliance: Call, charters_kept: Path
) -> None:
    assert "Ceci est la version 2." in alliance("charters", "show", "potagers").stdout
    shown = alliance("charters", "show", "potagers", "--revision", 1)
    assert "Ceci est la version 1." in shown.stdout
    assert shown.stdout.startswith("# ")


def test_a_charter_is_shown_as_data(alliance: Call, charters_kept: Path) -> None:
    shown = alliance("charters", "show", "potagers", "--json").stdout
    assert 2 == Document.model_validate_json(shown).revision


def test_an_unknown_charter_is_not_found_and_the_nearest_is_offered(
    alliance: Call, charters_kept: Path
) -> None:
    result = alliance("charters", "show", "potager")
    assert Exit.NOT_FOUND == result.exit_code
    assert "Did you mean potagers?" in result.stderr


def test_an_unknown_revision_is_not_found_and_the_known_ones_are_told(
    alliance: Call, charters_kept: Path
) -> None:
    result = alliance("charters", "export", "potagers", "--revision", 3)
    assert Exit.NOT_FOUND == result.exit_code
    assert "from 1 to 2" in result.stderr


@pytest.mark.parametrize("name", exporters())
def test_every_format_is_exported(
    alliance: Call, charters_kept: Path, folder: Path, name: str
) -> None:
    result = alliance("charters", "export", "potagers", "--format", name, "--json")
    told = json.loads(result.stdout)
    path = folder / f"charter-potagers-2.{exporters()[name].extension}"
    assert path.read_bytes().startswith(BEGINNINGS[name])
    assert {
        "alliance": "potagers",
        "revision": 2,
        "format": name,
        "output": path.name,
        "bytes": path.stat().st_size,
    } == told


def test_the_name_of_the_file_says_its_format(
    alliance: Call, charters_kept: Path, folder: Path
) -> None:
    alliance("charters", "export", "potagers", "--output", "charte.docx")
    assert (folder / "charte.docx").read_bytes().startswith(b"PK")


def test_the_standard_output_takes_the_same_bytes(
    alliance: Call, charters_kept: Path, folder: Path
) -> None:
    piped = alliance("charters", "export", "potagers", "--format", "md", "--output", "-")
    alliance("charters", "export", "potagers", "--output", "charte.md")
    assert (folder / "charte.md").read_bytes() == piped.stdout_bytes


def test_a_file_is_replaced_only_by_force(
    alliance: Call, charters_kept: Path, folder: Path
) -> None:
    path = folder / "charte.md"
    path.write_text("précieux")
    refused = alliance("charters", "export", "potagers", "--output", path)
    assert Exit.NOT_WRITTEN == refused.exit_code
    assert "--force" in refused.stderr
    assert "précieux" == path.read_text()
    assert (
        Exit.FINE
        == alliance("charters", "export", "potagers", "--output", path, "--force").exit_code
    )
    assert "Ceci est la version 2." in path.read_text()
    assert ["alliance.db", "charte.md"] == sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("output", ["nowhere/charte.md", "a_folder"])
def test_a_path_that_cannot_be_written_is_told(
    alliance: Call, charters_kept: Path, folder: Path, output: str, force: list[str]
) -> None:
    (folder / "a_folder").mkdir()
    result = alliance("charters", "export", "potagers", "--output", output, *force)
    assert Exit.NOT_WRITTEN == result.exit_code
    assert output in result.stderr


def test_an_unknown_format_is_refused_and_the_nearest_is_offered(
    alliance: Call, charters_kept: Path
) -> None:
    result = alliance("charters", "export", "potagers", "--format", "markdow")
    assert Exit.UNREADABLE == result.exit_code
    assert "Did you mean markdown?" in result.stderr
    assert "docx, html, json, markdown, pdf" in result.stderr
