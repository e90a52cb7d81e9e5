"""What is done at the desk leaves a trace: who, what and when, never words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.errors import Overtaken
from storage.repositories import audit
from storage.repositories.reviews import Review
from storage.stores import ReadStore, WriteStore
from web.asked import Asked
from web.views.names import Names

__all__ = ["Act", "expect", "key_of", "others", "record"]

#: what is looked through for what others did meanwhile
LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done to a draft."""

    at: datetime
    by: str
    #: of the phrases
    key: str


def expect(is_so: bool, review: Review) -> None:  # noqa: FBT001  it reads as a sentence
    """Raises Overtaken when the draft, or what is about it, is not as it was shown any more."""
    if not is_so:
        raise Overtaken(noun="draft", key=review.public_id)


def record(
    asked: Asked,
    store: WriteStore,
    review: Review,
    action: str,
    **details: str | int | bool | None,
) -> None:
    """Note that who looks did this to the draft."""
    audit.record(
        store,
        action,
        noun="review",
        key=review.public_id,
        by=asked.who.person.id,
        now=asked.now,
        details=details,
    )


def others(asked: Asked, store: ReadStore, public_id: str) -> tuple[Act, ...]:
    """What others did lately to a draft, the newest first."""
    names = Names(asked, store)
    found = audit.about(store, "review", public_id, limit=LOOKED_AT)
    return tuple(
        Act(entry.at, names.person(entry.by_person_id), key_of(asked, entry.action))
        for entry in found
        if entry.by_person_id not in (None, asked.who.person.id)
    )


def key_of(asked: Asked, action: str) -> str:
    """The phrase of an action; the general one for what has none."""
    name = action.replace(":", "_")
    return f"timeline.acts.{name if name in asked.say.keys('timeline.acts') else 'other'}"
