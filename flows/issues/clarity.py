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
#: a mark of punctuation alone is no word
WORD = re.compile(r"\w[\w’'.,-]*")


def check(read: Read) -> Iterator[Issue]:
    for language, flow in read.flows.items():
        for found in (each for one in questions(flow) for each in (one, *parts(one))):
            if found.question.text.count("?") > 1 and not found.question.is_said:
                source = read.sources[language]
                yield source.advice("two_questions", (*found.path, "text"))
    for source, path, text in read.texts():
        longest = max(SENTENCE_ENDS.split(text), key=_words)
        if _words(longest) > WORDS_AT_MOST:
            beginning = " ".join(longest.split()[:6])
            params = {"words": _words(longest), "limit": WORDS_AT_MOST, "sentence": beginning}
            yield source.advice("sentence_long", path, params)


def _words(sentence: str) -> int:
    return len(WORD.findall(sentence))
