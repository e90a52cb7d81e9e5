"""The walk of a trial in a chat kept as a story of the working copy that is walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.messages import Message, Passage, Style
from charter.retelling import NotTold
from charter.story_keeping import keep_story
from flows.failures import in_words
from storage.errors import Overtaken
from storage.repositories import working_copies

if TYPE_CHECKING:
    from bot.visit import Visit
    from storage.repositories.contacts import Contact
    from storage.repositories.trials import Trial
    from storage.stores import WriteStore

__all__ = ["keep"]


def keep(
    ours: WriteStore, contact: Contact, trial: Trial, visit: Visit, words: str
) -> tuple[Message, ...]:
    """Under the name that its first word is; the rest says what it tells.

    Args:
        visit: of the trial, in its own database.
    """
    name, _, title = words.strip().partition(" ")
    copy = working_copies.load(ours, trial.copy)
    run, today = visit.stored.run, visit.today
    kept = keep_story(copy.sources, visit.guide, run, name=name, title=title, today=today)
    if isinstance(kept, NotTold):
        return (_refused(visit, kept),)
    try:
        working_copies.change(ours, copy, kept.sources, by=contact.person_id, now=visit.now)
    except Overtaken:
        return (_said(visit, "refused.changed", Style.CAUTION),)
    return (_said(visit, "kept", Style.NOTED, name=kept.story.story),)


def _refused(visit: Visit, found: NotTold) -> Message:
    say = visit.say
    reasons = [in_words(each, say.language) for each in found.failures]
    if found.question and not reasons:
        question = visit.guide.compiled.flow(say.language).by_id.get(found.question)
        reasons = [question.text if question is not None else found.question]
    words = " ".join((say.say(f"trial.story.refused.{found.code}"), *reasons))
    return Message((Passage(Style.CAUTION, words),))


def _said(visit: Visit, key: str, style: Style, **params: object) -> Message:
    return Message((Passage(style, visit.say.say(f"trial.story.{key}", **params)),))
