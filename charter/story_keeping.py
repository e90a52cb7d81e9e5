"""Keeping a walk as a story at the end of a flow's file of stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from charter.guide import Guide
from charter.retelling import NotTold, retold
from flows.run import Run
from flows.source.added import NEW_FILE, with_story
from flows.stories import STORIES_FILE, Stories, Story, read_stories

__all__ = ["KeptStory", "keep_story"]


@dataclass(frozen=True, slots=True)
class KeptStory:
    story: Story
    #: every file of the flow, with it
    sources: Mapping[str, str]


def keep_story(
    sources: Mapping[str, str], guide: Guide, run: Run, *, name: str, title: str, today: date
) -> KeptStory | NotTold:
    """The files with one story more, read once to see that they say it; or why there is none."""
    known: Stories | None = None
    text = sources.get(STORIES_FILE, NEW_FILE)
    if STORIES_FILE in sources:
        read = read_stories(text.encode())
        if not isinstance(read, Stories):
            return NotTold("broken")
        known = read
    story = retold(guide, run, known, name=name, title=title, today=today)
    if isinstance(story, NotTold):
        return story
    after = with_story(text, story)
    if after is None or not _is_read_so(after, known, story):
        return NotTold("no_place")
    return KeptStory(story, {**sources, STORIES_FILE: after})


def _is_read_so(text: str, known: Stories | None, story: Story) -> bool:
    """The file says what it said, and the story after it."""
    read = read_stories(text.encode())
    before = known.stories if known is not None else ()
    return isinstance(read, Stories) and read.stories == (*before, story)
