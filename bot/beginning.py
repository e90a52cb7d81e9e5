"""Beginning a walk: a run, and the alliance that it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages import Message
from bot.phrases import phrases_in
from bot.telling import messages
from bot.watching import watch
from charter.guide import Guide
from flows import engine
from storage.repositories import alliances, runs
from storage.repositories.contacts import Contact
from storage.repositories.runs import StoredRun
from storage.stores import WriteStore

__all__ = ["FLOW", "begin"]

#: the flow that people walk
FLOW = "alliance"


def begin(
    store: WriteStore,
    contact: Contact,
    guide: Guide,
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> tuple[StoredRun, tuple[Message, ...]]:
    """A new run on the revision of the guide, and its first question."""
    today = now.astimezone(ZoneInfo(contact.timezone)).date()
    sprint = engine.start(guide.compiled, language=contact.language, today=today)
    _, party = alliances.create(
        store, public_id=new_id(), title="", person_id=contact.person_id, now=now
    )
    stored = runs.start(
        store, sprint.run, public_id=new_id(), contact=contact, party=party, now=now
    )
    watch(store, stored, contact, guide)
    return stored, messages(sprint.events, phrases_in(contact.language))
