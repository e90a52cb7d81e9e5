"""A coach at the desk, as the desk itself acts: repositories, and the timers that it sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import select, update

from charter.remark import Anchor, Audience, Weight, excerpt
from charter.review import ReviewAct
from charter.verdict import GridState, Support, Verdict, act_of
from storage.database import Database
from storage.models.alliance import AllianceRow
from storage.models.person import Role
from storage.models.timer import TimerRow
from storage.repositories import (
    alliances,
    charters,
    contacts,
    people,
    readings,
    remarks,
    reviews,
    runs,
    teams,
    timers,
)
from storage.repositories.remarks import Remark
from storage.repositories.reviews import Review
from storage.stores import WriteStore
from tests.bot.telegram.standing import contact_of, run_in
from tests.bot.telegram.walker import NOON, played
from tests.harness.telegram import Leader

__all__ = ["AtDesk", "at_its_end", "becomes_coach", "hurry"]

#: the shortest walk to a charter
SHORT = "un_temps_pour_soi"
STRENGTH = "Le besoin est vu de près : on voit cette femme & sa mère <au café>."
NUMBERS = count(1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class AtDesk:
    """Someone who reads at the desk; in Telegram only if they have a contact there."""

    database: Database
    person: int
    now: datetime = NOON
    made: list[Remark] = field(default_factory=list)

    def takes(self, alliance: str) -> None:
        self._act(alliance, ReviewAct.TAKE)

    def remarks(
        self,
        alliance: str,
        text: str,
        anchor: Anchor,
        *,
        weight: Weight = Weight.MUST_FIX,
        audience: Audience = Audience.SHARED,
        priority: bool = False,
    ) -> Remark:
        def work(store: WriteStore) -> Remark:
            frozen = charters.load(store, alliance)
            return remarks.add(
                store,
                reviews.load(store, alliance),
                public_id=f"remark{next(NUMBERS):016}",  # as long as those of the desk
                by=self.person,
                anchor=anchor,
                excerpt=excerpt(frozen.document, anchor),
                text=text,
                audience=audience,
                weight=weight,
                priority=priority,
                now=self.now,
            )

        self.made.append(self.database.write(work))
        return self.made[-1]

    def decides(self, alliance: str, verdict: Verdict, *supports: Support) -> None:
        """Strength, a criterion of the grid, verdict; the leader is to be told."""

        def work(store: WriteStore) -> None:
            review = reviews.load(store, alliance)
            readings.mark(
                store, review, "need", version=0, state=GridState.SOLID, note="", by=self.person
            )
            reading = readings.load(store, review)
            kept = readings.save(
                store, reading, strength=STRENGTH, supports=supports, by=self.person
            )
            readings.decide(store, kept, verdict, by=self.person, now=self.now)
            remarks.send(store, review, now=self.now)
            reviews.act(store, review, act_of(verdict), now=self.now, coach_id=self.person)
            payload = {"number": review.number}
            timers.schedule(store, f"verdict:{alliance}", due=self.now, payload=payload)

        self.database.write(work)

    def review(self, alliance: str) -> Review:
        return self.database.read(lambda store: reviews.load(store, alliance))

    def _act(self, alliance: str, act: ReviewAct) -> None:
        self.database.write(
            lambda store: reviews.act(
                store, reviews.load(store, alliance), act, now=self.now, coach_id=self.person
            )
        )


def becomes_coach(database: Database, leader: Leader, role: Role = Role.COACH) -> AtDesk:
    """They were invited: a coach of the common team, known in their chat before they write."""

    def work(store: WriteStore) -> int:
        contact = contacts.ensure(
            store,
            channel="telegram",
            address=str(leader.chat.id),
            shown_name=leader.user.first_name,
            language="fr",
            timezone="Europe/Paris",
            now=NOON,
        )
        people.change_role(store, contact.person_id, role)
        if role is Role.COACH:
            teams.join(store, teams.load(store, teams.COMMON), contact.person_id)
        return contact.person_id

    return AtDesk(database, database.write(work))


def at_its_end(database: Database, leader: Leader) -> str:
    """They have answered all of a short walk; the public id of their alliance."""
    end = played(database, SHORT).run

    def work(store: WriteStore) -> str:
        contact, stored = contact_of(store, leader), run_in(store, leader)
        runs.save(store, stored, end, [], by=contact.person_id, now=NOON)
        alliances.rename(store, stored.alliance_id, "Un Temps pour Soi")
        names = select(AllianceRow.public_id).where(AllianceRow.id == stored.alliance_id)
        return str(store.connection.execute(names).scalar_one())

    return database.write(work)


def hurry(database: Database, *kinds: str) -> None:
    """What is due later is due now."""

    def work(store: WriteStore) -> None:
        for kind in kinds:
            store.connection.execute(
                update(TimerRow).where(TimerRow.key.startswith(f"{kind}:")).values(due_at=LONG_AGO)
            )

    database.write(work)
