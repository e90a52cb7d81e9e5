"""Where people are among the questions, by the words of each question."""

from __future__ import annotations

from dataclasses import dataclass

from flows.issue import InvalidFlow
from storage.foretelling import Foretold
from storage.stores import ReadStore
from web.asked import Asked
from web.views.guides import FLOW

__all__ = ["PlaceRow", "places_of"]

#: questions where most people are; the rest is counted together
AT_MOST = 6


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One question, and how many are at it."""

    revision: int
    #: empty where all is said
    question: str
    text: str
    runs: int


def places_of(asked: Asked, store: ReadStore, foretold: Foretold) -> tuple[PlaceRow, ...]:
    """Those where most people are, the fullest first."""
    return tuple(
        PlaceRow(revision, question, _text(asked, store, revision, question), runs)
        for (revision, question), runs in foretold.where.most_common(AT_MOST)
    )


def _text(asked: Asked, store: ReadStore, revision: int, question: str) -> str:
    """In the language of who looks, else as it was written; its id when it cannot be read."""
    try:
        compiled = asked.desk.guides.at(store, FLOW, revision).compiled
    except InvalidFlow:
        return question
    flow = compiled.flows.get(asked.language) or compiled.source
    asks = flow.by_id.get(question)
    return asks.text if asks is not None else question
