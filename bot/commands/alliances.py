"""The alliances of a person, and going from one to another."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Message, Passage, Style, Way
from bot.visit import Visit
from flows.events import Sprint
from storage.repositories import listings, runs

__all__ = ["run"]

#: characters repeated of what leads nowhere
REPEATED_AT_MOST = 40
#: alliances with a button, the newest first; the others are gone to by their number
TAPPED_AT_MOST = 20


def run(visit: Visit, argument: str) -> tuple[Message, ...]:
    listed = listings.of_contact(visit.store, visit.contact.id)
    wanted = argument.strip()
    if not wanted:
        return (_menu(visit, listed),)
    for number, one in enumerate(listed, 1):
        if wanted in (str(number), one.public_id):
            return _switch(visit, one)
    unknown = visit.say.say("alliances.unknown", wanted=wanted[:REPEATED_AT_MOST])
    return (Message((Passage(Style.CAUTION, unknown),)),)


def _switch(visit: Visit, listed: listings.ListedRun) -> tuple[Message, ...]:
    visit.become(runs.activate(visit.store, runs.load(visit.store, listed.public_id)))
    # The language is the person's, and may have been changed in another alliance.
    visit.keep(Sprint(replace(visit.stored.run, language=visit.contact.language), ()))
    switched = visit.say.say("alliances.switched", title=_title(visit, listed))
    return (Message((Passage(Style.PLAIN, switched),)), *visit.ask_again())


def _menu(visit: Visit, listed: tuple[listings.ListedRun, ...]) -> Message:
    say = visit.say
    entries = [
        Passage(
            Style.ENTRY,
            say.say(
                "alliances.line",
                number=number,
                title=_title(visit, one) + _standing(visit, one),
                active=say.say("alliances.active") if one.active else "",
            ),
        )
        for number, one in enumerate(listed, 1)
    ]
    ways = [
        Way(
            f"{number}. {_title(visit, one)}",
            "alliances",
            one.public_id,
            here=one.active,
            told=True,
            anywhere=True,
        )
        for number, one in enumerate(listed[:TAPPED_AT_MOST], 1)
    ]
    another = Way(say.say("alliances.another"), "new", anywhere=True)
    title = Passage(Style.HEADING, say.say("alliances.title"))
    return Message((title, *entries), ways=(*ways, another))


def _standing(visit: Visit, listed: listings.ListedRun) -> str:
    """Whose turn it is, once it was sent."""
    return f" – {visit.say.say(f'alliances.states.{listed.review}')}" if listed.review else ""


def _title(visit: Visit, listed: listings.ListedRun) -> str:
    return listed.title or visit.say.say("alliances.untitled")
