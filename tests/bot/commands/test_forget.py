"""Erasing: seen first, confirmed by a word, then gone, and nothing of others with it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from storage.errors import StorageError
from storage.repositories import alliances, audit, charters, contacts, outbox
from storage.repositories.alliances import PartyRole
from storage.stores import WriteStore
from tests.bot.commands.talk import SHORT, Talk

HERS = "Les Glycines de Léa"


def everything(folder: Path, tables: tuple[str, ...] = ()) -> str:
    """All that the database holds, as text; of some tables only, if named."""
    with sqlite3.connect(folder / "talk.db") as connection:
        lines = list(connection.iterdump())
    connection.close()
    wanted = tuple(f'INSERT INTO "{table}"' for table in tables)
    return "\n".join(line for line in lines if not wanted or line.startswith(wanted))


def sent(talk: Talk, by: str = "lea") -> None:
    talk.play(SHORT, by=by)
    talk.say("/edit organisation", f"{HERS} ({by})", by=by)
    talk.say("/submit", by=by)


def test_what_would_go_is_shown_and_nothing_goes(talk: Talk, tmp_path: Path) -> None:
    sent(talk)
    talk.say("/new")
    before = everything(tmp_path)
    shown = talk.say("/forget")
    assert "Alliances : 2" in shown
    assert f"versions d’avant : {everything(tmp_path, ('answers',)).count('INSERT')}" in shown
    assert "Chartes envoyées à votre coach, avec ses remarques : 1" in shown
    assert "/mydata" in shown
    assert "« /forget EFFACER »" in shown
    assert "partagée" not in shown
    assert before == everything(tmp_path)


@pytest.mark.parametrize("word", ["", "oui", "EFFACE", "EFFACER tout", "/forget", "FORGET", "💥"])
def test_another_word_erases_nothing(talk: Talk, tmp_path: Path, word: str) -> None:
    talk.begin(HERS)
    before = everything(tmp_path)
    assert "« /forget EFFACER »" in talk.say(f"/forget {word}")
    assert before == everything(tmp_path)


@pytest.mark.parametrize("word", ["EFFACER", "effacer", " Effacer. ", "ERASE"])
def test_the_word_erases_everything(talk: Talk, tmp_path: Path, word: str) -> None:
    sent(talk)
    contact = talk.contact()
    assert contact is not None
    (told,) = talk.messages(f"/forget {word}")
    assert told.closes
    assert "tout est effacé" in told.passages[0].text
    kept = everything(tmp_path, KEEPING)
    for word_of_hers in ("Glycines", "Rodez", "Lea", "'lea'"):
        assert word_of_hers not in kept
    for table in ("contacts", "runs", "answers", "charter_revisions", "alliances", "parties"):
        assert "" == everything(tmp_path, (table,))
    (entry,) = talk.database.read(
        lambda store: audit.about(store, "person", str(contact.person_id))
    )
    assert "person:forget" == entry.action
    assert (1, 0, 1) == tuple(entry.details[name] for name in ("alliances", "shared", "charters"))
    assert all(isinstance(value, int) for value in entry.details.values())


#: every table that holds rows of people
KEEPING = (
    "alliances",
    "answers",
    "audit_entries",
    "charter_revisions",
    "contacts",
    "erasures",
    "outbox_messages",
    "parties",
    "people",
    "runs",
    "timers",
)


def test_who_comes_back_begins_anew(talk: Talk) -> None:
    talk.begin(HERS)
    talk.say("/forget effacer")
    assert talk.contact() is None
    assert "Êtes-vous d’accord" in talk.say("bonjour")
    assert 1 == len(talk.runs())
    assert "organisation" not in talk.run().run.answers


def test_nothing_of_others_is_touched(talk: Talk) -> None:
    sent(talk, "bob")
    sent(talk)
    before = talk.run("bob"), talk.contact("bob"), talk.say("/summary", by="bob")
    talk.say("/forget effacer")
    assert before == (talk.run("bob"), talk.contact("bob"), talk.say("/summary", by="bob"))
    kept = talk.database.read(
        lambda store: charters.of_alliance(store, talk.run("bob").alliance_id)
    )
    assert [1] == [charter.number for charter in kept]


def test_a_message_that_waits_goes_too(talk: Talk, tmp_path: Path) -> None:
    talk.begin(HERS)
    contact = talk.contact()
    assert contact is not None
    talk.database.write(
        lambda store: outbox.queue(
            store, contact_id=contact.id, key="k", payload=HERS, due=talk.now, now=talk.now
        )
    )
    talk.say("/forget effacer")
    assert "" == everything(tmp_path, ("outbox_messages",))


def test_an_erasure_that_cannot_end_erases_nothing(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(talk)
    before = everything(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise StorageError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(StorageError):
        talk.say("/forget effacer")
    assert before == everything(tmp_path)


def join(talk: Talk) -> None:
    """Bob joins what Léa began, with a walk of his own elsewhere."""
    talk.begin("Le Verger de Bob", by="bob")
    alliance_id = talk.run().alliance_id

    def add(store: WriteStore) -> None:
        bob = contacts.find(store, "terminal", "bob")
        listed = charters.of_alliance(store, alliance_id)
        assert bob is not None
        alliance = alliances.load(store, listed[0].public_id)
        alliances.join(store, alliance, PartyRole.PARTNER, person_id=bob.person_id, now=talk.now)

    talk.database.write(add)


def test_a_charter_held_by_two_stays_and_the_answers_go(talk: Talk, tmp_path: Path) -> None:
    sent(talk)
    run = talk.run()
    join(talk)
    assert "Dans 1 alliance(s) partagée(s)" in talk.say("/forget")
    talk.say("/forget effacer")
    assert talk.contact() is None
    (charter,) = talk.database.read(lambda store: charters.of_alliance(store, run.alliance_id))
    assert 1 == charter.number
    private = ("answers", "contacts", "outbox_messages", "people", "runs", "erasures")
    kept = everything(tmp_path, private)
    for word in ("Glycines", "'lea'", "Lea", 'INTO "erasures"'):
        assert word not in kept
    assert "Verger de Bob" in kept
    assert "Êtes-vous d’accord" in talk.say("bonjour")
    with pytest.raises(StorageError, match="never changes"):
        talk.database.write(lambda store: store.connection.exec_driver_sql("DELETE FROM answers"))


def test_a_partner_who_leaves_takes_nothing_of_the_initiators(talk: Talk) -> None:
    sent(talk)
    join(talk)
    before = talk.run()
    assert "Alliances : 1" in talk.say("/forget", by="bob")
    talk.say("/forget effacer", by="bob")
    assert before == talk.run()
    assert talk.contact("bob") is None
