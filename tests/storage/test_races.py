from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from storage.database import Database
from storage.repositories import answers, runs
from storage.repositories.answers import PastAnswer
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore
from tests.storage.walks import begin

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def racing(address: str, name: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """A process that is ready to answer; whatever happens here, it does not outlive the test."""
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("racer.py"), address, "r1", name, str(count)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert "ready\n" == read_line(process)
            yield process
        finally:
            process.kill()


def read_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def run_and_history(store: ReadStore) -> tuple[StoredRun, tuple[PastAnswer, ...]]:
    stored = runs.load(store, "r1")
    return stored, answers.history(store, stored.id)


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_two_processes_that_change_one_run_lose_nothing(address: str) -> None:
    with Database.open(address) as database:
        begin(database)
    with racing(address, "ada", 40) as ada, racing(address, "bob", 40) as bob:
        go(ada)
        go(bob)
        for process in (ada, bob):
            out, err = process.communicate()
            assert ("", 0, 40) == (err, process.returncode, len(out.splitlines()))
    with Database.open(address) as database:
        stored, past = database.read(run_and_history)
    expected = {f"{name}_{number}" for name in ("ada", "bob") for number in range(40)}
    assert expected == set(stored.run.answers)
    assert expected == {line.place for line in past}
    assert list(range(1, 81)) == [line.sequence for line in past]
    assert 81 == stored.version


@pytest.mark.timeout(300)  # the processes begin one after the other
def test_whatever_was_acknowledged_outlives_a_kill(address: str, kills: int) -> None:
    chance = Random(20260301)
    with Database.open(address) as database:
        begin(database)
    acknowledged: set[str] = set()
    for kill in range(2 * kills):
        with racing(address, f"k{kill}", 500) as process:
            go(process)
            lines = [read_line(process) for _ in range(chance.randrange(1, 60))]
            process.kill()
            rest, errors = process.communicate()
        assert "" == errors
        whole = "".join([*lines, rest]).split("\n")[:-1]
        acknowledged |= {f"k{kill}_{number}" for number in whole}
        with Database.open(address) as database:
            stored, past = database.read(run_and_history)
        assert acknowledged <= set(stored.run.answers)
        assert list(stored.run.answers) == [line.place for line in past]
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            assert ("ok",) == connection.execute("PRAGMA integrity_check").fetchone()
        connection.close()


def test_two_processes_make_one_new_database_at_once(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/new.db"
    code = f"from storage.database import Database; Database.open('{address}', create=True)"
    command = [sys.executable, "-c", code]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [("", 0)] * 3 == [
        (process.communicate()[1], process.returncode) for process in processes
    ]
