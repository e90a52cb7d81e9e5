"""Playing a story of a flow to its charter, whatever its author wrote in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from charter.document import Document
from charter.expectations import failures
from charter.guide import Guide
from flows.compiled import CompiledFlow
from flows.near import nearest
from flows.playing import Failure, TurnPlayed, play
from flows.question import Reader
from flows.stories import Story

__all__ = ["Telling", "tell"]


#: where a story stops; all else that is not as it says only follows from that
STOPS = ("refused", "no_answer", "never_ends")


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of a story; without a document when it could not be played."""

    turns: tuple[TurnPlayed, ...]
    document: Document | None
    failures: tuple[Failure, ...]


def tell(guide: Guide, story: Story, *, today: date) -> Telling:
    """The story up to its charter, with all that it says and that is not so."""
    if story.language not in guide.compiled.flows:
        return Telling((), None, (Failure("no_language", {"language": story.language}),))
    strange = tuple(_strange_names(guide.compiled, story))
    try:
        played = play(guide.compiled, story, today=today)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # The answers of a story may have any shape, and those of a list are looked into.
        return Telling((), None, (*strange, Failure("unplayable", {"reason": str(error)})))
    document = guide.draft(played.run, reader=Reader.LEADER, today=today)
    stopped = tuple(failure for failure in played.failures if failure.code in STOPS)
    unmet = stopped or (*played.failures, *failures(document, story))
    return Telling(played.turns, document, (*strange, *unmet))


def _strange_names(compiled: CompiledFlow, story: Story) -> Iterator[Failure]:
    """Names in the story that no question has."""
    known = {*compiled.by_id, *compiled.lists}
    corrected = [name for correction in story.corrections for name in correction.answers]
    moments = [correction.at for correction in story.corrections]
    written = [*story.answers, *story.skips, *moments, *corrected, *story.asks, *story.never_asks]
    for name in dict.fromkeys(written):
        if name not in known:
            params = {"question": name, "near": nearest(name, known)}
            yield Failure("unknown_question", params)
