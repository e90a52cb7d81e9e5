"""What publishing a revision will do to all the runs in progress, read in one transaction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from charter.review import ReviewStatus
from flows.forecast import Forecast
from flows.impact import OUTCOMES, Impact
from storage.repositories.glances import glances, standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from flows.compiled import CompiledFlow
    from storage.guides import Guides
    from storage.stores import ReadStore

__all__ = ["Foretold", "foretell", "foretold_data", "foretold_from", "stays"]


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


def foretold_data(found: Foretold) -> dict[str, object]:
    """The counts as what JSON can say."""
    counts = found.impact
    return {
        "runs": counts.runs,
        "felt": counts.felt,
        "staying": found.staying,
        "where": [
            {"revision": revision, "question": question or None, "runs": count}
            for (revision, question), count in found.where.most_common()
        ],
        "moved": [
            {"former": former, "name": name, "runs": count}
            for (former, name), count in counts.moved.most_common()
        ],
        **{name: dict(getattr(counts, name).most_common()) for name in OUTCOMES if name != "moved"},
    }


def foretold_from(data: Mapping[str, Any]) -> Foretold:
    """The counts as they were."""
    impact = Impact(data["runs"], data["felt"])
    for each in data["moved"]:
        impact.moved[each["former"], each["name"]] = each["runs"]
    for name in OUTCOMES:
        if name != "moved":
            getattr(impact, name).update(data[name])
    where = Counter(
        {(each["revision"], each["question"] or ""): each["runs"] for each in data["where"]}
    )
    return Foretold(impact, Counter(where), data["staying"])
