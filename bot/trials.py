"""An admin walks a working copy in their own chat: the real assistant over a database of its own,
which is thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from bot.beginning import FLOW
from bot.conversation import Conversation
from bot.messages import Message, Passage, Style
from bot.phrases import Phrases
from bot.talk import Talk
from bot.touch import TRIED
from charter.drafted import drafted
from charter.guide import Guide
from flows.issue import InvalidFlow
from storage.guides import Guides
from storage.repositories import contacts, revisions, trials, working_copies
from storage.repositories.contacts import Contact
from storage.repositories.revisions import FlowRevision
from storage.repositories.trials import Trial
from storage.repositories.working_copies import WorkingCopy
from storage.scratch import Scratch, scratch
from storage.stores import WriteStore

__all__ = ["Trials", "Walking"]


class TrialGuides(Guides):
    """Of revisions that are versions of a working copy: made once for the same files."""

    def _made(self, revision: FlowRevision) -> Guide:
        guide = drafted(revision.sources)
        return replace(guide, compiled=replace(guide.compiled, number=revision.number))


@dataclass(frozen=True, slots=True)
class Walking:
    """One message of a trial."""

    talk: Talk
    #: of the trial alone
    store: WriteStore
    #: what became of the copy since the last message, if there is a word to say about it
    news: str = ""

    def told(self, say: Phrases) -> tuple[Message, ...]:
        if not self.news:
            return ()
        return (Message((Passage(Style.CAUTION, say.say(f"trial.{self.news}")),)),)


@dataclass(frozen=True, slots=True)
class Trials:
    """For one bot."""

    conversation: Conversation

    def begin(self, store: WriteStore, contact: Contact, copy: WorkingCopy) -> None:
        """They walk that copy from its first question on. Raises InvalidFlow."""
        now = self.conversation.clock()
        drafted(copy.sources)  # what has errors is walked by nobody
        with scratch() as made:
            _publish(made.store, copy, now)
            contacts.ensure(
                made.store,
                channel=contact.channel,
                address=contact.address,
                shown_name=contact.shown_name,
                language=contact.language,
                timezone=contact.timezone,
                now=now,
            )
            trials.keep(store, contact, copy, made.snapshot(), now=now)

    @contextmanager
    def walking(self, store: WriteStore, contact: Contact, trial: Trial) -> Iterator[Walking]:
        """Their walk, for one message: what is done in it is kept when it is left in order."""
        with scratch(trial.snapshot) as opened:
            news = self._under_new_text(store, opened, trial)
            yield Walking(self._talk(), opened.store, news)
            now = self.conversation.clock()
            trials.go_on(store, contact, opened.snapshot(), now=now)

    def _under_new_text(self, store: WriteStore, opened: Scratch, trial: Trial) -> str:
        """What they walk becomes the copy as it is now: they are carried over, as people will."""
        live = revisions.live(opened.store, FLOW)
        if live.note == str(trial.version):
            return ""
        copy = working_copies.load(store, trial.copy)
        try:
            drafted(copy.sources)
        except InvalidFlow:
            return "broken"
        _publish(opened.store, copy, self.conversation.clock())
        return ""

    def _talk(self) -> Talk:
        shared = self.conversation
        talk = Talk(
            shared.database, TrialGuides(), clock=shared.clock, new_id=_tried(shared.new_id)
        )
        talk.is_trial = True
        return talk


def _tried(new_id: Callable[[], str]) -> Callable[[], str]:
    return lambda: TRIED + new_id()


def _publish(store: WriteStore, copy: WorkingCopy, now: datetime) -> None:
    """That version of the copy is live in the trial; the assistant asks for a flow by its name."""
    for name in {FLOW, copy.flow}:
        before = revisions.live_number(store, name)
        made = revisions.draft(
            store,
            name,
            copy.sources,
            based_on=before,
            author_id=None,
            note=str(copy.version),
            now=now,
        )
        revisions.publish(store, made, expected=before, now=now)
