"""Gaps of the charter, tapped: asked ahead of their turn, and nothing is lost of the walk."""

from __future__ import annotations

import re

from bot.phrases import phrases_in
from bot.talk import Outcome
from bot.touch import Act, Touch
from flows.run import Place
from tests.bot.commands.talk import Talk, words
from tests.bot.commands.tapping import Fingers, ways_of

SAY = phrases_in("fr")
ROLE = "Quel est votre rôle"
PARTNERS, PROBLEM = "Quels partenaires imaginez-vous", "Racontez une situation récente"
SEEN = "Le 12 novembre, trois familles sont reparties sans rien, faute de place."


def shown(outcome: Outcome) -> str:
    return words(outcome.messages)


def test_a_gap_is_asked_ahead_of_its_turn_and_the_walk_goes_on_where_it_was(talk: Talk) -> None:
    talk.begin("Les Aînés")
    (menu,) = talk.messages("/draft")
    gap = next(way for way in menu.ways if way.place == Place("problem"))
    assert "2 · Racontez une situation récente qui montre ce besoin." == gap.label
    lea = Fingers(talk)
    assert PROBLEM in shown(lea.taps(lea.of(gap)))
    told = talk.say(SEEN)
    assert ROLE in told
    assert "À retenir" not in told


def on_the_way(talk: Talk) -> str:
    """What goes past the question asked now: the path is one to choose."""
    at = talk.run().run.at
    return "Le parcours complet" if at == Place("path") else "passer"


def passes_to(talk: Talk, question: str) -> None:
    talk.begin("Les Aînés")
    while question not in talk.say(on_the_way(talk)):
        assert talk.run().run.at


def test_a_gap_asked_while_a_better_answer_is_awaited_loses_no_question(talk: Talk) -> None:
    passes_to(talk, PROBLEM)
    talk.say("Trois familles sont reparties sans rien.")
    assert talk.run().run.nudged
    assert PARTNERS in talk.say("/draft candidates")
    assert PROBLEM in talk.say("passer")
    talk.say("garder")
    assert "candidates" != talk.run().run.at.question  # type: ignore[union-attr]
    assert "fact" not in talk.run().run.answers


def test_a_list_left_in_the_middle_for_a_gap_is_come_back_to(talk: Talk) -> None:
    passes_to(talk, PARTNERS)
    talk.say("1", "Le Verger", "retour")
    talk.say("/draft vision", "passer")
    at = talk.run().run.at
    assert "candidates" == (at.question if at else "")


def test_no_gap_is_answered_before_they_agree(talk: Talk) -> None:
    talk.say("bonjour")
    (menu,) = talk.messages("/draft")
    assert [] == [way for way in menu.ways if way.place is not None]
    before = talk.run().run
    stored = talk.run()
    touch = Touch.on(Act.REVISE, stored.public_id, stored.version, "problem")
    assert "Êtes-vous d’accord" in shown(Fingers(talk).taps(touch))
    assert "Êtes-vous d’accord" not in talk.say("/draft problem")
    assert before == talk.run().run


def test_the_gaps_are_all_reached_six_at_a_time(talk: Talk) -> None:
    talk.begin("Les Aînés")
    wanted, found, command = set(), [], "/draft"
    for clause in range(1, 17):
        wanted |= {way.typed for way in ways_of(talk.messages(f"/draft {clause}"))}
    while command:
        (message,) = talk.messages(command)
        gaps = [way.typed for way in message.ways if way.place is not None]
        assert 6 >= len(gaps)
        found += gaps
        more = SAY.say("ways.more")
        command = next((way.typed for way in message.ways if way.label == more), "")
    assert wanted == set(found)
    assert len(wanted) == len(found)


def test_the_draft_says_what_is_there_and_the_next_gaps_and_counts_the_rest(talk: Talk) -> None:
    talk.begin("Les Aînés")
    (menu,) = talk.messages("/draft")
    told = words((menu,))
    assert 16 == len(re.findall(r"^\d+\. ", told, re.MULTILINE))
    shown = re.findall(r"^\d+ · .+", told, re.MULTILINE)
    (rest,) = re.findall(r"Et encore (\d+) points", told)
    every = {way.typed for n in range(1, 17) for way in ways_of(talk.messages(f"/draft {n}"))}
    assert (6, len(every)) == (len(shown), len(shown) + int(rest))
    assert shown == [plain(way.label) for way in menu.ways if way.place is not None]
    assert 30 > len(told.splitlines())


def test_the_next_gaps_are_those_that_the_walk_asks_next(talk: Talk) -> None:
    passes_to(talk, PROBLEM)
    asked = [way.argument for way in ways_of(talk.messages("/draft")) if way.place is not None]
    assert ["problem", "fact"] == asked[1:3]
    talk.say("/edit path", "Le chemin court")
    (menu,) = talk.messages("/draft")
    quick = [way.argument for way in menu.ways if way.place is not None]
    assert {"limit", "category", "other_interest", "vision"} <= set(quick)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
