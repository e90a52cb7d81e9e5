"""Changes between two versions in the words of people, in each language."""

from __future__ import annotations

import pytest

from charter.change_words import ChangeWords, tag_in_words
from charter.changes import changes_between
from charter.guide import Guide, load_guide
from flows.changes import Change, Effect, Noun, What
from flows.impact import OUTCOMES, Impact
from flows.library import files_of
from flows.phrases import languages, phrases_in

LIVE = load_guide(files_of("alliance"), number=1)


def edited(before: str, after: str, file: str = "flow.yaml") -> Guide:
    files = dict(files_of("alliance"))
    text = files[file].decode()
    assert before in text
    return load_guide({**files, file: text.replace(before, after, 1).encode()}, number=2)


def test_a_reworded_question_is_told_by_its_words_old_and_new() -> None:
    before = LIVE.compiled.source.by_id["vision"].text
    new = edited(before.split("\n")[0], "Dans trois ans, quoi de neuf ?")
    words = ChangeWords(LIVE, new, "fr")
    (change,) = changes_between(LIVE, new)
    told = words.of(change)
    assert ("Question reformulée", False, ()) == (told.what, told.is_refused, told.counts)
    assert told.title.startswith("Dans trois ans, quoi de neuf")
    (detail,) = told.details
    assert ("Question", before) == (detail.field, detail.before)
    assert "Question reworded" == ChangeWords(LIVE, new, "en").of(change).what


def test_counts_are_told_with_their_number() -> None:
    impact = Impact(2)
    impact.fresh["vision"], impact.parked["vision"] = 1, 2
    change = Change(Noun.QUESTION, What.RENAMED, "vision", "dream", ("objectives",), Effect.MOVES)
    told = ChangeWords(LIVE, LIVE, "en").of(change, impact)
    assert ("2 answers set aside", "1 person asked at their next message") == told.counts
    assert "was dream" == told.was


@pytest.mark.parametrize("language", languages())
def test_there_are_words_for_whatever_can_change(language: str) -> None:
    say = phrases_in(language)
    assert {each.value for each in Effect} == set(say.keys("changes.effects"))
    assert set(OUTCOMES) == set(say.keys("changes.counts"))
    told = [tag.partition("_")[0] for tag in say.keys("changes.tags")]
    nouns = {"quick" if each is Noun.QUICK_PATH else each.value for each in Noun}
    assert nouns == set(told)
    asked = {f"{noun}_{what}" for noun in ("question", "part") for what in What}
    assert asked <= set(say.keys("changes.tags"))


def test_a_sort_of_change_without_words_is_told_by_its_name() -> None:
    assert "flow_moved" == tag_in_words("flow_moved", "fr")


def test_both_languages_say_the_same_things() -> None:
    for key in ("changes", "changes.tags", "changes.fields", "failures", "blockers"):
        french, english = (phrases_in(language).keys(key) for language in ("fr", "en"))
        assert french == english, key
