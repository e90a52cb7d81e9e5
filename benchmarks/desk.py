"""The desk with thousands of drafts: what pages cost, and whether queue and search grow."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from secrets import token_urlsafe
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette

from benchmarks.machine import Figure
from benchmarks.storing import opened
from benchmarks.walk import TODAY, guide, replies
from charter.document import Document
from charter.remark import Anchor, AnchorKind, Audience, Weight
from charter.review import ReviewAct
from charter.verdict import Verdict
from flows import engine
from flows.events import AnswerChanged, Sprint
from flows.question import Reader
from flows.run import Run
from storage.database import Database
from storage.guides import Guides
from storage.models.person import Role
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
)
from storage.repositories.people import Person
from storage.repositories.reviews import Review
from storage.stores import WriteStore
from storage.threads import TransactionThreads
from storage.trying import Trials
from web import csrf, sessions
from web.app import desk_app
from web.desk import Desk
from web.signing import Seal

__all__ = ["figures"]

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FEW, MANY = 1_000, 10_000
#: drafts made in one transaction
BATCH = 250
TIMES = 60
#: milliseconds of server time
ASKED = 50
TEAMS = 5
#: drafts that the coach who looks has in hand, or had
OWN = 10
NAMES = (
    *("Potagers", "Épicerie", "Maison", "Jardin", "Vélo", "Atelier", "Ressourcerie"),
    *("Théâtre", "Escale", "Passerelle"),
)
#: how far each draft of ten goes
ACTS: tuple[tuple[ReviewAct, ...], ...] = (
    *[()] * 3,
    (ReviewAct.TAKE,),
    *[(ReviewAct.TAKE, ReviewAct.REQUEST_CHANGES)] * 2,
    (ReviewAct.TAKE, ReviewAct.PROPOSE_SUPPORT),
    *[(ReviewAct.TAKE, ReviewAct.APPROVE)] * 3,
)


#: milliseconds on the clock, and of the processor alone
Spent = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Walked:
    """What every draft is made of."""

    run: Run
    changes: list[AnswerChanged]
    document: Document


@dataclass(frozen=True, slots=True)
class Bench:
    database: Database
    desk: Desk
    app: Starlette
    coach: Person
    #: of the browser that is signed in
    key: str

    def headers(self) -> list[tuple[bytes, bytes]]:
        cookie = f"__Host-{sessions.SESSION}={self.desk.seal.sign(sessions.SESSION, self.key)}"
        return [
            (b"cookie", cookie.encode()),
            (b"accept-language", b"fr"),
            (b"sec-fetch-site", b"same-origin"),
            (b"content-type", b"application/x-www-form-urlencoded"),
        ]


def figures() -> list[Figure]:
    with TemporaryDirectory() as folder, filled(folder, FEW) as few, filled(folder, MANY) as many:
        gc.collect()
        gc.freeze()  # as what serves does once it has begun
        growth = dict(compared(few, many))
        taken = {name: measured(many, path) for name, path in PAGES.items()} | acts(many)
        gc.unfreeze()
    found = []
    for name, spans in taken.items():
        found.append(Figure(f"{name}: half of them under", middle(spans, 0), "ms"))
        found.append(Figure(f"{name}: 95 of 100 under", highest(spans, 0), "ms", ASKED))
        found.append(Figure(f"{name}: 95 of 100 under, processor alone", highest(spans, 1), "ms"))
    for name, times in growth.items():
        found.append(Figure(f"{name}: {MANY:,} drafts against {FEW:,}", times, "times", 1.5))
    return found


@contextmanager
def filled(folder: str, drafts: int) -> Iterator[Bench]:
    """A desk with so many drafts."""
    with opened(Path(folder) / f"desk-{drafts}.db") as database:
        bench = made(database)
        fill(bench, drafts)
        yield bench
        bench.desk.threads.close()


def compared(few: Bench, many: Bench) -> Iterator[tuple[str, float]]:
    """How much dearer a page is with more drafts: in turn, so that a machine that slows down slows
    both.
    """
    for name, path in GROWING.items():
        spans: tuple[list[Spent], list[Spent]] = ([], [])
        for _ in range(TIMES):
            for bench, taken in zip((few, many), spans, strict=True):
                taken.append(asyncio.run(spent(bench, path)))
        yield name, middle(spans[1], 1) / middle(spans[0], 1)


#: by what it is called, what is asked for
GROWING: Mapping[str, str] = {
    "queue": "/drafts",
    "queue, ready ones": "/drafts?tab=approved",
    "queue, one category": "/drafts?tab=waiting&category=peers",
    "queue, mine": "/drafts?mine=yes",
    "search": "/drafts?q=epic+jard",
    "search, one that is rare": "/drafts?q=numero500",
}
PAGES: Mapping[str, str] = {
    **GROWING,
    "draft, in reading": "/drafts/d3",
    "draft, approved": "/drafts/d8",
    "older revision": "/drafts/d4/revisions/1",
    "comparison": "/drafts/d4/compare",
    "timeline": "/drafts/d4/timeline",
    "files": "/drafts/d4/files",
    "verdict, to be confirmed": "/drafts/d3/verdict?verdict=ready",
    "account": "/account",
}


def measured(bench: Bench, path: str) -> list[Spent]:
    return [asyncio.run(spent(bench, path)) for _ in range(TIMES)]


def acts(bench: Bench) -> dict[str, list[Spent]]:
    """What is sent from a draft in reading."""
    mark, remark = [], []
    for number in range(TIMES):
        note = {"state.need": "solid", "note.need": f"n° {number}", "was.need": "x"}
        fields = note | {"version.need": str(number)}
        mark.append(asyncio.run(spent(bench, "/drafts/d3/grid", fields, wanted=303)))
        said = {"under": "C2", "about": "clause:C2", "text": f"Qui, {number} ?"}
        remark.append(asyncio.run(spent(bench, "/drafts/d3/remarks", said, wanted=303)))
    return {"a mark in the grid": mark, "a remark": remark}


async def spent(
    bench: Bench, path: str, fields: Mapping[str, str] | None = None, *, wanted: int = 200
) -> Spent:
    """From the request's coming in to the last byte of its answer."""
    bare, _, query = path.partition("?")
    tokens = {"csrf": csrf.token_for(bench.desk, bench.key), "once": token_urlsafe(8)}
    body = urlencode(tokens | dict(fields)).encode() if fields else b""
    status = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        status.append(message.get("status", 0))

    length = (b"content-length", str(len(body)).encode())
    scope = {
        "type": "http",
        "method": "POST" if fields else "GET",
        "path": bare,
        "raw_path": bare.encode(),
        "query_string": query.encode(),
        "headers": [*bench.headers(), length],
        "client": ("127.0.0.1", 1),
        "server": ("desk.test", 443),
        "scheme": "https",
        "http_version": "1.1",
        "root_path": "",
        "app": bench.app,
    }
    start, begun = perf_counter(), process_time()
    await bench.app(scope, receive, send)
    taken = (perf_counter() - start) * 1e3, (process_time() - begun) * 1e3
    if status[0] != wanted:
        raise RuntimeError(f"{path}: {status[0]}")
    return taken


