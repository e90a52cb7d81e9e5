"""Every way elsewhere and every button: tapping does what typing does, whatever was said since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from bot.commands import commands
from bot.messages import Way
from bot.phrases import phrases_in
from bot.talk import Outcome
from bot.touch import Act, Touch, mark
from tests.bot.commands.talk import AGREE, SHORT, Talk, words
from tests.bot.commands.tapping import Fingers, ways_of

SAY = phrases_in("fr")
NAME = "Comment s’appelle votre association"
#: bytes of what a button carries, for Telegram
AT_MOST = 64
SEEN = "Le 12 novembre, trois familles sont reparties sans rien, faute de place."


def at_the_beginning(talk: Talk) -> None:
    talk.begin("Les Aînés")


def in_a_second_alliance(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.say("/new", AGREE, "Les Cadets", "/language en")


def at_the_end(talk: Talk) -> None:
    talk.play(SHORT)


@pytest.mark.parametrize("state", [at_the_beginning, in_a_second_alliance, at_the_end])
def test_tapping_any_way_does_what_typing_it_does(
    talk: Talk, state: Callable[[Talk], None]
) -> None:
    state(talk)
    lea = Fingers(talk)
    found: dict[str, Way] = {}
    for command in sorted(set(commands()) - {"forget"}):
        told = lea.tries(partial(lea.typed, text=f"/{command}"))
        found |= {way.typed: way for way in ways_of(told)}
    assert {"draft", "alliances", "language", "edit", "new"} <= {
        it.command for it in found.values()
    }
    for way in found.values():
        data = lea.of(way)
        assert AT_MOST >= len(data.encode())
        typed = lea.tries(partial(lea.typed, text=way.typed))
        assert typed == lea.tries(partial(lea.told, touch=data))


def shown(outcome: Outcome) -> str:
    return f"{outcome.toast}\n{words(outcome.messages)}"


@dataclass(frozen=True)
class Pressed:
    """What one kind of button does, at the question of the role unless it is said where."""

    what: str
    shows: str
    place: str = "role"
    ticked: tuple[str, ...] = ()


PRESSED = {
    Act.CHOOSE: Pressed(mark("volunteer"), "C’est noté : Bénévole"),
    Act.TICK: Pressed("", ""),
    Act.DONE: Pressed("", "C’est noté : Bénévole", ticked=(mark("volunteer"),)),
    Act.ACTION: Pressed("why", "tout le monde ne peut pas la signer"),
    Act.REVISE: Pressed("", NAME, place="organisation"),
    Act.GO: Pressed("draft C1", "1. Les parties", place=""),
}


@pytest.mark.parametrize("act", Act)
def test_every_kind_of_button_does_its_own(talk: Talk, act: Act) -> None:
    talk.begin("Les Aînés")
    stored, pressed = talk.run(), PRESSED[act]
    touch = Touch.on(act, stored.public_id, stored.version, pressed.place, pressed.what)
    assert touch == Touch.read(str(touch))
    outcome = Fingers(talk).taps(touch, *pressed.ticked)
    assert pressed.shows in shown(outcome)
    assert (act is Act.TICK) is outcome.ticks


@pytest.mark.parametrize(
    "data", ["", "x", "g", "g...", "z.1.2.3.4", "g.a.zz.b.c", "g.a..b.c", "💥"]
)
def test_what_no_button_of_ours_carries_is_not_read(data: str) -> None:
    assert Touch.read(data) is None


def test_the_answers_are_paged_and_their_numbers_go_on(talk: Talk) -> None:
    talk.play(SHORT)
    (first,) = talk.messages("/edit")
    *numbers, more = first.ways
    assert [str(number) for number in range(1, 25)] == [way.label for way in numbers]
    (second,) = talk.messages(more.typed)
    assert "25" == second.ways[0].label
    assert 4_000 > len(words((first,)))


def test_an_old_way_keeps_its_meaning(talk: Talk) -> None:
    talk.begin("Les Aînés")
    lea = Fingers(talk)
    (edit,) = talk.messages("/edit")
    name = next(lea.of(way) for way in edit.ways if way.argument == "organisation")
    draft = [lea.of(way) for way in ways_of(talk.messages("/draft")) if way.label == "1"]
    talk.say("4", "1", "passer", "passer")
    asked = talk.run().run.at
    assert NAME in shown(lea.taps(name))
    talk.say("Les Cadets")
    assert asked == talk.run().run.at
    assert "1. Les parties" in shown(lea.taps(draft[0]))


def test_an_old_button_of_an_items_part_goes_to_that_part(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.say("/draft candidates")
    (told, *_) = (talk.messages("1")[-1],)
    lea = Fingers(talk)
    at = talk.run().run.at
    assert at is not None
    assert at.part
    old = [data for data in lea.data_of(told) if f".{mark(str(at))}." in data]
    talk.say("Le Verger", "passer", "passer")
    outcome = lea.taps(old[0])
    assert SAY.say("telegram.old_button").replace("\u202f", " ") in shown(outcome)
    assert at == outcome.revisable


def test_a_question_left_for_a_gap_is_still_answered_by_its_buttons(talk: Talk) -> None:
    talk.begin("Les Aînés")
    lea = Fingers(talk)
    asked = lea.data_of(*talk.messages("/resume"))
    talk.say("/draft problem", SEEN)
    assert "C’est noté : " in shown(lea.taps(asked[0]))
    assert "role" in talk.run().run.answers


def test_a_double_tap_begins_one_alliance(talk: Talk) -> None:
    talk.begin("Les Aînés")
    lea = Fingers(talk)
    (menu,) = talk.messages("/alliances")
    new = lea.of(menu.ways[-1])
    lea.taps(new)
    lea.taps(new)
    assert 2 == len(talk.runs())


def test_the_alliance_of_another_is_not_opened_by_a_button(talk: Talk) -> None:
    talk.begin("Les Aînés")
    talk.begin("Le Verger", by="bob")
    hers = talk.run().public_id
    bob = Fingers(talk, "bob")
    before = talk.run()
    for touch in (
        Touch.going(f"/alliances {hers}", "", 1),
        Touch.going("/draft", hers, before.version),
        Touch.going("/edit organisation", hers, before.version),
        Touch.on(Act.REVISE, hers, before.version, "organisation"),
    ):
        outcome = bob.taps(touch)
        assert "Les Aînés" not in shown(outcome)
    assert before == talk.run()
    assert "Le Verger" == talk.run("bob").run.answers["organisation"].value


def test_a_message_that_ends_the_walk_offers_what_comes_next(talk: Talk) -> None:
    talk.play(SHORT)
    ways = list(ways_of(talk.messages("/resume")))
    assert ["/draft", "/edit", "/export", "/submit"] == [way.typed for way in ways]
    lea = Fingers(talk)
    assert "version 1" in shown(lea.taps(lea.of(ways[-1])))
    assert "entre les mains des coachs" in shown(lea.taps(lea.of(ways[-1])))
