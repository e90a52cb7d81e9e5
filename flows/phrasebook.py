"""Sentences for people, in each language: a file each, in the folder of a package."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from flows.source import Source, read_source

__all__ = ["DEFAULT", "Phrases", "languages_of", "phrases_of", "read_phrases"]

#: spoken to whoever speaks a language that we have not
DEFAULT = "fr"
#: below it, French takes the singular: « 1,5 jour », « 0 remarque »
PLURAL_FROM = {"fr": 2}
BRACES = re.compile(r"\{(\w+)\}")


class Phrases:
    """The sentences of one language, by dotted key. A missing one is our mistake: KeyError."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self._data = data
        self._found: dict[str, Any] = {}

    def say(self, key: str, **params: object) -> str:
        """The sentence, its braces filled with texts: never with objects to look into, and never
        with what stands in braces inside such a text.
        """
        said = str(self._at(key))
        if not params:
            return said
        return BRACES.sub(lambda found: str(params.get(found[1], found[0])), said)

    def count(self, key: str, count: int, **params: object) -> str:
        """The sentence for that number: `one` or `many` below the key."""
        return self.say(self.key_of(key, count), count=count, **params)

    def key_of(self, key: str, count: int) -> str:
        """Of the sentence for that number."""
        single = count < PLURAL_FROM[self.language] if self.language in PLURAL_FROM else count == 1
        return f"{key}.{'one' if single else 'many'}"

    def words(self, key: str) -> Sequence[str]:
        """A list of words."""
        return tuple(map(str, self._at(key)))

    def keys(self, key: str) -> Sequence[str]:
        """The names below a key, in the order of the file."""
        return tuple(self._at(key))

    def _at(self, key: str) -> Any:  # noqa: ANN401  what a file says
        found: Any = self._found.get(key)
        if found is None:
            found = self._data
            for name in key.split("."):
                found = found[name]
            self._found[key] = found
        return found


@cache
def languages_of(package: str) -> tuple[str, ...]:
    """Codes of the languages that a package has a file for, the default one first."""
    names = [file.name for file in resources.files(package).iterdir()]
    codes = sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    return (DEFAULT, *(code for code in codes if code != DEFAULT))


@cache
def phrases_of(package: str, language: str) -> Phrases:
    """The sentences of a package in a language, or in the default one where it has not that."""
    code = language if language in languages_of(package) else DEFAULT
    return Phrases(code, read_phrases(package, code))


@cache
def read_phrases(package: str, language: str) -> Mapping[str, Any]:
    """What the file of a language says."""
    name = f"{language}.yaml"
    source = read_source((resources.files(package) / name).read_bytes(), file=name)
    if not isinstance(source, Source):
        raise TypeError(f"{name}: {source}")
    return source.data
