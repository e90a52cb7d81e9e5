"""The remarks of the coach: each with what became of it, and what the leader does about one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.answering import question_about
from bot.awaiting import ask_for, left
from bot.messages import Message, Passage, Style
from bot.reasons import is_closed_to
from bot.remark_cards import card, cards_of
from bot.reviewed import following
from bot.revising import done, revise
from bot.visit import Visit
from charter.remark import Audience
from storage.repositories import remarks, reviews, runs
from storage.repositories.awaited_words import Purpose
from storage.repositories.remarks import Remark

__all__ = ["run"]

#: what may be done about one remark
Act = Callable[[Visit, Remark, str], tuple[Message, ...]]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    verb, _, rest = argument.partition(" ")
    name, _, more = rest.strip().partition(" ")
    if verb == "drop":
        return left(visit)
    if verb == "answer":
        return _answer(visit, name)
    if verb in ACTS:
        return _act(visit, ACTS[verb], name, more)
    return _listed(visit)


def _listed(visit: Visit) -> tuple[Message, ...]:
    """Every card as it stands, then what comes next."""
    cards = cards_of(visit)
    if cards is None or not cards.remarks:
        return (_said(visit, Style.PLAIN, "remarks.none"), *visit.ask_again())
    number = cards.remarks[0].number
    title = visit.say.say("remarks.title", number=number)
    shown = tuple(card(visit, cards, each) for each in cards.remarks)
    at_the_end = following(visit, cards) if cards.are_open and cards.following is None else ()
    return (Message((Passage(Style.HEADING, title),)), *shown, *at_the_end)


def _act(visit: Visit, act: Act, name: str, more: str) -> tuple[Message, ...]:
    remark = _theirs(visit, name)
    if remark is None:
        return (_said(visit, Style.CAUTION, "remarks.unknown"), *visit.ask_again())
    return is_closed_to(visit, remark) or act(visit, remark, more)


def _theirs(visit: Visit, name: str) -> Remark | None:
    """The remark, if it was sent to them; they go to the alliance that it is about."""
    remark = remarks.find(visit.store, name)
    if remark is None or remark.sent_at is None or remark.audience is not Audience.SHARED:
        return None
    review = reviews.at(visit.store, remark.review_id)
    if review.alliance_id != visit.stored.alliance_id:
        walk = runs.of_contact_in(visit.store, visit.contact.id, review.alliance_id)
        if walk is None:
            return None
        visit.become(runs.activate(visit.store, walk))
    return remark


def _keep(visit: Visit, remark: Remark, more: str) -> tuple[Message, ...]:
    del more
    return _words(visit, remark, Purpose.KEEP)


def _ask(visit: Visit, remark: Remark, more: str) -> tuple[Message, ...]:
    del more
    return _words(visit, remark, Purpose.ASK)


def _words(visit: Visit, remark: Remark, purpose: Purpose) -> tuple[Message, ...]:
    if remark.state.is_settled:
        cards = cards_of(visit)
        shown = (card(visit, cards, remark),) if cards is not None else ()
        return (_said(visit, Style.CAUTION, "remarks.settled"), *shown)
    return (ask_for(visit, purpose, remark),)


def _answer(visit: Visit, name: str) -> tuple[Message, ...]:
    remark, shown = question_about(visit, name)
    if remark is None:
        return (shown,)
    asked = ask_for(visit, Purpose.ANSWER, remark)
    return (replace(asked, passages=(*shown.passages, *asked.passages)),)


def _said(visit: Visit, style: Style, key: str) -> Message:
    return Message((Passage(style, visit.say.say(key)),))


ACTS: Mapping[str, Act] = {"revise": revise, "done": done, "keep": _keep, "ask": _ask}
