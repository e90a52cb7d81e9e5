"""What the desk says, in each language: a file each, found by being here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from flows.source import Source, read_source

__all__ = ["Phrases", "languages", "phrases_in"]

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
        """The sentence, its braces filled with texts: never with objects to look into."""
        return BRACES.sub(lambda found: str(params[found[1]]), str(self._at(key)))

    def count(self, key: str, count: int, **params: object) -> str:
        """The sentence for that number: `one` or `many` below the key."""
        return self.say(self.key_of(key, count), count=count, **params)

    def key_of(self, key: str, count: int) -> str:
        """Of the sentence for that number."""
        single = count < PLURAL_FROM[self.language] if self.language in PLURAL_FROM else count == 1
        return f"{key}.{'one' if single else 'many'}"

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
def languages() -> Sequence[str]:
    """Codes of the languages that the desk speaks, its own first."""
    folder = resources.files(__name__)
    codes = sorted(
        f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")
    )
    return (DEFAULT, *(code for code in codes if code != DEFAULT))


@cache
def phrases_in(language: str) -> Phrases:
    """The sentences in a language, or in the default one where it is not spoken."""
    code = language if language in languages() else DEFAULT
    name = f"{code}.yaml"
    source = read_source((resources.files(__name__) / name).read_bytes(), file=name)
    if not isinstance(source, Source):
        raise TypeError(f"{name}: {source}")
    return Phrases(code, source.data)
