"""The texts of a language, listed, stamped, and exchanged with translators by a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.exits import Exit
from tests.charter.translating.texts import FILES
from tests.cli.conftest import Call

FLOW_EN = "flow.en.yaml"


@pytest.fixture
def flow(folder: Path) -> Path:
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def test_what_is_missing_or_old_is_listed(alliance: Call, flow: Path) -> None:
    result = alliance("flows", "translations", "list", "en", "--json")
    told = json.loads(result.stdout)
    assert Exit.NO == result.exit_code
    assert ["language", "counts", "texts"] == list(told)
    assert "stages.start.title" in [text["name"] for text in told["texts"]]
    plain = alliance("flows", "translations", "list", "en").stdout
    assert "flow.en.yaml: missing: stages.start.title" in plain


def test_a_stamp_is_kept_until_somebody_says_that_the_text_still_holds(
    alliance: Call, flow: Path
) -> None:
    alliance("flows", "translations", "stamp", "en")
    changed = (flow / "flow.yaml").read_text().replace("Un petit parcours", "Un parcours")
    (flow / "flow.yaml").write_text(changed)
    alliance("flows", "translations", "stamp", "en")
    listed = alliance("flows", "translations", "list", "en")
    assert "flow.en.yaml: stale: title" in listed.stdout
    alliance("flows", "translations", "stamp", "en", "--only", "title")
    assert "stale: title" not in alliance("flows", "translations", "list", "en").stdout
    unknown = alliance("flows", "translations", "stamp", "en", "--only", "nothing")
    assert Exit.NOT_FOUND == unknown.exit_code


def test_a_table_goes_to_translators_and_comes_back(alliance: Call, flow: Path) -> None:
    made = alliance("flows", "translations", "export", "en", "--to", "en.csv", "--language", "en")
    assert "en.csv: " in made.stdout
    rows = list(csv.reader(io.StringIO((flow / "en.csv").read_bytes().decode("utf-8-sig"))))
    for row in rows:
        if row[6] == "stages.start.title":
            row[3] = "The beginning"
        if row[6] == "questions.sure.text":
            row[3] = "Are you sure?"
    with (flow / "en.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    result = alliance("flows", "translations", "import", "en.csv", "--language", "en")
    assert Exit.NO == result.exit_code
    assert "flow.en.yaml: stages.start.title: taken" in result.stdout
    assert "questions.sure.text: The braces are not those" in result.stdout
    assert "1 taken, 1 refused" in result.stdout
    assert "title: The beginning" in (flow / FLOW_EN).read_text()
    alliance("flows", "translations", "export", "en", "--to", "en.xlsx")
    again = alliance("flows", "translations", "import", "en.xlsx")
    assert (Exit.FINE, True) == (again.exit_code, "0 taken, 0 refused" in again.stdout)


def test_what_is_no_table_is_refused(alliance: Call, flow: Path) -> None:
    (flow / "x.csv").write_text("a,b")
    for asked in (("import", "x.csv"), ("import", "none.csv"), ("export", "en", "--to", "x.txt")):
        assert Exit.UNREADABLE == alliance("flows", "translations", *asked).exit_code
