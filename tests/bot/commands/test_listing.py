"""At the menu of a list: what is typed is a line of it, or the beginning of one more."""

from __future__ import annotations

import pytest

from flows.items import answers_of, item_ids
from flows.run import Value
from tests.bot.commands.talk import Talk

MENU, EXPECTED = "Quels partenaires imaginez-vous", "Répondez par le numéro d’une ligne"


@pytest.fixture
def listing(talk: Talk) -> Talk:
    talk.begin("Les Aînés")
    assert MENU in talk.say("/draft candidates")
    return talk


def value(talk: Talk) -> Value:
    answer = talk.run().run.answers.get("candidates")
    return answer.value if answer else {"items": []}


def names(talk: Talk) -> list[str]:
    told = [answers_of(value(talk), item) for item in item_ids(value(talk))]
    return [one["candidate_name"].value for one in told]


def test_a_name_typed_at_the_menu_is_one_more_and_the_next_part_is_asked(listing: Talk) -> None:
    shown = listing.say("Le Verger des Amis")
    assert "C’est noté : Le Verger des Amis" in shown
    assert "De quel type d’organisation" in shown
    listing.say("terminer", "La Mairie de Lyon")
    assert ["Le Verger des Amis", "La Mairie de Lyon"] == names(listing)


@pytest.mark.parametrize(
    "typed",
    [
        "Verger",
        "7",
        "non merci",
        "oui bien sûr",
        "le 2 svp",
        "lequel ?",
        "…",
        "💥",
    ],
)
def test_what_tells_of_nothing_adds_nothing(listing: Talk, typed: str) -> None:
    assert EXPECTED in listing.say(typed)
    assert [] == names(listing)


def test_not_knowing_adds_nothing_and_is_met_with_help(listing: Talk) -> None:
    assert "Ne pas savoir n’est pas grave" in listing.say("je ne sais pas")
    assert EXPECTED in listing.say("je ne sais pas")
    assert [] == names(listing)


def test_the_words_of_a_line_open_it(listing: Talk) -> None:
    listing.say("Le Verger des Amis", "terminer")
    assert "Retirer de la liste" in listing.say("Le Verger des Amis")
    assert EXPECTED in listing.say("Une autre idée en tête")
    assert ["Le Verger des Amis"] == names(listing)


def test_a_full_list_takes_no_more(listing: Talk) -> None:
    for name in ("Le Verger", "La Mairie de Lyon", "Repas Solidaires", "Bus Bleu", "Caisse Alpes"):
        listing.say(name, "terminer")
    assert EXPECTED in listing.say("Une association encore")
    assert 5 == len(names(listing))


def test_a_name_too_long_is_refused_and_adds_nothing(listing: Talk) -> None:
    assert EXPECTED in listing.say("Le Verger " * 200)
    assert [] == names(listing)
