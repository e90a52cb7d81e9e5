"""What an outcome queues for Telegram: texts with buttons, files, the closing of a question."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.channels.telegram.dress import TEXT_AT_MOST, html_of, plain, texts_of
from bot.channels.telegram.keyboard import Rows, is_asking, keys_of, revising, spelled_out
from bot.closing import Closing
from bot.messages import Message, Style
from bot.talk import Outcome
from bot.visit import Visit

__all__ = ["Payload", "payloads", "text_payload"]

#: what may go when the question below it closes: it was about the answer before
PASSING = {Style.NOTED, Style.CAUTION}
Payload = Mapping[str, Any]


def payloads(
    outcome: Outcome, chat: int, *, tapped: int | None = None, before: int | None = None
) -> tuple[Payload, ...]:
    """Messages in the order to send them; what belongs together is one message. The first one says
    which question was answered and how it closes: the message that was tapped, or the last one that
    asked; and the one `before`, which shows an answer that was corrected.
    """
    ready = tuple(_payloads(outcome, chat))
    if outcome.closing is None or not ready:
        return ready
    closes = {"message": tapped, "text": _closed(outcome.closing)}
    answered = {
        "closes": closes if before in (None, tapped) else {**closes, "before": before},
        "run": outcome.visit.stored.public_id,
        "place": str(outcome.closing.place),
    }
    return ({**ready[0], **answered}, *ready[1:])


def text_payload(chat: int, text: str, keys: Rows = (), asks: Payload | None = None) -> Payload:
    """One text in HTML, and the question that it asks."""
    return {"do": "send", "chat": chat, "text": text, "keys": keys, "asks": asks}


def _payloads(outcome: Outcome, chat: int) -> Iterator[Payload]:
    merged = list(_merged(outcome.messages))
    for number, message in enumerate(merged, 1):
        last = number == len(merged)
        if last and outcome.revisable is not None:
            keys = revising(outcome.visit.say, outcome.visit, outcome.revisable)
            yield from _texts(message, chat, keys)
        else:
            visit = outcome.visit
            asked = _question(visit) if is_asking(message, visit) else None
            yield from _texts(message, chat, keys_of(message, visit), asked)
        for file in message.files:
            yield {
                "do": "file",
                "chat": chat,
                "name": file.name,
                "content": b64encode(file.content).decode(),
            }


def _closed(closing: Closing) -> str:
    """The question without its buttons, and the answer."""
    question = plain(closing.question)[: TEXT_AT_MOST // 2]
    answer = plain(closing.answer)[: TEXT_AT_MOST // 2 - 4]
    noted = [html_of(Style.NOTED, f"✓ {answer}")] if answer else []
    return "\n".join((html_of(Style.QUESTION, question), *noted))


def _question(visit: Visit) -> Payload:
    """Where a reply to this message would go back to."""
    return {"run": visit.stored.public_id, "place": str(visit.stored.run.at)}


def _texts(
    message: Message, chat: int, keys: Rows, asks: Payload | None = None
) -> Iterator[Payload]:
    texts = texts_of(spelled_out(message))
    for number, text in enumerate(texts, 1):
        last = number == len(texts)
        yield text_payload(chat, text, keys if last else (), asks if last else None)


def _merged(messages: Iterable[Message]) -> Iterator[Message]:
    """What became of an answer and the question after it are one message."""
    held: Message | None = None
    for message in messages:
        if held is None:
            held = message
        elif not _is_short(held):
            yield held
            held = message
        else:
            held = replace(message, passages=(*held.passages, *message.passages))
    if held is not None:
        yield held


def _is_short(message: Message) -> bool:
    """It only says what became of an answer."""
    said = all(passage.style in PASSING for passage in message.passages)
    return said and not (message.files or message.choices or message.actions or message.ways)
