"""The charter leaves: as files for its leader, frozen for the coach."""

from __future__ import annotations

import json
import re

from storage.repositories import audit, charters
from storage.repositories.charters import ListedCharter
from tests.bot.commands.talk import SHORT, WITHOUT_CHARTER, Talk, files


def sent(talk: Talk) -> tuple[ListedCharter, ...]:
    return talk.database.read(lambda store: charters.of_alliance(store, talk.run().alliance_id))


def test_the_charter_is_exported_at_any_moment(talk: Talk) -> None:
    talk.begin("Les Aînés")
    given = files(talk.messages("/export"))
    assert {"charte.pdf", "charte.docx", "charte.md"} == set(given)
    assert given["charte.pdf"].content.startswith(b"%PDF")
    assert "Les Aînés" in given["charte.md"].content.decode()
    only = files(talk.messages("/export JSON"))
    assert ["charte.json"] == list(only)
    assert json.loads(only["charte.json"].content)
    assert set(given) == set(files(talk.messages("/export ../../x")))


def test_a_charter_is_not_sent_before_its_end(talk: Talk) -> None:
    talk.begin("Les Aînés")
    (message,) = talk.messages("/submit")
    (count,) = re.findall(r"Il reste (\d+) questions", message.passages[0].text)
    assert int(count) > 50
    talk.say("4")
    (message,) = talk.messages("/submit")
    assert f"Il reste {int(count) - 1} questions" in message.passages[0].text
    assert "étape 1 sur" in message.passages[0].text
    go_on, missing = message.ways
    assert "Où en êtes-vous" in talk.say(go_on.typed)
    assert "Votre charte aujourd’hui" in talk.say(missing.typed)
    assert () == sent(talk)


def test_a_walk_that_leads_to_no_charter_sends_none(talk: Talk) -> None:
    talk.play(WITHOUT_CHARTER)
    assert "ne mène pas à une charte" in talk.say("/submit")
    assert () == sent(talk)


def test_a_charter_is_sent_once_and_again_only_when_it_changed(talk: Talk) -> None:
    talk.play(SHORT)
    assert "envoyée (version 1)" in talk.say("/submit")
    assert "(version 1) est entre les mains des coachs" in talk.say("/submit")
    assert "C’est fait" in talk.say("/withdraw yes")
    talk.say("/edit organisation", "Les Cadets")
    assert "envoyée (version 2)" in talk.say("/submit")
    newest, first = sent(talk)
    assert (2, 1) == (newest.number, first.number)
    frozen = talk.database.read(lambda store: charters.load(store, first.public_id, 1))
    assert "Les Cadets" != frozen.run.answers["organisation"].value
    entries = talk.database.read(lambda store: audit.about(store, "review", first.public_id))
    acts = ["review:submit", "review:withdraw", "review:submit"]
    assert acts == [entry.action for entry in entries]
