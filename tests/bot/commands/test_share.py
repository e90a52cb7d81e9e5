"""A leader says whether their charter may serve to try the next questions."""

from __future__ import annotations

import pytest

from bot.golden import asked_once
from bot.visit import Visit
from storage.repositories import erasures, golden_charters
from storage.stores import WriteStore
from tests.bot.commands.talk import SHORT, Talk, words


def agreed(talk: Talk) -> int:
    return talk.database.read(lambda store: golden_charters.count(store, "alliance"))


@pytest.fixture
def sent(talk: Talk) -> Talk:
    talk.play(SHORT)
    talk.say("/submit")
    return talk


def test_nothing_serves_before_it_was_sent(talk: Talk) -> None:
    talk.begin("Les Aînés")
    assert "Quand vous aurez envoyé" in talk.say("/share oui")
    assert 0 == agreed(talk)


def test_it_says_what_it_means_and_takes_yes_no_and_back(sent: Talk) -> None:
    (asked,) = sent.messages("/share")
    assert "sont remplacés" in words((asked,))
    assert [("share", "agree"), ("share", "decline")] == [
        (w.command, w.argument) for w in asked.ways
    ]
    assert "Si vous changez d’avis" in sent.say("/share non")
    assert 0 == agreed(sent)
    assert "Merci" in sent.say("/share oui", "/share agree")
    assert 1 == agreed(sent)
    (shown,) = sent.messages("/share")
    assert "Vous avez donné votre accord le 24 novembre 2026" in words((shown,))
    assert [("share", "stop")] == [(way.command, way.argument) for way in shown.ways]
    assert "ne sert plus" in sent.say("/share stop")
    assert 0 == agreed(sent)


def test_what_serves_is_what_was_sent_last(sent: Talk) -> None:
    sent.say("/share oui", "/withdraw yes", "/edit organisation", "Les Aînés", "/submit")
    (golden,) = sent.database.read(
        lambda s: tuple(golden_charters.frozen(s, "alliance", at_most=9))
    )
    assert "Les Aînés" == golden.run.answers["organisation"].value
    assert ("Lea", "Lea") == golden.people


def test_the_question_is_put_once(sent: Talk) -> None:
    def ask(store: WriteStore) -> tuple[int, int]:
        stored, contact = sent.run(), sent.contact()
        assert contact is not None
        guide = sent.conversation.guides.live(store, "alliance")
        visit = Visit(store, contact, stored, guide, sent.conversation.guides, sent.now, str)
        return len(asked_once(visit)), len(asked_once(visit))

    assert (1, 0) == sent.database.write(ask)


def test_it_goes_with_everything_else(sent: Talk) -> None:
    sent.say("/share oui", "/forget EFFACER")
    assert 0 == agreed(sent)


def test_it_goes_with_the_alliance(sent: Talk) -> None:
    sent.say("/share oui")
    alliance, now = sent.run().alliance_id, sent.now
    sent.database.write(lambda s: erasures.erase_alliance(s, alliance, by=None, now=now))
    assert 0 == agreed(sent)
