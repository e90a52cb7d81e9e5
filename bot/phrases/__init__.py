"""What the assistant says for itself, in each language: a file each, found by being here."""

from __future__ import annotations

from functools import partial

from flows.phrasebook import Phrases, languages_of, phrases_of

__all__ = ["Phrases", "languages", "phrases_in"]

#: codes of the languages that the assistant speaks, its own first
languages = partial(languages_of, __name__)
#: the sentences in a language, or in the default one where it is not spoken
phrases_in = partial(phrases_of, __name__)
