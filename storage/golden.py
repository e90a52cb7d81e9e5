"""The charters on which a draft of the questions is tried: of stories, and of who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from charter.golden import Kind, Subject, replay, subject_of
from charter.pseudonyms import pseudonymised
from flows.issue import InvalidFlow
from flows.stories import STORIES_FILE, Stories, read_stories
from storage.repositories import golden_charters, revisions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from charter.golden import Replayed
    from charter.guide import Guide
    from storage.guides import Guides
    from storage.stores import ReadStore

__all__ = ["CHARTERS_AT_MOST", "how_many", "replays", "subjects"]

#: of those whose owners agreed, the newest: trying them takes as long, however many there are
CHARTERS_AT_MOST = 50


def replays(
    store: ReadStore,
    guides: Guides,
    flow: str,
    new: Guide,
    *,
    today: date,
    tick: Callable[[], None] = lambda: None,
) -> Iterator[Replayed]:
    """What becomes of each charter. Nothing of it is kept: what is taken back is gone at once.

    `tick` is called as each one begins.
    """
    for subject in subjects(store, guides, flow, today=today):
        tick()
        yield replay(subject, new)


def how_many(store: ReadStore, flow: str) -> int:
    """How many there are to try."""
    golden = min(CHARTERS_AT_MOST, golden_charters.count(store, flow))
    stories = _stories(store, flow)
    return golden + (len(stories.stories) if stories else 0)


def subjects(store: ReadStore, guides: Guides, flow: str, *, today: date) -> Iterator[Subject]:
    """The stories that the live revision tells, then the charters, under other names."""
    stories = _stories(store, flow)
    if stories is not None:
        live, day = guides.live(store, flow), stories.told_on or today
        spoken = (each for each in stories.stories if each.language in live.compiled.flows)
        yield from (subject_of(live, story, today=day) for story in spoken)
    frozen = golden_charters.frozen(store, flow, at_most=CHARTERS_AT_MOST)
    for number, charter in enumerate(frozen, 1):
        try:
            guide = guides.at(store, flow, charter.run.revision)
        except InvalidFlow:
            continue  # of a release that is gone: it cannot be walked any more
        run = pseudonymised(guide, charter.run, people=charter.people)
        yield Subject(Kind.GOLDEN, str(number), "", guide, run, charter.dated)


def _stories(store: ReadStore, flow: str) -> Stories | None:
    """None when nothing is live, or it tells none that can be read."""
    number = revisions.live_number(store, flow)
    if number is None:
        return None
    told = revisions.load(store, flow, number).sources.get(STORIES_FILE)
    found = None if told is None else read_stories(told.encode())
    return found if isinstance(found, Stories) else None
