"""One question at a time, in sentences that can be read at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.issue import Issue
from flows.places import parts, questions
from flows.read import Read

__all__ = ["check"]

WORDS_AT_MOST = 30
SENTENCE_ENDS = re.compile(r"(?<=[.!?…])[\s»”\"]+|\n{2,}|[;:]\s")
#: a second question behind the same mark, by language, with a verb of its own: « Qui vient, et
#: pourquoi viennent-ils ? » but not « Qui vient, et pourquoi ? », which one answer may hold
SECOND = {
    "fr": re.compile(
        r"\bet (?:à qui|avec qui|combien|comment|de qui|où|pourquoi|quand|qui est-ce|quoi) \w+\W+\w"
    ),
    "en": re.compile(r"\band (?:how|when|where|why) \w+ \w"),
}
#: what asks before it
FIRST = {
    "fr": re.compile(r"\b(?:combien|comment|est-ce|où|pourquoi|quand|que|quel\w*|qui|quoi)\b"),
    "en": re.compile(r"\b(?:are|did|do|does|how|is|what|when|where|which|who|why|will)\b"),
}
#: a mark of punctuation alone is no word
WORD = re.compile(r"\w[\w’'.,-]*")


def check(read: Read) -> Iterator[Issue]:
    for language, flow in read.flows.items():
        for found in (each for one in questions(flow) for each in (one, *parts(one))):
            if _asks_twice(found.question.text, language) and not found.question.is_said:
                source = read.sources[language]
                yield source.advice("two_questions", (*found.path, "text"))
    for source, path, text in read.texts():
        if len(text) <= 2 * WORDS_AT_MOST:  # too short for so many words
            continue
        longest = max(SENTENCE_ENDS.split(text), key=_words)
        if _words(longest) > WORDS_AT_MOST:
            beginning = " ".join(longest.split()[:6])
            params = {"words": _words(longest), "limit": WORDS_AT_MOST, "sentence": beginning}
            yield source.advice("sentence_long", path, params)


def _asks_twice(text: str, language: str) -> bool:
    """Two marks; or a second question after « et » where the first one is asked already."""
    if text.count("?") > 1:
        return True
    before, mark, _ = text.lower().partition("?")
    second = SECOND[language].search(before) if mark and language in SECOND else None
    return second is not None and FIRST[language].search(before, 0, second.start()) is not None


def _words(sentence: str) -> int:
    return len(WORD.findall(sentence))
