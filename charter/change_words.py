"""Changes between two versions of a flow in the words of who reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from charter.guide import Guide
from flows.changes import Change, Detail, Effect, Noun
from flows.definition import Flow
from flows.impact import Impact
from flows.phrases import phrases_in
from flows.places import parts, questions
from flows.renames import options_of

__all__ = ["ChangeWords", "WordedChange", "WordedDetail", "tag_in_words"]


@dataclass(frozen=True, slots=True)
class WordedDetail:
    """One field, before and after; empty where there was none, or is none."""

    field: str
    before: str
    after: str
    #: code of the language of that text, where it is not the one that the flow was written in
    language: str = ""


@dataclass(frozen=True, slots=True)
class WordedChange:
    """A change as a person reads it."""

    #: what sort of change it is: « Question reworded »
    what: str
    #: the thing as people know it: a question's text, an option's label; empty without one
    title: str
    #: the ids that lead to it
    path: str
    #: « was organisation »; empty when it has its id still
    was: str
    #: what it does to who is in the middle; empty for nothing
    effect: str
    is_refused: bool
    #: to how many each thing happens; empty without an impact
    counts: tuple[str, ...]
    details: tuple[WordedDetail, ...]


class ChangeWords:
    """Words for the changes between two guides."""

    def __init__(self, old: Guide, new: Guide, language: str) -> None:
        self.language, self.say = language, phrases_in(language)
        former, present = (_titles(guide, language) for guide in (old, new))
        self.titles = {**former, **present}

    def of(self, change: Change, impact: Impact | None = None) -> WordedChange:
        """One change in words; with an impact, to how many runs it happens."""
        counts = impact.of(change) if impact is not None else {}
        return WordedChange(
            tag_in_words(f"{change.noun}_{change.what}", self.language),
            self.titles.get(_key(change), ""),
            change.path,
            self.say.say("changes.was", former=change.former) if change.former else "",
            self.say.say(f"changes.effects.{change.effect}"),
            change.effect is Effect.REFUSED,
            tuple(self.say.count(f"changes.counts.{name}", n) for name, n in counts.items()),
            tuple(map(self._detail, change.details)),
        )

    def _detail(self, detail: Detail) -> WordedDetail:
        first, *_, last = (*(key for key in detail.key.split(".") if not key.isdecimal()), "", "")
        known = self.say.keys("changes.fields")
        name = next((key for key in (last, first) if key in known), "")
        field = self.say.say(f"changes.fields.{name}") if name else detail.key
        return WordedDetail(field, detail.before, detail.after, detail.language)


def tag_in_words(tag: str, language: str) -> str:
    """A sort of change, as `flows.changes.tags` names it."""
    say = phrases_in(language)
    return say.say(f"changes.tags.{tag}") if tag in say.keys("changes.tags") else tag


def _key(change: Change) -> tuple[str, ...]:
    """What a title is found by: an option has its question before its own id."""
    if change.noun is Noun.OPTION:
        return (change.noun, *change.place[-1:], change.name)
    return (Noun.QUESTION if change.noun is Noun.PART else change.noun, change.name)


def _titles(guide: Guide, language: str) -> Mapping[tuple[str, ...], str]:
    flow = guide.compiled.flows.get(language) or guide.compiled.source
    template = guide.template(language)
    return {
        **dict(_of_flow(flow)),
        **{(Noun.CLAUSE, clause.id): clause.title for clause in template.clauses},
        **{(Noun.DOCUMENT, paper.id): paper.title for paper in template.documents},
    }


def _of_flow(flow: Flow) -> Iterator[tuple[tuple[str, ...], str]]:
    for stage in flow.stages:
        yield (Noun.STAGE, stage.stage), stage.title
    for ending in flow.endings:
        yield (Noun.ENDING, ending.ending), ending.text
    for found in (each for whole in questions(flow) for each in (whole, *parts(whole))):
        question = found.question
        yield (Noun.QUESTION, question.id), question.text
        for option in options_of(question):
            yield (Noun.OPTION, question.id, option.id), option.label
