"""A chat that comes from the desk: its address makes it one of the coach who made it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.messages import Message, Passage, Style
from bot.phrases import phrases_in
from storage.repositories import connecting
from storage.repositories.connecting import Connected
from storage.repositories.contacts import Contact
from storage.stores import WriteStore

__all__ = ["Welcome", "welcomed"]

OPENS = f"/start {connecting.PREFIX}"


@dataclass(frozen=True, slots=True)
class Welcome:
    #: whose the chat is from now on
    contact: Contact
    message: Message


def welcomed(store: WriteStore, contact: Contact, text: str, *, now: datetime) -> Welcome | None:
    """What comes of such an address; none when they say something else. Nothing is to begin for
    them then, whatever came of it.
    """
    if not text.startswith(OPENS):
        return None
    token = text.removeprefix(OPENS).strip()
    connected, person = connecting.connect(store, contact, token, now=now)
    said = phrases_in(contact.language).say(f"desk.connect.{connected}")
    style = Style.NOTED if connected is Connected.DONE else Style.PLAIN
    message = Message((Passage(style, said),))
    return Welcome(replace(contact, person_id=person), message)
