"""Sentences ask for answers that exist, of things of which there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charter.lines import Line, lines
from charter.read import CharterRead
from charter.readable import names_within
from flows.issue import Issue
from flows.near import nearest
from flows.question import Question
from flows.read import Read
from flows.source import Path, Source

__all__ = ["check_against"]


def check_against(charter: CharterRead, flow: Read) -> Iterator[Issue]:
    known = flow.flow.by_id
    for line in lines(charter.template):
        if line.each is not None:
            yield from _each(charter.source, (*line.path, "each"), line.each, known)
        for path, name in line.placeholders():
            yield from _placeholder(charter.source, (path, name), line, known)


def _each(source: Source, path: Path, name: str, known: Mapping[str, Question]) -> Iterator[Issue]:
    if name not in known:
        params = {"id": name, "near": nearest(name, _with_things(known))}
        yield source.issue("unknown_question", path, params)
    elif not names_within(known[name]):
        yield source.issue("each_without_things", path, {"id": name, "kind": known[name].kind})


def _placeholder(
    source: Source, asked: tuple[Path, str], line: Line, known: Mapping[str, Question]
) -> Iterator[Issue]:
    path, name = asked
    here = names_within(known.get(line.each or ""))
    whole, first, part = name.partition(".first.")
    inside = names_within(known.get(whole)) if first else ()
    if part in inside or (not first and (name in here or name in known)):
        return
    if line.each is not None and not here:
        return  # said of the list already
    lists = [other for other in known if name in names_within(known[other])]
    if lists:
        params = {"id": name, "list": lists[0]}
        yield source.issue("part_outside_each", path, params)
    else:
        near = nearest(part, inside) and f"{whole}.first.{nearest(part, inside)}"
        params = {"id": name, "near": near or nearest(name, [*here, *known])}
        yield source.issue("unknown_placeholder", path, params)


def _with_things(known: Mapping[str, Question]) -> list[str]:
    return [name for name, question in known.items() if names_within(question)]
