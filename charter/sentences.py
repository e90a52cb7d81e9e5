"""Sentences of the charter: standard text and answers fitted together, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charter.answers import Answers
from charter.document import Sentence, Span
from charter.template import AnySentence, SentenceTemplate, as_sentence
from charter.typeset import typeset_template
from flows.template import Filled, pieces
from flows.wording import ended, inline, opening

__all__ = ["compose_sentence", "compose_sentences", "written"]

_SENTENCE_END = re.compile(r"[.!?…][ »”’\")\u00a0\u202f]*$")
_SEVERAL_SENTENCES = re.compile(r"[.!?…][»”’\")\u00a0\u202f]*\s+\S")
#: between the things that an answer enumerates
_SEMICOLON = re.compile(r"(\s*;\s+)")
_STOP = re.compile(r"^[ \u00a0\u202f]*[.!?…]")


def compose_sentences(templates: tuple[AnySentence, ...], answers: Answers) -> tuple[Sentence, ...]:
    """The sentences that have what they need, for each thing of a list where they say so."""
    found = (
        compose_sentence(template, around)
        for template in map(as_sentence, templates)
        for around in answers.each(template.each)
    )
    return tuple(sentence for sentence in found if sentence is not None)


def compose_sentence(template: SentenceTemplate, answers: Answers) -> Sentence | None:
    """The sentence; none when its condition fails, or when it lacks an answer."""
    spans = written(template.text, answers) if answers.holds(template.when) else ()
    if not spans:
        return None
    return Sentence(
        spans=spans,
        decided_by=answers.deciding(template.when),
        to_confirm=template.to_confirm,
    )


def written(text: str, answers: Answers, *, after: str = "") -> tuple[Span, ...]:
    """Standard text and answers in reading order; nothing when an answer that it needs lacks.

    Args:
        after: what stands on the line already, so that it does not begin a sentence.
    """
    found = pieces(typeset_template(text, answers.language), answers.texts)
    return tuple(_joined(_fitted(found or (), answers, after)))


def _fitted(found: tuple[Filled, ...], answers: Answers, before: str) -> Iterator[Span]:
    for index, piece in enumerate(found):
        if piece.placeholder:
            is_last = not any(other.text for other in found[index + 1 :])
            text = _answer(piece.text, before, answers.language, is_last=is_last)
            yield Span(text=text, answer=answers.places[piece.placeholder])
        else:
            text = _without_second_stop(piece.text, before)
            yield Span(text=text)
        before += text


def _answer(text: str, before: str, language: str, *, is_last: bool) -> str:
    """As it reads there: without its full stop, and with a capital only where a sentence begins."""
    said = "".join(inline(part, language) or part for part in _SEMICOLON.split(text))
    if is_last and _SEVERAL_SENTENCES.search(said):
        said = ended(said)
    begins = not any(map(str.isalnum, before)) or _SENTENCE_END.search(before)
    return opening(said) if begins else said


def _without_second_stop(text: str, before: str) -> str:
    """Standard text without the mark that ends a sentence, when the answer has one already."""
    if before and ended(before) == before.rstrip():
        return _STOP.sub("", text)
    return text


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Without empty spans, and with runs of standard text as one."""
    last: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if last is not None and not last.answer and not span.answer:
            last = Span(text=last.text + span.text)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
