"""Whether a text says where: a proper name in its course, a postcode, or a word for a place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.wording.clean import fold

__all__ = ["PLACE_WORDS", "mentions_place"]

#: a capital after the first word, or five figures in a row
NAME = re.compile(r"(?<=[^.!?…\s])\s+(?:[dl]['’])?[A-ZÀ-ÖØ-Þ][\w’'-]+|\b\d{5}\b")
WORD = re.compile(r"[^\W_]+")

#: by language, without accents: words after which a reader knows where
PLACE_WORDS: Mapping[str, frozenset[str]] = {
    "fr": frozenset(
        {
            *("quartier", "quartiers", "ville", "villes", "commune", "communes"),
            *("village", "villages", "bourg", "canton", "vallee", "departement"),
            *("region", "agglomeration", "metropole", "intercommunalite", "territoire", "bassin"),
            *("pays", "arrondissement", "rue", "place", "campagne", "cite"),
            *("hameau", "ile", "littoral", "college", "lycee", "ecole"),
            *("residence", "ehpad", "france", "nationale", "national"),
        }
    ),
    "en": frozenset(
        {
            *("neighbourhood", "neighborhood", "town", "towns", "city", "cities"),
            *("village", "villages", "district", "county", "region", "valley"),
            *("area", "estate", "street", "borough", "parish", "island"),
            *("coast", "countryside", "school", "country", "nationwide", "national"),
        }
    ),
}


def mentions_place(text: str, *, language: str) -> bool:
    """Whether it seems so; a nudge may rest on it, never a refusal."""
    if NAME.search(text):
        return True
    return not PLACE_WORDS[language].isdisjoint(WORD.findall(fold(text)))
