"""What admins do with working copies in the tests: of a small flow, which is read in no time."""

from __future__ import annotations

from collections.abc import Mapping

from storage.publishing import publish_files
from storage.repositories import audit, revisions, trial_reports, working_copies
from storage.repositories.working_copies import WorkingCopy
from storage.stores import WriteStore
from storage.tried import Tried
from tests.cli.conftest import FLOW
from tests.web.world import World

__all__ = ["SMALL", "acts", "copy_of", "edit", "edited", "green", "live_of", "publish_small"]

FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FLOW.glob("*.yaml"))}
#: the small flow under the name of the one that leaders walk
SMALL = {name: text.replace("flow: small", "flow: alliance") for name, text in FILES.items()}
COUNTS = {"errors": 0, "stories": 2, "red_stories": 0, "walks": 4, "endless_walks": 0}


def publish_small(world: World) -> int:
    """Make the small flow live. Its number is 2."""
    return world.database.write(
        lambda store: publish_files(
            store, "alliance", SMALL, expected=1, by=None, note="Plus court", now=world.now
        )
    ).number


def edited(before: str, after: str, file: str = "flow.yaml") -> dict[str, str]:
    assert before in SMALL[file]
    return {**SMALL, file: SMALL[file].replace(before, after, 1)}


def copy_of(world: World, sources: Mapping[str, str] = SMALL, name: str = "c1") -> WorkingCopy:
    """A working copy of what is live, with these files."""

    def work(store: WriteStore) -> WorkingCopy:
        return working_copies.begin(
            store,
            "alliance",
            sources,
            public_id=name,
            based_on=revisions.live(store, "alliance").number,
            author_id=world.admin.id,
            title="Essai",
            now=world.now,
        )

    return world.database.write(work)


def edit(world: World, sources: Mapping[str, str], name: str = "c1") -> WorkingCopy:
    """Change its files, as the other pages do."""
    return world.database.write(
        lambda store: working_copies.change(
            store, working_copies.load(store, name), sources, by=None, now=world.now
        )
    )


def green(world: World, name: str = "c1", **counts: int) -> None:
    """It was tried as it is, and nothing was found but these."""

    def work(store: WriteStore) -> None:
        copy = working_copies.load(store, name)
        trial_reports.begin(store, copy, attempt="t", now=world.now)
        report = Tried(world.now, COUNTS | counts, against=copy.based_on).data()
        done = {"done": 1, "total": 1, "now": world.now}
        assert trial_reports.beat(store, copy, "t", **done, report=report)  # type: ignore[arg-type]

    world.database.write(work)


def live_of(world: World) -> tuple[int, str]:
    """Number and note of the live revision."""
    live = world.database.read(lambda store: revisions.live(store, "alliance"))
    return live.number, live.note


def acts(world: World) -> list[str]:
    """What was noted about the flow, the newest first."""
    found = world.database.read(lambda store: audit.about(store, "flow", "alliance"))
    return [entry.action for entry in found]
