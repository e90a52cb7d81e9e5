"""What translators read around the texts, in the languages that have a file here."""

from __future__ import annotations

from functools import partial

from flows.phrasebook import Phrases, languages_of, phrases_of

__all__ = ["Phrases", "languages", "phrases_in"]

languages = partial(languages_of, __name__)
phrases_in = partial(phrases_of, __name__)
