from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from flows.issue import Issue
from flows.source import Source, read_source


def read(text: str) -> Source:
    source = read_source(text.encode(), file="flow.yaml")
    assert isinstance(source, Source), source
    return source


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("12:30", "12:30"),
        ("2027-03-15", "2027-03-15"),
        ("1_000", "1_000"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        (".inf", ".inf"),
        ("1.2.3", "1.2.3"),
        ("9" * 30, "9" * 30),
        ("--", "--"),
        ("+", "+"),
        ("12", 12),
        ("-3", -3),
        ("010", 10),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ('"12"', "12"),
        ("'true'", "true"),
        ("|\n  12", "12"),
    ],
)
def test_a_word_without_quotes_is_what_it_seems(written: str, value: object) -> None:
    found = read(f"key: {written}").data["key"]

    assert (type(value), value) == (type(found), found)


def test_lines_are_those_of_an_editor() -> None:
    source = read("a: 1\n\n# said\nb:\n  - c: >-\n      long\n      text\n  - d\n")

    assert 1 == source.line(("a",))
    assert 4 == source.line(("b",))
    assert 5 == source.line(("b", 0, "c"))
    assert 8 == source.line(("b", 1))


def test_a_missing_thing_is_looked_for_where_it_would_be() -> None:
    source = read("a:\n  b: 1\n")

    assert 1 == source.line(("a", "c"))
    assert 0 == source.line(("z",))
    assert source.at(("a", "c")) is None
    assert source.at(("a", "b", "c")) is None


def test_the_line_ends_of_windows_and_a_mark_at_the_beginning_change_nothing() -> None:
    text = "a: 1\nb:\n  - c\n"
    plain = read(text)
    windows = read_source(text.replace("\n", "\r\n").encode("utf-8-sig"), file="flow.yaml")

    assert plain == windows


def test_a_place_is_named_by_ids() -> None:
    source = read("stages:\n  - stage: start\n    questions:\n      - id: name\n      - other: 1\n")

    assert "stages.start.questions.name" == source.name(("stages", 0, "questions", 0))
    assert "stages.start.questions.2" == source.name(("stages", 0, "questions", 1))
    assert "families.ties" == read("families:\n  - family: ties\n").name(("families", 0))


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_is_refused_at_once(opened: str) -> None:
    text = f"key:\n  {opened * 50_000}"

    issues = read_source(text.encode(), file="flow.yaml")

    assert not isinstance(issues, Source)
    assert 2 == issues[0].line


def test_a_bomb_of_aliases_is_refused_at_the_first() -> None:
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    assert (Issue("flow.yaml", 1, "anchor", params={"written": "&a"}),) == read_source(
        text.encode(), file="flow.yaml"
    )


@given(st.text(st.sampled_from(list("ab \n:-[]{}\"'#&*!|>?,%@`…“é\t\r0.")), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_source(text.encode(), file="flow.yaml")

    assert isinstance(found, Source) or all(
        0 <= issue.line <= len(text.splitlines()) + 1 for issue in found
    )


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    found = read_source(content, file="flow.yaml")

    assert isinstance(found, Source) or found
