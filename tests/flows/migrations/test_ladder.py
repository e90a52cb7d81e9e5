from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.migrations import LADDER, Ladder, newest, upgrade
from flows.source import Source, read_source

OLD = b"format: 1\nname: Ancien\nparts: [a, b]\n"


def renamed(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {("title" if key == "name" else key): value for key, value in data.items()}


def numbered(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**data, "parts": dict(enumerate(data["parts"]))}


#: a ladder as it may be one day
THREE: Ladder = {1: lambda data: data, 2: renamed, 3: numbered}


def read(content: bytes) -> Source:
    source = read_source(content, file="flow.yaml")
    assert isinstance(source, Source)
    return source


def test_each_step_is_climbed_in_its_order() -> None:
    found = upgrade(read(OLD), THREE)

    assert isinstance(found, Source)
    assert {"format": 3, "title": "Ancien", "parts": {0: "a", 1: "b"}} == found.data


def test_only_what_is_above_is_climbed() -> None:
    found = upgrade(read(OLD.replace(b"format: 1", b"format: 2")), THREE)

    assert isinstance(found, Source)
    assert "name" in found.data
    assert {0: "a", 1: "b"} == found.data["parts"]


def test_what_is_read_stays_as_it_is() -> None:
    source = read(OLD)

    upgrade(source, THREE)

    assert read(OLD) == source


def test_what_moved_is_looked_for_near_where_it_was() -> None:
    found = upgrade(read(OLD), THREE)

    assert isinstance(found, Source)
    assert 3 == found.line(("parts", "0"))


def test_a_format_that_is_not_there_yet_is_refused() -> None:
    found = upgrade(read(OLD.replace(b"format: 1", b"format: 4")), THREE)

    assert not isinstance(found, Source)
    assert [("format_newer", 1)] == [(issue.code, issue.line) for issue in found]


def test_todays_ladder_has_a_step_for_each_version() -> None:
    assert list(range(1, newest() + 1)) == list(LADDER)
    for content in (OLD, b"format: 0\na: 1\n", b"a: 1\n", b"format: true\n"):
        found = upgrade(read(content))
        assert (content == OLD) == isinstance(found, Source)
