"""How easily a text is read, by the formula of its language."""

from __future__ import annotations

import pytest

from flows.wording.readability import ease, syllables


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("table", "fr", 1),
        ("projet", "fr", 2),
        ("bénévoles", "fr", 3),
        ("idée", "fr", 2),
        ("responsabilité", "fr", 6),
        ("l", "fr", 1),
        ("time", "en", 1),
        ("table", "en", 2),
        ("moved", "en", 1),
        ("wanted", "en", 2),
        ("houses", "en", 2),
        ("agreed", "en", 2),
        ("organisation", "en", 5),
    ],
)
def test_syllables_are_those_that_are_heard(word: str, language: str, count: int) -> None:
    assert count == syllables(word, language)


def test_plain_words_in_short_sentences_read_more_easily() -> None:
    plain = ease("Nous aidons des gens. Ils vivent ici. Qui les aide ?", "fr")
    heavy = ease("La mutualisation interassociative conditionne l’opérationnalisation.", "fr")
    assert plain is not None
    assert heavy is not None
    assert heavy < 30
    assert plain > 80


def test_the_formulas_are_those_of_their_authors() -> None:
    """Six words of one syllable in one sentence."""
    said = ease("The cat sat on the mat.", "en")
    assert pytest.approx(206.835 - 1.015 * 6 - 84.6) == said
    dit = ease("Le chat dort sur le sac.", "fr")
    assert pytest.approx(207 - 1.015 * 6 - 73.6) == dit


def test_names_are_not_spelled_out_and_placeholders_are_names() -> None:
    assert ease("Nous aimons Bob ici.", "fr") == ease(
        "Nous aimons Villeneuve-la-Garenne ici.", "fr"
    )
    assert ease("Nous aimons Bob ici.", "fr") == ease("Nous aimons {organisation} ici.", "fr")


def test_there_is_no_figure_without_words_or_without_a_formula() -> None:
    assert ease("…", "fr") is None
    assert ease("Ein Satz.", "de") is None
