"""What of the live flow a draft would lose."""

from __future__ import annotations

import pytest

from charter.guide import load_guide
from charter.succession import losses_between
from flows.library import files_of

WHOLE = dict(files_of("alliance"))
LIVE = load_guide(WHOLE, number=1)
RETIRED = b"retired_languages: [{language: en, because: Plus personne ne la relit.}]\n"


def lost(files: dict[str, bytes]) -> list[tuple[str, str, str]]:
    return [(each.file, each.code, each.params["language"]) for each in losses_between(LIVE, files)]


def test_the_same_flow_loses_nothing() -> None:
    assert [] == lost(WHOLE)


@pytest.mark.parametrize("name", ["flow.en.yaml", "charter.en.yaml", "review.en.yaml"])
def test_a_language_is_lost_with_any_of_its_files(name: str) -> None:
    less = {file: content for file, content in WHOLE.items() if file != name}
    where = "flow.yaml" if name == "flow.en.yaml" else "flow.en.yaml"
    assert [(where, "language_lost", "en")] == lost(less)


def test_a_language_that_goes_in_words_is_not_lost() -> None:
    less = {file: content for file, content in WHOLE.items() if file != "flow.en.yaml"}
    assert [] == lost({**less, "flow.yaml": less["flow.yaml"] + RETIRED})


def test_a_language_that_was_never_offered_is_not_lost() -> None:
    begun = b"format: 1\nflow: alliance\nlanguage: de\ntitle: Ein Weg\n"
    assert [] == lost({**WHOLE, "flow.de.yaml": begun})


def test_nothing_is_lost_by_a_draft_that_cannot_be_read() -> None:
    assert [] == lost({"flow.yaml": b"- a"})
