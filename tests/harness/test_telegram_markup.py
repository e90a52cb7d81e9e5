"""Markup is read as Telegram reads it."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given, strategies as st
from telegram import Message
from telegram.helpers import escape_markdown

from tests.harness.telegram.html_markup import BadMarkup, read_html
from tests.harness.telegram.markdown_markup import read_markdown
from tests.harness.telegram.texts import Formatted, detected, units

#: what is written, what is shown, and the entities: kind, words, and what else
HTML: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    ("<b>é</b>t<i>é</i>", "été", [("bold", "é"), ("italic", "é")]),
    ("😀<b>a<i>b</i></b>", "😀ab", [("bold", "ab"), ("italic", "b")]),
    ("<B>a</B ><b></b>", "a", [("bold", "a")]),
    ("&lt;&amp;&gt;&quot;&#39;&#x1F600;", "<&>\"'😀", []),
    ('<a href="https://e.org/?a&amp;b">x</a>', "x", [("text_link", "x", "https://e.org/?a&b")]),
    ('<a href="tg://user?id=1">x</a>', "x", [("text_link", "x", "tg://user?id=1")]),
    ("<a>https://e.org</a>", "https://e.org", [("text_link", "https://e.org", "https://e.org")]),
    ("<a href='nulle part'>x</a>", "x", []),
    ('<pre><code class="language-python">x</code></pre>', "x", [("pre", "x", "python")]),
    ("<pre>x</pre><code>y</code>", "xy", [("pre", "x"), ("code", "y")]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", "x")]),
    ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
    ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [("custom_emoji", "👍", "5")]),
]
MARKDOWN: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    ("*é*t_é_", "été", [("bold", "é"), ("italic", "é")]),
    ("*a _b_* __c__ ~d~ ||e||", "a b c d e", [
        ("bold", "a b"), ("italic", "b"), ("underline", "c"), ("strikethrough", "d"),
        ("spoiler", "e"),
    ]),
    ("\\*a\\* `b*c` \\.", "*a* b*c .", [("code", "b*c")]),
    ("[x](https://e.org/\\))", "x", [("text_link", "x", "https://e.org/)")]),
    ("![👍](tg://emoji?id=5)", "👍", [("custom_emoji", "👍", "5")]),
    (">a *b*\nc", "a b\nc", [("blockquote", "a b"), ("bold", "b")]),
    ("```\nx.y\n```", "x.y\n", [("pre", "x.y\n")]),
    ("```python\nx```", "x", [("pre", "x", "python")]),
]  # fmt: skip
BAD_HTML = {
    "<zoé>": 'Unsupported start tag "zoé" at byte offset 0',
    "é <": "Unclosed start tag at byte offset 3",
    "<b": "Unclosed start tag at byte offset 0",
    "<b>": 'Can\'t find end tag corresponding to start tag "b"',
    "<b>x</i>": 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    "</b>": "Unexpected end tag at byte offset 0",
    "<b>x</b": "Unclosed end tag at byte offset 4",
    "<span>x</span>": 'Tag "span" must have class "tg-spoiler" at byte offset 0',
    "<a =x>y</a>": 'Empty attribute name in the tag "a" at byte offset 0',
    "<br/>": 'Unsupported start tag "br/" at byte offset 0',
}
BAD_MARKDOWN = {
    "a.": "Character '.' is reserved and must be escaped with the preceding '\\'",
    "a!": "Character '!' is reserved and must be escaped with the preceding '\\'",
    "(a)": "Character '(' is reserved and must be escaped with the preceding '\\'",
    "é *a": "Can't find end of Bold entity at byte offset 3",
    "[a]": "Can't find end of a URL at byte offset 2",
}
EXTRAS = ("url", "language", "custom_emoji_id")


def described(shown: Formatted) -> list[tuple[Any, ...]]:
    return [
        (each["type"], shown.part(each), *(each[extra] for extra in EXTRAS if extra in each))
        for each in shown.entities
    ]


@pytest.mark.parametrize(("written", "text", "entities"), HTML)
def test_html_is_read(written: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    shown, doubts = read_html(written)
    assert (text, entities, []) == (shown.text, described(shown), doubts)


@pytest.mark.parametrize(("written", "text", "entities"), MARKDOWN)
def test_markdown_is_read(written: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    shown = read_markdown(written)
    assert (text, entities) == (shown.text, described(shown))


@pytest.mark.parametrize("written", BAD_HTML)
def test_bad_html_is_refused_in_telegrams_words(written: str) -> None:
    with pytest.raises(BadMarkup) as bad:
        read_html(written)
    assert BAD_HTML[written] == str(bad.value)


@pytest.mark.parametrize("written", BAD_MARKDOWN)
def test_bad_markdown_is_refused_in_telegrams_words(written: str) -> None:
    with pytest.raises(BadMarkup) as bad:
        read_markdown(written)
    assert BAD_MARKDOWN[written] == str(bad.value)


@pytest.mark.parametrize("written", ["a & b", "a > b", "<code><b>x</b></code>", "&eacute;"])
def test_what_telegram_overlooks_is_doubted(written: str) -> None:
    assert read_html(written)[1]


@given(st.text())
def test_what_is_escaped_is_shown_as_it_is(text: str) -> None:
    assert (Formatted(text), []) == read_html(html.escape(text))
    assert Formatted(text) == read_markdown(escape_markdown(text, version=2))


@pytest.mark.parametrize("written", [each[0] for each in HTML if "language-" not in each[0]])
def test_python_telegram_bot_writes_it_back(written: str) -> None:
    """But for the language of a listing, which it writes in a way that is not read."""
    shown, _ = read_html(written)
    body = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 1, "type": "private"},
        "text": shown.text,
        "entities": list(shown.entities),
    }
    assert shown == read_html(Message.de_json(body, None).text_html)[0]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/start x", ["/start"]),
        ("a/b /c@d_bot", ["/c@d_bot"]),
        ("a.b@c.org @abcd", ["a.b@c.org", "@abcd"]),
        ("voir https://e.org/x?y=1 !", ["https://e.org/x?y=1"]),
        ("rien", []),
    ],
)
def test_entities_are_found_in_what_is_typed(text: str, kinds: list[str]) -> None:
    shown = detected(text)
    assert kinds == [shown.part(each) for each in shown.entities]


@given(st.text())
def test_units_are_those_of_utf_16(text: str) -> None:
    assert len(text.encode("utf-16-le", "surrogatepass")) // 2 == units(text)


def test_the_space_around_is_taken_off_with_what_marks_it() -> None:
    shown, _ = read_html(" \n<b> x </b> ")
    trimmed = shown.trimmed()
    assert ("x", [("bold", "x")]) == (trimmed.text, described(trimmed))
