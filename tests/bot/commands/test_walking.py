"""Commands about the walk: they say what is asked, and come back to the question."""

from __future__ import annotations

import pytest

from bot.commands import UNLISTED, commands
from tests.bot.commands.talk import AGREE, NOW, Talk

ROLE, NAME = "Quel est votre rôle", "Comment s’appelle votre association"


@pytest.mark.parametrize("command", sorted(set(commands()) - {"new"}))
@pytest.mark.parametrize(
    "argument", ["", " 404", " ../../etc", " {wanted}", " 💥", f" {'x' * 5000}"]
)
def test_no_command_answers_the_question(talk: Talk, command: str, argument: str) -> None:
    talk.begin("Les Aînés")
    before = talk.run().run
    assert talk.say(f"/{command}{argument}")
    assert before == talk.run().run
    assert "Bénévole" in talk.say("4")


def test_help_lists_every_command_and_asks_again(talk: Talk) -> None:
    talk.begin("Les Aînés")
    shown = talk.say("/help")
    assert all(f"/{name} – " in shown for name in set(commands()) - UNLISTED)
    assert ROLE in shown


@pytest.mark.parametrize(
    "typed", ["/aide", "/", "/ ", "/HELPME", "/../help", "/__init__", "//help"]
)
def test_an_unknown_command_is_said_to_be_one_and_the_question_comes_back(
    talk: Talk, typed: str
) -> None:
    talk.begin("Les Aînés")
    shown = talk.say(typed)
    assert f"Je ne connais pas « {typed.strip().lower()} »" in shown
    assert ROLE in shown


def test_the_path_is_one_to_choose(talk: Talk) -> None:
    talk.begin("Les Aînés")
    asked = talk.say("4", *["passer"] * 3)
    assert "Quel chemin prenez-vous" in asked
    assert "cette question ne peut pas être passée" in talk.say("passer")
    assert "Le chemin court" in talk.say("je ne sais pas")
    assert "path" not in talk.run().run.answers


def test_a_command_is_read_whatever_its_case(talk: Talk) -> None:
    talk.begin("Les Aînés")
    assert "/edit – " in talk.say("  /HELP  ")


def test_the_draft_shows_its_clauses_and_each_in_full(talk: Talk) -> None:
    talk.begin("Les Aînés")
    overview = talk.say("/draft")
    assert "Votre charte aujourd’hui" in overview
    assert "À compléter" in overview
    first = overview.splitlines()[1]
    assert first.startswith("1. ")
    assert talk.say("/draft 1").startswith(first.split(" – ")[0])
    assert overview == talk.say("/draft 99")


def test_an_answer_is_corrected_by_its_number_and_the_walk_goes_on_where_it_was(
    talk: Talk,
) -> None:
    talk.begin("Les Aînés")
    listed = talk.say("/edit").splitlines()
    number = next(line.split(".")[0] for line in listed if "Les Aînés" in line)
    asked = talk.say(f"/edit {number}")
    assert NAME in asked
    assert "Votre réponse jusqu’ici : Les Aînés" in asked
    assert ROLE in talk.say("Les Cadets")
    assert "Les Cadets" == talk.run().run.answers["organisation"].value


def test_an_answer_that_was_not_given_cannot_be_corrected(talk: Talk) -> None:
    assert "Il n’y a pas encore de réponse" in talk.say("bonjour", "/edit")
    talk.begin("Les Aînés")
    for wanted in ("99", "0", "-1", "candidates", "organisation.x.y"):
        assert f"Je n’ai pas de réponse « {wanted} »" in talk.say(f"/edit {wanted}")


def test_the_summary_tells_every_answer_and_asks_again(talk: Talk) -> None:
    shown = talk.say("bonjour", "/summary")
    assert "Il n’y a pas encore de réponse" in shown
    talk.say(AGREE, "Les Aînés")
    shown = talk.say("/summary")
    assert f"{NAME} ? → Les Aînés" in shown
    assert ROLE in shown


def test_the_language_changes_and_the_answers_stay(talk: Talk) -> None:
    talk.begin("Les Aînés")
    shown = talk.say("/language en")
    assert "We go on in English" in shown
    assert "What is your role" in shown or "your role" in shown
    assert "Les Aînés" == talk.run().run.answers["organisation"].value
    assert "French" in talk.say("/language") or "Français" in talk.say("/language")
    assert "Nous continuons en français" in talk.say("/language FR")


def test_the_language_chosen_holds_in_every_alliance(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.say("/new", "/language en")
    shown = talk.say("/alliances 2")
    assert "Back to “Les Aînés”" in shown
    assert "en" == talk.run().run.language


def test_stopping_keeps_everything_and_closes(talk: Talk) -> None:
    talk.begin("Les Aînés")
    (told,) = talk.messages("/stop")
    assert told.closes
    assert "Les Aînés" == talk.run().run.answers["organisation"].value
    assert talk.run().updated_at > NOW


@pytest.mark.parametrize("command", ["edit", "alliances"])
def test_what_leads_nowhere_is_not_repeated_at_length(talk: Talk, command: str) -> None:
    talk.begin("Les Aînés")
    assert 200 > len(talk.say(f"/{command} {'x' * 5000}"))
