"""Messages of a trial in the chat of who tries: marked as such, and remembered nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bot.catching_up import with_news
from bot.channels.telegram.answering import may_be_gone
from bot.channels.telegram.dress import html_of
from bot.channels.telegram.hearing import Hearing
from bot.channels.telegram.payloads import Payload, payloads
from bot.channels.telegram.reading import Other, Tap, Text
from bot.copies import COMMAND, is_flow_file
from bot.messages import Message, Passage, Style
from bot.phrases import Phrases
from bot.talk import Outcome
from bot.touch import Act, Touch
from bot.trial_stories import keep
from bot.trials import Trials, Walking
from bot.understanding import is_command
from storage.repositories import contacts, trials
from storage.repositories.contacts import Contact
from storage.repositories.trials import Trial
from storage.repositories.working_copies import WorkingCopy
from storage.stores import WriteStore

__all__ = ["Tried", "TryingChat", "is_about_copies", "marked"]

#: what follows the command to keep the walk as a story
KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one message of a trial."""

    outcome: Outcome
    #: it was the last one
    is_over: bool


@dataclass(frozen=True, slots=True)
class TryingChat:
    """For one bot."""

    trials: Trials
    hearing: Hearing

    @contextmanager
    def heard(
        self, store: WriteStore, received: Tap | Text | Other, contact: Contact, trial: Trial
    ) -> Iterator[Tried]:
        """A word in a trial, worked in the database of the trial: it is there as long as what came
        of it is looked at.
        """
        with self.trials.walking(store, contact, trial) as walk:
            outcome = self._outcome(store, received, contact, trial, walk)
            told = (*walk.told(outcome.visit.say), *outcome.messages)
            outcome = replace(outcome, messages=with_news(outcome.visit, told))
            yield Tried(outcome, outcome.visit.leaves or _is_gone(walk, outcome, contact))

    def _outcome(
        self,
        store: WriteStore,
        received: Tap | Text | Other,
        contact: Contact,
        trial: Trial,
        walk: Walking,
    ) -> Outcome:
        words = story_asked(received)
        if words is None:
            return self.hearing.heard(received, walk.talk, ours=store, within=walk.store)
        inbound = self.hearing.inbound(received.who, "")
        return walk.talk.shown(
            walk.store, inbound, lambda visit: keep(store, contact, trial, visit, words)
        )

    def begun(
        self, store: WriteStore, received: Tap | Text | Other, contact: Contact, copy: WorkingCopy
    ) -> tuple[Payload, ...]:
        """The first messages of a trial."""
        self.trials.begin(store, contact, copy)
        trial = trials.find(store, contact)
        if trial is None:
            raise RuntimeError("a trial that was begun is not there")
        with self.trials.walking(store, contact, trial) as walk:
            inbound = self.hearing.inbound(received.who, "")
            outcome = walk.talk.greeted(walk.store, inbound)
            say = outcome.visit.say
            first = Message((Passage(Style.PLAIN, say.say("trial.begun", title=copy.title)),))
            told = replace(outcome, messages=(first, *outcome.messages))
            return tuple(marked(payloads(told, received.who.chat), say))


def marked(said: Iterable[Payload], say: Phrases) -> Iterator[Payload]:
    """The same, each with a small mark that it is a trial."""
    mark = html_of(Style.PROGRESS, say.say("trial.mark"))
    for payload in said:
        found = dict(payload)
        if found["do"] == "file":
            yield {**found, "name": say.say("trial.file", name=found["name"]), "trial": True}
            continue
        if "closes" in found:
            closes = found["closes"]
            found["closes"] = {**closes, "text": f"{mark}\n{closes['text']}"}
        yield {**found, "text": f"{mark}\n{found['text']}"}


def is_about_copies(received: Tap | Text | Other) -> bool:
    """It is no word of the trial: it leads to the working copies, or brings another one."""
    match received:
        case Tap():
            touch = Touch.read(received.data)
            return touch is not None and touch.act is Act.GO and _names(touch.what)
        case Text():
            return _names(_command(received)) and story_asked(received) is None
        case Other(file=file):
            return file is not None and is_flow_file(file.name)


def story_asked(received: Tap | Text | Other) -> str | None:
    """The name and the title of the story that the walk is to become; none for anything else."""
    typed = _command(received) if isinstance(received, Text) else ""
    _, _, argument = typed.partition(" ")
    word, _, words = argument.strip().partition(" ")
    return words if _names(typed) and word == KEEP else None


def _command(text: Text) -> str:
    return text.text.strip()[1:] if is_command(text.text) else ""


def _names(typed: str) -> bool:
    return typed.partition(" ")[0].partition("@")[0].lower() == COMMAND


def _is_gone(walk: Walking, outcome: Outcome, contact: Contact) -> bool:
    """They had themselves erased in the trial."""
    known = contacts.find(walk.store, contact.channel, contact.address)
    return may_be_gone(outcome) and known is None
