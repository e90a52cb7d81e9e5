"""What stories expect of charters, and how far a charter is."""

from __future__ import annotations

from typing import Any

import pytest

from charter.expectations import failures
from charter.plain import document_lines
from charter.progress import CharterProgress, progress
from flows.playing import Failure
from flows.stories import Story
from tests.charter.drafts import draft, run_with

RUN = run_with(
    {
        "organisation": "Les Potagers d’Arc",
        "brings": {"picked": ["money"]},
        "referents": [{"name": "Awa", "role": "présidente", "contact": ""}],
        "doubts": {"picked": ["time"]},
    }
)


@pytest.mark.parametrize(("says", "fails"), [
    ({"charter_has": ["proposée par Les Potagers d'Arc"]}, ()),
    ({"charter_has": ["VERIFIEZ !", "Awa, présidente", "Que se passe-t-il"]}, ()),
    ({"charter_has": ["une charrue"]}, (Failure("charter_has", {"words": "une charrue"}),)),
    ({"charter_lacks": ["une charrue"]}, ()),
    ({"charter_lacks": ["Le temps"]}, (Failure("charter_lacks", {"words": "Le temps"}),)),
    ({"documents": ["agreement", "minutes"]}, ()),
    ({"documents": ["receipt"]}, (Failure("documents", {"document": "receipt"}),)),
])  # fmt: skip
def test_a_story_says_what_the_charter_must_have(
    says: dict[str, Any], fails: tuple[Failure, ...]
) -> None:
    story = Story.model_validate({"story": "one", "title": "Une", "answers": {"a": 1}, **says})
    assert fails == failures(draft(RUN), story)


def test_every_line_that_a_reader_meets_is_there() -> None:
    text = "\n".join(document_lines(draft(RUN)))
    assert text.startswith("Charte d’alliance\n\nLes Potagers d’Arc\nLes parties\n")
    assert "Les Potagers d’Arc | Awa | présidente" in text
    assert text.endswith("Pour mémoire.\nLe temps")


def test_tables_are_read_row_by_row() -> None:
    run = run_with({"candidates": [{"candidate_name": "Emmaüs", "candidate_met": True}]})
    assert "Nom | Rencontre\nEmmaüs" in "\n".join(document_lines(draft(run)))


def test_progress_counts_clauses_and_gaps() -> None:
    found = progress(draft(RUN))
    assert CharterProgress(complete=0, partial=2, empty=1, gaps=6) == found
    assert 3 == found.clauses
