"""Texts and buttons fit a phone and a message; places fit a button."""

from __future__ import annotations

from collections.abc import Iterator

from flows.issue import Issue
from flows.places import QuestionAt, parts, questions
from flows.read import Read
from flows.run import Place

__all__ = ["check"]

#: what reads at one glance on a phone
QUESTION_AT_MOST = 300
#: what a message may hold in a chat
MESSAGE_AT_MOST = 4096
#: what a button shows of its label on a phone
LABEL_AT_MOST = 40
#: what a button may carry of the place that it answers, in bytes
PLACE_AT_MOST = 48
#: the id of an item with as many digits as lists allow
ITEM = "99"

#: keys whose texts stand on buttons
BUTTONS = ("label", "add", "agree")


def check(read: Read) -> Iterator[Issue]:
    for source, path, text in read.texts():
        if len(text) > MESSAGE_AT_MOST:
            yield source.issue("text_too_long", path, _sizes(text, MESSAGE_AT_MOST))
        elif (path[-1] in BUTTONS or path[-2:-1] == ("labels",)) and len(text) > LABEL_AT_MOST:
            yield source.advice("label_long", path, _sizes(text, LABEL_AT_MOST))
    for language, flow in read.flows.items():
        for found in (each for one in questions(flow) for each in (one, *parts(one))):
            text, is_asked = found.question.text, bool(not found.question.is_said)
            if is_asked and QUESTION_AT_MOST < len(text) <= MESSAGE_AT_MOST:
                path = (*found.path, "text")
                source = read.sources[language]
                yield source.advice("question_long", path, _sizes(text, QUESTION_AT_MOST))
    for found in (part for one in questions(read.flow) for part in parts(one)):
        yield from _place(read, found)


def _place(read: Read, found: QuestionAt) -> Iterator[Issue]:
    whole = found.whole.id if found.whole else ""
    size = len(str(Place(whole, ITEM, found.question.id)))
    if size > PLACE_AT_MOST:
        params = {"list": whole, "id": found.question.id, "over": size - PLACE_AT_MOST}
        yield read.source.issue("place_too_long", (*found.path, "id"), params)


def _sizes(text: str, limit: int) -> dict[str, int]:
    return {"length": len(text), "limit": limit}
