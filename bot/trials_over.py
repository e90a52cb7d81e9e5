"""Telling an admin that the working copy which they walk in their chat is gone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation import Conversation
from bot.messages import Inbound, Message, Passage, Style
from bot.reminders import Tell
from bot.talk import Talk
from storage.repositories import contacts
from storage.repositories.timers import Timer
from storage.stores import WriteStore

__all__ = ["TrialsOver"]


@dataclass(frozen=True, slots=True)
class TrialsOver:
    """What such a timer does; then they see what they are asked outside, before they answer it."""

    conversation: Conversation
    tell: Tell

    def __call__(self, store: WriteStore, timer: Timer) -> None:
        payload = timer.payload
        contact = contacts.find(store, payload["channel"], payload["address"])
        if contact is None or contact.tries:  # they are gone, or try another one by now
            return
        talk = Talk.of(self.conversation, contact)
        inbound = Inbound(
            contact.channel,
            contact.address,
            contact.shown_name,
            contact.language,
            contact.timezone,
            "",
        )
        outcome = talk.greeted(store, inbound)
        words = Passage(Style.CAUTION, outcome.visit.say.say("trial.gone"))
        key = f"{timer.key}:{self.conversation.clock().isoformat()}"
        self.tell(store, outcome.visit, (Message((words,)), *outcome.messages), key=key)
