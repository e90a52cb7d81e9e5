"""Sending the charter to a coach: a revision of it is frozen, and never changes."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Message, Passage, Style, Way
from bot.visit import Visit
from flows.events import RunEnded
from storage.repositories import audit, charters

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    del argument
    ended = next((e for e in visit.present().events if isinstance(e, RunEnded)), None)
    if ended is None:
        return (_said(visit, "submit.not_yet"), *visit.ask_again())
    if not ended.submits:
        return (_said(visit, "submit.nothing"),)
    sent = charters.of_alliance(visit.store, visit.stored.alliance_id)
    if sent and _is_the_same(visit, sent[0]):
        return (_said(visit, "submit.same", number=sent[0].number),)
    done = _said(visit, "submit.done", number=_freeze(visit))
    return (replace(done, ways=(Way(visit.say.say("ways.export"), "export"),)),)


def _freeze(visit: Visit) -> int:
    person = visit.contact.person_id
    frozen = charters.freeze(visit.store, visit.stored, visit.draft(), by=person, now=visit.now)
    audit.record(
        visit.store,
        "charter:submit",
        noun="charter",
        key=str(frozen.id),
        by=person,
        now=visit.now,
    )
    return frozen.number


def _is_the_same(visit: Visit, last: charters.ListedCharter) -> bool:
    """Nothing was answered otherwise since the last sending."""
    frozen = charters.load(visit.store, last.public_id, last.number)
    return frozen.run.answers == visit.stored.run.answers


def _said(visit: Visit, key: str, **params: object) -> Message:
    return Message((Passage(Style.PLAIN, visit.say.say(key, **params)),))
