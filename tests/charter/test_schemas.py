"""The format as a JSON Schema: explained field by field, and true of what is shipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from charter.schemas import FILES, described, languages, schema_of
from flows.library import files_of
from flows.phrasebook import phrases_of
from flows.source import Source, read_source

SHIPPED = files_of("alliance")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("file", FILES)
def test_every_field_of_every_file_is_explained(file: str, language: str) -> None:
    say = phrases_of("charter.schemas", language)
    assert [] == [each for each in described(file) if not say.say(".".join(each)).strip()]


def test_the_words_explain_nothing_that_is_not_there() -> None:
    known = {name for file in FILES for name in described(file)}
    for language in languages():
        say = phrases_of("charter.schemas", language)
        for name in ("Flow", "Stage", "Option", "Template", "Grid", "Stories", "Story"):
            assert set() == {(name, key) for key in say.keys(name)} - known


@pytest.mark.parametrize("file", FILES)
def test_the_shipped_files_are_as_the_schema_says(file: str) -> None:
    source = read_source(SHIPPED[file], file=file)
    assert isinstance(source, Source)
    schema = schema_of(file, "en")
    assert [] == list(strange(schema, schema, source.data, file))


def test_a_strange_key_and_a_wrong_kind_are_not_as_the_schema_says() -> None:
    schema = schema_of("flow.yaml", "en")
    source = read_source(SHIPPED["flow.yaml"], file="flow.yaml")
    assert isinstance(source, Source)
    data: dict[str, Any] = {**source.data, "titel": "x"}
    assert ["flow.yaml.titel"] == list(strange(schema, schema, data, "flow.yaml"))
    wrong = {"stages": [{"stage": "s", "questions": [{"kind": "choise", "id": "a"}]}]}
    assert ["f.stages.0.questions.0"] == list(strange(schema, schema, wrong, "f"))


def strange(root: Any, node: Any, data: Any, path: str) -> Iterator[str]:  # noqa: ANN401
    """Where the data is not what the schema allows, as far as these schemas go."""
    if "$ref" in node:
        yield from strange(root, root["$defs"][node["$ref"].rpartition("/")[2]], data, path)
        return
    several = node.get("oneOf") or node.get("anyOf")
    if several:
        tried = [list(strange(root, each, data, path)) for each in several]
        if all(tried):
            yield from min(tried, key=len) if not isinstance(data, dict) else [path]
        return
    match data:
        case dict():
            if node.get("type", "object") != "object":
                yield path
                return
            for key, value in data.items():
                inside = node.get("properties", {}).get(key, node.get("additionalProperties", {}))
                if inside is False:
                    yield f"{path}.{key}"
                elif isinstance(inside, dict):
                    yield from strange(root, inside, value, f"{path}.{key}")
        case list():
            if node.get("type", "array") != "array":
                yield path
                return
            for number, value in enumerate(data):
                yield from strange(root, node.get("items", {}), value, f"{path}.{number}")
        case _:
            if not fits(node, data):
                yield path


def fits(node: Any, data: Any) -> bool:  # noqa: ANN401
    """One value that is neither a mapping nor a list."""
    kinds: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    wanted = node.get("type", [])
    names = [wanted] if isinstance(wanted, str) else wanted
    if "const" in node and data != node["const"]:
        return False
    if "enum" in node and data not in node["enum"]:
        return False
    if "pattern" in node and not (isinstance(data, str) and re.search(node["pattern"], data)):
        return False
    return not names or any(isinstance(data, kinds.get(name, type(None))) for name in names)
