"""What a person would type to make a reply: the inverse of understanding."""

from __future__ import annotations

from typing import assert_never

from bot.phrases import Phrases
from flows.prompt import Prompt
from flows.replies import Finished, Kept, Picked, Reply, Revised, Said, Skipped, WentBack

__all__ = ["typed"]


def typed(reply: Reply, prompt: Prompt | None, say: Phrases) -> str:
    """The text, in words where one choice is taken, in numbers where several are."""
    match reply:
        case Said(text):
            return text
        case Picked(choices):
            return _picked(choices, prompt, say)
        case Skipped():
            return say.say("actions.skip.label")
        case Kept():
            return say.say("actions.keep.label")
        case WentBack():
            return say.say("actions.back.label")
        case Finished():
            return say.say("actions.finish.label")
        case Revised(place):
            return f"/edit {place}"
        case _:
            assert_never(reply)


def _picked(choices: tuple[str, ...], prompt: Prompt | None, say: Phrases) -> str:
    shown = prompt.choices if prompt else ()
    numbers = [str(number) for number, choice in enumerate(shown, 1) if choice.id in choices]
    is_item = prompt is not None and prompt.kind == "list" and choices[0].isdigit()
    if len(choices) > 1 or is_item:  # what people wrote may look like another line
        return ", ".join(numbers)
    labels = [choice.label for choice in shown if choice.id in choices]
    return labels[0] if labels and labels[0] else say.say(f"choices.{choices[0]}")
