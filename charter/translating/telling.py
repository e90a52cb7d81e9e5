"""What became of a table of translations, in the words of who sent it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from charter.translating.importing import Told
from charter.translating.phrases import phrases_in
from charter.translating.rows import Unreadable
from charter.translating.writing import Trouble
from flows.template import Template, fill

__all__ = ["told_in_words"]


def told_in_words(what: Told | Trouble | Unreadable, language: str) -> str:
    """Why a text or a table is not taken, or how a text was."""
    key, params = _key(what)
    return fill(Template.read(phrases_in(language).say(key)), params)


def _key(what: Told | Trouble | Unreadable) -> tuple[str, Mapping[str, str]]:
    match what:
        case Unreadable(code=code, params=params):
            return f"unreadable.{code}", params
        case Trouble(code, params):
            return f"refused.{code}", params
        case Told(trouble=Trouble() as trouble):
            return _key(trouble)
        case Told(noted=noted):
            return f"noted.{noted}", {}
        case _:
            assert_never(what)
