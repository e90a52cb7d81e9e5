"""Nobody can be recognised in what is tried, and what is no name stays as it was said."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from charter.guide import Guide, load_guide
from charter.hiding import Hider, folded
from charter.plain import clause_lines
from charter.pseudonyms import pseudonymised
from flows.library import files_of
from flows.playing import play
from flows.question import Reader
from flows.run import Answer, Run
from flows.stories import STORIES_FILE, load_stories

TOLD = load_stories(files_of("alliance")[STORIES_FILE])
#: syllables of which no word of the shipped flow, of its stories or of our labels is made
NAME = st.lists(st.sampled_from(["Zvo", "Kwi", "Xug", "Bzé"]), min_size=2, max_size=4).map(
    lambda parts: "".join(parts).capitalize()
)
FULL = st.tuples(NAME, NAME).map(" ".join)
EMAIL = st.tuples(NAME, NAME).map(lambda names: f"{names[0]}@{names[1]}.fr".lower())
PHONE = st.integers(10_000_000, 99_999_999).map(lambda n: f"06 {n // 10**4} {n % 10**4:04}")
LINK = NAME.map(lambda name: f"https://{name.lower()}.org/page?x=1")
STREET = NAME.map(lambda name: f"12 bis, rue {name}")
FRAME = st.sampled_from(
    [
        "nous avons vu {} hier, au jardin",
        "{} et les voisins",
        "(voir {})",
        "c’est {}, qui l’a dit",
        "d’après {} ; et puis rien",
    ]
)


@cache
def guide() -> Guide:
    return load_guide(files_of("alliance"), number=1)


@cache
def walked(name: str) -> Run:
    story = next(each for each in TOLD.stories if each.story == name)
    return play(guide().compiled, story, today=TOLD.told_on).run  # type: ignore[arg-type]


def with_answers(run: Run, **values: Any) -> Run:  # noqa: ANN401
    return replace(run, answers={**run.answers, **{n: Answer(v) for n, v in values.items()}})


def printed(run: Run) -> str:
    document = guide().draft(run, reader=Reader.LEADER, today=TOLD.told_on)  # type: ignore[arg-type]
    lines = [line for clause in document.clauses for line in clause_lines(clause)]
    doubts = [sentence.text for sentence in document.doubts]
    return "\n".join([*document.parties, document.subtitle, *doubts, *lines, str(run)])


@settings(max_examples=25, deadline=None)
@given(FULL, FULL, EMAIL, PHONE, LINK, STREET, FRAME, FRAME)
def test_no_identifying_answer_survives(  # noqa: PLR0917
    organisation: str,
    person: str,
    email: str,
    phone: str,
    link: str,
    street: str,
    frame: str,
    other: str,
) -> None:
    contacts = [
        {"name": person, "role": f"présidente de {organisation}", "contact": email},
        {"name": person.upper(), "role": "", "contact": phone},
    ]
    run = with_answers(
        walked("potagers"),
        organisation=f"Les {organisation}",
        referents=contacts,
        problem=frame.format(person) + " ; " + other.format(organisation.lower()),
        public=other.format(person.split(maxsplit=1)[0]),
        strength=frame.format(email.upper()) + " " + phone.replace(" ", "."),
        limit=other.format(link) + " " + frame.format(street),
    )
    shown = folded(printed(pseudonymised(guide(), run)))
    for secret in (*organisation.split(), *person.split(), email, phone, link, street):
        assert folded(secret) not in shown
    digits = "".join(filter(str.isdigit, phone))
    assert digits not in re.sub(r"[\s.]", "", shown)


@given(FULL, FRAME, FRAME)
def test_the_words_around_a_name_stay(person: str, frame: str, other: str) -> None:
    hider = Hider(lambda kind, number: f"[{kind} {number}]")
    hider.learn("person", person)
    text = f"{frame.format(person)}. {other.format(person)}"
    expected = f"{frame.format('[person 1]')}. {other.format('[person 1]')}"
    assert expected == hider.hide(text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Écrire à lea.durand+x@arc-42.asso.fr.", "Écrire à [contact 1]."),
        (
            "Appeler le +33 6 12 34 56 78 ou le 06.12.34.56.78",
            "Appeler le [contact 1] ou le [contact 2]",
        ),
        ("Sur www.potagers.fr/a, ou arc.org", "Sur [link 1], ou [link 2]"),
        ("Au 12 bis, rue des Lilas, 42700 Firminy, près du pont", "Au [address 1], près du pont"),
        ("Le 42700 Firminy", "Le [address 1]"),
        ("Mme Durand l’a vu ; M. DURAND aussi", "Mme [person 1] l’a vu ; M. [person 1] aussi"),
        (
            "Depuis janvier, Nadia Belkacem et Jean-Luc de Vries",
            "Depuis janvier, [name 1] et [name 2]",
        ),
        (
            "Dans Firminy, 60 familles, 1 800 € en 2027",
            "Dans Firminy, 60 familles, 1 800 € en 2027",
        ),
        ("\ue0000\ue001 rien", "0 rien"),
    ],
)
def test_what_reaches_somebody_is_seen_wherever_it_stands(text: str, hidden: str) -> None:
    assert hidden == Hider(lambda kind, number: f"[{kind} {number}]").hide(text)


@pytest.mark.parametrize("story", [each.story for each in TOLD.stories])
def test_everybody_in_a_story_has_another_name_and_all_else_stays(story: str) -> None:
    run = walked(story)
    hidden = pseudonymised(guide(), run)
    assert list(run.answers) == list(hidden.answers)
    assert not set(guide().parties(run)) & set(guide().parties(hidden))
    assert (run.at, run.ending, run.status) == (hidden.at, hidden.ending, hidden.status)
    assert run.answers.get("category") == hidden.answers.get("category")
    assert hidden == pseudonymised(guide(), run)


def test_a_leader_is_hidden_under_the_name_of_their_chat_too() -> None:
    run = with_answers(walked("potagers"), problem="Zoé a tout vu, et zoe le redit.")
    hidden = pseudonymised(guide(), run, people=["Zoé"])
    said = hidden.answers["problem"].value
    assert "zo" not in folded(said)
    assert said.endswith("le redit.")
