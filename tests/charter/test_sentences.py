"""How answers fit into sentences: a line of the file each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from charter.answers import Answers
from charter.document import Sentence
from charter.readable import on_a_page
from charter.sentences import written
from tests.charter.drafts import read, sentence

CASES = read(Path(__file__).parent / "sentences.yaml")["sentences"]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_answers_fit_into_the_sentence(case: dict[str, Any]) -> None:
    language = case.get("language", "fr")
    said = case.get("answers", {})
    answers = Answers(
        language,
        texts={name: on_a_page(text, language) for name, text in said.items()},
        places={name: name for name in said},
    )
    found = Sentence(spans=written(case["text"], answers))
    spaces = str.maketrans("\u00a0\u202f", "  ")
    assert case["written"] == sentence(found).translate(spaces)


def test_french_spaces_stand_where_text_and_answer_meet() -> None:
    answers = Answers("fr", texts={"who": "Awa"}, places={"who": "who"})
    assert "«\u00a0Awa\u00a0»\u00a0: qui\u202f?" == "".join(
        span.text for span in written("« {who} » : qui ?", answers)
    )
