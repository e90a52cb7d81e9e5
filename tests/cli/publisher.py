"""A process that publishes, and waits to be killed: python publisher.py ADDRESS MOMENT."""

from __future__ import annotations

import sys
from time import sleep

from storage.database import Database
from storage.repositories import revisions
from storage.stores import WriteStore
from tests.cli.conftest import NOW


def main(address: str, moment: str) -> None:
    def reached(name: str) -> None:
        if name == moment:
            sys.stdout.write(f"{name}\n")
            sys.stdout.flush()
            sleep(60)

    def publish(store: WriteStore) -> None:
        live = revisions.live(store, "small")
        sources = {**live.sources, "flow.yaml": f"{live.sources['flow.yaml']}# once more\n"}
        made = revisions.draft(
            store, "small", sources, based_on=live.number, author_id=None, note="…", now=NOW
        )
        reached("drafted")
        revisions.publish(store, made, expected=live.number, now=NOW)
        reached("published")

    with Database.open(address) as database:
        database.write(publish)
        reached("committed")


if __name__ == "__main__":
    main(*sys.argv[1:])
