"""A walk that is kept as a story: it gives the same again, and its file stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from charter.guide import Guide, load_guide
from charter.retelling import NotTold, retold
from charter.telling import tell
from flows.library import files_of
from flows.run import Answer, Place, Run
from flows.source.added import NEW_FILE, with_story
from flows.stories import Stories, Story, load_stories, read_stories

TODAY = date(2026, 11, 24)
TOLD = ("potagers", "allotments", "petits_pas", "mains_qui_parlent")


@cache
def shipped() -> tuple[Guide, Stories, str]:
    files = files_of("alliance")
    content = files["stories.yaml"]
    return load_guide(files, number=1), load_stories(content), content.decode()


def walked(name: str) -> Run:
    guide, stories, _ = shipped()
    story = next(each for each in stories.stories if each.story == name)
    return tell(guide, story, today=TODAY).turns[-1].sprint.run


def kept(run: Run, name: str = "Un essai", title: str = "Un essai") -> Story | NotTold:
    guide, stories, _ = shipped()
    return retold(guide, run, stories, name=name, title=title, today=TODAY)


@pytest.mark.parametrize("name", TOLD)
def test_a_walk_kept_as_a_story_is_read_back_and_the_file_around_it_is_untouched(name: str) -> None:
    _, stories, text = shipped()
    story = kept(walked(name))
    assert isinstance(story, Story)
    assert "un_essai" == story.story
    after = with_story(text, story)
    assert after is not None
    assert after.startswith(text.rstrip("\n"))
    read = read_stories(after.encode())
    assert isinstance(read, Stories)
    assert (*stories.stories, story) == read.stories


@pytest.mark.parametrize(
    ("name", "title", "code"),
    [
        ("potagers", "Encore", "name_taken"),
        ("…", "Sans nom", "no_name"),
        ("nouveau", "  ", "no_name"),
        ("nouveau", "x" * 201, "no_name"),
    ],
)
def test_a_story_needs_a_name_of_its_own_and_a_title(name: str, title: str, code: str) -> None:
    assert NotTold(code) == kept(walked("petits_pas"), name, title)


def test_a_walk_that_is_not_at_its_end_is_no_story() -> None:
    run = replace(walked("petits_pas"), at=Place("organisation"))
    assert NotTold("not_ended") == kept(run)


def test_what_would_be_read_otherwise_is_refused_with_its_question() -> None:
    run = walked("petits_pas")
    odd = {**run.answers, "public": Answer("x")}
    refused = kept(replace(run, answers=odd))
    assert isinstance(refused, NotTold)
    assert ("plays_otherwise", "refused") == (refused.code, refused.failures[0].code)


def test_a_story_goes_before_what_follows_the_list_and_into_an_empty_file() -> None:
    story = kept(walked("petits_pas"))
    assert isinstance(story, Story)
    told = '- story: a\n  title: "A"\n  answers: {x: "y"}\n'
    text = f"format: 1\nstories:\n{told}\n# la fin\nrandom_walks: 3\n"
    after = with_story(text, story)
    assert after is not None
    read = read_stories(after.encode())
    assert isinstance(read, Stories)
    assert ["a", "un_essai"] == [each.story for each in read.stories]
    assert 3 == read.random_walks
    assert after.startswith(text[: text.index("\n#")])
    assert after.endswith(text[text.index("\n#") :])
    fresh = with_story(NEW_FILE, story)
    assert fresh is not None
    assert isinstance(read_stories(fresh.encode()), Stories)


def test_a_list_between_brackets_is_not_written_anew() -> None:
    story = kept(walked("petits_pas"))
    assert isinstance(story, Story)
    assert None is with_story(
        "format: 1\nstories: [{story: a, title: A, answers: {x: y}}]\n", story
    )
