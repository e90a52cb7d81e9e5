"""The very first message, and what leads in: a command is answered, then all begins."""

from __future__ import annotations

import pytest

from bot.commands import commands
from bot.commands.start import LINKS
from bot.phrases import phrases_in
from tests.bot.commands.talk import AGREE, Talk, words

CONSENT, ROLE = "Êtes-vous d’accord", "Quel est votre rôle"
OPENING = "Ici, vous préparez une alliance"
BEGINS = {"start", "new", "resume", "stop", "pause"}


@pytest.mark.parametrize("command", sorted(set(commands()) - BEGINS - {"forget"}))
def test_a_first_command_is_answered_then_everything_begins(talk: Talk, command: str) -> None:
    messages = talk.messages(f"/{command}")
    shown = words(messages)
    assert 1 == shown.count(OPENING)
    assert 1 == shown.count(CONSENT)
    assert shown.index(OPENING) < shown.index(CONSENT)
    assert OPENING not in words(messages[:1])
    assert "Comment s’appelle" in talk.say(AGREE)


@pytest.mark.parametrize("typed", ["bonjour", "pourquoi", "/start", "/start new", "/start id-1"])
def test_a_first_text_begins_and_answers_nothing(talk: Talk, typed: str) -> None:
    assert talk.say(typed).startswith(OPENING)
    assert "consent" not in talk.run().run.answers


@pytest.mark.parametrize("command", sorted(BEGINS))
def test_there_is_nothing_to_stop_before_the_beginning(talk: Talk, command: str) -> None:
    assert talk.say(f"/{command}").startswith(OPENING)
    assert 1 == len(talk.runs())


def test_an_unknown_first_command_is_said_to_be_one(talk: Talk) -> None:
    shown = talk.say("/aide")
    assert shown.startswith("Je ne connais pas « /aide »")
    assert 1 == shown.count(CONSENT)


def test_a_first_choice_of_language_is_that_of_the_beginning(talk: Talk) -> None:
    shown = talk.say("/language en")
    assert "We go on in English" in shown
    assert "Here you prepare an alliance" in shown
    assert OPENING not in shown


@pytest.mark.parametrize("typed", ["/forget", "/forget EFFACER", "/forget nonsense"])
def test_who_comes_to_be_forgotten_is_not_noted_down(talk: Talk, typed: str) -> None:
    (told,) = talk.messages(typed)
    assert told.closes
    assert talk.contact() is None
    assert talk.say("bonjour").startswith(OPENING)


def test_a_link_to_something_new_begins_another_alliance_once_there_is_one(talk: Talk) -> None:
    talk.say("/start new")
    assert CONSENT in talk.say("/start new")
    assert 1 == len(talk.runs())
    talk.begin("Les Aînés")
    assert OPENING in talk.say("/start new")
    assert OPENING not in talk.say("/start new")
    assert 2 == len(talk.runs())


@pytest.mark.parametrize("link", LINKS)
def test_every_link_is_a_command(talk: Talk, link: str) -> None:
    talk.begin("Les Aînés")
    assert phrases_in("fr").say(f"commands.{link}.about")
    assert "Bonjour, je suis l’assistant" not in talk.say(f"/start {link}")


def test_a_link_to_the_privacy_page_shows_it_to_anyone(talk: Talk) -> None:
    shown = talk.say("/start privacy")
    assert shown.startswith("Vos données")
    assert OPENING in shown
    talk.begin("Les Aînés", by="bob")
    assert ROLE in talk.say("/start privacy", by="bob")


@pytest.mark.parametrize("link", ["NEW", "promo_2026", "A" * 64, "-", "forget", "draft", "id-1"])
def test_a_link_that_says_nothing_decides_nothing(talk: Talk, link: str) -> None:
    talk.begin("Les Aînés")
    before = talk.run().run
    shown = talk.say(f"/start {link}")
    assert "Bonjour, je suis l’assistant" in shown
    assert ROLE in shown
    assert before == talk.run().run


def test_a_link_never_opens_the_alliance_of_another(talk: Talk) -> None:
    talk.begin("Les Aînés")
    for theirs in (talk.run().public_id, "id-1", "id-2"):
        assert "Les Aînés" not in talk.say(f"/start {theirs}", by="bob")
    assert "Les Aînés" not in str(talk.run("bob").run)
