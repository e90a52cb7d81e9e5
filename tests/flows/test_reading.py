from __future__ import annotations

import pytest

from flows.compiled import compile_flow
from flows.issue import InvalidFlow, Severity
from flows.library import files_of, shipped_flows
from flows.reading import load_flow, read_flow

SMALL = b"""\
format: 1
flow: small
title: Un petit parcours
language: fr
endings:
  - {ending: done, text: "C'est fini."}
stages:
  - stage: start
    title: Debut
    questions:
      - {id: name, kind: text, text: "Votre nom ?", hint: Entier.}
"""


def test_the_flow_that_we_ship_has_no_issue() -> None:
    assert ["alliance"] == list(shipped_flows())

    read = read_flow(files_of("alliance"))

    assert () == read.issues
    assert "fr" == read.flow.language
    assert ["fr", "en"] == list(compile_flow(read.flows).flows)


def test_we_ship_no_other() -> None:
    with pytest.raises(KeyError):
        files_of("mariage")


def test_advice_does_not_keep_a_flow_from_being_walked() -> None:
    files = {"flow.yaml": SMALL}
    read = read_flow(files)

    assert ["example_missing"] == [issue.code for issue in read.issues]
    assert [Severity.ADVICE] == [issue.severity for issue in read.issues]
    assert not read.has_errors
    assert read.flows == load_flow(files)


def test_an_error_does() -> None:
    files = {"flow.yaml": SMALL.replace(b"id: name", b"id: any")}

    with pytest.raises(InvalidFlow, match=r"flow\.yaml:11: reserved_id") as raised:
        load_flow(files)

    assert {"reserved_id", "example_missing"} == {issue.code for issue in raised.value.issues}


def test_issues_are_in_the_order_of_the_files() -> None:
    issues = read_flow({"flow.yaml": SMALL + b"again: 1\nmore: 2\n", "a.txt": b""}).issues

    assert [("a.txt", 0), ("flow.yaml", 12), ("flow.yaml", 13)] == [
        (issue.file, issue.line) for issue in issues
    ]
