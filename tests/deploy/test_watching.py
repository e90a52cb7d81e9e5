"""The rules and the dashboard load, name metrics that exist, and each alert says what to do."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml

from bot.measures import of_database, of_intake
from bot.vital_signs import Signs
from storage.database import Database
from storage.repositories.vitals import Vitals
from telemetry.exposition import rendered
from telemetry.figures import Figures

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
RULES = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text(encoding="utf-8"))
ALERTS: list[dict[str, Any]] = [rule for group in RULES["groups"] for rule in group["rules"]]
BOARD: dict[str, Any] = json.loads((DEPLOY / "grafana" / "faire-alliance.json").read_text("utf-8"))
QUERIES = [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]]
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
#: names of metrics, as they begin
NAMED = re.compile(r"\b(?:alliance|process)_[a-z_]+\b")
#: made by Prometheus itself
OF_PROMETHEUS = {"up"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every name that a process shows, once everything has happened."""
    figures, now = Figures(), datetime.now(UTC)
    for counted in (figures.updates, figures.sends):
        counted.add("x")
    figures.desk.add("x", "200")
    vitals = Vitals("1", 1, now, now, 1, now, {"x": 1}, {"x": 1}, now)
    with Database(f"sqlite:///{tmp_path_factory.mktemp('d')}/a.db") as database:
        database.faults.add("x")
        stored = of_database(database, Signs(vitals, "", 0.0), now=now)
        page = rendered(figures, [*stored, of_intake(None, 0.0)]).decode()
    lines = [line for line in page.splitlines() if not line.startswith("#")]
    return {re.split(r"[{ ]", line)[0] for line in lines}


@pytest.mark.parametrize("query", [*(rule["expr"] for rule in ALERTS), *QUERIES])
def test_a_query_can_be_read_and_names_metrics_that_there_are(query: str, shown: set[str]) -> None:
    promql_parser.parse(query)
    named = set(NAMED.findall(query))
    assert named or any(name in query for name in OF_PROMETHEUS)
    assert set() == named - shown


def test_every_metric_of_ours_is_on_the_dashboard(shown: set[str]) -> None:
    ours = {name.removesuffix("_sum").removesuffix("_count") for name in shown}
    ours = {name for name in ours if name.startswith("alliance_") and "_created" not in name}
    asked = {name.removesuffix("_bucket") for query in QUERIES for name in NAMED.findall(query)}
    assert set() == {name.removesuffix("_bucket") for name in ours} - asked


@pytest.mark.parametrize("rule", ALERTS, ids=[rule["alert"] for rule in ALERTS])
def test_an_alert_says_how_bad_it_is_and_has_its_section(rule: dict[str, Any]) -> None:
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["summary"].endswith(".")
    assert f"docs/runbook.md#{rule['alert'].lower()}" == rule["annotations"]["runbook"]
    assert f"\n## {rule['alert']}\n" in RUNBOOK


def test_the_runbook_is_about_the_alerts_that_there_are() -> None:
    sections = re.findall(r"^## (\w+)$", RUNBOOK, re.MULTILINE)
    assert {rule["alert"] for rule in ALERTS} == set(sections)


def test_the_dashboard_lays_its_panels_side_by_side() -> None:
    places = [
        (panel["gridPos"]["x"], panel["gridPos"]["y"], panel["gridPos"]["w"])
        for panel in BOARD["panels"]
    ]
    assert len(places) == len(set(places))
    assert all(x + width <= 24 for x, _, width in places)
    ids = [panel["id"] for panel in BOARD["panels"]]
    assert len(ids) == len(set(ids))
