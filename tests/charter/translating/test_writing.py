"""Translations written into the files of their language."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from charter.guide import load_guide
from charter.translating.lines import Lines, State, lines_of
from charter.translating.phrases import phrases_in
from charter.translating.places import where
from charter.translating.writing import Said, begun, restamped, said_anew, trouble_of, write
from flows.library import files_of
from flows.translation import stamp_of
from tests.charter.translating.texts import ENGLISH, FILES, FLOW

FLOW_EN = "flow.en.yaml"
SHIPPED = dict(files_of("alliance"))


def states(lines: Lines) -> dict[str, State]:
    return {line.name: line.state for line in lines}


def saying(files: dict[str, bytes], **said: str) -> dict[str, bytes]:
    texts = {(FLOW_EN, name.replace("__", ".")): Said(text) for name, text in said.items()}
    return dict(write(files, lines_of(files, "en"), texts).files)


def test_each_text_is_missing_old_or_done() -> None:
    stamps = f"translated: |\n  title {stamp_of('Un parcours')}\n  stages.start.title 00000000\n"
    found = states(lines_of({**FILES, FLOW_EN: (ENGLISH + stamps).encode()}, "en"))

    assert State.STALE == found["title"]
    assert State.DONE == found["questions.name.text"]
    assert State.DONE == found["questions.name.nudge.1.if"]
    assert State.MISSING == found["stages.start.title"]
    assert State.MISSING == found["questions.sure.labels.3"]
    assert "questions.sure.labels.2" not in found  # an answer alone needs no words
    assert State.MISSING == found["criteria.need.title"]


def test_a_text_is_put_in_its_place_and_nothing_else_of_the_file_changes() -> None:
    after = saying(FILES, questions__name__text="What do people call you?")[FLOW_EN].decode()
    stamp = stamp_of("Comment vous appelez-vous ?")

    assert (
        ENGLISH.replace("What is your name?", "What do people call you?")
        + f"translated: |\n  questions.name.text {stamp}\n"
        == after
    )


def test_what_is_written_in_short_stays_so_or_is_written_out_where_it_must() -> None:
    texts = {
        "endings__done__text": "It is over.",
        "stages__start__cases__1__text": "At Reims.",
        "questions__name__nudge__2__say": "Where is that?",
        "stages__start__title": "The beginning",
        "questions__name__hint": "A first name will do.",
        "questions__sure__labels__3": "Entirely",
        "questions__name__nudge__1__if": "synergy, win-win\nleverage",
    }
    files = saying(FILES, **texts)
    found = {line.name: line.translation.said for line in lines_of(files, "en")}

    assert {name.replace("__", "."): text for name, text in texts.items()} == {
        name: text.replace("win-win, ", "win-win\n")
        for name, text in found.items()
        if name.replace(".", "__") in texts
    }
    text = files[FLOW_EN].decode()
    assert "endings: {done: It is over.}   # short is good" in text
    assert "cases: [At Reims.]" in text
    assert "# asked of everybody" in text


def test_a_new_language_is_begun_and_offered_once_it_is_whole() -> None:
    files = begun(SHIPPED, lines_of(SHIPPED, "de"))
    lines = lines_of(files, "de")
    assert {State.MISSING: len(list(lines))} == lines.counts()
    assert ("fr", "en") == load_guide(files, number=1).languages

    said = {line.key: Said(line.translation.source) for line in lines}
    last = next(iter(said))
    all_but_one = write(files, lines, {key: said[key] for key in said if key != last})
    assert {} == all_but_one.refused
    assert ("fr", "en") == load_guide(all_but_one.files, number=1).languages
    whole = write(all_but_one.files, lines_of(all_but_one.files, "de"), {last: said[last]})
    assert ("fr", "de", "en") == load_guide(whole.files, number=1).languages


def test_a_text_is_taken_back_by_leaving_it_empty() -> None:
    files = saying(saying(FILES, title="Small"), title="")
    assert State.MISSING == states(lines_of(files, "en"))["title"]
    assert "translated" not in files[FLOW_EN].decode()


def test_texts_of_a_list_that_grew_keep_their_rank() -> None:
    grown = FLOW.replace("{if: lacks_place, say: À quel endroit.}", "{if: lacks_place, say: Où}\n"
                         "          - {if: lacks_date, say: Quand}")  # fmt: skip
    files = {**FILES, "flow.yaml": grown.encode()}
    after = saying(files, questions__name__nudge__3__say="When?")
    found = {line.name: line.translation.said for line in lines_of(after, "en")}
    assert "More simply." == found["questions.name.nudge.1.say"]
    assert "When?" == found["questions.name.nudge.3.say"]


def test_a_file_that_cannot_be_read_is_not_written() -> None:
    lines = lines_of({**FILES, FLOW_EN: b"- a"}, "en")
    assert ["not_a_mapping"] == [issue.code for issue in lines.issues]
    assert {"review.en.yaml"} == {line.file for line in lines}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("questions.sure.text", "Are you sure?", "placeholders"),
        ("questions.sure.text", "Are you sure, {name}, {other}?", "placeholders"),
        ("questions.sure.text", "Are you sure, {name}?", None),
        ("questions.sure.text", "", None),
        ("questions.name.nudge.1.if", " , ", "no_words"),
        ("title", "x" * 5000, "too_long"),
    ],
)
def test_what_is_wrong_with_a_text_is_said(name: str, text: str, code: str | None) -> None:
    line = next(line for line in lines_of(FILES, "en") if line.name == name)
    trouble = trouble_of(line.translation, text)
    assert code == (trouble.code if trouble else None)


def test_stamps_are_of_the_texts_that_are_named_and_of_those_that_are_still_there() -> None:
    stamps = "translated: |\n  title 00000000\n  gone.text 00000000\n"
    files = {**FILES, FLOW_EN: (stamps + ENGLISH).encode()}
    after = restamped(files, lines_of(files, "en"), {FLOW_EN: frozenset({"endings.done.text"})})
    said = stamp_of("C’est fini.")
    assert (
        ENGLISH + f"translated: |\n  title 00000000\n  endings.done.text {said}\n"
        == after[FLOW_EN].decode()
    )
    assert "review.en.yaml" not in after


def test_a_translation_that_is_written_with_its_source_is_not_old() -> None:
    before = restamped(FILES, lines_of(FILES, "en"), {FLOW_EN: frozenset({"title"})})
    french = FLOW.replace("Un petit parcours", "Un parcours").encode()
    english = before[FLOW_EN].replace(b"A small flow", b"A flow")
    for files, state in (
        ({**before, "flow.yaml": french}, State.STALE),
        ({**before, "flow.yaml": french, FLOW_EN: english}, State.DONE),
    ):
        assert state == states(lines_of(said_anew(before, files), "en"))["title"]
    assert before == said_anew(before, before)


def test_where_a_text_stands_is_said_in_words() -> None:
    leaf = lines_of(SHIPPED, "en").leaves[0]
    line = next(
        line for line in leaf.lines if line.name == "questions.situation.options.talking.label"
    )
    path = line.translation.at.source
    assert "étape 1, Bienvenue › question « situation » › choix « talking » › bouton" == where(
        leaf.source, path, phrases_in("fr")
    )
    assert where(leaf.source, path, phrases_in("en")).endswith("choice “talking” › button")


@given(seed=st.integers(0, 10**6))
@settings(max_examples=6, deadline=None)
def test_any_texts_of_the_shipped_flow_can_be_said_anew_together(seed: int) -> None:
    chance, lines = Random(seed), lines_of(SHIPPED, "en")
    chosen = [line for line in lines if chance.random() < 0.02]
    said = {line.key: Said(f"{line.translation.said}: “é” #{seed}") for line in chosen}
    written = write(SHIPPED, lines, said)
    found = {line.key: line.translation.said for line in lines_of(written.files, "en")}
    assert {} == written.refused
    expected = {line.key: line.translation.said for line in lines}
    assert expected | {key: each.text for key, each in said.items()} == found
