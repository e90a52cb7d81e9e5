"""Names, addresses and numbers in a text, each under the same other name wherever it occurs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from flows.phrases import languages, phrases_in

__all__ = ["SHORTEST", "WORD", "Hider", "common_words", "folded"]

#: ends of addresses of pages, where nothing else says that it is one
ENDS = "fr|org|com|net|eu|asso|coop|info|io|be|ch|uk"
STREETS = (
    r"rue|avenue|av\.|boulevard|bd|place|chemin|route|impasse|all[ée]e|quai|cours|square|passage"
    r"|lotissement|hameau"
)
TOWN = r"[A-ZÀ-Ý][\w’'-]*(?:[\s-][A-ZÀ-Ý][\w’'-]*)*"
#: what reaches or points to somebody, wherever it is written
PATTERNS = (
    ("contact", re.compile(r"[^\s,;:<>()\[\]«»]+@[^\s,;<>()\[\]«»]+\.[^\W\d_]{2,}")),
    ("link", re.compile(r"\b(?:https?://|www\.)[^\s<>«»]*[\w/]", re.IGNORECASE)),
    ("link", re.compile(rf"\b(?:[\w-]+\.)+(?:{ENDS})\b(?:/[^\s<>«»]*[\w/])?", re.IGNORECASE)),
    ("contact", re.compile(r"(?<!\w)@\w{3,}")),
    ("contact", re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[\s./()-]{0,2}\d){8,14}(?!\w)")),
    (
        "address",
        re.compile(
            rf"\b\d{{1,4}}(?:\s?(?:bis|ter|[a-d]))?,?\s+(?i:{STREETS})\s[^,;.\n]{{2,60}}"
            rf"(?:,?\s*\d{{5}}\s+{TOWN})?"
        ),
    ),
    ("address", re.compile(rf"\b\d{{5}}\s+{TOWN}")),
    (
        "address",
        re.compile(
            r"\b\d{1,4}\s+(?:[A-Z][\w’'-]+\s){1,4}(?:Street|Road|Avenue|Lane|Square|Drive)\b"
        ),
    ),
)
#: a name that nobody declared: after a title, or two words and more with capitals
CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[’'-][^\W\d_]+)*"
TITLES = "Mme|Mlle|M\\.|MM\\.|Mr|Mrs|Ms|Dr|Pr|Me|Monsieur|Madame|Docteur"
TITLED = re.compile(rf"(\b(?:{TITLES})\s+)({CAPITAL}(?:\s+{CAPITAL})*)")
LINKED = re.compile(rf"{CAPITAL}(?:\s+(?:(?:de|du|des|d[’'])\s*)?{CAPITAL})+")
#: letters under which a word is too short to be a name by itself
SHORTEST = 3
WORD = re.compile(r"[^\W_]+")
#: between these stands the number of what was replaced
OPEN, CLOSE = "\ue000", "\ue001"
HELD = re.compile(f"{OPEN}(\\d+){CLOSE}")


@dataclass
class Hider:
    """Gives everybody and everything one other name, for as long as it lives."""

    #: the other name of the so-many-th of a kind
    label: Callable[[str, int], str]
    #: by what is looked for, folded
    known: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def name(self, kind: str, text: str) -> str:
        """The other name of this; the same for the same."""
        key = " ".join(folded(text).split())
        if kind == "contact" and "@" not in key:  # a number is the same however it is spaced
            key = "".join(filter(str.isdigit, key)) or key
        if key not in self.known:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.known[key] = self.label(kind, self.counts[kind])
        return self.known[key]

    def learn(self, kind: str, text: str, also: Iterable[str] = ()) -> str:
        """A name that is looked for everywhere from now on, in its other forms too."""
        label = self.name(kind, text)
        for form in also:
            key = " ".join(folded(form).split())
            if len(key) >= SHORTEST:
                self.known.setdefault(key, label)
        return label

    def hide(self, text: str) -> str:
        """The text with everything that is known, or looks like it, under its other name."""
        held: list[str] = []

        def hold(label: str) -> str:
            held.append(label)
            return f"{OPEN}{len(held) - 1}{CLOSE}"

        # Whoever writes these letters means nothing by them.
        text = text.replace(OPEN, "").replace(CLOSE, "")
        text = self._known(text, hold)
        for kind, pattern in PATTERNS:
            text = pattern.sub(lambda found, kind=kind: hold(self.name(kind, found[0])), text)  # type: ignore[misc]
        text = TITLED.sub(lambda found: found[1] + hold(self.name("person", found[2])), text)
        text = LINKED.sub(lambda found: self._linked(found[0], hold), text)
        return HELD.sub(lambda found: held[int(found[1])], text)

    def _known(self, text: str, hold: Callable[[str], str]) -> str:
        """The longest first, so that no name is cut by a shorter one."""
        for key in sorted(self.known, key=len, reverse=True):
            if len(key) < SHORTEST:  # it may be any word
                break
            text = _replaced(text, key, hold, self.known[key])
        return text

    def _linked(self, words: str, hold: Callable[[str], str]) -> str:
        """Two words and more with capitals, without those that only begin a sentence."""
        start = 0
        for found in WORD.finditer(words):
            if folded(found[0]) not in openers():
                start = found.start()
                break
        else:
            return words
        rest = words[start:]
        if len(WORD.findall(rest)) < 2:  # noqa: PLR2004  one word with a capital may be any
            return words
        return words[:start] + hold(self.name("name", rest))


def _replaced(text: str, key: str, hold: Callable[[str], str], label: str) -> str:
    """Where it stands as words of their own, however it is accented, spaced or capitalised."""
    pattern = r"\s+".join(map(re.escape, key.split(" ")))
    found = [
        match.span()
        for match in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", folded(text))
        if OPEN not in text[slice(*match.span())]
    ]
    for start, end in reversed(found):
        text = text[:start] + hold(label) + text[end:]
    return text


def folded(text: str) -> str:
    """Letter for letter: small, without accents, every apostrophe and hyphen alike."""
    return "".join(map(_fold, text))


def _fold(letter: str) -> str:
    if letter in "’‘ʼ`´":
        return "'"
    if letter in "‐‑–—":
        return "-"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


@cache
def openers() -> frozenset[str]:
    """With which sentences begin, in any language, and that are no names; folded."""
    return frozenset(folded(word) for word in _words("openers"))


@cache
def common_words() -> frozenset[str]:
    """The same, and what many organisations have in their names."""
    return openers() | frozenset(folded(word) for word in _words("common"))


def _words(key: str) -> Iterable[str]:
    for language in languages():
        yield from phrases_in(language).words(f"pseudonyms.{key}")
