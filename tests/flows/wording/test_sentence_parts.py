from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from flows.wording import ended, inline, opening


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Les partenaires.", "les partenaires"),
        ("fr", "L’alliance ;", "l’alliance"),
        ("fr", "L'eau !", "l'eau !"),
        ("fr", "Avec Marie", "avec Marie"),
        ("fr", "À Paris,", "à Paris"),
        ("fr", "D’abord.", "d’abord"),
        ("fr", "La Rochelle", "La Rochelle"),
        ("fr", "L’Oréal", "L’Oréal"),
        ("fr", "Marie Curie", "Marie Curie"),
        ("fr", "LES AMIS", "LES AMIS"),
        ("fr", "Des clients, etc.", "des clients, etc."),
        ("fr", "Le S.A.M.U.", "Le S.A.M.U."),
        ("fr", "Nous...", "nous..."),
        ("fr", "Nous…", "nous…"),
        ("fr", "", ""),
        ("fr", "...", "..."),
        ("en", "The partners.", "the partners"),
        ("en", "The Body Shop", "The Body Shop"),
        ("en", "A partner", "a partner"),
        ("en", "We do.", "we do"),
        ("en", "I think", "I think"),
        ("en", "Will and Grace", "Will and Grace"),
    ],
)
def test_an_answer_fits_inside_a_sentence(language: str, text: str, expected: str) -> None:
    assert expected == inline(text, language)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bonjour", "Bonjour"),
        ("« élan »", "« Élan »"),
        ("iPhone", "iPhone"),
        ("3 amis", "3 amis"),
        ("https://faire.fr", "https://faire.fr"),
        ("moi@faire.fr", "moi@faire.fr"),
        ("ßa", "ßa"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_a_sentence_opens_with_a_capital(text: str, expected: str) -> None:
    assert expected == opening(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oui", "Oui."),
        ("Oui.", "Oui."),
        ("Oui\u202f!", "Oui\u202f!"),
        ("Oui…", "Oui…"),
        ("«\u00a0Oui\u202f!\u00a0»", "«\u00a0Oui\u202f!\u00a0»"),
        ("(oui)", "(oui)."),
        ("Oui,", "Oui."),
        ("Oui\u202f; ", "Oui."),
        ("Ceci\u00a0:", "Ceci\u00a0:"),
        ("", ""),
        ("...", "..."),
    ],
)
def test_a_sentence_ends(text: str, expected: str) -> None:
    assert expected == ended(text)


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_doing_it_twice_changes_nothing(text: str, language: str) -> None:
    assert opening(text) == opening(opening(text))
    assert ended(text) == ended(ended(text))
    once = inline(text, language)
    assert once == inline(once, language)


@pytest.mark.parametrize("piece", ["a ", ". ", "a.", ",", " "])
def test_long_answers_take_no_time(piece: str) -> None:
    text = piece * 100_000
    assert len(inline(text, "fr")) <= len(text)
    assert len(ended(opening(text))) <= len(text) + 1
