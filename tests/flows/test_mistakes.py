"""Each file of `mistakes/` is a small flow with something wrong, and exactly what is said of it.

A file is what is wrong in one sentence, then `--- name` and the content of each file, then
`--- issues`. `(latin-1)`, `(utf-16)`, `(windows)` and `(repeated N)` after a name say how the
content is made bytes. A file under `live/` is of the flow that people walk, which the others are to
follow. `pytest --update` writes the issues anew.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from flows import issues, trouble
from flows.issue import Issue
from flows.issues.phrases import describe, languages, phrases
from flows.publishing import languages_lost, losses
from flows.reading import load_flow, read_flow
from flows.source import building, syntax

MISTAKES = Path(__file__).parent / "mistakes"
FLOWS = Path(__file__).parents[2] / "flows"
CASES = sorted(path.stem for path in MISTAKES.glob("*.yaml"))
FILE = re.compile(r"^--- (?P<name>\S+)(?: \((?P<how>.*)\))?\n", re.MULTILINE)
#: what makes an issue, and takes its code first
MAKERS = {"Unreadable", "TemplateError", "PydanticCustomError", "issue", "advice", "tell", "_tell"}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_exactly_so(name: str, update: bool) -> None:  # noqa: FBT001  a fixture
    before, wrong, after = _text(name).partition("--- issues\n")
    found = "\n".join(_told(issue) for issue in _issues(name))
    if update:
        (MISTAKES / f"{name}.yaml").write_text(before + wrong + found, encoding="utf-8", newline="")
    else:
        assert after == found


def test_every_code_has_a_case_and_words_and_no_other_has() -> None:
    raised = {issue.code for name in CASES for issue in _issues(name)}

    assert set(phrases("fr")["issues"]) == raised
    assert set(phrases("en")["issues"]) == raised
    assert set(_written()) <= raised


def test_there_are_at_least_sixty_kinds_of_mistakes() -> None:
    assert len({issue.code for name in CASES for issue in _issues(name)}) >= 60


def test_every_check_has_a_case() -> None:
    reads = [read_flow(_files(name)[1]) for name in CASES]

    for name, check in issues.CHECKS.items():
        assert any(list(check(read)) for read in reads if read.flows), name


def test_the_words_of_every_language_say_the_same_things() -> None:
    for language in languages():
        for code, words in phrases(language)["issues"].items():
            for key in ("what", "why", "remedy"):
                wanted = _params(phrases("fr")["issues"][code][key])
                assert wanted == _params(words[key]), (language, code, key)


def test_a_language_without_words_gets_the_default_one() -> None:
    issue = Issue("flow.yaml", 3, "tab")

    assert describe(issue, "fr") == describe(issue, "br")
    assert "flow.yaml, ligne 3" == describe(issue, "fr").where


def test_the_slower_parser_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {
        name: _issues(name) for name in CASES if not name.startswith(("file_", "ten_", "too_many"))
    }
    monkeypatch.setattr(building, "FAST", yaml.BaseLoader)

    for name, expected in wanted.items():
        assert expected == _issues.__wrapped__(name), name


def _told(issue: Issue) -> str:
    """One issue, as the golden files have it."""
    head = f"{issue.file}:{issue.line} {issue.severity} {issue.code} {issue.path}".rstrip()
    params = [f"    {name}: {value}" for name, value in sorted(issue.params.items())]
    words = [f"  {language}: {describe(issue, language)}" for language in languages()]
    return "\n".join([head, *params, *words, ""])


@cache
def _issues(name: str) -> tuple[Issue, ...]:
    live, files = _files(name)
    read = read_flow(files)
    if not live:
        return read.issues
    before = load_flow(live)
    gone = languages_lost(before, read.complete, read)
    return (*read.issues, *losses(before["fr"], read), *gone)


@cache
def _files(name: str) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """Those of the live flow, if any, and those of the flow that has something wrong."""
    before, _, _ = _text(name).partition("--- issues\n")
    parts = list(FILE.finditer(before))
    ends = [*(part.start() for part in parts[1:]), len(before)]
    found = {
        part["name"]: _bytes(before[part.end() : end], part["how"] or "")
        for part, end in zip(parts, ends, strict=True)
    }
    live = {
        name.removeprefix("live/"): content
        for name, content in found.items()
        if name.startswith("live/")
    }
    return live, {name: content for name, content in found.items() if "/" not in name}


def _bytes(content: str, how: str) -> bytes:
    match how.split():
        case ["windows"]:
            return content.replace("\n", "\r\n").encode("utf-8-sig")
        case ["repeated", times]:
            return content.encode() * int(times)
        case [encoding]:
            return content.encode(encoding)
        case _:
            return content.encode()


@cache
def _text(name: str) -> str:
    with (MISTAKES / f"{name}.yaml").open(encoding="utf-8", newline="") as file:
        return file.read()


def _written() -> Iterator[str]:
    """Every code that the code has in it: where an issue is made, and in its tables."""
    for path in FLOWS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                yield from _constants(node.args[:1])
            elif isinstance(node, ast.Call) and _name(node.func) == "Issue":
                yield from _constants(node.args[2:3])
    yield from trouble.CODES.values()
    yield from trouble.OWN_CODES
    yield from (code for _, code in (*trouble.PATTERNS, *syntax.BUSY))


def _constants(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _params(words: str) -> set[str]:
    return set(re.findall(r"\{([a-z]+)\}", words))
