"""A walk made a story: what was said, and what came of it, so that it must stay true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from charter.document import Bullets, Document, Paragraph, Sentence
from charter.guide import Guide
from charter.telling import tell
from flows.near import as_id
from flows.playing import Failure
from flows.question import Reader
from flows.run import Run
from flows.stories import Stories, Story
from flows.writing_stories import answers_in, skips_in

__all__ = ["NotTold", "retold"]

#: sentences of the charter that a new story holds it to: enough to tell that it is the same one
SENTENCES_AT_MOST = 5
TITLE_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class NotTold:
    """Why a walk cannot be kept as a story; each code has its words where they are shown."""

    code: str
    #: the question that it is about; empty when it is about none
    question: str = ""
    #: what is not as it was, when it is played
    failures: tuple[Failure, ...] = ()


def retold(
    guide: Guide, run: Run, stories: Stories | None, *, name: str, title: str, today: date
) -> Story | NotTold:
    """The story of a walk that came to its end, played once to see that it gives the same again.

    Args:
        name: what it is called among the others, as its author typed it.
        today: the day of the walk; the story is played on the day of the others, if they have one.
    """
    known = as_id(name)
    if not known or not title.strip() or len(title.strip()) > TITLE_AT_MOST:
        return NotTold("no_name")
    if stories is not None and any(story.story == known for story in stories.stories):
        return NotTold("name_taken")
    if run.at is not None:
        return NotTold("not_ended")
    answers = answers_in(guide.compiled, run)
    if not answers:
        return NotTold("nothing_said")
    document = guide.draft(run, reader=Reader.LEADER, today=today)
    story = Story(
        story=known,
        title=title.strip(),
        language=run.language,
        answers=answers,
        skips=skips_in(guide.compiled, run),
        asks=tuple(_conditional(guide, run)),
        ends_at=run.ending or None,
        charter_has=tuple(_telling(document)),
    )
    told_on = stories.told_on if stories is not None else None
    return _differs(guide, story, told_on or today) or story


def _differs(guide: Guide, story: Story, day: date) -> NotTold | None:
    """What is not the same when it is played; none when all is."""
    telling = tell(guide, story, today=day)
    if telling.failures or not telling.turns:
        question = next(
            (f.params["question"] for f in telling.failures if "question" in f.params), ""
        )
        return NotTold("plays_otherwise", question, telling.failures)
    again = answers_in(guide.compiled, telling.turns[-1].sprint.run)
    before = story.answers
    for name in (*before, *again):
        if before.get(name) != again.get(name):
            return NotTold("read_otherwise", name)
    if skips_in(guide.compiled, telling.turns[-1].sprint.run) != story.skips:
        return NotTold("read_otherwise")
    return None


def _conditional(guide: Guide, run: Run) -> Iterator[str]:
    """What was asked of this person and is not asked of everybody."""
    for step in guide.compiled.steps:
        question = guide.compiled.question(step.id, run.language)
        if step.id in run.answers and not step.is_said and question.when is not None:
            yield step.id


def _telling(document: Document) -> Sequence[str]:
    """A sentence of each clause that quotes what was said, from the first clauses on."""
    found: list[str] = []
    for clause in document.clauses:
        sentences = (
            sentence
            for block in clause.blocks
            for sentence in _sentences(block)
            if any(span.answer for span in sentence.spans) and not sentence.to_confirm
        )
        first = next(sentences, None)
        if first is not None and len(found) < SENTENCES_AT_MOST:
            found.append(first.text.strip())
    return found


def _sentences(block: object) -> tuple[Sentence, ...]:
    match block:
        case Paragraph(sentences=sentences):
            return sentences
        case Bullets(items=items):
            return items
        case _:
            return ()
