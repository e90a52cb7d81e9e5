"""A leader at the beginning of a walk, for tests that need one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flows.events import AnswerChanged
from flows.run import Answer, Place, Run
from storage.database import Database
from storage.repositories import alliances, contacts, revisions, runs
from storage.repositories.alliances import Alliance, Party
from storage.repositories.contacts import Contact
from storage.repositories.runs import StoredRun
from storage.stores import WriteStore

NOW = datetime(2026, 3, 1, 9, 30, 15, 250, tzinfo=UTC)


@dataclass(frozen=True)
class Walk:
    contact: Contact
    alliance: Alliance
    party: Party
    stored: StoredRun


def begin(database: Database, name: str = "1") -> Walk:
    """A contact with an alliance and a run, all called by that name."""
    return database.write(lambda store: walk_of(store, name))


def walk_of(store: WriteStore, name: str) -> Walk:
    revisions.seed(store, "alliance", {"flow.yaml": "flow: alliance"}, now=NOW)
    contact = contacts.ensure(
        store,
        channel="terminal",
        address=name,
        shown_name="Léa",
        language="fr",
        timezone="Europe/Paris",
        now=NOW,
    )
    alliance, party = alliances.create(
        store, public_id=f"a{name}", title="", person_id=contact.person_id, now=NOW
    )
    run = Run("alliance", 1, "fr", at=Place("public"))
    stored = runs.start(store, run, public_id=f"r{name}", contact=contact, party=party, now=NOW)
    return Walk(contact, alliance, party, stored)


def said(stored: StoredRun, question: str, value: object) -> tuple[Run, list[AnswerChanged]]:
    """The run after that answer, and what changed."""
    answer = Answer(value)
    run = replace(stored.run, answers={**stored.run.answers, question: answer})
    before = stored.run.answers.get(question)
    return run, [AnswerChanged(Place(question), before, answer, str(value))]


def say(
    database: Database, public_id: str, question: str, value: object, by: int | None = None
) -> StoredRun:
    """Load, answer, save, as every channel does."""

    def answer(store: WriteStore) -> StoredRun:
        stored = runs.load(store, public_id)
        run, changes = said(stored, question, value)
        return runs.save(store, stored, run, changes, by=by, now=NOW)

    return database.write(answer)
