"""What the flow says to coaches: its grid, and the kinds of partner that drafts are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charter.guide import Guide
from storage.errors import NoSuchRow
from storage.stores import ReadStore
from web.asked import Asked

__all__ = ["FLOW", "categories", "live_guide"]

#: the flow that leaders walk
FLOW: Final = "alliance"


def live_guide(asked: Asked, store: ReadStore) -> Guide | None:
    """What new drafts follow; none before anything was published."""
    try:
        return asked.desk.guides.live(store, FLOW)
    except NoSuchRow:
        return None


def categories(guide: Guide | None, language: str) -> Mapping[str, str]:
    """By id, each kind of partner as the flow words it."""
    grid = guide.grid(language) if guide else None
    if guide is None or grid is None:
        return {}
    question = guide.compiled.flow(language).by_id.get(grid.category)
    return {option.id: option.label for option in getattr(question, "options", ())}
