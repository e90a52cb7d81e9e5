"""Translations written into the files of their language, the rest of these as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from charter.translating.lines import Leaf, Lines, lines_of
from flows.overlaying import overlaid, words_in
from flows.source.rewriting import CannotRewrite
from flows.source.rewriting.together import puts_between, rewritten_together
from flows.stamps import renewed, stamped
from flows.translation import Translation, stamp_of
from flows.untranslated import placeholders

__all__ = [
    "Key",
    "Said",
    "Trouble",
    "Written",
    "begun",
    "restamped",
    "said_anew",
    "trouble_of",
    "write",
]

#: the file of a language, and the name of a text in it
Key = tuple[str, str]
#: what a message may hold in a chat
LONGEST = 4096
OVERLAY = re.compile(r"(?:flow|charter|review)\.([a-z]{2})\.yaml")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text is to say."""

    text: str
    #: the source that it was made from, where that is not today's
    made_from: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a translation is not taken. Its words are in the phrases."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """The files after it, and what could not be written in them."""

    files: Mapping[str, bytes]
    refused: Mapping[Key, Trouble]


def trouble_of(translation: Translation, text: str) -> Trouble | None:
    """What is wrong with a text that somebody wrote for it; nothing with an empty one."""
    if not text:
        return None
    if translation.is_words:
        return None if words_in(text) else Trouble("no_words")
    wanted, found = placeholders(translation.source), placeholders(text)
    if wanted != found:
        missing, added = (
            ", ".join(f"{{{name}}}" for name in sorted(names))
            for names in (wanted - found, found - wanted)
        )
        return Trouble("placeholders", {"missing": missing, "added": added})
    return Trouble("too_long", {"limit": str(LONGEST)}) if len(text) > LONGEST else None


def write(files: Mapping[str, bytes], lines: Lines, said: Mapping[Key, Said]) -> Written:
    """The files with these texts, each with what it was made from."""
    after, refused = dict(files), {}
    for leaf in lines.leaves:
        wanted = {name: each for (file, name), each in said.items() if file == leaf.file}
        if wanted:
            content, wrong = _content(files, lines.language, leaf, wanted)
            after[leaf.file] = content
            refused.update({(leaf.file, name): trouble for name, trouble in wrong.items()})
    return Written(after, refused)


def begun(files: Mapping[str, bytes], lines: Lines) -> dict[str, bytes]:
    """The files with those of a new language, which say nothing yet."""
    new = {leaf.file: _header(leaf, lines.language).encode() for leaf in lines.leaves}
    return {**new, **files}


def restamped(
    files: Mapping[str, bytes], lines: Lines, names: Mapping[str, frozenset[str]]
) -> dict[str, bytes]:
    """The files where these texts, by file, are said to be made from today's source."""
    after = dict(files)
    for leaf in lines.leaves:
        if leaf.over is not None and leaf.file in names:
            translations = [line.translation for line in leaf.lines]
            stamps = renewed(translations, leaf.stamps, names[leaf.file])
            after[leaf.file] = stamped(files[leaf.file].decode("utf-8-sig"), stamps).encode()
    return after


def said_anew(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files after a change, in which every translation that is new or other than before is said
    to be made from today's source.
    """
    changed = (name for name, content in after.items() if before.get(name) != content)
    found = dict(after)
    for language in {code[1] for code in map(OVERLAY.fullmatch, changed) if code}:
        former = {line.key: line.translation.said for line in lines_of(before, language)}
        lines = lines_of(found, language)
        names = {
            leaf.file: frozenset(
                line.name
                for line in leaf.lines
                if line.translation.said and line.translation.said != former.get(line.key)
            )
            for leaf in lines.leaves
        }
        found = restamped(found, lines, {file: new for file, new in names.items() if new})
    return found


def _content(
    files: Mapping[str, bytes], language: str, leaf: Leaf, said: Mapping[str, Said]
) -> tuple[bytes, dict[str, Trouble]]:
    content = files.get(leaf.file, _header(leaf, language).encode())
    text, translations = content.decode(), [line.translation for line in leaf.lines]
    bare = stamped(text, {})
    data = {} if leaf.over is None else dict(leaf.over.data)
    texts = {name: each.text for name, each in said.items()}
    puts = [*puts_between(data, overlaid(data, leaf.source, translations, texts))]
    try:
        after = rewritten_together(bare, puts)
    except CannotRewrite:
        return content, {name: Trouble("unwritten") for name in said}
    by_name = {each.name: each for each in translations}
    stamps = {
        name: stamp for name, stamp in leaf.stamps.items() if name in by_name and name not in said
    }
    stamps |= {
        name: stamp_of(by_name[name].source if each.made_from is None else each.made_from)
        for name, each in said.items()
        if each.text
    }
    ordered = {name: stamps[name] for name in by_name if name in stamps}
    return stamped(after, ordered).encode(), {}


def _header(leaf: Leaf, language: str) -> str:
    defined = leaf.source.data[leaf.name]
    return f"format: {leaf.source.data['format']}\n{leaf.name}: {defined}\nlanguage: {language}\n"
