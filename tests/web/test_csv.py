"""Tables for spreadsheets: text stays text."""

from __future__ import annotations

import pytest

from web.views.csv import cell, written


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2", "'-2"),
        ("+33 6", "'+33 6"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("＝1", "'＝1"),
        ("a\nb", "a b"),
        ("1 = 1", "1 = 1"),
        (12, "12"),
        ("", ""),
    ],
)
def test_a_cell_is_text_on_one_line(value: object, shown: str) -> None:
    assert shown == cell(value)


def test_separators_and_quotes_are_kept_inside_their_cell() -> None:
    table = written(["a;b"], [['dit "oui"', "x;y"]], separator=";").decode("utf-8-sig")
    assert '"a;b"\r\n"dit ""oui""";"x;y"\r\n' == table


def test_half_a_surrogate_pair_breaks_no_table() -> None:
    assert b"?" in written(["a"], [["\ud800"]], separator=",")
