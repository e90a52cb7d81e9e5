"""Leaving, coming back, and what is said of one's data."""

from __future__ import annotations

import pytest

from bot.silence import Silence, key
from storage.repositories import runs, timers
from tests.bot.commands.talk import SHORT, Talk

ROLE = "Quel est votre rôle"


@pytest.mark.parametrize("command", ["/resume", "/start", "/start promo_2026", "/start id-1"])
def test_coming_back_tells_in_two_lines_where_one_is_then_asks(talk: Talk, command: str) -> None:
    talk.begin("Les Aînés")
    shown = talk.say(command)
    assert "Vous en êtes à l’étape 1 sur 8" in shown
    assert "Votre dernière réponse : Les Aînés" in shown
    assert ROLE in shown
    assert ("Bonjour, je suis l’assistant" in shown) is command.startswith("/start")


def test_before_the_first_answer_there_is_nothing_to_recall(talk: Talk) -> None:
    assert "Bon retour" not in talk.say("/start")
    assert "Bon retour" not in talk.say("/start")
    assert "Êtes-vous d’accord" in talk.say("/resume")


def test_the_last_answer_is_that_which_counts_and_is_short(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.say("passer")
    assert "Votre dernière réponse : Les Aînés" in talk.say("/resume")
    talk.say("/edit organisation", "Les Cadets " + "de la vallée " * 10)
    last = next(line for line in talk.say("/resume").splitlines() if "dernière réponse" in line)
    assert "Les Cadets de la vallée" in last
    assert 190 > len(last)


def test_who_has_answered_everything_is_told_what_can_be_done(talk: Talk) -> None:
    talk.play(SHORT)
    shown = talk.say("/resume")
    assert "Toutes les questions ont leur réponse" in shown
    assert "/submit" in shown


def test_a_pause_ends_the_reminders_of_all_of_ones_walks_and_no_others(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.say("/new")
    talk.begin("Le Verger", by="bob")
    (told,) = talk.messages("/pause")
    assert told.closes
    mine = {walk.public_id for walk in talk.runs()}
    found = {name: silence_of(talk, name) for name in (*mine, talk.run("bob").public_id)}
    assert {public_id: public_id in mine for public_id in found} == {
        public_id: silence.paused for public_id, silence in found.items()
    }
    assert ROLE in talk.say("/alliances 2")


def silence_of(talk: Talk, public_id: str) -> Silence:
    walk = talk.database.read(lambda store: runs.load(store, public_id))
    found = talk.database.read(lambda store: timers.find(store, key(public_id)))
    assert found is not None
    return Silence.read(found[1], walk.updated_at)


def test_privacy_says_what_is_kept_by_whom_how_long_and_the_way_out(talk: Talk) -> None:
    talk.begin("Les Aînés")
    shown = talk.say("/privacy")
    for said in (
        "Ce qui est gardé",
        "les coachs de l’équipe",
        "12 mois",
        "/mydata",
        "/forget",
        ROLE,
    ):
        assert said in shown
    assert "12 months" in talk.say("/language en", "/privacy")
