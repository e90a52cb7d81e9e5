"""The bots that are compared: how each is started, and where it keeps what it was told."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from telegram.ext import ApplicationBuilder, PicklePersistence

from benchmarks.telegram.form import questions, sources
from bot.beginning import FLOW
from bot.channels.telegram.sending import CHANNEL
from storage.database import Database
from storage.repositories import answers, contacts, revisions, runs
from storage.stores import ReadStore

__all__ = ["BOTS", "Bot"]

Stored = dict[int, list[str]]
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bot:
    #: the program: it is given the root of the server, the token and the file it stores in
    module: str
    prepare: Callable[[Path], None]
    #: the answers in the file, in order, of each of these chats
    stored: Callable[[Path, Iterable[int]], Stored]
    #: it offers choices as buttons
    taps: bool = True


def seed(path: Path) -> None:
    """A new database, with the form as the flow that people walk."""
    with Database.open(f"sqlite:///{path}", create=True) as database:
        database.write(lambda store: revisions.seed(store, FLOW, sources(), now=NOW))


def in_database(path: Path, chats: Iterable[int]) -> Stored:
    with Database.open(f"sqlite:///{path}") as database:
        return database.read(lambda store: {chat: _history(store, chat) for chat in chats})


def _history(store: ReadStore, chat: int) -> list[str]:
    """Every answer that was ever stored, so that one stored twice is found."""
    contact = contacts.find(store, CHANNEL, str(chat))
    stored = None if contact is None else runs.active(store, contact.id)
    if stored is None:
        return []
    options = {question.id: question.options for question in questions()}
    return [
        options[past.place].get(past.value, past.value)
        for past in answers.history(store, stored.id)
    ]


def in_rows(path: Path, chats: Iterable[int]) -> Stored:
    database = sqlite3.connect(path)
    told: Stored = {chat: [] for chat in chats}
    for chat, said in database.execute("SELECT chat, said FROM answers ORDER BY update_id"):
        if said != "/start":
            told[chat].append(said)
    database.close()
    return told


def in_pickle(path: Path, chats: Iterable[int]) -> Stored:
    persistence = PicklePersistence(path)
    persistence.set_bot(ApplicationBuilder().token("1:a").build().bot)
    kept = asyncio.run(persistence.get_user_data())
    return {chat: list(kept.get(chat, {}).values()) for chat in chats}


def nothing(path: Path) -> None:
    """The program makes its own file."""
    assert not path.exists()


#: by name
BOTS = {
    "floor": Bot("benchmarks.telegram.floor", nothing, in_rows, taps=False),
    "peer": Bot("benchmarks.telegram.peer", nothing, in_pickle),
    "ours": Bot("benchmarks.telegram.ours", seed, in_database),
}
