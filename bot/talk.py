"""One update's talk: what was typed, tapped or corrected, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from bot.asking_back import ANSWERS, tapped_back
from bot.awaiting import leave
from bot.catching_up import asked_otherwise
from bot.closing import Closing, closing_of
from bot.conversation import Conversation, aside, follow, work
from bot.copies import files_sent, is_admin
from bot.copy_publishing import leave_note
from bot.expectation import expectation
from bot.gaps import is_open_to
from bot.messages import Inbound, Message, Passage, Style
from bot.places import is_answered, place_of, present
from bot.telling import messages
from bot.touch import TRIED, Act, Touch, mark
from bot.understanding import ACTIONS, Aside, Command, is_command, understand
from bot.visit import Visit, asked_in
from flows.prompt import Prompt
from flows.replies import Picked, Revised, Said
from flows.run import Place
from storage.repositories.contacts import Contact
from storage.repositories.runs import StoredRun
from storage.stores import WriteStore

__all__ = ["Outcome", "Talk"]

#: acts that leave words awaited: a tick answers nothing yet, and a command sees to it itself
KEEPS_WAITING = {Act.TICK, Act.GO}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one update."""

    visit: Visit
    messages: tuple[Message, ...] = ()
    #: shown for a moment over what was tapped
    toast: str = ""
    closing: Closing | None = None
    #: a question that a button under the messages goes back to
    revisable: Place | None = None
    #: the tap only changes what is ticked
    ticks: bool = False
    #: what closes is not the question that was open, but one before it
    elsewhere: bool = False


