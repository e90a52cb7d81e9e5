from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest

from flows.definition import Flow
from flows.languages import Translated, read_languages
from flows.part import Part, Text
from flows.shape import holds_texts, shape_of
from flows.source import Source, read_source
from flows.texts import part_at, texts

FRENCH = """\
format: 1
flow: small
title: Un petit parcours
language: fr
endings:
  - {ending: done, text: C’est fini.}
stages:
  - stage: start
    title: Le début
    lesson: Un pas suffit.
    cases:
      - {text: À Reims., source: "https://example.org"}
    questions:
      - id: hello
        kind: note
        text: "{name}"
      - id: goals
        kind: list
        text: Vos objectifs ?
        legal: {text: La loi de 1901., source: "https://example.org"}
        summary: "{goal}"
        add: Ajouter
        item:
          - id: goal
            kind: text
            text: Lequel ?
            nudge:
              - {if: {mentions: [synergie]}, say: Plus simplement.}
              - {if: lacks_place, say: À quel endroit.}
"""
ENGLISH = """\
format: 1
flow: small
title: A small flow
language: en
endings: {done: The end.}
stages:
  start:
    title: The beginning
    lesson: One step will do.
    cases: [In Reims.]
questions:
  goals:
    text: Your goals?
    legal: The law of 1901.
    add: Add
    item:
      goal:
        text: Which one?
        nudge:
          - {if: {mentions: [synergy]}, say: More simply.}
          - say: Where.
"""


def both(english: str = ENGLISH) -> Translated[Flow]:
    files = {"flow.yaml": FRENCH.encode(), "flow.en.yaml": english.encode()}
    return read_languages(Flow, files, "flow")


def test_texts_take_the_place_of_those_of_the_source_and_nothing_else_changes() -> None:
    found = both()
    french, english = found.models["fr"], found.models["en"]

    assert () == found.issues
    assert ["fr", "en"] == list(found.models)
    assert "In Reims." == english.stages[0].cases[0].text
    assert french.stages[0].cases[0].source == english.stages[0].cases[0].source
    assert list(french.by_id) == list(english.by_id)
    assert "The end." == english.endings[0].text
    assert english.by_id["goals"].legal is not None
    assert "The law of 1901." == english.by_id["goals"].legal.text


def test_words_that_a_nudge_looks_for_are_those_of_the_language() -> None:
    item = getattr(both().models["en"].by_id["goals"], "item")  # noqa: B009  of one kind only

    assert ("synergy",) == item[0].nudge[0].test.words
    assert "lacks_place" == item[0].nudge[1].test.name


def test_a_text_of_answers_alone_needs_no_translation() -> None:
    found = both()

    assert "{goal}" == getattr(found.models["en"].by_id["goals"], "summary")  # noqa: B009
    assert "{name}" == found.models["en"].by_id["hello"].text


def test_lines_are_those_of_the_overlay() -> None:
    source = both().sources["en"]
    goal = ("stages", 0, "questions", 1, "item", 0)

    assert "flow.en.yaml" == source.file
    assert 18 == source.line((*goal, "text"))
    assert 21 == source.line((*goal, "nudge", 1, "say"))


def test_the_whole_is_there_even_when_a_text_is_missing() -> None:
    found = both(ENGLISH.replace("    lesson: One step will do.\n", ""))

    assert ["translation_missing", "language_unfinished"] == [i.code for i in found.issues]
    assert ("fr",) == found.complete
    assert "Un pas suffit." == found.models["en"].stages[0].lesson


def test_stages_may_be_left_out_and_are_then_missed_one_by_one() -> None:
    start = ENGLISH.index("stages:")
    found = both(ENGLISH[:start] + ENGLISH[ENGLISH.index("questions:") :])

    assert {"stages.start.title", "stages.start.lesson", "stages.start.cases"} == {
        issue.path for issue in found.issues if issue.code == "translation_missing"
    }


def test_an_overlay_that_cannot_be_read_leaves_the_source_alone() -> None:
    for english in ("", "- a", ENGLISH.replace("format: 1", "format: 9"), ENGLISH + "\n]"):
        found = both(english)

        assert ["fr"] == list(found.models)
        assert 1 == len(found.issues)


