"""`kill -9` while someone talks: every answer that was acknowledged is there afterwards."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from storage.database import Database
from storage.repositories import answers, contacts, runs
from storage.stores import ReadStore

FIRST = "je suis d'accord\nLe nom du début\n"
#: seconds of talk before a kill, at most
TALK_AT_MOST = 1.2


@pytest.mark.timeout(600)
def test_what_was_acknowledged_is_stored_whenever_the_process_dies(
    tmp_path: Path, kills: int
) -> None:
    address = f"sqlite:///{tmp_path / 'talk.db'}"
    chance, said = Random(2026), 0
    acknowledged: list[str] = []
    for _ in range(kills):
        talk = Talk(address, said)
        talk.go_on_until_killed(after=chance.uniform(0.0, TALK_AT_MOST))
        acknowledged += talk.acknowledged
        said = talk.said
    with Database.open(address) as database:
        stored = database.read(names)
    assert acknowledged, "no process lived long enough to acknowledge anything"
    assert [] == [name for name in acknowledged if name not in stored]
    kept = [name for name in stored if name in acknowledged]
    assert acknowledged == kept, "an order, or an answer stored twice"


class Talk:
    """A process that is told one answer after the other, and what it acknowledged."""

    def __init__(self, address: str, said: int) -> None:
        self.said = said
        self.acknowledged: list[str] = []
        command = (sys.executable, "-m", "cli.main", "chat", "--database", address)
        self.process = subprocess.Popen(
            (*command, "--as", "leader", "--language", "fr"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def go_on_until_killed(self, *, after: float) -> None:
        assert self.process.stdout is not None
        first = self.process.stdout.readline()  # it talks: the clock of its life starts
        killer = threading.Timer(after, self.process.send_signal, [signal.SIGKILL])
        speaker = threading.Thread(target=self._speak)
        killer.start()
        speaker.start()
        for line in (first, *self.process.stdout):
            if line.startswith("✓ C’est noté") and "Nom numéro" in line and line.endswith("\n"):
                self.acknowledged.append(line.rpartition(": ")[2].strip())
        assert -signal.SIGKILL == self.process.wait()
        for thread in (killer, speaker):
            thread.join()
        self.process.stdout.close()

    def _speak(self) -> None:
        stdin = self.process.stdin
        assert stdin is not None
        try:
            stdin.write(FIRST)
            while True:
                self.said += 1
                stdin.write(f"/edit organisation\nNom numéro {self.said}\n")
                stdin.flush()
        except BrokenPipeError:
            with suppress(BrokenPipeError):
                stdin.close()


def names(store: ReadStore) -> list[str]:
    """Every name that the history holds, in order."""
    contact = contacts.find(store, "terminal", "leader")
    assert contact is not None
    stored = runs.active(store, contact.id)
    assert stored is not None
    return [
        str(past.value)
        for past in answers.history(store, stored.id)
        if str(past.value).startswith("Nom numéro")
    ]
