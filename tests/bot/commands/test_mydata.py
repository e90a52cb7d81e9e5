"""Everything kept about a person, in a file of theirs, and nothing of others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.silence import key
from charter.remark import Anchor, Audience, RemarkState, Weight
from charter.review import Side
from charter.verdict import Support, Verdict
from storage.models.charter_revision import CharterRevisionRow
from storage.models.contact import ContactRow
from storage.models.review import ReviewRow
from storage.models.sign_in import DeskSessionRow
from storage.models.typed_text import TypedTextRow
from storage.repositories import (
    awaited_words,
    dead_letters,
    golden_charters,
    notices,
    outbox,
    readings,
    remarks,
    reviews,
    sent_files,
    teams,
    timers,
)
from storage.repositories.contacts import Contact
from storage.repositories.notices import NoticeKind
from storage.repositories.remarks import Remark
from storage.stores import WriteStore
from tests.bot.commands.talk import NOW, SHORT, Talk, files, words

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


def remarked(
    store: WriteStore, contact: Contact, text: str, audience: Audience = Audience.SHARED
) -> Remark:
    review = reviews.at(store, sent_by(store, contact))
    return remarks.add(
        store,
        review,
        public_id=f"{text} {audience}",
        by=contact.person_id,
        anchor=Anchor(),
        excerpt="",
        text=text,
        audience=audience,
        weight=Weight.MUST_FIX,
        priority=True,
        now=NOW,
    )


def sent_by(store: WriteStore, contact: Contact) -> int:
    frozen = CharterRevisionRow.submitted_by == contact.person_id
    drafts = select(ReviewRow.id).join(
        CharterRevisionRow, CharterRevisionRow.alliance_id == ReviewRow.alliance_id
    )
    return int(store.connection.execute(drafts.where(frozen)).scalar_one())


def coach(store: WriteStore, contact: Contact, by: str) -> None:
    """What a coach, who is themselves here, makes of their draft, and has at the desk."""
    person = contact.person_id
    remark = remarked(store, contact, f"Remarque à {by}")
    remarked(store, contact, f"Entre coachs de {by}", Audience.PRIVATE)
    review = reviews.at(store, remark.review_id)
    reading = readings.save(
        store,
        readings.load(store, review),
        strength=f"Le fort de {by}",
        supports=[Support.LAWYER],
        by=person,
    )
    readings.decide(store, reading, Verdict.REVISE, by=person, now=NOW)
    (sent,) = remarks.send(store, review, now=NOW)
    remarks.note(
        store,
        sent,
        side=Side.COACH,
        state=RemarkState.ANSWERED,
        text=f"Réponse à {by}",
        by=person,
        now=NOW,
    )
    # In another chat: in this one, asking for their data ends the waiting.
    phone = {"channel": "telegram", "address": f"téléphone de {by}", "shown_name": by.title()}
    where = {"language": "fr", "timezone": "Europe/Paris", "created_at": NOW}
    row = insert(ContactRow).values(person_id=person, **phone, **where).returning(ContactRow.id)
    other = replace(contact, id=store.connection.execute(row).scalar_one())
    awaited_words.expect(store, other, awaited_words.Purpose.KEEP, sent, now=NOW)
    notices.add(store, [person], NoticeKind.ASKED, review, sent, now=NOW)
    teams.join(store, teams.load(store, teams.COMMON), person)
    session = {"digest": f"digest {by}", "browser": f"Firefox de {by}", "expires_at": NOW}
    times = {"created_at": NOW, "seen_at": NOW, "person_id": person}
    typed = {"field": "a1:text", "text": f"Début de {by}", "typed_at": NOW, "person_id": person}
    store.connection.execute(insert(DeskSessionRow).values(**session, **times))
    store.connection.execute(insert(TypedTextRow).values(**typed))


def fill(talk: Talk, by: str = "lea") -> None:
    """A walk that was corrected and sent, a message, a timer; and all of a coach."""
    talk.play(SHORT, by=by)
    alliance = talk.run(by).alliance_id
    talk.say("aide", "/submit", "/edit organisation", f"Les Aînés de {by}", by=by)
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
        coach(store, contact, by)
        golden_charters.agree(store, alliance, by=contact.person_id, now=talk.now)

    talk.database.write(set_up)


def test_everything_is_there(talk: Talk) -> None:
    fill(talk)
    data = data_of(talk)
    assert ("leader", "Lea") == (data["person"]["role"], data["person"]["name"])
    assert [("terminal", "lea"), ("telegram", "téléphone de lea")] == [
        (one["channel"], one["address"]) for one in data["contacts"]
    ]
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
    done = [(one["action"], one["by_you"]) for one in data["audit"]]
    assert [("review:submit", True), ("golden:agree", True)] == done
    assert [data["audit"][-1]["at"]] == [it["agreed_at"] for it in first["tried_on"]]
    assert [{"text": "Bonjour lea"}] == [message["payload"] for message in data["messages"]]
    assert ["notices", "silence", "silence", "waiting"] == sorted(
        timer["key"].partition(":")[0] for timer in data["timers"]
    )


def test_what_a_coach_sent_is_there_and_what_coaches_keep_to_themselves_is_not(talk: Talk) -> None:
    fill(talk)
    (review,) = data_of(talk)["alliances"][0]["reviews"]
    (reading,), (remark,) = review["readings"], review["remarks"]
    assert ("Le fort de lea", "revise") == (reading["strength"], reading["verdict"])
    assert ("Remarque à lea", "answered") == (remark["text"], remark["state"])
    assert ["Réponse à lea"] == [note["text"] for note in remark["notes"]]
    assert "Entre coachs" not in json.dumps(review, ensure_ascii=False)


def test_what_a_coach_wrote_is_there_without_what_it_is_about(talk: Talk) -> None:
    fill(talk)
    coaching = data_of(talk)["coaching"]
    assert ["Firefox de lea"] == [session["browser"] for session in coaching["sessions"]]
    assert ["Début de lea"] == [typed["text"] for typed in coaching["typed"]]
    assert [
        *("Remarque à lea", "Entre coachs de lea", "Réponse à lea", "Le fort de lea"),
    ] == [each["text"] for each in coaching["written"]]
    assert ["common"] == [team["public_id"] for team in coaching["teams"]]


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
