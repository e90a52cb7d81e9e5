"""Going on in another language. Answers stay as they were written."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Message, Passage, Style, Way
from bot.phrases import languages, phrases_in
from bot.visit import Visit
from flows.events import Sprint
from storage.repositories import contacts

__all__ = ["run"]


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    code = argument.strip().lower()
    if code not in _offered(visit):
        return _offer(visit)
    contacts.change_language(visit.store, visit.contact, code)
    visit.keep(Sprint(replace(visit.stored.run, language=code), ()))
    changed = Passage(Style.PLAIN, visit.say.say("language_changed"))
    return (Message((changed,)), *visit.ask_again())


def _offered(visit: Visit) -> tuple[str, ...]:
    """The languages that the assistant speaks, and in which nothing of the flow is missing."""
    return tuple(code for code in languages() if code in visit.guide.languages)


def _offer(visit: Visit) -> tuple[Message, ...]:
    codes, here = _offered(visit), visit.say.language
    names = ", ".join(f"{phrases_in(code).say('language')} ({code})" for code in codes)
    other = next((code for code in codes if code != here), here)
    offered = visit.say.say("languages", languages=names, code=other)
    ways = tuple(_way(code, here=code == here) for code in codes)
    return (Message((Passage(Style.PLAIN, offered),), ways=ways), *visit.ask_again())


def _way(code: str, *, here: bool) -> Way:
    label = phrases_in(code).say("language")
    return Way(label, "language", code, here=here, told=True, anywhere=True)
