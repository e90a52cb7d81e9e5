"""What the shipped flow promises of its two paths, against the stories that walk them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from bot.phrases import phrases_in
from bot.telling import messages
from charter.guide import Guide, load_guide
from flows.events import Prompted
from flows.library import files_of
from flows.playing import Play, play
from flows.prompt import Prompt
from flows.questions.choice import ChoiceQuestion
from flows.replies import Said
from flows.stories import STORIES_FILE, Story, load_stories
from tests.flows.samples import TODAY

FILES = files_of("alliance")
STORIES = load_stories(FILES[STORIES_FILE]).stories
#: stories that skip next to nothing and lead to a charter
TOLD = [one for one in STORIES if one.otherwise is None and one.ends_at == "charter"]
QUICK = [one for one in TOLD if one.answers["path"] == "quick"]
#: words that a grown-up reads, and types on a telephone, in a minute; minutes to think of a reply
READ, TYPED, THOUGHT = 220, 28, 0.1
#: who answers everything in one word is a little faster
HURRIED = 0.9


@cache
def guide() -> Guide:
    return load_guide(FILES, number=1)


@cache
def played(name: str) -> Play:
    story = next(one for one in STORIES if one.story == name)
    return play(guide().compiled, story, today=TODAY)


def prompts(found: Play) -> Iterator[Prompt]:
    for turn in found.turns:
        yield from (event.prompt for event in turn.sprint.events if isinstance(event, Prompted))


def promised(story: Story) -> tuple[list[int], list[int]]:
    """The figures on the option that the story takes, and those of its hint, in minutes."""
    path = guide().compiled.question("path", story.language)
    assert isinstance(path, ChoiceQuestion)
    found = played(story.story).run.answers["path"].value
    taken = next(one for one in path.options if one.id == found)
    unit = 60 if re.search("heure|hour", taken.hint) else 1
    figures = [
        [int(each) for each in re.findall(r"\d+", text)] for text in (taken.label, taken.hint)
    ]
    return figures[0], [each * unit for each in figures[1]]


def minutes(story: Story) -> float:
    say, shown, typed = phrases_in(story.language), 0, 0
    turns = played(story.story).turns
    for turn in turns:
        for message in messages(turn.sprint.events, say):
            texts = [each.text for each in message.passages]
            texts += [f"{each.label} {each.hint}" for each in message.choices]
            shown += sum(len(text.split()) for text in texts)
        typed += len(turn.reply.text.split()) if isinstance(turn.reply, Said) else 0
    return shown / READ + typed / TYPED + len(turns) * THOUGHT


@pytest.mark.parametrize("story", QUICK, ids=lambda story: story.story)
def test_the_quick_path_asks_about_as_many_questions_as_it_says(story: Story) -> None:
    asked = (each.place for each in prompts(played(story.story)) if each.kind != "list")
    places = list(dict.fromkeys(asked))
    chosen = next(number for number, place in enumerate(places, 1) if place.question == "path")
    ((said,), _) = promised(story)
    assert said - 2 <= len(places) - chosen <= said + 2


@pytest.mark.parametrize("story", QUICK, ids=lambda story: story.story)
def test_what_the_progress_counts_is_what_is_asked(story: Story) -> None:
    counted: dict[int, int] = {}
    inside: dict[tuple[str, str], int] = {}
    for each in prompts(played(story.story)):
        counted[each.progress.stage] = each.progress.questions
        if each.progress.inside is not None:
            inside[each.place.question, each.place.item] = each.progress.inside.parts
    asked = {each.place for each in prompts(played(story.story))}
    lists = {place.question for place in asked if place.item}
    assert len([place for place in asked if not place.item]) == sum(counted.values())
    assert len([place for place in asked if place.part]) == sum(inside.values())
    assert lists == {question for question, _ in inside}


@pytest.mark.parametrize("story", TOLD, ids=lambda story: story.story)
def test_a_path_takes_as_long_as_it_says(story: Story) -> None:
    _, (least, most) = promised(story)
    assert least * HURRIED <= minutes(story) <= most


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("une à deux heures", "une vingtaine de questions, en 15 à 25 minutes")),
        ("en", ("one to two hours", "about twenty questions, in 15 to 25 minutes")),
    ],
)
def test_the_beginning_says_what_the_choice_says(language: str, said: tuple[str, ...]) -> None:
    text = guide().compiled.question("about", language).text.replace("\n", " ")
    assert set(said) == {each for each in said if each in text}
