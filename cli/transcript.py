"""The conversation of a story, as the people in it would see it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.channels.terminal import Terminal
from bot.messages import Message
from bot.phrases import phrases_in
from bot.telling import messages
from bot.typed import typed
from charter.telling import Telling
from cli.output import complain, say
from flows.events import Prompted
from flows.failures import in_words
from flows.prompt import Prompt
from flows.stories import Story

__all__ = ["print_transcript", "transcript"]


def print_transcript(story: Story, telling: Telling) -> None:
    """The chat, and whether the story holds."""
    terminal = Terminal.on_screen(Path())
    for said, told in _exchanges(story, telling):
        if said:
            terminal.echo(said)
        for message in told:
            terminal.show(message)
    if not telling.failures:
        say(f"The story {story.story} holds.")
        return
    complain(f"The story {story.story} does not hold:")
    for failure in telling.failures:
        complain(f"- {in_words(failure, story.language)}")


def transcript(story: Story, telling: Telling) -> dict[str, object]:
    """The same for a machine."""
    return {
        "story": story.story,
        "title": story.title,
        "language": story.language,
        "holds": not telling.failures,
        "failures": [
            {"code": each.code, "params": dict(each.params), "text": in_words(each, story.language)}
            for each in telling.failures
        ],
        "turns": [
            {"said": said, "told": list(map(_message, told))}
            for said, told in _exchanges(story, telling)
        ],
    }


def _exchanges(story: Story, telling: Telling) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """What the leader types, nothing to begin with, and what the assistant answers."""
    phrases, prompt = phrases_in(story.language), None
    for turn in telling.turns:
        said = typed(turn.reply, prompt, phrases) if turn.reply is not None else ""
        yield said, messages(turn.sprint.events, phrases)
        prompt = _asked(turn.sprint.events)


def _asked(events: tuple[object, ...]) -> Prompt | None:
    return next((event.prompt for event in events if isinstance(event, Prompted)), None)


def _message(message: Message) -> dict[str, object]:
    return {
        "passages": [{"style": each.style, "text": each.text} for each in message.passages],
        "choices": [{"id": each.id, "label": each.label} for each in message.choices],
    }