def test_a_wrong_source_has_no_translations() -> None:
    files = {"flow.yaml": b"format: 1\nflow: small\n", "flow.en.yaml": ENGLISH.encode()}
    found = read_languages(Flow, files, "flow")

    assert {} == found.models
    assert {"flow.yaml"} == {issue.file for issue in found.issues}


def test_texts_are_found_by_their_mark() -> None:
    source = read_source(FRENCH.encode(), file="flow.yaml")
    assert isinstance(source, Source)
    found = {source.name(path): text for path, text in texts(Flow, source.data)}

    assert "Lequel ?" == found["stages.start.questions.goals.item.goal.text"]
    assert "Ajouter" == found["stages.start.questions.goals.add"]
    assert "stages.start.questions.goals.id" not in found
    assert "stages.start.cases.1.source" not in found


def test_the_part_in_one_place_is_known() -> None:
    source = read_source(FRENCH.encode(), file="flow.yaml")
    assert isinstance(source, Source)
    part = part_at(Flow, source.data, ("stages", 0, "questions", 1))

    assert part is not None
    assert "summary" in part.fields
    assert part_at(Flow, source.data, ("title",)) is None
    assert part_at(Flow, source.data, ("title", "more")) is None
    assert holds_texts(shape_of(Flow))


class Said(Part):
    text: Text
    when: str = ""


class Row(Part):
    cells: tuple[Text, ...]
    each: str = ""


class Paper(Part):
    """A definition with all that a charter has and a flow has not."""

    format: Literal[1]
    paper: str
    language: str
    words: Mapping[str, Text]
    sentences: tuple[Text | Said, ...] = ()
    rows: tuple[Row, ...] = ()


PAPER = """\
format: 1
paper: small
language: fr
words: {draft: Brouillon, state: "{state}"}
sentences: [Bonjour., {text: Ou bonsoir., when: evening}, "{name}"]
rows: [{each: goals, cells: ["{goal}", pour tous]}]
"""


def paper(english: str) -> Translated[Paper]:
    head = "format: 1\npaper: small\nlanguage: en\n"
    files = {"paper.yaml": PAPER.encode(), "paper.en.yaml": (head + english).encode()}
    return read_languages(Paper, files, "paper")


def test_plain_texts_stand_for_sentences_rows_and_words() -> None:
    found = paper(
        "words: {draft: Draft}\n"
        "sentences: [Hello., Or good evening., ~]\n"
        'rows: [["{goal}", for all]]\n'
    )
    english = found.models["en"]

    assert () == found.issues
    assert {"draft": "Draft", "state": "{state}"} == english.words
    assert ("Hello.", Said(text="Or good evening.", when="evening"), "{name}") == english.sentences
    assert (Row(cells=("{goal}", "for all"), each="goals"),) == english.rows


@pytest.mark.parametrize(
    ("english", "code", "path"),
    [
        ("words: {draught: Draft}", "unknown_translation", "words.draught"),
        ("words: {state: State}", "translation_missing", "words.draft"),
        ("words: Draft", "mapping_expected", "words"),
        ("words: [Draft]", "mapping_expected", "words"),
        ("sentences: [Hello., 12, ~]", "mapping_expected", "sentences.2"),
        ("sentences: [~, Or good evening., ~]", "empty_value", "sentences.1"),
        ("rows: [~]", "empty_value", "rows.1"),
        ("rows: [[for all]]", "list_length", "rows.1"),
        ("colour: blue", "unknown_key", "colour"),
    ],
)
def test_what_does_not_fit_is_told_in_its_place(english: str, code: str, path: str) -> None:
    issues = paper(english).issues

    assert (code, path) in [(issue.code, issue.path) for issue in issues]


def test_the_shipped_flow_is_whole_in_each_of_its_languages() -> None:
    folder = Path(__file__).parents[2] / "flows" / "library" / "alliance"
    files = {file.name: file.read_bytes() for file in folder.glob("*.yaml")}

    assert () == read_languages(Flow, files, "flow").issues