def middle(taken: list[Spent], which: int) -> float:
    return quantiles([each[which] for each in taken], n=100)[49]


def highest(taken: list[Spent], which: int) -> float:
    return quantiles([each[which] for each in taken], n=100)[94]


def made(database: Database) -> Bench:
    """A desk, its teams, and a coach in two of them who is signed in."""
    numbers, key, guides = count(1), token_urlsafe(32), Guides()
    desk = Desk(
        "https://desk.test",
        TransactionThreads(database),
        guides,
        Seal("k" * 32),
        clock=lambda: NOW,
        new_id=lambda: f"id{next(numbers)}",
        new_request=lambda: f"id{next(numbers)}",
        new_token=lambda: token_urlsafe(32),
        timezone="Europe/Paris",
        trials=Trials(database, guides, clock=lambda: NOW, chance=Random),
    )

    def work(store: WriteStore) -> Person:
        for number in range(1, TEAMS):
            teams.create(store, public_id=f"team{number}", name=f"Équipe {number}", now=NOW)
        every = teams.everyone(store)
        for number in range(4 * TEAMS):
            one = people.create(store, name=f"Coach {number}", role=Role.COACH, now=NOW)
            teams.join(store, every[number % TEAMS], one.id)
        me = people.create(store, name="Inès", role=Role.COACH, now=NOW)
        for team in every[:2]:
            teams.join(store, team, me.id)
        signed = replace(desk, new_token=lambda: key)
        sessions.begin(signed, store, me.id, browser="", now=NOW)
        return me

    return Bench(database, desk, desk_app(desk), database.write(work), key)


