"""The day on which a flow is tried: what is a date to come depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import typer

from flows.stories import STORIES_FILE, Stories, read_stories

__all__ = ["DayOption", "day_of"]

DayOption = Annotated[
    datetime | None,
    typer.Option(
        "--today",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The day on which it is played; by default that of its stories, else today.",
        show_default=False,
    ),
]


def day_of(asked: datetime | None, files: Mapping[str, bytes]) -> date:
    """The day asked for, else the day that the stories of a flow are told on, else today."""
    if asked is not None:
        return asked.date()
    stories = read_stories(files.get(STORIES_FILE, b""))
    told_on = stories.told_on if isinstance(stories, Stories) else None
    return told_on or datetime.now().astimezone().date()
