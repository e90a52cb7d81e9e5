"""A conversation written down: what is typed after `>`, what is answered after it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.messages import Message
from bot.phrases import phrases_in
from bot.telling import messages
from bot.understanding import Aside, Command, understand
from flows import engine
from flows.compiled import CompiledFlow
from flows.events import Prompted, Sprint
from flows.prompt import Prompt
from flows.replies import Revised
from flows.run import Place, Run
from storage import run_state
from tests.flows.samples import TODAY

TYPED = "> "


def typed_in(script: str) -> list[str]:
    """The lines that the person types."""
    return [line[len(TYPED) :] for line in script.splitlines() if line.startswith(TYPED)]


def transcript(compiled: CompiledFlow, typed: list[str], language: str = "fr") -> str:
    """The whole conversation, the run stored and read back between every two replies."""
    return "\n".join(_lines(compiled, typed, language)) + "\n"


def _lines(compiled: CompiledFlow, typed: list[str], language: str) -> Iterator[str]:
    say = phrases_in(language)
    sprint = engine.start(compiled, language=language, today=TODAY)
    yield from _shown(messages(sprint.events, say))
    for text in typed:
        run = stored(sprint.run)
        asked = partial(_prompt, engine.present(compiled, run, today=TODAY))
        yield f"{TYPED}{text}"
        match understand(text, asked, say):
            case Command("edit", place):
                sprint = engine.reply(compiled, run, Revised(Place.read(place)), today=TODAY)
            case Command():
                raise ValueError(text)
            case Aside(about):
                yield f"  {getattr(asked(), about, '') or say.say(f'telling.no_{about}')}"
                continue
            case said:
                sprint = engine.reply(compiled, run, said, today=TODAY)
        yield from _shown(messages(sprint.events, say))


def stored(run: Run) -> Run:
    """The run after a night in the database."""
    back = run_state.read(run_state.write(run))
    assert run == back
    return back


def _prompt(sprint: Sprint) -> Prompt | None:
    return next((event.prompt for event in sprint.events if isinstance(event, Prompted)), None)


def _shown(told: tuple[Message, ...]) -> Iterator[str]:
    for message in told:
        for passage in message.passages:
            first, *rest = passage.text.splitlines()
            yield f"  {passage.style}: {first}"
            yield from (f"    {line}" for line in rest)
        for number, choice in enumerate(message.choices, 1):
            marks = "*" * choice.chosen
            yield f"    {number}. {marks}{choice.label}"
        if message.actions:
            yield f"    [{' · '.join(action.label for action in message.actions)}]"
