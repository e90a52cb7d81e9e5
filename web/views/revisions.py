"""The revisions of the flow as admins look through them: who made each, what it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from charter.change_words import tag_in_words
from storage.repositories import revisions
from storage.repositories.revisions import ListedRevision, RevisionState
from storage.stores import ReadStore
from web.asked import Asked
from web.views.guides import FLOW
from web.views.names import Names
from web.views.standing import between

__all__ = ["RevisionRow", "Tag", "author_of", "rows_of", "tags_of"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A sort of change, and how often there is one."""

    said: str
    count: int


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in the list."""

    revision: ListedRevision
    author: str
    tags: tuple[Tag, ...]

    @property
    def was_published(self) -> bool:
        return self.revision.state is RevisionState.PUBLISHED


def rows_of(
    asked: Asked, store: ReadStore, listed: Sequence[ListedRevision]
) -> tuple[RevisionRow, ...]:
    names = Names(asked, store)
    return tuple(
        RevisionRow(each, author_of(asked, names, each.author_id), tags_of(asked, store, each))
        for each in listed
    )


def author_of(asked: Asked, names: Names, author_id: int | None) -> str:
    """By name; nobody made what a release brought, or what was published by a command."""
    return names.person(author_id) if author_id else asked.say.say("flows.revision.by_files")


def tags_of(asked: Asked, store: ReadStore, listed: ListedRevision) -> tuple[Tag, ...]:
    """Worked out from the difference with the revision that it was made of."""
    if listed.based_on is None:
        return ()
    before = revisions.load(store, FLOW, listed.based_on)
    after = revisions.load(store, FLOW, listed.number)
    found = between(before.sources, after.sources)
    if found is None:
        return (Tag(asked.say.say("flows.revision.unreadable"), 1),)
    counts = Counter(f"{change.noun}_{change.what}" for change in found.changes)
    return tuple(
        Tag(tag_in_words(tag, asked.language), number) for tag, number in counts.most_common()
    )
