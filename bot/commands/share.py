"""Whether the charter may serve to try the next questions: yes, no, or not any more."""

from __future__ import annotations

from bot.golden import offer
from bot.messages import Message, Passage, Style
from bot.visit import Visit
from flows.wording.clean import plain_words
from storage.repositories import golden_charters, reviews

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    store, alliance, by = visit.store, visit.stored.alliance_id, visit.contact.person_id
    if reviews.of_alliance(store, alliance) is None:
        return (_said(visit, "golden.not_yet"), *visit.ask_again())
    said = plain_words(argument)
    if said in _words(visit, "agree"):
        golden_charters.agree(store, alliance, by=by, now=visit.now)
        return (_said(visit, "golden.agreed"),)
    if said in _words(visit, "decline") | _words(visit, "stop"):
        went = golden_charters.take_back(store, alliance, by=by, now=visit.now)
        return (_said(visit, "golden.taken_back" if went else "golden.declined"),)
    return (offer(visit),)


def _words(visit: Visit, answer: str) -> set[str]:
    """What a button says, and what people type."""
    return {answer, *visit.say.words(f"golden.words.{answer}")}


def _said(visit: Visit, key: str) -> Message:
    return Message((Passage(Style.PLAIN, visit.say.say(key)),))
