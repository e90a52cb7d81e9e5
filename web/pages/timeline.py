"""What happened to a draft, from its first sending to now, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from charter.verdict import Verdict
from storage.repositories import audit, charters
from storage.repositories.audit import AuditEntry
from storage.stores import ReadStore
from web.access import Access, review_for
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.acts import key_of
from web.views.moments import ago
from web.views.names import Names

__all__ = ["routes"]

#: acts that a page shows, the newest ones
MOST = 500


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    by: str
    said: str


def show(asked: Asked, store: ReadStore) -> Reply:
    review = review_for(store, asked.who, asked.path["alliance"])
    names = Names(asked, store)
    entries = audit.about(store, "review", review.public_id, limit=MOST)
    events = [event_of(asked, entry, names) for entry in entries]
    told = {entry.details.get("number") for entry in entries if entry.action == "review:submit"}
    for sent in charters.of_alliance(store, review.alliance_id):
        if sent.number not in told:
            said = asked.say.say("timeline.acts.review_submit", number=sent.number)
            by = charters.load(store, review.public_id, sent.number).submitted_by
            events.append(Event(sent.submitted_at, names.person(by), said))
    events.sort(key=lambda event: event.at, reverse=True)
    return asked.shown("timeline.html", review=review, events=events, ago=ago(asked))


def event_of(asked: Asked, entry: AuditEntry, names: Names) -> Event:
    key = key_of(asked, entry.action)
    if entry.action == "remark:add" and entry.details.get("clause"):
        key = f"{key}_on"
    said = asked.say.say(key, **params(asked, entry.details, names))
    return Event(entry.at, names.person(entry.by_person_id), said)


def params(asked: Asked, details: Mapping[str, object], names: Names) -> dict[str, object]:
    """What the phrases of acts may say."""
    verdict, coach, team = details.get("verdict"), details.get("coach"), details.get("team")
    known = verdict if verdict in set(Verdict) else None
    whom = names.person(coach) if isinstance(coach, int) else ""
    if not whom and isinstance(team, int):
        whom = names.team(team)
    return {
        "number": details.get("number", ""),
        "verdict": asked.say.say(f"verdict.{known}.title") if known else "",
        "whom": whom,
        "format": details.get("format", ""),
        "clause": details.get("clause", ""),
    }


routes = (Page("timeline", "/drafts/{alliance}/timeline", Access.COACH, show=show),)
