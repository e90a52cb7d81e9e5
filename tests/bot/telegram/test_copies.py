"""What an admin is told of the files that they send, and what may be done with them in the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from storage.database import Database
from storage.models.person import Role
from storage.publishing import publish_files
from storage.repositories import audit, revisions, timers, working_copies
from storage.repositories.working_copies import WorkingCopy
from storage.threads import TransactionThreads
from tests.bot.telegram.at_hand import AtHand
from tests.bot.telegram.walker import NOON
from tests.web.copies import SMALL, edited

REWORDED = edited("Voulez-vous une alliance", "La voulez-vous, cette alliance")["flow.yaml"]
BROKEN = edited("kind: yes_no", "kind: perhaps")["flow.yaml"]
LOST = edited("      - id: organisation\n", "      - id: nom\n")["flow.yaml"]


@pytest.fixture
def hand(sqlite: str) -> Iterator[AtHand]:
    with Database.open(sqlite) as database:
        database.write(lambda store: revisions.seed(store, "alliance", SMALL, now=NOON))
        yield AtHand(database)


def copies(hand: AtHand) -> tuple[WorkingCopy, ...]:
    return hand.database.read(
        lambda store: tuple(
            working_copies.load(store, each.public_id) for each in working_copies.listing(store)
        )
    )


def live(hand: AtHand) -> tuple[int, str]:
    found = hand.database.read(lambda store: revisions.live(store, "alliance"))
    return found.number, found.note


def acts(hand: AtHand) -> list[str]:
    found = hand.database.read(lambda store: audit.about(store, "flow", "alliance"))
    return [entry.action for entry in reversed(found) if entry.by_person_id is not None]


def sent(hand: AtHand, text: str = REWORDED) -> str:
    """All that is told of a file, until it is told what may be done."""
    hand.sends("flow.yaml", text.encode())
    return "\n".join(hand.waits())


def publish_another(hand: AtHand) -> None:
    sources = edited("Les moyens", "Nos moyens")
    hand.database.write(
        lambda store: publish_files(
            store, "alliance", sources, expected=1, by=None, note="Entre-temps", now=hand.now
        )
    )


def packed(**files: str) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as folder:
        for name, text in files.items():
            folder.writestr(name.replace("_yaml", ".yaml"), text)
    return written.getvalue()


def test_what_is_wrong_is_told_by_its_line_and_nothing_can_be_published(hand: AtHand) -> None:
    told = sent(hand, BROKEN)
    line = BROKEN[: BROKEN.index("perhaps")].count("\n") + 1
    assert f"flow.yaml, ligne {line} :" in told
    assert "1 erreur à corriger." in told
    with pytest.raises(LookupError):
        hand.button("Publier")
    with pytest.raises(LookupError):
        hand.button("Essayer comme moi")
    (copy,) = copies(hand)
    assert "contient des erreurs" in hand.types(f"/flow try {copy.public_id} 1")[0]
    hand.types(f"/flow publish {copy.public_id} 1")
    assert "1 erreur à corriger." in "\n".join(hand.waits())
    assert (1, "") == live(hand)


def test_answers_that_would_be_lost_keep_it_from_being_published(hand: AtHand) -> None:
    told = sent(hand, LOST)
    assert "organisation" in told
    with pytest.raises(LookupError):
        hand.button("Publier")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("flow.yaml", "été".encode("latin-1"), "n’est pas enregistré en UTF-8 : à la ligne 1"),
        ("parcours.yaml", b"format: 1", "ne fait pas partie des questions"),
        ("questions.zip", b"PK nothing", "ne s’ouvre pas"),
        ("questions.zip", packed(charter_yaml="x"), "Il n’y a pas de fichier flow.yaml"),
    ],
)
def test_files_that_are_no_questions_are_told_kindly(
    hand: AtHand, name: str, content: bytes, said: str
) -> None:
    assert "Bien reçu" in hand.sends(name, content)[0]
    assert said in "\n".join(hand.waits())
    assert () == copies(hand)


def test_a_file_that_is_too_long_or_not_given_is_told(hand: AtHand) -> None:
    assert "dépasse 5 Mo" in hand.sends("flow.yaml", b"x" * 5_000_001)[0]
    hand.sends("flow.yaml", b"x", given=False)
    assert "Telegram ne me donne pas ce fichier" in hand.waits()[0]
    assert () == copies(hand)


def test_a_zip_is_a_whole_folder_and_an_album_is_one_copy(hand: AtHand) -> None:
    hand.sends("questions.zip", packed(flow_yaml=REWORDED, charter_yaml=SMALL["charter.yaml"]))
    hand.waits()
    (copy,) = copies(hand)
    assert {"charter.yaml", "flow.yaml"} == set(copy.sources)
    for name in ("flow.yaml", "charter.yaml"):
        hand.sends(name, SMALL[name].replace("Les moyens", "Nos moyens").encode(), album="7")
    hand.waits()
    assert 2 == len(copies(hand))
    assert set(SMALL) == set(copies(hand)[0].sources)


def test_it_is_published_with_a_note_and_audited(hand: AtHand) -> None:
    assert "Prêt à publier." in sent(hand)
    hand.taps("Publier")
    asked = "\n".join(hand.waits())
    assert "Effet sur les personnes en chemin" in asked
    assert "note de publication" in asked
    assert "Une note a de 1 à 500" in hand.types("x" * 501)[0]
    hand.types("Mieux dit")
    assert "La révision 2 est en ligne" in "\n".join(hand.waits())
    assert (2, "Mieux dit") == live(hand)
    assert ["flow:begin", "flow:draft", "flow:publish", "flow:end_copy"] == acts(hand)
    assert () == copies(hand)


def test_a_command_instead_of_the_note_publishes_nothing(hand: AtHand) -> None:
    sent(hand)
    hand.taps("Publier")
    hand.waits()
    assert "rien n’est publié" in hand.types("/start")[0]
    hand.types("Mieux dit")
    assert [] == hand.waits()
    assert (1, "") == live(hand)


def test_a_note_that_comes_a_day_later_is_something_else(hand: AtHand) -> None:
    sent(hand)
    hand.taps("Publier")
    hand.waits()
    hand.now += timedelta(days=2)
    hand.types("Mieux dit")
    assert [] == hand.waits()
    assert (1, "") == live(hand)


def test_what_was_published_meanwhile_is_not_overwritten(hand: AtHand) -> None:
    sent(hand)
    hand.taps("Publier")
    hand.waits()
    publish_another(hand)
    hand.types("Mieux dit")
    told = "\n".join(hand.waits())
    assert "en ligne. Chaque personne" not in told
    assert "Avant de publier" in told
    assert (2, "Entre-temps") == live(hand)
    assert 1 == len(copies(hand))


def test_a_publication_at_the_same_moment_leaves_nothing_of_this_one(hand: AtHand) -> None:
    sent(hand)
    hand.taps("Publier")
    hand.waits()
    hand.types("Mieux dit")

    def another() -> None:
        if live(hand)[0] == 1:
            publish_another(hand)

    told = "\n".join(hand.waits(meanwhile=another))
    assert "Une autre révision vient d’être publiée" in told
    assert (2, "Entre-temps") == live(hand)
    found = hand.database.read(lambda store: revisions.listing(store, "alliance"))
    assert [2, 1] == [each.number for each in found]


def test_a_copy_that_changes_while_it_is_looked_at_is_looked_at_again(hand: AtHand) -> None:
    sent(hand)
    hand.taps("Publier")

    def change() -> None:
        (copy,) = copies(hand)
        if copy.version == 1:
            hand.database.write(
                lambda store: working_copies.change(
                    store, copy, copy.sources, by=None, now=hand.now
                )
            )

    told = "\n".join(hand.waits(meanwhile=change))
    assert "Ce brouillon a changé depuis" in told
    assert "note de publication" not in told


def test_buttons_of_an_older_version_or_of_a_copy_that_is_gone_are_answered_kindly(
    hand: AtHand,
) -> None:
    sent(hand)
    old = {name: hand.button(name) for name in ("Essayer comme moi", "Publier", "Abandonner")}
    (copy,) = copies(hand)
    hand.database.write(
        lambda store: working_copies.change(store, copy, {**SMALL}, by=None, now=hand.now)
    )
    for data in old.values():
        assert "Ce brouillon a changé depuis" in hand.presses(data)[0]
        assert "Rien ne diffère" in "\n".join(hand.waits())
    hand.taps("Abandonner")
    hand.taps("Oui, abandonner")
    assert () == copies(hand)
    for data in old.values():
        assert "Ce brouillon n’existe plus" in hand.presses(data)[0]
    assert (1, "") == live(hand)


def test_who_is_no_admin_any_more_publishes_nothing(hand: AtHand) -> None:
    sent(hand)
    hand.taps("Publier")
    hand.waits()
    hand.types("Mieux dit")
    hand.becomes(Role.COACH)
    assert [] == hand.waits()
    assert (1, "") == live(hand)


def test_the_work_of_a_process_that_dies_is_done_again_and_told_once(hand: AtHand) -> None:
    hand.sends("flow.yaml", REWORDED.encode())

    async def dies() -> None:
        threads = TransactionThreads(hand.database)
        until = hand.now + timedelta(seconds=7)
        (timer,) = hand.database.write(
            lambda store: timers.claim(store, by="dead", now=hand.now, until=until, limit=1)
        )
        await hand.errands(threads).errands()["flow_files"](timer)  # and tells nobody
        threads.close()

    asyncio.run(dies())
    assert [] == list(copies(hand))
    hand.now += timedelta(seconds=10)
    told = hand.waits()
    assert 1 == sum("Prêt à publier." in text for text in told)
    assert 1 == len(copies(hand))