def fill(bench: Bench, drafts: int) -> None:
    """Drafts of whole walks, as far on as drafts are; the first ten are the coach's own."""
    chance = Random(drafts)
    walked = tuple(walk())
    frozen = guide().draft(walked[-1].run, reader=Reader.LEADER, today=TODAY)
    made_of = Walked(walked[-1].run, changes_in(walked), frozen)
    for begin in range(0, drafts, BATCH):

        def work(store: WriteStore, begin: int = begin) -> None:
            every = teams.everyone(store)
            coaches = [teams.members(store, team.id) for team in every]
            for number in range(begin, begin + BATCH):
                rank = number // OWN % TEAMS
                reader = bench.coach if number < OWN else chance.choice(coaches[rank])
                title = " ".join(chance.sample(NAMES, 3)) + f" numero{number}"
                placed = teams.Placement(every[rank].id)
                draft(store, number, made_of, title=title, placed=placed, reader=reader)

        bench.database.write(work)


def changes_in(walked: tuple[Sprint, ...]) -> list[AnswerChanged]:
    return [e for sprint in walked for e in sprint.events if isinstance(e, AnswerChanged)]


def draft(
    store: WriteStore,
    number: int,
    walked: Walked,
    *,
    title: str,
    placed: teams.Placement,
    reader: Person,
) -> None:
    now = NOW - timedelta(days=90) + timedelta(minutes=number * 10)
    contact = contacts.ensure(
        store,
        channel="benchmark",
        address=str(number),
        shown_name=f"Léa {number}",
        language="fr",
        timezone="Europe/Paris",
        now=now,
    )
    teams.place(store, contact.person_id, placed)
    _, party = alliances.create(
        store, public_id=f"d{number}", title=title, person_id=contact.person_id, now=now
    )
    begun = engine.start(guide().compiled, language="fr", today=TODAY).run
    stored = runs.start(store, begun, public_id=f"r{number}", contact=contact, party=party, now=now)
    by = contact.person_id
    stored = runs.save(store, stored, walked.run, walked.changes, by=by, now=now)
    category = ("peers", "public", "companies")[number % 3]

    def send() -> Review:
        sent = charters.freeze(store, stored, walked.document, by=by, now=now)
        return reviews.submit(store, sent, title=title, category=category, now=now)

    review = send()
    for act in ACTS[number % 10]:
        if act is not ReviewAct.TAKE:
            remarked(store, review, reader, now)
        review = reviews.act(store, review, act, now=now, coach_id=reader.id)
    if ACTS[number % 10][-1:] == (ReviewAct.REQUEST_CHANGES,) and number % 20 < 10:  # noqa: PLR2004
        send()


def remarked(store: WriteStore, review: Review, reader: Person, now: datetime) -> None:
    """Five remarks, a strength and a verdict."""
    for number in range(1, 6):
        remarks.add(
            store,
            review,
            public_id=f"{review.public_id}-{number}",
            by=reader.id,
            anchor=Anchor(AnchorKind.CLAUSE, f"C{number}"),
            excerpt="Préambule",
            text="À qui manque quoi, et comment le savez-vous ?",
            audience=Audience.SHARED,
            weight=Weight.MUST_FIX,
            priority=number == 1,
            now=now,
        )
    begun = readings.load(store, review)
    saved = readings.save(store, begun, strength="Clair.", supports=(), by=reader.id)
    readings.decide(store, saved, Verdict.REVISE, by=reader.id, now=now)
    remarks.send(store, review, now=now)


def walk() -> Iterator[Sprint]:
    """The longest story of the shipped flow."""
    sprint = engine.start(guide().compiled, language="fr", today=TODAY)
    yield sprint
    for said in replies():
        sprint = engine.reply(guide().compiled, sprint.run, said, today=TODAY)
        yield sprint
