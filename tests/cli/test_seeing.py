"""Figures of questions and tried charters, in a terminal and for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.exits import Exit
from storage.database import Database
from storage.repositories import run_events, runs
from storage.repositories.run_events import RunEventKind
from storage.stores import WriteStore
from tests.cli.conftest import NOW, Call, change
from tests.cli.test_publishing import _begin


@pytest.fixture
def live(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Seven are in the middle of the small flow; six of them asked for help."""
    monkeypatch.setenv("DATABASE_URL", sqlite)

    def fill(store: WriteStore) -> None:
        _begin(store)
        for number in range(1, 7):
            stored = runs.load(store, f"r{number}")
            at = stored.run.at
            run_events.note(store, stored, at, RunEventKind.HELPED, now=NOW)

    with Database.open(sqlite) as database:
        database.write(fill)
    return sqlite


def test_figures_are_told_for_people_and_for_programs(live: str, alliance: Call) -> None:
    assert live
    told = alliance("flows", "statistics", "--flow", "small", "--language", "en")
    assert Exit.FINE == told.exit_code
    assert "begun 5, finished –" in told.stdout
    data = json.loads(alliance("flows", "statistics", "--flow", "small", "--json").stdout)
    first = data["questions"][0]
    assert 5 == data["completion"]["begun"]
    helped = [it["question"] for it in data["questions"] if it["people"]["helped"] == 5]
    table = alliance("flows", "statistics", "--flow", "small", "--csv").stdout
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [first["question"]] == [line["question"] for line in lines][:1]
    assert helped == [line["question"] for line in lines if line["helped"] == "5"]
    assert 1 == len(helped)


def test_a_time_and_a_category_narrow_them(live: str, alliance: Call) -> None:
    assert live
    later = alliance("flows", "statistics", "--flow", "small", "--since", "2027-03-02")
    assert "begun –" in later.stdout
    same = alliance("flows", "statistics", "--flow", "small", "--until", "2027-03-01")
    assert "begun 5" in same.stdout
    unknown = alliance("flows", "statistics", "--flow", "small", "--category", "pears")
    assert Exit.FINE != unknown.exit_code
    assert "pears" in unknown.stderr
    assert Exit.NOT_FOUND == alliance("flows", "statistics", "--flow", "smal").exit_code


def test_charters_that_a_folder_changes_are_shown(live: str, alliance: Call, folder: Path) -> None:
    assert live
    assert Exit.FINE == alliance("flows", "pull", "draft", "--flow", "small").exit_code
    told = alliance("flows", "golden", "draft")
    assert (Exit.FINE, True) == (told.exit_code, told.stdout.startswith("0 of "))
    change(folder / "draft" / "charter.yaml", "title: Les parties", "title: Les deux parties")
    shown = alliance("flows", "golden", "draft").stdout
    assert "1 of 2 charters change." in shown  # the other one is in English
    assert "Les deux parties (changed)" in shown
    assert "+ deux" in shown
    data = json.loads(alliance("flows", "golden", "draft", "--json").stdout)
    assert (2, 1) == (data["charters"], len(data["changed"]))
    assert {"C1"} == {clause["id"] for each in data["changed"] for clause in each["clauses"]}
