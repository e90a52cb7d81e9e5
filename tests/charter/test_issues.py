"""Every check of a charter against charters that are wrong in one way."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from charter import issues
from charter.explained import explained
from charter.fit import fit
from charter.reading import load_templates, read_template
from flows.issue import InvalidFlow, Issue
from flows.issues.phrases import describe, languages, phrases
from flows.reading import read_flow
from tests.charter.drafts import SAMPLE, read
from tests.charter.test_grid import BROKEN_GRID, grid_issues

BROKEN = Path(__file__).parent / "broken"
CASES: dict[str, Any] = read(BROKEN / "cases.yaml")
FILES = ("flow.yaml", "charter.yaml", "charter.en.yaml")


def files(changed: dict[str, list[list[str]] | str | None]) -> dict[str, bytes]:
    """The sample, with words changed, files put in, and others taken out."""
    found = {name: (SAMPLE / name).read_text(encoding="utf-8") for name in FILES}
    for name, changes in changed.items():
        if changes is None:
            del found[name]
        elif isinstance(changes, str):
            found[name] = changes
        for before, after in changes if isinstance(changes, list) else ():
            assert before in found[name], before
            found[name] = found[name].replace(before, after, 1)
    return {name: text.encode() for name, text in found.items()}


def said(found: Iterable[Issue]) -> list[str]:
    return [line for issue in found for line in (_head(issue), *_words(issue))]


def _head(issue: Issue) -> str:
    params = (f"{name}={value}" for name, value in sorted(issue.params.items()))
    return " ".join([f"{issue.severity.upper()} {issue.file}:{issue.line} {issue.code}", *params])


def _words(issue: Issue) -> Iterator[str]:
    """In both languages, as its author reads it."""
    for language in languages():
        words = explained(issue, language)
        yield f"  {language}: {words.what} – {words.why} – {words.remedy}"


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_with_its_line(name: str, *, update: bool) -> None:
    charter = read_template(files(CASES[name]))
    alone, with_flow = charter.issues, fit(charter, read_flow(files(CASES[name])))
    found = "\n".join([*said(alone), "", *said(with_flow), ""])
    path = BROKEN / f"{name}.txt"
    if update:
        path.write_text(found, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == found


def test_every_check_finds_something() -> None:
    reads = [(read_template(files(case)), read_flow(files(case))) for case in CASES.values()]
    for module in pkgutil.iter_modules(issues.__path__):
        if module.ispkg:
            continue
        check = importlib.import_module(f"{issues.__name__}.{module.name}")
        found = [
            issue
            for charter, flow in reads
            if charter.templates and flow.flows
            for issue in (
                *(check.check(charter) if hasattr(check, "check") else ()),
                *(check.check_against(charter, flow) if hasattr(check, "check_against") else ()),
            )
        ]
        assert found, module.name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_issue_of_a_charter_is_put_into_words(language: str) -> None:
    found: dict[str, Issue] = {}
    for change in CASES.values():
        charter = read_template(files(change))
        issues_against = fit(charter, read_flow(files(change)))
        found |= {issue.code: issue for issue in (*charter.issues, *issues_against)}
    found |= {issue.code: issue for issue in grid_issues(BROKEN_GRID)}
    package = "charter.issues.phrases"
    own = phrases(language, package)["issues"]
    assert own.keys() <= found.keys()
    for code in found.keys() - phrases(language)["issues"].keys():
        described = describe(found[code], language, package)
        assert all([described.what, described.why, described.remedy])
        assert "{" not in described.what


def test_the_remedy_may_quote_a_placeholder() -> None:
    issue = Issue("charter.yaml", 3, "part_outside_each", params={"id": "name", "list": "people"})
    assert "{people.first.name}" in describe(issue, "fr", "charter.issues.phrases").remedy


def test_a_charter_with_errors_is_not_loaded() -> None:
    with pytest.raises(InvalidFlow) as refused:
        load_templates(files(CASES["brackets"]))
    assert 3 == len(refused.value.issues)
    assert ["fr", "en"] == list(load_templates(files({})))


def test_without_a_charter_or_a_flow_there_is_nothing_to_fit() -> None:
    whole = files({})
    missing = read_template({})
    assert ["file_missing"] == [issue.code for issue in missing.issues]
    assert () == fit(missing, read_flow(whole))
    assert () == fit(read_template(whole), read_flow({}))
