"""A revision made ready to use."""

from __future__ import annotations

from dataclasses import replace

from charter.guide import load_guide
from flows.library import files_of
from flows.question import Reader
from tests.charter.drafts import SAMPLE, TODAY, run_with

FILES = {path.name: path.read_bytes() for path in SAMPLE.iterdir()}


def test_a_draft_is_in_the_language_of_the_run_where_there_is_one() -> None:
    guide = load_guide(FILES, number=3)
    run = run_with({"organisation": "Les Potagers d’Arc"})
    titles = {
        language: guide.draft(
            replace(run, language=language), reader=Reader.LEADER, today=TODAY
        ).title
        for language in ("fr", "en", "it")
    }
    french = "Charte d’alliance"
    assert {"fr": french, "en": "Charter of an alliance", "it": french} == titles


def test_an_alliance_is_known_by_the_names_of_its_parties() -> None:
    guide = load_guide(FILES, number=3)
    run = run_with({"organisation": "Les Potagers", "candidates": [{"candidate_name": "Emmaüs"}]})
    assert ("Les Potagers", "Emmaüs") == guide.parties(run)
    assert {"organisation", "candidates"} == guide.naming


def test_a_language_is_offered_when_nothing_is_missing_in_any_file() -> None:
    whole = dict(files_of("alliance"))
    assert ("fr", "en") == load_guide(whole, number=1).languages
    for name in ("flow.en.yaml", "charter.en.yaml", "review.en.yaml"):
        lines = whole[name].decode().splitlines(keepends=True)
        less = [line for line in lines if not line.startswith(("title:", "delay:"))]
        assert ("fr",) == load_guide({**whole, name: "".join(less).encode()}, number=1).languages
        without = {file: content for file, content in whole.items() if file != name}
        assert ("fr",) == load_guide(without, number=1).languages
    grid = {"review.yaml", "review.en.yaml"}
    bare = {file: content for file, content in whole.items() if file not in grid}
    assert ("fr", "en") == load_guide(bare, number=1).languages
