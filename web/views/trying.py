"""A working copy walked in the browser by the real engine; the page carries the walk, and nothing
of it is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from charter.document import Clause, Document
from charter.drafted import drafted
from charter.guide import Guide
from charter.said import Said as Answered, Voice
from flows.events import (
    AnswerChanged,
    Bar,
    Event,
    ItemClosed,
    Nudged,
    Parked,
    Restored,
    RunEnded,
    StageClosed,
    StageOpened,
    Told,
    Warned,
)
from flows.prompt import Prompt
from flows.question import Reader
from flows.rehearsing import Line, Rehearsal, rehearse
from storage.repositories.working_copies import WorkingCopy
from web.asked import Asked
from web.views.looked import today
from web.views.walk_wire import Carried, carried, written

__all__ = ["Shown", "Trial", "besides", "opened", "told_in"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that leaders are told between two questions."""

    #: names its dress: noted, nudged, warned, stage, lesson, told, parked, restored
    kind: str
    text: str
    bars: tuple[Bar, ...] = ()
    title: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """Where the walk is, and the charter that it gives so far."""

    guide: Guide
    language: str
    today: date
    walk: Rehearsal

    @property
    def prompt(self) -> Prompt | None:
        return self.walk.prompt

    @property
    def ended(self) -> RunEnded | None:
        found = (event for event in self.walk.sprint.events if isinstance(event, RunEnded))
        return next(found, None)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.guide.languages

    @property
    def document(self) -> Document:
        return self.guide.draft(self.walk.run, reader=Reader.LEADER, today=self.today)

    def answers(self) -> tuple[Answered, ...]:
        """What was said so far, in the order in which it is asked."""
        compiled, run = self.guide.compiled, self.walk.run
        voice = Voice.of(compiled, run, reader=Reader.LEADER, language=self.language)
        return tuple(voice.everything())

    def waiting(self) -> Sequence[str]:
        """The questions whose replies wait, as they are asked; the ids of those that are gone."""
        return tuple(dict.fromkeys(self.question(line) for line in self.walk.ahead))

    def question(self, line: Line) -> str:
        """The question that a reply was made to."""
        name = line.place.partition(".")[0]
        found = self.guide.compiled.flow(self.language).by_id.get(name)
        return name if found is None else found.text

    def carried(self, asked: Asked, copy: WorkingCopy) -> str:
        """What the page carries of it. Raises TooLong."""
        lines = (*self.walk.lines, *self.walk.ahead)
        return written(asked.desk.seal, copy.public_id, self.language, lines)


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause as the pages of drafts show one: here no number leads to an answer."""

    clause: Clause

    def number(self, place: str) -> int:
        del place
        return 0


def opened(asked: Asked, copy: WorkingCopy) -> Trial:
    """The walk that the page carried, or a new one; in the language that was asked for.

    Raises:
        InvalidFlow: the copy has errors, and cannot be walked.
    """
    guide = drafted(copy.sources)
    told = carried(asked.desk.seal, copy.public_id, asked.form.raw("walk"))
    found = told or Carried(asked.query.get("language", ""), ())
    known = guide.languages
    wanted = asked.form.raw("language") or found.language
    language = next((name for name in (wanted, asked.language) if name in known), known[0])
    day = today(asked)
    walk = rehearse(guide.compiled, found.lines, language=language, today=day)
    return Trial(guide, language, day, walk)


def told_in(events: Sequence[Event]) -> Iterator[Shown]:
    """What leaders are told of a reply, besides the next question, in its order."""
    for event in events:
        match event:
            case AnswerChanged(after=after, shown=shown) if after is not None and not after.skipped:
                yield Shown("noted", shown)
            case Nudged(text):
                yield Shown("nudged", text)
            case Warned(text=text):
                yield Shown("warned", text)
            case ItemClosed(text=text):
                yield Shown("noted", text)
            case Told(text, bars):
                yield Shown("told", text, bars)
            case Parked(texts=texts):
                yield Shown("parked", "\n".join(texts))
            case Restored(texts=texts):
                yield Shown("restored", "\n".join(texts))
            case StageClosed():
                lesson = "\n".join(filter(None, (event.lesson, event.case)))
                yield Shown("lesson", lesson, title=event.title, source=event.source)
            case StageOpened():
                yield Shown("stage", event.aim, title=event.title)
            case _:
                continue


def besides(document: Document) -> Mapping[str, Beside]:
    return {clause.id: Beside(clause) for clause in document.clauses}
