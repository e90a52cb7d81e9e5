"""What is foretold of runs is what becomes of them, to the number, whatever was edited."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from hypothesis import given, settings, strategies as st

from flows.carrying import carry
from flows.changes import Change, What
from flows.compiled import CompiledFlow
from flows.definition import Flow
from flows.differences import differences
from flows.forecast import Forecast
from flows.impact import Impact
from flows.run import Run
from storage import run_state
from tests.flows.edits import edited
from tests.flows.samples import TODAY, sample
from tests.flows.test_carrying import compiled, data, wandered

seeds = st.integers(min_value=0, max_value=10**9)


def carried(old: CompiledFlow, new: CompiledFlow, runs: Iterable[Run]) -> Impact:
    """What really becomes of each run, added up."""
    impact = Impact()
    for run in runs:
        over = carry(old, new, run, today=TODAY)
        impact.runs += 1
        impact.felt += over.is_felt
        impact.add(over)
    return impact


def foretold(old: CompiledFlow, new: CompiledFlow, runs: Iterable[Run]) -> Impact:
    forecast = Forecast(old, new, today=TODAY)
    for run in runs:
        forecast.count(forecast.cells(run))
    return forecast.impact()


@given(seed=seeds, changes=st.integers(0, 12), replies=st.lists(st.integers(0, 70), max_size=12))
@settings(max_examples=60, deadline=None)
def test_what_is_foretold_is_what_becomes_of_them(
    seed: int, changes: int, replies: list[int]
) -> None:
    old, new = sample(), compiled(edited(data(), Random(seed), changes))
    runs = [wandered(old, seed + number, count) for number, count in enumerate(replies)]
    assert carried(old, new, runs) == foretold(old, new, runs)


@given(seed=seeds, changes=st.integers(1, 8), more=st.integers(1, 8), replies=st.integers(0, 60))
@settings(max_examples=40, deadline=None)
def test_and_so_it_is_for_runs_that_were_carried_over_before(
    seed: int, changes: int, more: int, replies: int
) -> None:
    once = edited(data(), Random(seed), changes)
    twice = edited(once, Random(seed + 1), more)
    old, middle, new = sample(), compiled(once), compiled(twice, 3)
    runs = [
        carry(old, middle, wandered(old, seed + number, replies), today=TODAY).run
        for number in range(4)
    ]
    assert carried(middle, new, runs) == foretold(middle, new, runs)


def test_without_a_change_nothing_is_looked_at() -> None:
    forecast = Forecast(sample(), compiled(data()), today=TODAY)
    assert () == forecast.looks
    forecast.count(())
    assert Impact(runs=1) == forecast.impact()


def test_a_cell_is_written_as_it_is_stored() -> None:
    new = compiled(edited(data(), Random(3), 12))
    forecast = Forecast(sample(), new, today=TODAY)
    assert forecast.looks
    for number in range(20):
        run = wandered(sample(), number, 50)
        stored = run_state.write(run)
        for cell in forecast.cells(run):
            assert cell is None or cell in stored
            assert cell is None or cell.startswith("[") or f'"{cell}"' in stored


def test_a_change_knows_how_many_it_happens_to() -> None:
    flow = edited(data(), Random(0), 0)
    for stage in flow["stages"]:
        for question in stage["questions"]:
            if question["id"] == "brings":
                question["options"] = [o for o in question["options"] if o["id"] != "field"]
    runs = [wandered(sample(), number, 40) for number in range(60)]
    found = differences({"fr": sample().source}, {"fr": Flow.model_validate(flow)})
    impact = foretold(sample(), compiled(flow), runs)
    (gone,) = [change for change in found if change.what is What.REMOVED]
    chose = [
        run
        for run in runs
        if "brings" in run.answers
        and "field" in (run.answers["brings"].value or {}).get("picked", [])
    ]
    assert chose
    assert {"again": len(chose)} == impact.of(gone)
    assert {} == impact.of(Change(gone.noun, What.REMOVED, "x", place=("needs", "public")))
