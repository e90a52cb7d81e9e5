"""Erasing everything: what would go, a word to type, and then it is gone."""

from __future__ import annotations

from dataclasses import asdict

from bot.messages import Message, Passage, Style
from bot.phrases import languages, phrases_in
from bot.visit import Visit
from flows.wording.clean import plain_words
from storage.repositories import audit, erasures

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    if plain_words(argument) not in _confirming():
        return (_preview(visit),)
    _erase(visit)
    done = Passage(Style.PLAIN, visit.say.say("forget.done"))
    return (Message((done,), closes=True),)


def _confirming() -> set[str]:
    """The word that confirms, in any language: they may have changed it since."""
    return {plain_words(phrases_in(code).say("forget.word")) for code in languages()}


def _preview(visit: Visit) -> Message:
    say = visit.say
    taken = erasures.extent(visit.store, visit.contact.person_id)
    goes = [
        Passage(Style.ENTRY, say.say(f"forget.{what}", count=getattr(taken, what)))
        for what in ("alliances", "answers", "charters")
    ]
    if taken.shared:
        goes.append(Passage(Style.PLAIN, say.say("forget.shared", count=taken.shared)))
    return Message(
        (
            Passage(Style.HEADING, say.say("forget.title")),
            *goes,
            Passage(Style.PLAIN, say.say("forget.contact")),
            Passage(Style.CAUTION, say.say("forget.for_good")),
            Passage(Style.HINT, say.say("forget.confirm", word=say.say("forget.word"))),
        )
    )


def _erase(visit: Visit) -> None:
    """In the transaction of this visit. What stays is that it was done: numbers, no words."""
    person = visit.contact.person_id
    taken = erasures.erase_person(visit.store, person, now=visit.now)
    audit.record(
        visit.store,
        "person:forget",
        noun="person",
        key=str(person),
        by=person,
        now=visit.now,
        details=asdict(taken),
    )
