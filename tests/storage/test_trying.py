"""A working copy is tried in a thread: what it gave, how far it is, and who takes it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random

import pytest

from flows.changes import Change, Noun, What
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.repositories import people, revisions, trial_reports, working_copies
from storage.repositories.trial_reports import TrialReport
from storage.repositories.working_copies import WorkingCopy
from storage.stores import WriteStore
from storage.tried import Tried
from storage.trying import Trials, try_out
from tests.cli.conftest import FLOW
from tests.storage.walks import NOW

SOURCES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FLOW.glob("*.yaml"))}


def changed(file: str, before: str, after: str) -> dict[str, str]:
    assert before in SOURCES[file]
    return {**SOURCES, file: SOURCES[file].replace(before, after, 1)}


def begun(database: Database, sources: Mapping[str, str] = SOURCES, attempt: str = "1") -> str:
    """A working copy of the live flow, with an attempt announced."""

    def work(store: WriteStore) -> WorkingCopy:
        revisions.seed(store, "small", SOURCES, now=NOW)
        author = people.create(store, name="Maud", role=Role.ADMIN, now=NOW)
        copy = working_copies.begin(
            store,
            "small",
            sources,
            public_id="c1",
            based_on=1,
            author_id=author.id,
            title="Essai",
            now=NOW,
        )
        trial_reports.begin(store, copy, attempt=attempt, now=NOW)
        return copy

    return database.write(work).public_id


def tried(
    database: Database,
    name: str,
    attempt: str = "1",
    clock: Callable[[], datetime] = lambda: NOW,
    chance: Callable[[int], Random] = Random,
) -> Tried | None:
    return try_out(database, Guides(), name, attempt=attempt, clock=clock, chance=chance)


def report_of(database: Database) -> TrialReport:
    found = database.read(lambda store: trial_reports.find(store, working_copies.load(store, "c1")))
    assert found is not None
    return found


def test_what_a_trial_gave_is_kept_as_it_was(database: Database) -> None:
    found = tried(database, begun(database))
    assert found is not None
    assert (True, 1, NOW, "") == (found.is_green, found.against, found.at, found.fault)
    assert (0, 2, 0) == tuple(found.counts[name] for name in ("errors", "stories", "red_stories"))
    report = report_of(database)
    assert report.report is not None
    assert found == Tried.read(report.report)
    assert (report.total, 1, "1") == (report.done, report.version, report.attempt)
    assert not report.goes_on(NOW)
    assert not report.died(NOW + timedelta(days=1))


def test_a_red_story_says_in_what(database: Database) -> None:
    sources = changed("stories.yaml", "ends_at: charter", "ends_at: not_now")
    found = tried(database, begun(database, sources))
    assert found is not None
    assert (False, {"red_stories": 1}) == (found.is_green, dict(found.blockers))
    assert [("gardens", ["ends_elsewhere"])] == [
        (each.story, [failure.code for failure in each.failures]) for each in found.stories
    ]


def test_nothing_is_played_in_what_has_an_error(database: Database) -> None:
    found = tried(database, begun(database, changed("flow.yaml", "kind: yes_no", "kind: yes")))
    assert found is not None
    assert ({"errors": found.counts["errors"]}, None) == (dict(found.blockers), found.impact)
    assert found.counts["stories"] == 0


def test_impact_is_counted_and_read_again(database: Database) -> None:
    sources = changed("flow.yaml", "title: Un petit parcours", "title: Un parcours")
    found = tried(database, begun(database, sources))
    assert found is not None
    assert found.impact is not None
    assert 0 == found.impact.impact.runs
    question = Change(Noun.QUESTION, What.REWORDED, "ready")
    found.impact.impact.fresh["ready"] = 3
    again = Tried.read(found.data())
    assert again.impact is not None
    assert {"fresh": 3} == again.impact.impact.of(question)


def test_it_is_tried_on_the_charters_of_what_is_live(database: Database) -> None:
    sources = changed("charter.yaml", "title: Les parties", "title: Les deux parties")
    found = tried(database, begun(database, sources))
    assert found is not None
    assert (2, 1) == (found.charters, found.charters_changed)  # the other one is in English
    assert "Les deux parties" not in str(report_of(database).report)


def test_a_newer_attempt_takes_over(database: Database) -> None:
    name = begun(database)
    moments = iter(NOW + timedelta(seconds=number) for number in range(1_000))

    def chance(seed: int) -> Random:
        if seed == 1:
            database.write(lambda store: announce(store, "2"))
        return Random(seed)

    assert tried(database, name, clock=lambda: next(moments), chance=chance) is None
    report = report_of(database)
    assert ("2", 1, None) == (report.attempt, report.version, report.report)
    assert tried(database, name, attempt="2") is not None
    assert tried(database, name, attempt="1") is None


def test_what_was_changed_since_it_was_announced_is_what_is_tried(database: Database) -> None:
    name, other = begun(database), changed("flow.yaml", "title: Un petit", "title: Un autre")

    def work(store: WriteStore) -> None:
        working_copies.change(store, working_copies.load(store, name), other, by=None, now=NOW)

    database.write(work)
    assert tried(database, name) is not None
    assert 2 == report_of(database).version


def announce(store: WriteStore, attempt: str) -> None:
    copy = working_copies.load(store, "c1")
    trial_reports.begin(store, copy, attempt=attempt, now=NOW)


def test_who_dies_in_the_middle_is_seen_by_the_silence(database: Database) -> None:
    begun(database)
    report = report_of(database)
    soon, late = NOW + timedelta(seconds=29), NOW + timedelta(seconds=31)
    assert (True, False) == (report.goes_on(soon), report.died(soon))
    assert (False, True) == (report.goes_on(late), report.died(late))


def test_progress_is_told_while_it_goes_on(database: Database) -> None:
    name, seen = begun(database), []
    moments = iter(NOW + timedelta(seconds=number) for number in range(1_000))

    def chance(seed: int) -> Random:
        seen.append(report_of(database))
        return Random(seed)

    tried(database, name, clock=lambda: next(moments), chance=chance)
    assert all(report.report is None and report.total > report.done for report in seen)
    assert sorted({report.done for report in seen}) == [report.done for report in seen]


def test_our_own_fault_ends_it_and_is_said(database: Database) -> None:
    name = begun(database)

    def chance(seed: int) -> Random:
        raise RuntimeError(seed)

    with pytest.raises(RuntimeError):
        tried(database, name, chance=chance)
    report = report_of(database)
    assert report.report is not None
    found = Tried.read(report.report)
    assert ("RuntimeError", False) == (found.fault, found.is_green)


def test_a_copy_that_is_gone_is_not_tried(database: Database) -> None:
    name = begun(database)
    database.write(
        lambda store: working_copies.discard(
            store, working_copies.load(store, name), by=None, now=NOW
        )
    )
    assert tried(database, name) is None


def test_it_goes_on_in_a_thread_of_its_own(database: Database) -> None:
    trials = Trials(database, Guides(), clock=lambda: NOW, chance=Random)
    trials.begin(begun(database), "1")
    trials.join()
    assert report_of(database).report is not None
