"""One step of a walk that is filled in by plain forms: what was done, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from charter.guide import Guide
from charter.said import Said as Answered, Voice
from flows import engine
from flows.events import (
    AnswerChanged,
    Nudged,
    Parked,
    Prompted,
    Refused,
    Restored,
    RunEnded,
    Sprint,
    Warned,
)
from flows.prompt import Prompt
from flows.question import Reader
from flows.replies import Finished, Kept, Picked, Reply, Revised, Said, Skipped, WentBack
from flows.run import Place
from storage.repositories import alliances, run_events, runs
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore, WriteStore
from web.access import walk_for
from web.asked import Asked
from web.form import Form

__all__ = ["Step", "open_step", "refusal_in", "reply_of", "said_in", "work"]

#: what a button does, and the reply that it is
ACTIONS: dict[str, Reply] = {
    "skip": Skipped(),
    "keep": Kept(),
    "back": WentBack(),
    "finish": Finished(),
}
#: before the id of an entry of a list's menu
ENTRY = "entry:"
#: between what is picked and what is said besides
BESIDES = "; "


@dataclass(frozen=True, slots=True)
class Step:
    """Where the walk is."""

    stored: StoredRun
    guide: Guide
    today: date
    sprint: Sprint
    #: of the alliance
    alliance: str
    title: str
    leader: str
    person_id: int

    @property
    def prompt(self) -> Prompt | None:
        """What is asked; none when nothing is left."""
        asked = (event.prompt for event in self.sprint.events if isinstance(event, Prompted))
        return next(asked, None)

    @property
    def ended(self) -> RunEnded | None:
        """How it ended, once nothing is left to ask."""
        return next((e for e in self.sprint.events if isinstance(e, RunEnded)), None)

    def answers(self) -> Iterator[Answered]:
        """What was said so far, in the order in which it is asked."""
        run = self.stored.run
        voice = Voice.of(self.guide.compiled, run, reader=Reader.LEADER, language=run.language)
        return voice.everything()


def open_step(asked: Asked, store: ReadStore) -> Step:
    """The walk that the path names. Raises Missing when it is not theirs."""
    walk = walk_for(store, asked.who, asked.path["run"])
    stored = runs.load(store, walk.public_id)
    guide = asked.desk.guides.at(store, stored.run.flow, stored.run.revision)
    today = asked.now.astimezone(ZoneInfo(asked.desk.timezone)).date()
    sprint = engine.present(guide.compiled, stored.run, today=today)
    return Step(
        stored, guide, today, sprint, walk.alliance, walk.title, walk.leader, walk.person_id
    )


def reply_of(form: Form, prompt: Prompt | None) -> Reply:
    """What was done: words and ticks together are one answer where several may be taken."""
    if place := form.raw("revise"):
        return Revised(Place.read(place))
    done = form.raw("do")
    if done in ACTIONS:
        return ACTIONS[done]
    if done.startswith(ENTRY):
        return Picked((done.removeprefix(ENTRY),))
    text, ticked = form.text("text"), form.chosen("choice")
    if text and ticked and prompt is not None and prompt.several:
        return Said(BESIDES.join([*ticked, text]))
    return Picked(ticked) if ticked and not text else Said(text)


def work(asked: Asked, store: WriteStore, step: Step, reply: Reply) -> Sprint:
    """What comes of it, kept as said by who fills in; of what is refused only that it was."""
    before, guide = step.stored, step.guide
    sprint = engine.reply(guide.compiled, before.run, reply, today=step.today)
    sign = run_events.kind_of(reply, before.run, sprint)
    if sign is not None:
        run_events.note(store, before, before.run.at, sign, now=asked.now)
    if refusal_in(sprint) is not None or sprint.run == before.run:
        return sprint
    changes = [e for e in sprint.events if isinstance(e, AnswerChanged | Parked | Restored)]
    by = asked.who.person.id
    runs.save(store, before, sprint.run, changes, by=by, now=asked.now)
    said = [change.place for change in changes if isinstance(change, AnswerChanged)]
    parties = guide.parties(sprint.run)
    if parties and any(place.question in guide.naming for place in said):
        alliances.rename(store, before.alliance_id, " · ".join(parties))
    return sprint


def refusal_in(sprint: Sprint) -> Refused | None:
    return next((event for event in sprint.events if isinstance(event, Refused)), None)


def said_in(sprint: Sprint) -> str:
    """What is to be told of an answer that was kept: a better one is asked for, or a caution."""
    told = [event.text for event in sprint.events if isinstance(event, Nudged | Warned)]
    return " ".join(told)