class Talk(Conversation):
    """Works inside the transaction of whoever calls. Make one for each update: it remembers whose
    visit it was, and nothing else.
    """

    seen: tuple[Visit, StoredRun] | None = None
    #: who writes, where that was looked up already
    known: Contact | None = None

    @classmethod
    def of(cls, conversation: Conversation, contact: Contact) -> Self:
        """For one inbound of somebody who is known."""
        talk = cls(
            conversation.database,
            conversation.guides,
            clock=conversation.clock,
            new_id=conversation.new_id,
            desk=conversation.desk,
        )
        talk.known = contact
        return talk

    def typed(self, store: WriteStore, inbound: Inbound) -> Outcome:
        """A text: an answer, a command, a question about the question."""
        return self._outcome(self._answer(store, inbound))

    def greeted(self, store: WriteStore, inbound: Inbound) -> Outcome:
        """Where they are, and the question; or the first one."""
        return self._outcome(self._greet(store, inbound))

    def tapped(
        self, store: WriteStore, inbound: Inbound, touch: Touch, ticked: Iterable[str]
    ) -> Outcome:
        """A button. `ticked` are the marks of the choices that show a tick."""
        visit, opening = self._visit(store, inbound)
        if opening:
            return Outcome(visit, opening)
        if not touch.is_of(visit.stored.public_id):
            return Outcome(visit, toast=visit.say.say(self._other(touch.run, "other_alliance")))
        if visit.caught is not None:
            touch = visit.caught.present(touch)
        left = (*leave(visit), *leave_note(visit)) if touch.act not in KEEPS_WAITING else ()
        outcome = self._pressed(visit, touch, ticked)
        return replace(outcome, messages=(*left, *outcome.messages)) if left else outcome

    def _pressed(self, visit: Visit, touch: Touch, ticked: Iterable[str]) -> Outcome:
        if touch.act is Act.REVISE:
            place = place_of(visit, touch.place)
            if place is None or not is_open_to(visit, place):
                return Outcome(visit, visit.ask_again())
            return Outcome(visit, visit.reply(Revised(place)))
        if touch.act is Act.GO:
            name, _, argument = touch.what.partition(" ")
            return Outcome(visit, follow(visit, Command(name, argument)))
        if visit.is_asked_otherwise:
            return Outcome(visit, asked_otherwise(visit))
        prompt = visit.prompt()
        if prompt is None or not _is_current(touch, visit, prompt):
            return _old(visit, touch)
        if touch.act is Act.TICK:
            return Outcome(visit, ticks=True)
        if touch.act is Act.ACTION and touch.what in ANSWERS:
            meant = tapped_back(visit, touch.what)
            return self._outcome(work(visit, meant) if meant else visit.ask_again())
        if touch.act is Act.ACTION and touch.what not in ACTIONS:
            return self._outcome((aside(visit, prompt, touch.what),))
        return self._outcome(_press(visit, touch, prompt, set(ticked)))

    def corrected(self, store: WriteStore, inbound: Inbound, place: Place, run: str) -> Outcome:
        """The text of an answer to this run was changed: it is the answer now."""
        visit, opening = self._visit(store, inbound)
        if opening:
            return Outcome(visit, opening)
        if visit.stored.public_id != run:
            return self._caution(visit, self._other(run, "other_alliance"))
        place = present(visit, place)
        elsewhere = visit.stored.run.at != place
        refused = visit.reply(Revised(place)) if elsewhere else ()
        if visit.stored.run.at != place:
            return self._outcome(refused)
        self.seen = (visit, visit.stored)
        return replace(self._outcome(visit.reply(Said(inbound.text))), elsewhere=elsewhere)

    def replied(self, store: WriteStore, inbound: Inbound, place: Place, run: str) -> Outcome:
        """A text in reply to the message that asked this: it answers that question, whatever is
        asked now.
        """
        visit, opening = self._visit(store, inbound)
        if opening:
            return Outcome(visit, opening)
        if not is_command(inbound.text) and visit.stored.public_id != run:
            return self._caution(visit, self._other(run, "other_alliance_asked"))
        place = present(visit, place)
        if is_command(inbound.text) or visit.stored.run.at == place:
            return self._outcome(self._answered(visit, opening, inbound))
        return self._revised(visit, place, inbound.text)

    def _revised(self, visit: Visit, place: Place, text: str) -> Outcome:
        sprint = visit.work(Revised(place))
        if sprint.run.at != place:
            return Outcome(visit, messages(sprint.events, visit.say))
        match understand(text, lambda: asked_in(sprint), visit.say):
            case Aside(about) if (prompt := asked_in(sprint)) is not None:
                return Outcome(visit, (aside(visit, prompt, about),))
            case Command() | Aside():
                return Outcome(visit, visit.ask_again())
            case reply:
                visit.keep(sprint)
                self.seen = (visit, visit.stored)
                return replace(self._outcome(visit.reply(reply)), elsewhere=True)

    def sent(self, store: WriteStore, inbound: Inbound, *, captioned: bool = False) -> Outcome:
        """Something that is no text; `inbound.text` is what can be made of it for a list of people,
        empty when nothing can.
        """
        visit, opening = self._visit(store, inbound)
        if opening:
            return Outcome(visit, opening)
        if not visit.walks:
            return Outcome(visit, visit.ask_again())
        if visit.is_asked_otherwise:
            return Outcome(visit, asked_otherwise(visit))
        prompt = visit.prompt()
        awaits = visit.stored.awaits
        if inbound.text and prompt is not None and prompt.kind == "people" and awaits is None:
            return self._outcome(visit.reply(Said(inbound.text)))
        key = "telegram.caption" if captioned else "telegram.not_text"
        return self._caution(visit, key, expected=expectation(prompt, visit.say, awaits))

    def given(
        self, store: WriteStore, inbound: Inbound, file: Mapping[str, str | int], *, together: str
    ) -> Outcome:
        """A file that may hold questions: of an admin it becomes a working copy."""
        visit, opening = self._visit(store, inbound)
        if not opening and is_admin(visit):
            return Outcome(visit, (files_sent(visit, file, together=together),))
        self.known = visit.contact
        return self.sent(store, inbound)

    def shown(
        self,
        store: WriteStore,
        inbound: Inbound,
        what: Callable[[Visit], tuple[Message, ...]],
    ) -> Outcome:
        """Something that is done beside their walk, which is left as it is."""
        visit, opening = self._visit(store, inbound)
        return Outcome(visit, opening or what(visit))

    def told(self, store: WriteStore, inbound: Inbound, key: str) -> Outcome:
        """One sentence of the phrases, and nothing done."""
        visit, opening = self._visit(store, inbound)
        return Outcome(visit, opening) if opening else self._caution(visit, key)

    def _other(self, run: str, key: str) -> str:
        """The phrase for what is about another walk than this one."""
        if self.is_trial:
            return "trial.elsewhere"
        return "trial.over" if run.startswith(TRIED) else f"telegram.{key}"

    def _caution(self, visit: Visit, key: str, **params: str) -> Outcome:
        return Outcome(visit, (Message((Passage(Style.CAUTION, visit.say.say(key, **params)),)),))

    def _contact(self, store: WriteStore, inbound: Inbound) -> Contact:
        return self.known or super()._contact(store, inbound)

    def _visit(self, store: WriteStore, inbound: Inbound) -> tuple[Visit, tuple[Message, ...]]:
        visit, opening = super()._visit(store, inbound)
        self.seen = (visit, visit.stored)
        return visit, opening

    def _outcome(self, messages: tuple[Message, ...]) -> Outcome:
        if self.seen is None:
            raise RuntimeError("nobody was visited")
        visit, before = self.seen
        return Outcome(visit, messages, closing=closing_of(visit, before))


def _press(visit: Visit, touch: Touch, prompt: Prompt, ticked: set[str]) -> tuple[Message, ...]:
    if touch.act is Act.ACTION:
        return visit.reply(ACTIONS[touch.what])
    wanted = ticked if touch.act is Act.DONE else {touch.what}
    return visit.reply(Picked(tuple(c.id for c in prompt.choices if mark(c.id) in wanted)))


def _is_current(touch: Touch, visit: Visit, prompt: Prompt) -> bool:
    """The question is open: asked last by this button's message, or asked before a detour."""
    if touch.place != mark(str(prompt.place)):
        return False
    return touch.version == visit.stored.version or not is_answered(visit, prompt.place)


def _old(visit: Visit, touch: Touch) -> Outcome:
    """A second tap is only noticed; an older button offers to answer again, or asks at last."""
    say, place = visit.say, place_of(visit, touch.place)
    if place is None or touch.version + 1 >= visit.stored.version:
        return Outcome(visit, toast=say.say("telegram.answered"))
    if not is_answered(visit, place):
        return Outcome(visit, visit.reply(Revised(place)))
    words = say.say("telegram.old_button")
    offer = Message((Passage(Style.CAUTION, words),))
    return replace(Outcome(visit, (offer,), say.say("telegram.answered")), revisable=place)
