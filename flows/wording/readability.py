"""How easily a text is read, from 0 to 100, by a formula made for its language.

English: Flesch, « A new readability yardstick », Journal of Applied Psychology 32 (1948).
French: Kandel and Moles, « Application de l’indice de Flesch à la langue française », Cahiers
d’études de radio-télévision 19 (1958). Both go by words in a sentence and syllables in a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ease", "syllables"]

SENTENCE_ENDS = re.compile(r"[.!?…:;]+(?=[\s»”\"]|$)|\n+")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Formula:
    base: float
    by_sentence: float
    by_syllable: float
    #: what is heard as one syllable
    sound: re.Pattern[str]
    #: an end of a word that is written and not heard
    silent: re.Pattern[str]


FORMULAS: Mapping[str, Formula] = {
    "en": Formula(
        *(206.835, 1.015, 84.6),
        sound=re.compile(r"[aeiouy]+"),
        silent=re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeioutdsxz])e[ds]$"),
    ),
    "fr": Formula(
        *(207.0, 1.015, 73.6),
        sound=re.compile(r"[aàâäeéèêëiîïoôöuùûüyœæ]+"),
        silent=re.compile(r"(?<=[^aeiouyé])es?$|(?<=[éiu])es?$"),
    ),
}


def ease(text: str, language: str) -> float | None:
    """100 reads by itself, 0 is for the patient; none in a language without a formula.

    Names inside a sentence are recognised rather than spelled out: they count for one syllable.
    """
    formula = FORMULAS.get(language)
    parts = SENTENCE_ENDS.split(PLACEHOLDER.sub("Nom", text)) if formula else []
    sentences = [words for words in map(WORD.findall, parts) if words]
    if formula is None or not sentences:
        return None
    heard = [
        1 if number and word[0].isupper() else syllables(word, language)
        for words in sentences
        for number, word in enumerate(words)
    ]
    return (
        formula.base
        - formula.by_sentence * len(heard) / len(sentences)
        - formula.by_syllable * sum(heard) / len(heard)
    )


def syllables(word: str, language: str) -> int:
    """As many as are heard, or nearly so; one at least."""
    formula = FORMULAS[language]
    return max(1, len(formula.sound.findall(formula.silent.sub("", word.lower()))))
