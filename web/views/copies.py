"""One working copy of a flow, opened for who writes it, with the ways between its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storage.repositories import audit, revisions
from storage.repositories.working_copies import WorkingCopy
from storage.stores import ReadStore
from web.access import copy_for
from web.asked import Asked
from web.views.acts import Act
from web.views.names import Names

__all__ = ["Copy", "Tab", "changed_by_others", "open_copy"]

#: the file that a copy is opened with, and the language beside the one it was written in
FIRST_FILE, SECOND_LANGUAGE = "flow.yaml", "en"
#: entries that are looked through for what others did meanwhile, and how many are told
LOOKED_AT, TOLD = 40, 5
#: the pages about one copy, in the order of their tabs, each with what fills its path besides
TABS: Mapping[str, Mapping[str, str]] = {
    "copy_form": {},
    "copy_file": {"file": FIRST_FILE},
    "copy_translations": {"language": SECOND_LANGUAGE},
    "copy_map": {},
    "copy_try": {},
    "copy_charters": {},
    "copy": {},
}


@dataclass(frozen=True, slots=True)
class Tab:
    """The way to a page about the same copy."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """A working copy, and where it stands."""

    copy: WorkingCopy
    #: by name; empty when they have none
    author: str
    #: number of the live revision; none when nothing was published
    live: int | None
    tabs: tuple[Tab, ...]

    @property
    def is_up_to_date(self) -> bool:
        """Nobody published another revision since it was begun."""
        return self.copy.based_on == self.live


def open_copy(asked: Asked, store: ReadStore) -> Copy:
    """The working copy that the path names. Raises Missing."""
    copy = copy_for(store, asked.who, asked.path["copy"])
    author = Names(asked, store).person(copy.author_id)
    return Copy(copy, author, revisions.live_number(store, copy.flow), tabs(asked, copy))


def tabs(asked: Asked, copy: WorkingCopy) -> tuple[Tab, ...]:
    """Those whose page is there."""
    return tuple(
        Tab(name, asked.url(name, copy=copy.public_id, **more), asked.page.name == name)
        for name, more in TABS.items()
        if asked.opens(name)
    )


def changed_by_others(asked: Asked, store: ReadStore, copy: WorkingCopy) -> tuple[Act, ...]:
    """What others did lately to that copy, the newest first."""
    names, known = Names(asked, store), asked.say.keys("flows.acts")
    found = [
        entry
        for entry in audit.about(store, "flow", copy.flow, limit=LOOKED_AT)
        if entry.details.get("copy") == copy.public_id
        and entry.by_person_id not in (None, asked.who.person.id)
    ]
    return tuple(
        Act(entry.at, names.person(entry.by_person_id), f"flows.acts.{action}")
        for entry in found[:TOLD]
        for action in [entry.action.partition(":")[2]]
        if action in known
    )
