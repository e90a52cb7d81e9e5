"""A process that answers: python racer.py ADDRESS RUN NAME COUNT; prints each answer once stored.

Run by the tests of races and of kills.
"""

from __future__ import annotations

import sys

from storage.database import Database
from tests.storage.walks import say


def main(address: str, run: str, name: str, count: str) -> None:
    with Database.open(address) as database:
        tell("ready")
        sys.stdin.readline()
        for number in range(int(count)):
            say(database, run, f"{name}_{number}", f"réponse {number} de {name}")
            tell(number)


def tell(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
