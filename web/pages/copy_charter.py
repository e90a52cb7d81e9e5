"""The charter that a story of a working copy gives, with its gaps in view."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from charter.drafted import drafted
from charter.exporters.html import fragment
from charter.guide import Guide
from charter.telling import Telling, tell
from flows.failures import in_words
from flows.issue import InvalidFlow
from flows.stories import STORIES_FILE, Stories, Story, read_stories
from storage.repositories.working_copies import WorkingCopy
from storage.stores import ReadStore
from web.access import Access
from web.asked import Asked
from web.page import Page
from web.reply import Reply
from web.views.copies import open_copy
from web.views.looked import today

__all__ = ["routes"]


def show(asked: Asked, store: ReadStore) -> Reply:
    copy = open_copy(asked, store)
    told = told_in(copy.copy)
    stories = told.stories if told else ()
    chosen = asked.query.get("story")
    story = next((each for each in stories if each.story == chosen), next(iter(stories), None))
    telling = told_as(asked, copy.copy, told, story)
    document = telling.document if telling else None
    return asked.shown(
        "copy_charter.html",
        copy=copy,
        stories=stories,
        story=story,
        telling=telling,
        failures=[in_words(each, asked.language) for each in telling.failures] if telling else (),
        # The exporter escapes all that people wrote.
        charter=Markup(fragment(document)) if document else "",  # noqa: S704
    )


def told_in(copy: WorkingCopy) -> Stories | None:
    """The stories of the copy; none when there are none, or when they cannot be read."""
    found = read_stories(copy.files[STORIES_FILE]) if STORIES_FILE in copy.sources else None
    return found if isinstance(found, Stories) else None


def told_as(
    asked: Asked, copy: WorkingCopy, told: Stories | None, story: Story | None
) -> Telling | None:
    """The story, told on the day of all of them; none while the files have errors."""
    guide = guide_of(copy)
    if told is None or story is None or guide is None:
        return None
    day: date = told.told_on or today(asked)
    return tell(guide, story, today=day)


def guide_of(copy: WorkingCopy) -> Guide | None:
    try:
        return drafted(copy.sources)
    except InvalidFlow:
        return None


routes = (Page("copy_charter", "/flows/copies/{copy}/charter", Access.ADMIN, show=show),)
