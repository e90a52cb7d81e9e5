"""The golden documents are worth looking at: all blocks, sixteen clauses, right typography."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from charter.document import Block, Document

NARROW, WIDE = "\u202f", "\u00a0"
WRONG = {
    "straight apostrophe": r"(?<=\w)'(?=\w)",
    "straight quotes": r"\"",
    "space before high punctuation": rf"(?<![{NARROW}»?!…])[;!?](?=\s|$)",
    "space before a colon": rf"(?<![{WIDE}]):(?=\s|$)",
    "space inside quotes": rf"«(?!{WIDE})|(?<!{WIDE})»",
    "space inside numbers": r"\d \d{3}\b",
    "space before a unit": r"\d [€%]",
}


def texts(node: object) -> Iterator[str]:
    match node:
        case dict():
            yield from (text for key in node if key != "source" for text in texts(node[key]))
        case list() | tuple():
            yield from (text for each in node for text in texts(each))
        case str():
            yield node
        case _:
            pass


@pytest.mark.parametrize("golden", ["french", "english"])
def test_a_golden_charter_has_sixteen_clauses(golden: str, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(golden)
    assert [f"C{number}" for number in range(1, 17)] == [each.id for each in document.clauses]


@pytest.mark.parametrize("golden", ["french", "empty"])
def test_every_kind_of_block_is_there(golden: str, request: pytest.FixtureRequest) -> None:
    document: Document = request.getfixturevalue(golden)
    kinds = {kind.model_fields["kind"].default for kind in get_args(get_args(Block)[0])}
    assert kinds == {block.kind for clause in document.clauses for block in clause.blocks}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_french_is_set_as_french(wrong: str, french: Document) -> None:
    assert [] == [text for text in texts(french.model_dump()) if re.search(wrong, text)]
