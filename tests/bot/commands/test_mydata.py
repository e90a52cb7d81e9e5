"""Everything kept about a person, in a file of theirs, and nothing of others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.silence import key
from storage.repositories import dead_letters, outbox, sent_files, timers
from storage.stores import WriteStore
from tests.bot.commands.talk import SHORT, Talk, files, words

#: what lies below is the program's own: explained as a whole
CLOSED = {"state", "document", "value", "payload", "details", "keys"}


def data_of(talk: Talk, by: str = "lea", name: str = "mes-donnees.json") -> dict[str, Any]:
    file = files(talk.messages("/mydata", by=by))[name]
    assert "application/json" == file.media_type
    found = json.loads(file.content)
    assert isinstance(found, dict)
    return found


def keys_of(data: Any) -> Iterator[str]:  # noqa: ANN401  whatever JSON says
    if isinstance(data, dict):
        for name, value in data.items():
            yield name
            if name not in CLOSED:
                yield from keys_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys_of(value)


def fill(talk: Talk, by: str = "lea") -> None:
    """A walk that was corrected and sent, a message, a timer."""
    talk.play(SHORT, by=by)
    talk.say("/submit", "/edit organisation", f"Les Aînés de {by}", by=by)
    talk.say("/new", by=by)
    contact, run = talk.contact(by), talk.run(by)
    assert contact is not None

    def set_up(store: WriteStore) -> None:
        outbox.queue(
            store,
            contact_id=contact.id,
            key=f"told:{by}",
            payload={"text": f"Bonjour {by}"},
            due=talk.now,
            now=talk.now,
        )
        dead_letters.set_aside(
            store,
            source="terminal",
            update_id=1,
            body=f"Bonjour de {by}",
            error="KeyError",
            now=talk.now,
            contact_id=contact.id,
        )
        sent_files.remember(store, contact.id, "print", file_id="number", now=talk.now)
        timers.schedule(store, key(run.public_id), due=talk.now, payload={})

    talk.database.write(set_up)


def test_everything_is_there(talk: Talk) -> None:
    fill(talk)
    data = data_of(talk)
    assert ("leader", "Lea") == (data["person"]["role"], data["person"]["name"])
    assert [("terminal", "lea")] == [(one["channel"], one["address"]) for one in data["contacts"]]
    first, second = data["alliances"]
    assert ["initiator"] == [party["role"] for party in first["parties"]]
    (walk,) = first["runs"]
    assert "Les Aînés de lea" in [line["answer"] for line in walk["answers"]]
    said = [past for past in walk["history"] if past["place"] == "organisation"]
    assert 2 == len(said)
    assert "Les Aînés de lea" == said[-1]["value"]
    assert all(past["by_you"] for past in said)
    assert said[-1]["value"] == walk["state"]["answers"]["organisation"][0]
    (charter,) = first["charters"]
    assert (1, "fr") == (charter["number"], charter["language"])
    assert charter["document"]["clauses"]
    assert said[0]["value"] == charter["state"]["answers"]["organisation"][0]
    assert second["runs"][0]["active"]
    assert ["Bonjour de lea"] == [letter["body"] for letter in data["letters"]]
    assert [("review:submit", True)] == [(one["action"], one["by_you"]) for one in data["audit"]]
    assert [{"text": "Bonjour lea"}] == [message["payload"] for message in data["messages"]]
    assert 2 == len(data["timers"])


def test_every_key_is_explained_and_no_other(talk: Talk) -> None:
    fill(talk)
    data = data_of(talk)
    assert set(data["keys"]) == set(keys_of(data))
    talk.say("/language en")
    assert "Everything" not in data["keys"]["made_at"]
    assert "When this file was made" == data_of(talk, name="my-data.json")["keys"]["made_at"]


def test_nothing_of_others_is_there(talk: Talk) -> None:
    fill(talk)
    fill(talk, "bob")
    mine, theirs = (json.dumps(data_of(talk, by), ensure_ascii=False) for by in ("lea", "bob"))
    for text, other in ((mine, "bob"), (theirs, "lea")):
        for word in (f"nés de {other}", f"Bonjour {other}", f'"{other}"', f'"{other.title()}"'):
            assert word not in text
        for walk in talk.runs(other):
            assert f'"{walk.public_id}"' not in text


@pytest.mark.parametrize("said", ["Les A\ud800înés", "Les «\u202e» Aînés 🌻", 'A"}\\ \u0000 B'])
def test_whatever_was_written_can_be_read_in_the_file(talk: Talk, said: str) -> None:
    talk.begin(said)
    (walk,) = data_of(talk)["alliances"][0]["runs"]
    assert 2 == len(walk["answers"])


def test_it_comes_back_to_the_question(talk: Talk) -> None:
    talk.begin("Les Aînés")
    assert "Quel est votre rôle" in words(talk.messages("/mydata"))
