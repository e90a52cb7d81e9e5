"""Telling a person what happened: the events of a sprint as messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from bot.messages import Message, Passage, Style, Way
from bot.phrases import Phrases
from flows.events import (
    AnswerChanged,
    Bar,
    Event,
    ItemClosed,
    Nudged,
    Parked,
    Prompted,
    Refused,
    Restored,
    RunEnded,
    StageClosed,
    StageOpened,
    Told,
    Warned,
)
from flows.prompt import Choice, Progress, Prompt
from flows.run import Answer

__all__ = ["actions_of", "messages", "prompt_message"]

#: characters of an answer repeated to who just gave it
ECHO_AT_MOST = 160
#: answers named when they stop counting; the rest is counted
NAMED_AT_MOST = 3


def messages(events: Sequence[Event], say: Phrases) -> tuple[Message, ...]:
    """What happened as one message, and what is asked now as another."""
    told = [event for event in events if not isinstance(event, Prompted)]
    passages = tuple(each for event in told for each in _passages(event, say))
    asked = [prompt_message(event.prompt, say) for event in events if isinstance(event, Prompted)]
    ways = tuple(way for event in told for way in _ways(event, say))
    return (*([Message(passages, ways=ways)] if passages else []), *asked)


def prompt_message(prompt: Prompt, say: Phrases) -> Message:
    """A question as it is asked."""
    passages = [
        Passage(Style.PROGRESS, _progress(prompt.progress, say)),
        *_reasons(prompt, say),
        Passage(Style.QUESTION, prompt.text),
        *([Passage(Style.HINT, prompt.hint)] if prompt.hint else []),
        *_small_print(prompt, say),
    ]
    return Message(
        tuple(passages),
        tuple(labelled(choice, say) for choice in prompt.choices),
        prompt.several,
        tuple(Choice(act, say.say(f"actions.{act}.label")) for act in actions_of(prompt)),
    )


def _progress(far: Progress, say: Phrases) -> str:
    """Inside a list, of the thing that is being told: the number of its question moves."""
    inside, stage = far.inside, {"stage": far.stage, "stages": far.stages}
    if inside is None:
        number = {"question": far.question, "questions": far.questions}
        return say.say("telling.progress", **stage, **number)
    each = inside.called or say.say("telling.each")
    number = {"item": inside.item, "part": inside.part, "parts": inside.parts}
    key = "telling.progress_inside" if inside.parts > 1 else "telling.progress_each"
    return say.say(key, **stage, **number, each=each)


def labelled(choice: Choice, say: Phrases) -> Choice:
    """The choice with words: the system's own choices have none by themselves."""
    label = choice.label or say.say(f"choices.{choice.id}")
    if choice.advised:
        label = f"{label} ({say.say('telling.advised')})"
    return replace(choice, label=label)


def _small_print(prompt: Prompt, say: Phrases) -> Iterator[Passage]:
    if prompt.several:
        yield Passage(Style.HINT, say.say("telling.several"))
    if prompt.previous:
        yield Passage(Style.NOTED, say.say("telling.previous", answer=_echo(prompt.previous)))
    if prompt.legal:
        yield Passage(Style.HINT, say.say("telling.legal", text=prompt.legal.text))
        yield Passage(Style.HINT, say.say("telling.source", address=prompt.legal.source))
    if "partner" not in prompt.visible_to:
        yield Passage(Style.HINT, say.say("telling.private"))


def _reasons(prompt: Prompt, say: Phrases) -> Iterator[Passage]:
    if not prompt.reasons:
        return
    labels = {choice.id: choice.label for choice in prompt.choices}
    yield Passage(Style.PLAIN, say.say("telling.advice_reasons"))
    for reason in prompt.reasons:
        words = say.say(
            "telling.advice_reason",
            answer=reason.answer,
            choice=labels.get(reason.choice, reason.choice),
            points=f"{reason.points:+d}".replace("-", "\u2212"),
        )
        yield Passage(Style.ENTRY, words)


def actions_of(prompt: Prompt) -> tuple[str, ...]:
    """What may be done besides answering, as ids of the phrases."""
    answered = bool(prompt.previous)
    return tuple(
        action
        for action, possible in {
            "keep": answered,
            "why": bool(prompt.why),
            "help": bool(prompt.help),
            "example": bool(prompt.example),
            "skip": prompt.can_skip and not answered,
            "clear": prompt.can_skip and answered,
            "back": prompt.can_go_back,
        }.items()
        if possible
    )


def _passages(event: Event, say: Phrases) -> Iterable[Passage]:
    match event:
        case AnswerChanged():
            return _kept(event, say)
        case Refused(code, params):
            return [Passage(Style.CAUTION, say.say(f"refused.{code}", **params))]
        case Nudged(text):
            return [Passage(Style.CAUTION, text)]
        case Warned(_, text):
            return [Passage(Style.CAUTION, text)]
        case Told(text, bars):
            return [Passage(Style.PLAIN, text), *(_bar(bar) for bar in bars)]
        case ItemClosed(_, text):
            return [Passage(Style.ENTRY, text)]
        case StageOpened(title, aim, number, of):
            opening = say.say("telling.stage", number=number, of=of, title=title)
            return [Passage(Style.STAGE, opening), *([Passage(Style.PLAIN, aim)] if aim else [])]
        case StageClosed():
            return _closed(event, say)
        case RunEnded(_, text, submits):
            following = "review.next" if submits else "review.next_without_charter"
            return [Passage(Style.STAGE, text), Passage(Style.HINT, say.say(following))]
        case Parked(_, texts):
            return [Passage(Style.HINT, say.say("telling.parked", questions=_named(texts)))]
        case Restored(_, texts):
            return [Passage(Style.HINT, say.say("telling.restored", questions=_named(texts)))]
        case Prompted():
            return []  # a message of its own
        case _:
            assert_never(event)


def _ways(event: Event, say: Phrases) -> Iterator[Way]:
    """At the end, all that can be done is named; here it can be tapped."""
    if isinstance(event, RunEnded):
        for name in ("draft", "edit", *(("export", "submit") if event.submits else ())):
            yield Way(say.say(f"ways.{name}"), name, told=name != "export")


def _kept(event: AnswerChanged, say: Phrases) -> Iterator[Passage]:
    if event.after is None or _is_a_list(event.after):
        return  # its items said it already
    if event.after.skipped:
        yield Passage(Style.NOTED, say.say("telling.kept_skipped"))
    elif event.shown:
        yield Passage(Style.NOTED, say.say("telling.kept", answer=_echo(event.shown)))


def _is_a_list(answer: Answer) -> bool:
    return isinstance(answer.value, dict) and "items" in answer.value


def _closed(event: StageClosed, say: Phrases) -> Iterator[Passage]:
    if event.lesson:
        yield Passage(Style.LESSON, say.say("telling.lesson", text=event.lesson))
    if event.case:
        yield Passage(Style.LESSON, say.say("telling.case", text=event.case))
        yield Passage(Style.HINT, say.say("telling.source", address=event.source))


def _bar(bar: Bar) -> Passage:
    """A line that also reads aloud: full and empty places, no figure that could be a mark."""
    return Passage(Style.ENTRY, f"{'●' * bar.value}{'○' * (bar.most - bar.value)} {bar.title}")


def _named(texts: Sequence[str]) -> str:
    more = len(texts) - NAMED_AT_MOST
    named = " · ".join(texts[:NAMED_AT_MOST])
    return f"{named} (+\u202f{more})" if more > 0 else named


def _echo(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= ECHO_AT_MOST else f"{first[: ECHO_AT_MOST - 1].rstrip()}…"
