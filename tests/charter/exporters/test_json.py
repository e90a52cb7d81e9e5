"""JSON: the document, to the letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.document import Document
from charter.exporters.json import render


@pytest.mark.parametrize("golden", ["french", "english", "empty"])
def test_what_is_written_reads_back_equal(golden: str, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(golden)
    assert document == Document.model_validate_json(render(document))


def test_even_what_no_page_can_show_is_kept(everywhere: Callable[[str], Document]) -> None:
    document = everywhere("a\x00b\u202ec\r\n")
    assert document == Document.model_validate_json(render(document))


def test_accents_are_written_as_they_are(french: Document) -> None:
    assert "Aïssatou Le Goff" in render(french).decode()
