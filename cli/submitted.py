"""Finding a charter that was submitted, or saying which one may have been meant."""

from __future__ import annotations

from cli.errors import NothingOfThatName
from flows.near import nearest
from storage.database import Database
from storage.errors import NoSuchRow
from storage.repositories import charters
from storage.repositories.charters import CharterRevision
from storage.stores import ReadStore

__all__ = ["submitted"]

#: charters among which a mistyped id is looked for
LOOKED_AT = 500


def submitted(database: Database, alliance: str, revision: int | None) -> CharterRevision:
    """One charter of an alliance, the last one unless a number says which.

    Raises:
        NothingOfThatName: with the id that looks most like it, or the revisions that there are.
    """
    return database.read(lambda store: _load(store, alliance, revision))


def _load(store: ReadStore, alliance: str, revision: int | None) -> CharterRevision:
    try:
        return charters.load(store, alliance, revision)
    except NoSuchRow as error:
        last = _last_number(store, alliance)
        if last is None:
            raise _unknown(store, alliance) from error
        raise NothingOfThatName(
            noun="revision",
            name=str(revision),
            near="",
            remedy=f"The revisions of this charter go from 1 to {last}.",
        ) from error


def _last_number(store: ReadStore, alliance: str) -> int | None:
    try:
        return charters.load(store, alliance).number
    except NoSuchRow:
        return None


def _unknown(store: ReadStore, alliance: str) -> NothingOfThatName:
    known = {each.public_id for each in charters.recent(store, limit=LOOKED_AT)}
    return NothingOfThatName(
        noun="charter of the alliance",
        name=alliance,
        near=nearest(alliance, sorted(known)),
        remedy="« alliance charters list » lists them.",
    )
