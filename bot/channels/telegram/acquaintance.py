"""Who writes from Telegram, as conversations know people."""

from __future__ import annotations

from datetime import datetime

from bot.channels.telegram.dress import plain
from bot.channels.telegram.reading import From
from bot.channels.telegram.sending import CHANNEL
from bot.messages import Inbound
from bot.phrases import languages
from storage.repositories import contacts
from storage.repositories.contacts import Contact
from storage.stores import WriteStore

__all__ = ["contact_of", "inbound_of"]


def inbound_of(who: From, text: str, *, timezone: str) -> Inbound:
    return Inbound(
        channel=CHANNEL,
        address=str(who.chat),
        shown_name=plain(who.name),
        language=_spoken(who.language),
        timezone=timezone,
        text=text,
    )


def contact_of(store: WriteStore, who: From, *, timezone: str, now: datetime) -> Contact:
    """Their contact, made when they are new."""
    inbound = inbound_of(who, "", timezone=timezone)
    return contacts.ensure(
        store,
        channel=inbound.channel,
        address=inbound.address,
        shown_name=inbound.shown_name,
        language=inbound.language,
        timezone=inbound.timezone,
        now=now,
    )


def _spoken(code: str) -> str:
    """The language to begin in, from that of the application, as in « pt-br »."""
    short = code.partition("-")[0].lower()
    if not short:
        return languages()[0]
    return short if short in languages() else "en"
