"""Where a text stands, as an author or a translator would say it."""

from __future__ import annotations

from collections.abc import Iterator

from charter.translating.phrases import Phrases
from flows.source import Path, Source

__all__ = ["group_of", "group_words", "where"]

#: what a file is made of, in the order of its pages: a group of texts
GROUPS = ("stages", "clauses", "criteria", "documents")


def group_of(source: Source, path: Path) -> str:
    """The id of the stage, the clause or the like that a text is in; empty for the whole file."""
    return source.name(path[:2]).partition(".")[2] if _is_grouped(path) else ""


def group_words(source: Source, path: Path, phrases: Phrases) -> str:
    """What the group is called by who reads the page."""
    if not _is_grouped(path):
        return phrases.say("whole")
    return _thing(source, path[:2], phrases)


def where(source: Source, path: Path, phrases: Phrases) -> str:
    """« étape 2 – Le besoin › question « public » › pourquoi »."""
    return phrases.say("between").join(_steps(source, path, phrases))


def _is_grouped(path: Path) -> bool:
    return len(path) > 1 and path[0] in GROUPS


def _steps(source: Source, path: Path, phrases: Phrases) -> Iterator[str]:
    things, ranks, texts = (phrases.keys(key) for key in ("things", "ranks", "texts"))
    for depth, step in enumerate(path):
        before = path[depth - 1] if depth else ""
        if isinstance(step, int) and before in things:
            yield _thing(source, path[: depth + 1], phrases)
        elif isinstance(step, int) and before in ranks:
            yield phrases.say(f"ranks.{before}", number=step + 1)
        elif isinstance(step, int):
            yield str(step + 1)
        elif step in texts:
            yield phrases.say(f"texts.{step}")
        elif step not in (*things, *ranks):
            yield str(step)


def _thing(source: Source, path: Path, phrases: Phrases) -> str:
    """Something that has an id of its own, or a rank and a title."""
    name, found = source.name(path).rpartition(".")[2], source.at(path)
    title = found.get("title", "") if isinstance(found, dict) else ""
    number = int(path[-1]) + 1
    return phrases.say(f"things.{path[-2]}", name=name, number=number, title=title or name)
