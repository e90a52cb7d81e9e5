"""Working copies in the chat of who writes them: which one is meant, and the ways from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style, Way
from storage.models.person import Role
from storage.repositories import people, timers

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.working_copies import ListedCopy, WorkingCopy
    from storage.standing import Standing

__all__ = [
    "COMMAND",
    "FILES",
    "LOOK",
    "files_sent",
    "is_admin",
    "is_flow_file",
    "look_at",
    "said",
    "ways_of",
]

#: the command that is about them
COMMAND = "flow"
#: kinds of timers: files that were sent, and a copy that is looked at
FILES, LOOK = "flow_files", "flow_look"
#: what names of such files end with
SUFFIXES = (".yaml", ".yml", ".zip")
#: bytes; all the files of a flow are a fifth of it
LARGEST = 5_000_000
#: for the rest of what is sent together
TOGETHER = timedelta(seconds=2)


def is_admin(visit: Visit) -> bool:
    """Whether they may write and publish flows; nobody may in a trial."""
    role = people.load(visit.store, visit.contact.person_id).role
    return role is Role.ADMIN and not visit.is_trial


def said(
    visit: Visit, key: str, *ways: Way, style: Style = Style.PLAIN, **params: object
) -> Message:
    """One sentence of the phrases about working copies."""
    return Message((Passage(style, visit.say.say(f"flow.{key}", **params)),), ways=ways)


def look_at(visit: Visit, copy: WorkingCopy, then: str, *, note: str = "") -> None:
    """Have it looked at, outside this transaction; then it is told, asked about or published."""
    payload = {
        "channel": visit.contact.channel,
        "address": visit.contact.address,
        "copy": copy.public_id,
        "version": copy.version,
        "then": then,
        "note": note,
    }
    key = f"{LOOK}:{visit.contact.id}:{copy.public_id}"
    timers.schedule(visit.store, key, due=visit.now, payload=payload)


def ways_of(
    visit: Visit, copy: WorkingCopy | ListedCopy, standing: Standing | None = None
) -> Iterator[Way]:
    """What may be done with it now."""
    say = visit.say

    def way(what: str) -> Way:
        argument = f"{what} {copy.public_id} {copy.version}"
        return Way(say.say(f"flow.ways.{what}"), COMMAND, argument, anywhere=True)

    if standing is None:
        yield way("show")
    elif standing.compared is not None:  # it can be read, so it can be walked
        yield way("try")
    if standing is not None and standing.is_ready:
        yield way("publish")
    yield way("discard")


def is_flow_file(name: str) -> bool:
    """By its name, it may hold questions."""
    return name.lower().endswith(SUFFIXES)


def files_sent(visit: Visit, file: Mapping[str, str | int], *, together: str) -> Message:
    """Have a file made a working copy; what is sent together becomes one."""
    if int(file["size"]) > LARGEST:
        return said(visit, "too_big", style=Style.CAUTION, most=LARGEST // 1_000_000)
    key = f"{FILES}:{visit.contact.id}:{together or visit.new_id()}"
    found = timers.find(visit.store, key) if together else None
    before = found[1]["files"] if found is not None else []
    payload = {
        "channel": visit.contact.channel,
        "address": visit.contact.address,
        "files": [*before, dict(file)],
    }
    due = visit.now + (TOGETHER if together else timedelta())
    timers.schedule(visit.store, key, due=due, payload=payload)
    return said(visit, "received")
