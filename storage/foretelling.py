"""What publishing a revision will do to all the runs in progress, read in one transaction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from charter.review import ReviewStatus
from flows.forecast import Forecast
from flows.impact import Impact
from storage.repositories.glances import glances, standing

if TYPE_CHECKING:
    from datetime import date

    from flows.compiled import CompiledFlow
    from storage.guides import Guides
    from storage.stores import ReadStore

__all__ = ["Foretold", "foretell", "stays"]


@dataclass(slots=True)
class Foretold:
    """Where people are, and what becomes of their answers."""

    #: of the runs that will go on under the new revision
    impact: Impact = field(default_factory=Impact)
    #: how many are at each question, by revision; nowhere when all is said
    where: Counter[tuple[int, str]] = field(default_factory=Counter)
    #: runs whose charter is with a coach, or was: the change is offered to them
    staying: int = 0


#: its leader alone sees it
LEFT = (ReviewStatus.DRAFT, ReviewStatus.WITHDRAWN)


def stays(review: ReviewStatus | None) -> bool:
    """A charter that was sent is read against the questions of its revision: its run stays there
    until its leader takes it back, or asks for the change.
    """
    return review is not None and review not in LEFT


def foretell(
    store: ReadStore, guides: Guides, flow: str, new: CompiledFlow, *, today: date
) -> Foretold:
    """Counted over every run of every other revision. Call it in a worker thread: it may take
    seconds.
    """
    found = Foretold()
    for revision in standing(store, flow):
        if revision == new.number:
            continue
        old = guides.at(store, flow, revision).compiled
        forecast = Forecast(old, new, today=today)
        for page in glances(store, flow, revision, forecast.looks):
            found.where.update((revision, at.partition(".")[0]) for at, _, _ in page)
            for _, review, cells in page:
                if stays(review):
                    found.staying += 1
                else:
                    forecast.count(cells)
        found.impact.include(forecast.impact())
    return found
