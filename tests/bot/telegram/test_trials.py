"""An admin walks a working copy in their own chat: the real assistant, and nothing of it stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.phrases import phrases_in
from flows.stories import load_stories
from storage.database import Database
from storage.models.person import Role
from storage.repositories import revisions, working_copies
from storage.repositories.working_copies import WorkingCopy
from storage.stores import WriteStore
from tests.bot.telegram.at_hand import AtHand
from tests.bot.telegram.sparse import counted
from tests.bot.telegram.walker import NOON
from tests.web.copies import SMALL, edited

MARK = "<i>◇ Essai</i>\n"
NAME, READY = "Comment s’appelle votre association", "Voulez-vous une alliance"
NEW = """      - id: since
        kind: text
        text: "Depuis quand ?"
"""


@pytest.fixture
def hand(sqlite: str) -> Iterator[AtHand]:
    with Database.open(sqlite) as database:
        database.write(lambda store: revisions.seed(store, "alliance", SMALL, now=NOON))
        yield AtHand(database)


def copy_of(hand: AtHand, sources: dict[str, str] = SMALL) -> WorkingCopy:
    def work(store: WriteStore) -> WorkingCopy:
        return working_copies.begin(
            store,
            "alliance",
            sources,
            public_id="copy",
            based_on=1,
            author_id=1,
            title="Budget",
            now=hand.now,
        )

    return hand.database.write(work)


def change(hand: AtHand, sources: dict[str, str]) -> None:
    def work(store: WriteStore) -> None:
        copy = working_copies.load(store, "copy")
        working_copies.change(store, copy, sources, by=None, now=hand.now)

    hand.database.write(work)


def tried(hand: AtHand) -> list[str]:
    """The first messages of a trial."""
    return hand.types("/flow try copy 1")


def test_a_trial_leaves_nothing_and_every_message_of_it_says_that_it_is_one(hand: AtHand) -> None:
    hand.types("/new")
    hand.types("Mes Potagers")
    copy_of(hand)
    before = counted(hand.database)
    begun = tried(hand)
    assert "Vous essayez le brouillon « Budget »" in begun[0]
    told = [*begun, *hand.types("Les Lopins"), *hand.types("peut-être bien"), *hand.types("/help")]
    told += [*hand.taps("Pourquoi ?"), *hand.taps("Non"), *hand.types("/summary")]
    assert [] == [text for text in told if not text.startswith(MARK)]
    left, back, asked = hand.types("/stop")
    assert f"{MARK}L’essai est terminé. Rien de ce que vous y avez dit n’est gardé." == left
    assert "Mes Potagers" in back
    assert READY in asked
    assert before == counted(hand.database)
    assert "Mes Potagers" in "".join(hand.types("/summary"))


def test_a_charter_is_sent_to_nobody_and_shown(hand: AtHand) -> None:
    copy_of(hand)
    tried(hand)
    before = counted(hand.database)
    for text in ("Les Lopins", "oui", "1", "/submit"):
        hand.types(text)
    for _ in range(8):
        if not any("Étape" in text for text in hand.types("passer")):
            break
    told = hand.types("/submit")
    assert any("C’est un essai : rien n’est envoyé à personne" in text for text in told)
    assert ["essai-"] * 3 == [text[:6] for text in told if text.startswith("essai-")]
    assert before == counted(hand.database)


def test_a_walk_that_came_to_its_end_is_kept_as_a_story_of_the_copy(hand: AtHand) -> None:
    copy_of(hand)
    tried(hand)
    hand.types("Les Lopins")
    assert "Allez d’abord jusqu’au bout" in hand.types("/flow keep lopins Un club")[0]
    hand.types("non")
    assert "Donnez-lui un nom court" in hand.types("/flow keep")[0]
    told = hand.types("/flow keep lopins Un club qui s’arrête là")
    assert "L’histoire « lopins » est à la fin de stories.yaml" in told[0]
    copy = hand.database.read(lambda store: working_copies.load(store, "copy"))
    story = load_stories(copy.sources["stories.yaml"].encode()).stories[-1]
    assert ("lopins", {"organisation": "Les Lopins", "ready": False}) == (
        *(story.story, story.answers),
    )
    assert "Les Lopins" in "".join(hand.types("/summary"))  # and the trial goes on


def test_it_goes_on_under_the_copy_as_it_is_changed_and_under_the_old_text_while_that_is_broken(
    hand: AtHand,
) -> None:
    copy_of(hand)
    tried(hand)
    change(hand, edited("kind: yes_no", "kind: perhaps"))
    assert "contient maintenant des erreurs" in hand.types("Les Lopins")[0]
    change(hand, edited("      - id: ready\n", NEW + "      - id: ready\n"))
    assert "Depuis quand" in "".join(hand.types("non"))


def test_buttons_of_another_walk_are_told_kindly_from_inside_and_from_outside(
    hand: AtHand,
) -> None:
    hand.types("/new")
    hand.types("Mes Potagers")
    outside = hand.button("Oui")
    copy_of(hand)
    tried(hand)
    hand.presses(outside)
    assert "Vous êtes dans un essai" in hand.toasts[-1].replace("\u00a0", " ")
    hand.types("Les Lopins")
    inside = hand.button("Oui")
    hand.types("/stop")
    hand.presses(inside)
    assert "C’est le bouton d’un essai qui est terminé." == hand.toasts[-1]


def test_a_text_that_is_changed_or_erased_in_a_trial_touches_the_trial_alone(hand: AtHand) -> None:
    copy_of(hand)
    tried(hand)
    before = counted(hand.database)
    hand.types("Les Lopins")
    hand.types("/forget")
    told = hand.types(f"/forget {phrases_in('fr').say('forget.word')}")
    assert before == counted(hand.database)
    assert "Vous administrez" in told[-1]


def test_a_trial_ends_with_its_copy_and_with_another_word_about_copies(hand: AtHand) -> None:
    copy_of(hand)
    tried(hand)
    told = hand.types("/flow")
    assert "L’essai est terminé" in told[0]
    assert "Budget" in "".join(told)
    tried(hand)
    copy = hand.database.read(lambda store: working_copies.load(store, "copy"))
    hand.database.write(lambda store: working_copies.discard(store, copy, by=None, now=hand.now))
    told = hand.waits()
    assert "ce brouillon vient d’être publié ou abandonné" in told[0]
    assert "Vous administrez" in "".join(told)
    assert not any(text.startswith(MARK) for text in hand.types("Les Lopins"))


def test_nobody_else_has_the_command(hand: AtHand) -> None:
    copy_of(hand)
    hand.becomes(Role.COACH)
    before = counted(hand.database)
    for what in ("", " try copy 1", " publish copy 1", " discard copy 1 yes"):
        assert "/flow" in hand.types(f"/flow{what}")[0]
    assert before == counted(hand.database)
