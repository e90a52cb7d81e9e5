"""Words that were asked for, apart from the questions of the walk: asking, taking, leaving it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot import answering, reasons
from bot.messages import Message, Passage, Style, Way
from bot.understanding import understand
from charter.remark import LONGEST
from flows.replies import Skipped, WentBack
from flows.wording.clean import clean, is_blank
from storage.repositories import awaited_words, remarks
from storage.repositories.awaited_words import AwaitedWords, Purpose

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.remarks import Remark

__all__ = ["ask_for", "asked_again", "heard", "leave", "left"]

#: after so long, what someone writes is about something else
PATIENCE = timedelta(days=3)


def ask_for(visit: Visit, purpose: Purpose, remark: Remark) -> Message:
    """Whatever they write next is for this."""
    awaited_words.expect(visit.store, visit.contact, purpose, remark, now=visit.now)
    visit.stored = replace(visit.stored, awaits=purpose)
    return _asked(visit, purpose)


def asked_again(visit: Visit) -> tuple[Message, ...]:
    """For who comes back: what their next words are for, if they are awaited."""
    awaits = visit.stored.awaits
    return () if awaits is None else (_asked(visit, awaits),)


def heard(visit: Visit, text: str) -> tuple[Message, ...] | None:
    """What comes of the words that were awaited; none when these are others."""
    found = awaited_words.find(visit.store, visit.contact)
    if found is None or visit.now - found.asked_at > PATIENCE:
        _drop(visit)
        return None
    match understand(text, lambda: None, visit.say):
        case Skipped() | WentBack():
            return left(visit)
        case _:
            return _take(visit, found, clean(text))


def leave(visit: Visit) -> tuple[Message, ...]:
    """They went elsewhere meanwhile: a word that nothing is awaited any more."""
    if visit.stored.awaits is None:
        return ()
    words = visit.say.say(f"awaited.left.{visit.stored.awaits}")
    _drop(visit)
    return (Message((Passage(Style.HINT, words),)),)


def left(visit: Visit) -> tuple[Message, ...]:
    """They would rather not say it."""
    return (*leave(visit), *visit.ask_again())


def _take(visit: Visit, found: AwaitedWords, words: str) -> tuple[Message, ...]:
    if is_blank(words):
        return _again(visit, found.purpose, "awaited.blank")
    if len(words) > LONGEST:
        return _again(visit, found.purpose, "awaited.too_long", length=len(words))
    _drop(visit)
    remark = remarks.find(visit.store, found.remark)
    if remark is None:
        return visit.ask_again()
    match found.purpose:
        case Purpose.KEEP:
            return reasons.kept(visit, remark, words)
        case Purpose.ASK:
            return reasons.asked(visit, remark, words)
        case Purpose.ANSWER:
            return answering.answered(visit, remark, words)
        case _:
            assert_never(found.purpose)


def _again(visit: Visit, purpose: Purpose, key: str, **params: object) -> tuple[Message, ...]:
    words = visit.say.say(key, at_most=LONGEST, **params)
    asked = _asked(visit, purpose)
    return (replace(asked, passages=(Passage(Style.CAUTION, words), *asked.passages)),)


def _asked(visit: Visit, purpose: Purpose) -> Message:
    say = visit.say
    out = Way(say.say("awaited.out"), "remarks", "drop", anywhere=True)
    return Message((Passage(Style.QUESTION, say.say(f"awaited.asked.{purpose}")),), ways=(out,))


def _drop(visit: Visit) -> None:
    awaited_words.drop(visit.store, visit.contact)
    visit.stored = replace(visit.stored, awaits=None)
