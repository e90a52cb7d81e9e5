from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given, strategies as st

from flows.wording import clean, fold, has_letters, is_blank, only_emoji, plain_words

FAMILY = "👩\u200d👩\u200d👧"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Bonjour  ", "Bonjour"),
        ("e\u0301te\u0301", "été"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("a\x00\x07b", "ab"),
        ("a\u202egpj.exe\u202c", "agpj.exe"),
        ("a\u2066b\u2069\ufeff\u200b\u00ad", "ab"),
        ("a\u200db", "ab"),
        (FAMILY, FAMILY),
        ("❤️\u200d🔥", "❤️\u200d🔥"),
        (f"{FAMILY}\u200d", FAMILY),
        (SCOTLAND, SCOTLAND),
        ("a\U000e0067b", "ab"),
        ("a\n\n\nb", "a\n\n\nb"),
        ("a\n\n \n\n\nb", "a\n\n\nb"),
        ("a  \nb", "a\nb"),
        ("a\ud800b", "ab"),
        ("1\u202f500\u00a0€", "1\u202f500\u00a0€"),
        ("a" + "\u0301" * 100, "á" + "\u0301" * 29),
        ("", ""),
    ],
)
def test_text_is_cleaned(text: str, expected: str) -> None:
    assert expected == clean(text)


ANY_TEXT = st.text(st.characters()) | st.text(
    "\u0344\u0301\u0316 \n\t\r\u200d👩❤\ufe0fa1\u202e", max_size=80
)


@given(ANY_TEXT)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert once == clean(once)
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(ANY_TEXT)
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold(text) == fold(fold(text))
    assert plain_words(text) == plain_words(plain_words(text))


@pytest.mark.parametrize(
    "text", ["", " \n", "...", "?!", "\u200b", "\u3164", "\u2800", "--", "€", "\u0301"]
)
def test_nothing_is_said(text: str) -> None:
    assert is_blank(text)
    assert not has_letters(text)
    assert not only_emoji(text)


@pytest.mark.parametrize("text", ["👍", "👍👍 !", FAMILY, SCOTLAND, "❤️", "1️⃣", "🇫🇷", "👋🏽"])
def test_only_emoji_are_sent(text: str) -> None:
    assert only_emoji(text)
    assert not has_letters(text)


@pytest.mark.parametrize("text", ["a", "é", "👍 ok", "日本", "1"])
def test_something_is_said(text: str) -> None:
    assert not is_blank(text)
    assert not only_emoji(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  L’ÉTÉ\u00a02027 ", "l'ete 2027"),
        ("Œuvre", "oeuvre"),
        ("mi‑juin – août", "mi-juin - aout"),
        ("1ᵉʳ", "1er"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
    ],
)
def test_keys_ignore_the_way_of_writing(text: str, key: str) -> None:
    assert key == fold(text)


@pytest.mark.parametrize(
    "piece", ["a ", " ", "\n ", "a\u0301\u0316", "\u0316\u0301", "👩\u200d", "\u202e", "é!", "'"]
)
def test_cleaning_takes_time_in_proportion(piece: str) -> None:
    started = perf_counter()
    clean(piece * 100_000)
    fold(piece * 100_000)
    only_emoji(piece * 100_000)
    assert perf_counter() - started < 4
