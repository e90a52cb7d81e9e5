"""What is said to people of changes, stories and publishing: a file for each language."""

from __future__ import annotations

from functools import partial

from flows.phrasebook import languages_of, phrases_of

__all__ = ["languages", "phrases_in"]

#: codes of the languages that have a file, the default one first
languages = partial(languages_of, __name__)
#: the sentences in a language, or in the default one where there is no file
phrases_in = partial(phrases_of, __name__)
