"""A word that is nearly a command is asked back about; an answer never is."""

from __future__ import annotations

import pytest

from flows.run import Place
from flows.slips import slipped
from tests.bot.commands.talk import AGREE, Talk, words
from tests.bot.commands.tapping import Fingers

NAME, ROLE = "Comment s’appelle votre association", "Quel est votre rôle"


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """Where the name of the association is asked."""
    talk.say("bonjour", AGREE)
    return talk


def answer(talk: Talk) -> object:
    found = talk.run().run.answers.get("organisation")
    return found and (found.value or "skipped")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pourqoi", "Pourquoi"),
        ("aid", "Aide"),
        ("exmple", "Exemple"),
        ("pase", "Passer"),
        ("Rteour", "Retour"),
        ("draft", "/draft"),
        ("stpo", "/stop"),
    ],
)
def test_a_word_with_a_slip_in_it_answers_nothing_yet(asked: Talk, typed: str, meant: str) -> None:
    shown = asked.say(typed)
    assert f"J’ai lu « {typed} ». Vouliez-vous dire « {meant} » ?" in shown
    assert answer(asked) is None


def test_yes_does_it(asked: Talk) -> None:
    assert ROLE in asked.say("pase", "oui")
    assert "skipped" == answer(asked)


def test_yes_to_a_question_about_the_question_leaves_it_open(asked: Talk) -> None:
    assert "son nom ouvrira la charte" in asked.say("pourqoi", "Oui, c’est ça")
    assert ROLE in asked.say("oui")
    assert "oui" == answer(asked)


def test_yes_to_a_command_follows_it(asked: Talk) -> None:
    assert "Êtes-vous d’accord" in asked.say("sumary", "oui")


@pytest.mark.parametrize("insisting", ["non", "Non, c’est ma réponse", "pase"])
def test_no_and_the_same_word_again_make_it_the_answer(asked: Talk, insisting: str) -> None:
    assert ROLE in asked.say("pase", insisting)
    assert "pase" == answer(asked)


def test_other_words_are_the_answer_and_the_doubt_is_over(asked: Talk) -> None:
    assert ROLE in asked.say("pase", "Les Aînés")
    assert "Les Aînés" == answer(asked)
    assert "" == asked.run().run.doubted


def test_what_was_typed_rightly_meanwhile_ends_the_doubt(asked: Talk) -> None:
    asked.say("pourqoi", "pourquoi")
    assert "" == asked.run().run.doubted


@pytest.mark.parametrize(("button", "kept"), [(0, "skipped"), (1, "pase")])
def test_its_buttons_say_yes_and_no_and_later_nothing(asked: Talk, button: int, kept: str) -> None:
    lea = Fingers(asked)
    data = lea.data_of(*asked.messages("pase"))[button]
    assert ROLE in words(lea.taps(data).messages)
    assert kept == answer(asked)
    before = asked.run().run
    lea.taps(data)
    assert before == asked.run().run


@pytest.mark.parametrize("typed", ["Les Aînés", "Paspébiac", "Aide et partage", "an", "Emmaüs"])
def test_an_answer_is_taken_at_once(asked: Talk, typed: str) -> None:
    assert ROLE in asked.say(typed)
    assert typed == answer(asked)


def test_a_word_near_a_choice_is_that_choice(asked: Talk) -> None:
    asked.say("Les Aînés")
    assert "C’est noté : Présidence" in asked.say("presidense")
    asked.say("/edit role")
    assert "C’est noté : Bénévole" in asked.say("benevol")


def test_a_word_that_no_choice_is_near_to_is_asked_back_about(asked: Talk) -> None:
    asked.say("Les Aînés", "4")
    assert "Vouliez-vous dire « Exemple »" in asked.say("exempl")
    assert "Choisissez l’une des propositions" in asked.say("non")
    assert Place("situation") == asked.run().run.at


def test_in_english_too(talk: Talk) -> None:
    talk.say("hello", "I agree, let’s start", language="en")
    assert "I read “hlep”. Did you mean “Help”?" in talk.say("hlep")


def test_a_command_with_a_slip_in_it_is_offered(asked: Talk) -> None:
    shown = asked.messages("/drat")
    assert "Vouliez-vous dire /draft ?" in words(shown)
    assert ["/draft"] == [way.typed for message in shown for way in message.ways]
    assert NAME in words(shown)


@pytest.mark.parametrize(
    ("written", "word"),
    [("pourqoi", "pourquoi"), ("puorqoui", "pourquoi"), ("pomme", ""), ("aide", "aide"), ("x", "")],
)
def test_a_slip_is_a_letter_or_two_in_a_long_word(written: str, word: str) -> None:
    assert word == slipped(written, ["pourquoi", "aide", "fini"])
