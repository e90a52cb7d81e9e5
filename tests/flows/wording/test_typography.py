from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import example, given, strategies as st

from flows.wording import typeset

# In the tables, ~ is a no-break space and _ a narrow one.
FRENCH = [
    ("l'alliance", "l’alliance"),
    ("aujourd'hui, c'est l'\"essai\"", "aujourd’hui, c’est l’«~essai~»"),
    ('Il a dit "oui".', "Il a dit «~oui~»."),
    ("«non»", "«~non~»"),
    ("« non »", "«~non~»"),
    ('« Il a dit "oui" »', "«~Il a dit “oui”~»"),
    ("Quoi?", "Quoi_?"),
    ("Quoi ?!", "Quoi_?!"),
    ("Non!!!", "Non_!!!"),
    ("Un; deux ; trois", "Un_; deux_; trois"),
    ("Note: ceci", "Note~: ceci"),
    ("(vraiment ?) (!)", "(vraiment_?) (!)"),
    ("20% de 1 500 €", "20~% de 1_500~€"),
    ("2k€, 3 M€", "2~k€, 3~M€"),
    ("Attends...", "Attends…"),
    ("un -- deux", "un – deux"),
    ("à 12:30", "à 12:30"),
    ("ok :) ;)", "ok :) ;)"),
    ("24\" d'écran", '24" d’écran'),
    ("06 12 345 678", "06 12 345 678"),
    ("Voir https://faire.fr/a?b=c'd:e!", "Voir https://faire.fr/a?b=c'd:e_!"),
    ("www.faire.fr/l'a ?", "www.faire.fr/l'a_?"),
    ("o'neil@faire.fr ?", "o’neil@faire.fr_?"),
    ("d'ici\nl'été !", "d’ici\nl’été_!"),
    ("déjà «~bien~»_!", "déjà «~bien~»_!"),
    ("déjà bien~!", "déjà bien~!"),
    ("../.../x", "../.../x"),
    ("", ""),
]
ENGLISH = [
    ("It's the partners' plan", "It’s the partners’ plan"),
    ('He said "yes".', "He said “yes”."),
    ("a 'quoted' word", "a ‘quoted’ word"),
    ("the '90s", "the ’90s"),
    ("What? Yes! So: fine; 20%", "What? Yes! So: fine; 20%"),
    ("Wait...", "Wait…"),
    ("one--two", "one–two"),
    ("see https://x.org/it's", "see https://x.org/it's"),
]


def marked(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "_")


def unmarked(text: str) -> str:
    return text.replace("~", "\u00a0").replace("_", "\u202f")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [("fr", *case) for case in FRENCH] + [("en", *case) for case in ENGLISH],
)
def test_text_is_set(language: str, text: str, expected: str) -> None:
    assert expected == marked(typeset(unmarked(text), language))


PRINTED = st.text("ab1 .,;:!?'\"«»“”’-–…%€()\u00a0\u202f\n/@&\ufffckM0", max_size=30)


@given(st.text() | PRINTED, st.sampled_from(["fr", "en"]))
@example('"a" "', "fr")
@example("«--!", "fr")
@example("a\ufffchttps://x.fr", "fr")
def test_what_is_set_stays_as_it_is(text: str, language: str) -> None:
    once = typeset(text, language)
    assert once == typeset(once, language)


@given(PRINTED, st.sampled_from(["fr", "en"]))
def test_no_word_is_lost(text: str, language: str) -> None:
    set_text = typeset(text, language)
    assert [c for c in text if c.isalnum()] == [c for c in set_text if c.isalnum()]


@given(st.text("ab/?=&'\"!:;.", min_size=1, max_size=20))
def test_addresses_are_left_alone(path: str) -> None:
    address = f"https://faire.fr/{path}x"
    assert address.replace('"', "") in typeset(address.replace('"', ""), "fr")


@pytest.mark.parametrize(
    "piece", ["a ", " ", "!", '"', '"a" ', "'", "a.", "«", "1 000 ", "a@b.", "w", "...", ":"]
)
def test_setting_takes_time_in_proportion(piece: str) -> None:
    started = perf_counter()
    typeset(piece * 50_000, "fr")
    typeset(piece * 50_000, "en")
    assert perf_counter() - started < 4
