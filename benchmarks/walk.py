"""The shipped flow, and the replies of its longest story, to be given again and again."""

from __future__ import annotations

from datetime import date
from functools import cache

from charter.guide import Guide, load_guide
from flows.library import files_of
from flows.playing import play
from flows.replies import Reply
from flows.stories import load_stories

__all__ = ["TODAY", "files", "guide", "replies"]

TODAY = date(2026, 11, 24)


@cache
def files() -> dict[str, bytes]:
    return dict(files_of("alliance"))


@cache
def guide() -> Guide:
    return load_guide(files(), number=1)


@cache
def replies() -> tuple[Reply, ...]:
    """What the leader of the longest story says, in order, corrections left out."""
    stories = load_stories(files()["stories.yaml"]).stories
    played = [play(guide().compiled, story, today=TODAY) for story in stories]
    longest = max(
        (one for one in played if not one.failures and not one.story.corrections),
        key=lambda one: len(one.turns),
    )
    return tuple(turn.reply for turn in longest.turns if turn.reply is not None)
