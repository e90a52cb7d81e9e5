"""One inbound, one transaction: who it is, what it means, what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.asking_back import answered_back, ask_back, forget_doubt, near_command
from bot.awaiting import asked_again, heard, leave
from bot.beginning import FLOW, begin
from bot.catching_up import asked_otherwise, catch_up, with_news
from bot.commands import commands
from bot.commands.resume import recap
from bot.commands.start import LINKS
from bot.connecting import welcomed
from bot.copy_publishing import leave_note, note_heard
from bot.messages import Inbound, Message, Passage, Style, Way
from bot.standing import COMMANDS as STANDING, Standing, stands
from bot.telling import messages
from bot.understanding import Aside, Command, is_command, understand
from bot.visit import Visit
from bot.watching import OF_NOTE
from charter.guide import Guide
from flows import engine
from flows.prompt import Prompt
from flows.replies import Reply
from storage.database import Database
from storage.guides import Guides
from storage.repositories import contacts, erasures, runs
from storage.repositories.contacts import Contact
from storage.repositories.run_events import RunEventKind
from storage.stores import WriteStore

__all__ = ["Conversation", "aside", "follow", "work"]

#: characters of a command that is repeated to who typed it
NAME_AT_MOST = 32
#: commands that begin, and those that leave off: for someone new there is nothing but to begin
OPENING = {"start", "new", "resume", "stop", "pause"}


class Conversation:
    """Answers people. It keeps nothing between two inbounds: the database does."""

    def __init__(
        self,
        database: Database,
        guides: Guides,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        desk: str = "",
    ) -> None:
        self.database = database
        self.guides = guides
        self.clock = clock
        self.new_id = new_id
        #: root of the coaches' desk; empty when there is none
        self.desk = desk
        #: it is about a working copy, in a database that is thrown away
        self.is_trial = False

    def receive(self, inbound: Inbound) -> tuple[Message, ...]:
        """What to show. All that the person did is safely stored when it returns.

        Raises:
            StorageError: nothing of it was stored.
        """
        return self.database.write(lambda store: self._answer(store, inbound))

    def greet(self, inbound: Inbound) -> tuple[Message, ...]:
        """What to show to who comes back: where they are, and the question; or the first one."""
        return self.database.write(lambda store: self._greet(store, inbound))

    def _answer(self, store: WriteStore, inbound: Inbound) -> tuple[Message, ...]:
        visit, opening = self._visit(store, inbound)
        return with_news(visit, self._answered(visit, opening, inbound))

    def _answered(
        self, visit: Visit, opening: tuple[Message, ...], inbound: Inbound
    ) -> tuple[Message, ...]:
        if opening:
            return _open(visit, opening, inbound.text)
        if visit.stored.awaits and not is_command(inbound.text):
            told = heard(visit, inbound.text)
            if told is not None:
                return told
        if visit.contact.tries and not visit.is_trial and not is_command(inbound.text):
            told = note_heard(visit, inbound.text)
            if told is not None:
                return told
        meant = answered_back(visit, inbound.text)
        return work(visit, meant or understand(inbound.text, visit.prompt, visit.say))

    def _greet(self, store: WriteStore, inbound: Inbound) -> tuple[Message, ...]:
        visit, opening = self._visit(store, inbound)
        if opening:
            return opening
        told = recap(visit)
        shown = (*([Message(told)] if told else []), *visit.ask_again())
        return with_news(visit, (*shown, *asked_again(visit)))

    def _visit(self, store: WriteStore, inbound: Inbound) -> tuple[Visit, tuple[Message, ...]]:
        """Where the person is; and what to show first, to someone new."""
        now, contact = self.clock(), self._contact(store, inbound)
        opening: tuple[Message, ...] = ()
        welcome = welcomed(store, contact, inbound.text, now=now)
        if welcome is not None:
            live = self.guides.live(store, FLOW)
            return self._standing(store, welcome.contact, live), (welcome.message,)
        stored = runs.active(store, contact.id)
        if stored is None:
            live = self.guides.live(store, FLOW)
            if stands(store, contact):
                return self._standing(store, contact, live), opening
            stored, opening = begin(store, contact, live, now=now, new_id=self.new_id)
        guide = self.guides.at(store, stored.run.flow, stored.run.revision)
        known = (self.guides, now, self.new_id, self.desk)
        visit = Visit(store, contact, stored, guide, *known, is_trial=self.is_trial)
        if not opening:
            catch_up(visit)
        return visit, opening

    def _contact(self, store: WriteStore, inbound: Inbound) -> Contact:
        return contacts.ensure(
            store,
            channel=inbound.channel,
            address=inbound.address,
            shown_name=inbound.shown_name,
            language=inbound.language,
            timezone=inbound.timezone,
            now=self.clock(),
        )

    def _standing(self, store: WriteStore, contact: Contact, guide: Guide) -> Standing:
        return Standing.of(
            store,
            contact,
            guide,
            guides=self.guides,
            now=self.clock(),
            new_id=self.new_id,
            desk=self.desk,
        )


def work(visit: Visit, meaning: Reply | Command | Aside) -> tuple[Message, ...]:
    """What comes of what they meant."""
    if isinstance(meaning, Command | Aside):
        forget_doubt(visit)
    match meaning:
        case Command() as command:
            return follow(visit, command)
        case Aside() if not visit.walks:
            return visit.ask_again()
        case Aside(about):
            return (aside(visit, visit.prompt(), about),)
        case _ if visit.is_asked_otherwise:
            return asked_otherwise(visit)
        case said:
            awoken = _awoken(visit)
            return (*awoken, *(ask_back(visit, said) or visit.reply(said)))


def follow(visit: Visit, command: Command) -> tuple[Message, ...]:
    """What a command does, or a word that there is no such one."""
    run = commands().get(command.name)
    left = leave(visit) if command.name != "remarks" else ()
    if not visit.is_trial:
        left += leave_note(visit)
    if run is not None and (visit.walks or command.name in STANDING):
        return (*left, *run(visit, command.argument))
    if run is not None:
        return (*left, *visit.ask_again())
    return (*left, _unknown(visit, command), *visit.ask_again())


def _unknown(visit: Visit, command: Command) -> Message:
    say, near = visit.say, near_command(command.name, visit.say)
    key = "unknown_command_near" if near else "unknown_command"
    words = say.say(key, command=f"/{command.name[:NAME_AT_MOST]}", near=f"/{near}")
    ways = (Way(f"/{near}", near, anywhere=True, told=True),) if near else ()
    return Message((Passage(Style.CAUTION, words),), ways=ways)


def _awoken(visit: Visit) -> tuple[Message, ...]:
    """For who was silent for so long that they slept: where they were, before what comes of it."""
    silent = visit.now - visit.stored.updated_at
    if silent < OF_NOTE or visit.now < visit.sleeps_at(visit.stored):
        return ()
    told = recap(visit)
    return (Message(told),) if told else ()


def _open(visit: Visit, opening: tuple[Message, ...], text: str) -> tuple[Message, ...]:
    """The beginning, for someone new: nothing was asked, so nothing but a command is answered."""
    match understand(text, visit.prompt, visit.say):
        case Command("start", link) if link in LINKS:
            return _open(visit, opening, f"/{link}")
        case Command(name) if name in OPENING:
            return opening
        case Command("forget", argument):
            return _forget(visit, argument)
        case Command() as command:
            told = _without(follow(visit, command), visit.ask_again())
            return (*told, *_opening(visit))
        case _:
            return opening


def _forget(visit: Visit, argument: str) -> tuple[Message, ...]:
    """Who is new has nothing to look at first: what this visit noted of them goes at once."""
    taken = erasures.extent(visit.store, visit.contact.person_id)
    if taken.answers or taken.charters or taken.shared or taken.alliances > 1:
        return follow(visit, Command("forget", argument))
    return follow(visit, Command("forget", visit.say.say("forget.word")))


def _opening(visit: Visit) -> tuple[Message, ...]:
    """The beginning again, in the language that may just have been chosen."""
    language = visit.stored.run.language
    sprint = engine.start(visit.guide.compiled, language=language, today=visit.today)
    return messages(sprint.events, visit.say)


def _without(told: tuple[Message, ...], asked: tuple[Message, ...]) -> tuple[Message, ...]:
    """What was told, without the question at its end."""
    return told[: -len(asked)] if told[-len(asked) :] == asked else told


def aside(visit: Visit, prompt: Prompt | None, about: str) -> Message:
    """Why a question is asked, help with it, or an example: the question stays as it is."""
    if prompt is not None:
        visit.note(RunEventKind.HELPED, prompt.place)
    text = getattr(prompt, about, "") or visit.say.say(f"telling.no_{about}")
    return Message((Passage(Style.PLAIN, text),))
