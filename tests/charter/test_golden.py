"""What another version of the questions makes of a charter."""

from __future__ import annotations

from functools import cache

from charter.compare import Change
from charter.golden import Kind, replay, subject_of
from charter.guide import Guide, load_guide
from flows.library import files_of
from flows.stories import STORIES_FILE, load_stories

FILES = files_of("alliance")
TOLD = load_stories(FILES[STORIES_FILE])


@cache
def guide() -> Guide:
    return load_guide(FILES, number=1)


def changed(before: str, after: str, *, file: str) -> Guide:
    text = FILES[file].decode()
    assert 1 <= text.count(before)
    return load_guide({**FILES, file: text.replace(before, after).encode()}, number=2)


def test_the_same_questions_change_no_charter() -> None:
    assert TOLD.told_on is not None
    for story in TOLD.stories[:3]:
        subject = subject_of(guide(), story, today=TOLD.told_on)
        assert (Kind.STORY, story.story) == (subject.kind, subject.name)
        assert () == replay(subject, guide()).changed


def test_what_a_charter_says_otherwise_is_shown_where_it_says_it() -> None:
    assert TOLD.told_on is not None
    new = changed("C’est une alliance entre associations", "Une entente", file="charter.yaml")
    subject = subject_of(guide(), TOLD.stories[0], today=TOLD.told_on)
    (clause,) = replay(subject, new).changed
    assert Change.CHANGED is clause.change
    said = {each.change: each.text for each in clause.passages if each.change is not Change.SAME}
    assert "alliance" in said[Change.REMOVED]
    assert "entente" in said[Change.ADDED]
