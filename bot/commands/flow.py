"""Working copies of the questions, for admins: look at one, try it, publish it, leave it."""

from __future__ import annotations

from bot.copies import COMMAND, is_admin, look_at, said, ways_of
from bot.messages import Message, Passage, Style, Way
from bot.visit import Visit
from charter.drafted import drafted
from flows.issue import InvalidFlow
from storage.repositories import trials, working_copies
from storage.repositories.working_copies import WorkingCopy

__all__ = ["run"]

#: working copies that are listed
LISTED_AT_MOST = 8
SURE = "yes"


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    if not is_admin(visit):
        unknown = visit.say.say("unknown_command", command=f"/{COMMAND}")
        return (Message((Passage(Style.CAUTION, unknown),)), *visit.ask_again())
    what, public_id, version, sure, *_ = (*argument.split(), "", "", "", "")
    if not public_id:
        return _listing(visit)
    copy = working_copies.find(visit.store, public_id)
    if copy is None:
        return (said(visit, "gone"),)
    if version and version != str(copy.version):
        look_at(visit, copy, "report")
        return (said(visit, "changed"),)
    match what:
        case "try":
            return _try(visit, copy)
        case "publish":
            look_at(visit, copy, "ask")
            return (said(visit, "looking"),)
        case "discard":
            return _discard(visit, copy, sure == SURE)
        case _:
            look_at(visit, copy, "report")
            return (said(visit, "looking"),)


def _listing(visit: Visit) -> tuple[Message, ...]:
    found = working_copies.listing(visit.store, limit=LISTED_AT_MOST)
    if not found:
        return (said(visit, "none"),)
    entries = [Passage(Style.ENTRY, f"• {copy.title}") for copy in found]
    ways = tuple(
        Way(copy.title, COMMAND, f"show {copy.public_id}", anywhere=True) for copy in found
    )
    head = Passage(Style.PLAIN, visit.say.say("flow.listed"))
    return (Message((head, *entries), ways=ways),)


def _try(visit: Visit, copy: WorkingCopy) -> tuple[Message, ...]:
    try:
        drafted(copy.sources)
    except InvalidFlow:
        return (said(visit, "broken", *ways_of(visit, copy), style=Style.CAUTION),)
    visit.begins = copy
    return ()


def _discard(visit: Visit, copy: WorkingCopy, is_sure: bool) -> tuple[Message, ...]:  # noqa: FBT001
    if not is_sure:
        argument = f"discard {copy.public_id} {copy.version} {SURE}"
        sure = Way(visit.say.say("flow.ways.sure"), COMMAND, argument, anywhere=True)
        return (said(visit, "discard", sure, style=Style.QUESTION, title=copy.title),)
    trials.drop(visit.store, visit.contact)
    working_copies.discard(visit.store, copy, by=visit.contact.person_id, now=visit.now)
    return (said(visit, "discarded", title=copy.title),)
