"""Putting a leader before a question of the shipped flow, without the walk to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flows.run import Place
from storage.database import Database
from storage.repositories import contacts, runs
from storage.repositories.contacts import Contact
from storage.repositories.runs import StoredRun
from storage.stores import ReadStore, WriteStore
from tests.harness.telegram import Leader, Message

NAME = "Comment s’appelle votre association\u202f?"


async def begins(leader: Leader) -> Message:
    """Up to the name of the association; the question."""
    leader.starts()
    await leader.sees("gardées")
    leader.taps(leader.buttons[0].label)
    return await leader.sees(NAME)


def stand_at(database: Database, leader: Leader, place: str) -> None:
    def move(store: WriteStore) -> None:
        contact, stored = contact_of(store, leader), run_in(store, leader)
        moved = replace(stored.run, at=Place.read(place))
        runs.save(store, stored, moved, [], by=contact.person_id, now=datetime.now(UTC))

    database.write(move)


def run_of(database: Database, leader: Leader) -> StoredRun:
    return database.read(lambda store: run_in(store, leader))


def run_in(store: ReadStore, leader: Leader) -> StoredRun:
    found = runs.active(store, contact_of(store, leader).id)
    if found is None:
        raise LookupError("they have no run")
    return found


def contact_of(store: ReadStore, leader: Leader) -> Contact:
    found = contacts.find(store, "telegram", str(leader.chat.id))
    if found is None:
        raise LookupError("nobody knows them")
    return found
