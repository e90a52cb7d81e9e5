"""All that is said for ourselves, to people and to authors, is said in every language, and well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import pytest

from flows.library import files_of
from flows.phrasebook import Phrases, languages_of, phrases_of, read_phrases
from flows.source import Source, read_source

PACKAGES = ("bot.phrases", "web.phrases")
EACH = [(package, language) for package in PACKAGES for language in languages_of(package)]
BRACES = re.compile(r"\{(\w+)\}")
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)|\"")
#: a sign that French sets apart, without its no-break space: a thin one before ? ! ;
TIGHT = re.compile(
    r"(?<![\u202f?!\u00a0])[?!;](?! »)|(?<!\u00a0)»|(?<![\u00a0/\d]):(?=[\s\"]|$)|«(?!\u00a0)"
)
#: what is French alone
FRENCH = re.compile(r"[«»]|[\s\u00a0\u202f][;:?!](?=\s|$)")
#: as templates name a phrase
NAMED = re.compile(r"""\b(?:say|count)\("([a-z0-9_.]+)"[,)]""")


def leaves(data: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{key}.")
        elif isinstance(value, str):
            yield f"{path}{key}", value


def sentences(package: str, language: str) -> dict[str, str]:
    return dict(leaves(read_phrases(package, language)))


@pytest.mark.parametrize(("package", "language"), EACH)
def test_a_language_says_what_the_first_one_says(package: str, language: str) -> None:
    first = sentences(package, languages_of(package)[0])
    other = sentences(package, language)
    assert first.keys() == other.keys()
    for key, sentence in first.items():
        assert set(BRACES.findall(sentence)) == set(BRACES.findall(other[key])), key


@pytest.mark.parametrize(("package", "language"), EACH)
def test_apostrophes_and_quotes_are_curly(package: str, language: str) -> None:
    said = sentences(package, language)
    assert {} == {key: text for key, text in said.items() if STRAIGHT.search(text)}


@pytest.mark.parametrize("package", PACKAGES)
def test_french_has_its_spaces(package: str) -> None:
    said = sentences(package, "fr")
    assert {} == {key: text for key, text in said.items() if TIGHT.search(text)}


@pytest.mark.parametrize("package", PACKAGES)
def test_english_has_its_own_quotes_and_no_space_before_a_sign(package: str) -> None:
    said = sentences(package, "en")
    assert {} == {key: text for key, text in said.items() if FRENCH.search(text)}


def test_the_shipped_flow_is_set_as_its_languages_are() -> None:
    files = files_of("alliance")
    for name in ("flow", "charter", "review"):
        french, english = (dict(leaves_of(files[f"{name}{end}"])) for end in (".yaml", ".en.yaml"))
        assert {} == {key: text for key, text in french.items() if TIGHT.search(text)}
        assert {} == {key: text for key, text in english.items() if FRENCH.search(text)}


def leaves_of(content: bytes) -> Iterator[tuple[str, str]]:
    source = read_source(content, file="")
    assert isinstance(source, Source)
    yield from every_leaf(source.data)


def every_leaf(data: object, path: str = "") -> Iterator[tuple[str, str]]:
    match data:
        case Mapping():
            for key, value in data.items():
                yield from every_leaf(value, f"{path}{key}.")
        case [*values]:
            for number, value in enumerate(values):
                yield from every_leaf(value, f"{path}{number}.")
        case str() if not path.endswith("source."):  # an address
            yield path, data


@pytest.mark.parametrize(("package", "language"), EACH)
def test_what_is_counted_is_said_for_one_and_for_many(package: str, language: str) -> None:
    known = sentences(package, language)
    ones = {key.removesuffix(".one") for key in known if key.endswith(".one")}
    manies = {key.removesuffix(".many") for key in known if key.endswith(".many")}
    assert ones == manies


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_language_gets_the_first_one(package: str) -> None:
    assert languages_of(package)[0] == phrases_of(package, "xx").language


def test_what_templates_name_can_be_said() -> None:
    known = sentences("web.phrases", "fr")
    folder = resources.files("web") / "templates"
    named = {
        key for file in folder.iterdir() for key in NAMED.findall(file.read_text(encoding="utf-8"))
    }
    assert set() == {key for key in named if key not in known and f"{key}.one" not in known}


def test_french_counts_none_and_one_alike_and_english_only_one() -> None:
    data = {"drafts": {"one": "{count} charte", "many": "{count} chartes"}}
    said = {
        language: [Phrases(language, data).count("drafts", number) for number in (0, 1, 2)]
        for language in ("fr", "en")
    }
    assert ["0 charte", "1 charte", "2 chartes"] == said["fr"]
    assert ["0 chartes", "1 charte", "2 chartes"] == said["en"]


def test_what_people_write_in_braces_is_not_filled() -> None:
    say = Phrases("fr", {"said": "{name} : {text}"})
    assert "{text} : {name}" == say.say("said", name="{text}", text="{name}")
