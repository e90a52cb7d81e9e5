"""Which walks the page of figures is about, as its form says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.repositories.cohorts import Cohort
from web.asked import Asked
from web.phrases import languages
from web.views.guides import FLOW

__all__ = ["Wanted", "wanted_of"]

#: no revision has more digits
LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form holds; what cannot be read is left out, as if it had not been filled in."""

    revision: int | None
    since: date | None
    until: date | None
    category: str
    language: str
    #: in the order of the walk, rather than the hardest first
    in_order: bool

    def cohort(self, zone: ZoneInfo) -> Cohort:
        """Whole days where the desk is, the last one included."""
        return Cohort(
            FLOW,
            revision=self.revision,
            since=_morning(self.since, zone),
            until=_morning(self.until and self.until + timedelta(days=1), zone),
            category=self.category,
            language=self.language,
        )

    def asked_with(self, *, in_order: bool | None = None) -> dict[str, str]:
        """What follows « ? » for the same."""
        ordered = self.in_order if in_order is None else in_order
        found = {
            "revision": str(self.revision or ""),
            "since": str(self.since or ""),
            "until": str(self.until or ""),
            "category": self.category,
            "language": self.language,
            "order": "walk" if ordered else "",
        }
        return {name: value for name, value in found.items() if value}

    @property
    def is_all(self) -> bool:
        """Nothing is left out."""
        return not {*self.asked_with()} - {"order"}


def wanted_of(asked: Asked, categories: tuple[str, ...]) -> Wanted:
    query = asked.query
    number, language = query.get("revision", ""), query.get("language", "")
    category = query.get("category", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    return Wanted(
        revision=int(number) or None if is_number else None,
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        category=category if category in categories else "",
        language=language if language in languages() else "",
        in_order=query.get("order") == "walk",
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    # Years that clocks of any place can tell, with a day to spare.
    return found if 1970 <= found.year <= 9000 else None  # noqa: PLR2004


def _morning(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone)
