"""A leader whose charter came back from a coach: of everything that a review keeps, some."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from charter.remark import Anchor, AnchorKind, Audience, RemarkState, Weight
from charter.review import ReviewAct, Side
from charter.verdict import GridState, Support, Verdict, act_of
from flows.question import Reader
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
from storage.repositories import (
    awaited_words,
    charters,
    notices,
    people,
    readings,
    remarks,
    reviews,
    runs,
    timers,
)
from storage.repositories.notices import NoticeKind
from storage.repositories.remarks import Remark
from storage.repositories.reviews import Review
from storage.stores import WriteStore
from tests.bot.telegram.standing import contact_of
from tests.harness.telegram import Leader

__all__ = ["REVIEWED", "is_remarked"]

#: tables that then hold something of them
REVIEWED = {
    *("charter_revisions", "reviews", "review_words", "readings", "grid_marks", "remarks"),
    *("remark_notes", "notices", "awaited_words"),
}


def is_remarked(database: Database, leader: Leader, words: str, guides: Guides) -> Remark:
    """The coach's words hold these, and so do the leader's; more of both is awaited."""
    now = datetime.now(UTC)
    later = now + timedelta(hours=1)

    def work(store: WriteStore) -> Remark:
        coach = people.create(store, name="Inès", role=Role.COACH, now=now).id
        review = sent(store, leader, guides, words)
        review = reviews.act(store, review, ReviewAct.TAKE, now=now, coach_id=coach)
        made = [remark_of(store, review, coach, words, audience) for audience in Audience]
        readings.mark(
            store, review, "need", version=0, state=GridState.PARTLY, note=words, by=coach
        )
        reading = readings.load(store, review)
        kept = readings.save(store, reading, strength=words, supports=[Support.NETWORK], by=coach)
        readings.decide(store, kept, Verdict.REVISE, by=coach, now=now)
        remarks.send(store, review, now=now)
        reviews.act(store, review, act_of(Verdict.REVISE), now=now, coach_id=coach)
        asked = remarks.load(store, made[0].public_id)
        contact = contact_of(store, leader)
        asked, _ = remarks.note(
            store,
            asked,
            side=Side.LEADER,
            state=RemarkState.ASKED,
            text=words,
            by=contact.person_id,
            now=now,
        )
        notices.add(store, [coach], NoticeKind.ASKED, review, asked, now=later)
        awaited_words.expect(store, contact, awaited_words.Purpose.KEEP, asked, now=now)
        for key in (f"verdict:{review.public_id}", f"reply:{asked.public_id}"):
            timers.schedule(store, key, due=later, payload={"number": 1, "note": 1})
        return asked

    return database.write(work)


def sent(store: WriteStore, leader: Leader, guides: Guides, title: str) -> Review:
    contact, now = contact_of(store, leader), datetime.now(UTC)
    stored = runs.active(store, contact.id)
    assert stored is not None
    guide = guides.at(store, stored.run.flow, stored.run.revision)
    document = guide.draft(stored.run, reader=Reader.LEADER, today=now.date())
    frozen = charters.freeze(store, stored, document, by=contact.person_id, now=now)
    return reviews.submit(store, frozen, title=title, category="public", now=now)


def remark_of(
    store: WriteStore, review: Review, coach: int, words: str, audience: Audience
) -> Remark:
    return remarks.add(
        store,
        review,
        public_id=f"{audience}-{review.public_id}",
        by=coach,
        anchor=Anchor(AnchorKind.ANSWER, "organisation"),
        excerpt=words,
        text=f"{words}, vraiment ?",
        audience=audience,
        weight=Weight.MUST_FIX,
        priority=True,
        now=datetime.now(UTC),
    )
