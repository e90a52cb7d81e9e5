from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.exits import Exit
from tests.cli.conftest import FLOW, Call, change, copy_flow


def test_a_clean_flow_passes_even_strictly(alliance: Call) -> None:
    result = alliance("flows", "check", FLOW, "--strict")
    assert (Exit.FINE, "") == (result.exit_code, result.stderr)
    assert (
        "0 errors, 0 advice; 2 stories, 0 of them red;"
        " 10 random walks, 0 of them endless; 0 questions unreached.\n"
    ) == result.stdout


def test_the_shipped_flow_has_no_error(alliance: Call) -> None:
    result = alliance("flows", "check", "--walks", 2, "--json")
    assert [] == [i for i in json.loads(result.stdout)["issues"] if i["severity"] == "error"]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "erreur"), ("en", "error")], ids=["fr", "en"]
)
def test_an_issue_is_told_with_its_line_in_the_language_asked_for(
    alliance: Call, folder: Path, language: str, words: str
) -> None:
    change(copy_flow(folder) / "flow.yaml", "kind: yes_no", "kind: yes_non")
    result = alliance("flows", "check", folder / "flow", "--language", language)
    assert Exit.NO == result.exit_code
    where = result.stdout.splitlines()[0]
    assert where.startswith(f"flow.yaml:26: {words}: ")
    assert "yes_no" in result.stdout
    assert "stories and walks wait" in result.stdout


def test_an_issue_is_told_as_data(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "flow.yaml", "kind: yes_no", "kind: yes_non")
    told = json.loads(alliance("flows", "check", folder / "flow", "--json").stdout)
    issue = told["issues"][0]
    assert ["file", "line", "severity", "code", "path", "what", "why", "remedy"] == list(issue)
    assert ("flow.yaml", 26, "error", "unknown_kind") == tuple(issue.values())[:4]
    assert all(issue[key] for key in ("what", "why", "remedy"))
    assert ["issues", "stories", "walks", "unreached", "counts"] == list(told)


def test_a_file_that_is_no_yaml_is_an_error_with_a_line(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "flow.yaml", "kind: yes_no", "kind: [yes_no")
    result = alliance("flows", "check", folder / "flow", "--language", "en")
    assert Exit.NO == result.exit_code
    assert "flow.yaml:" in result.stdout


def test_a_clause_that_does_not_fit_the_flow_is_an_error(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "charter.yaml", "needs: [organisation,", "needs: [organization,")
    result = alliance("flows", "check", folder / "flow", "--json")
    issues = json.loads(result.stdout)["issues"]
    assert Exit.NO == result.exit_code
    assert ("charter.yaml", "unknown_question") in [(i["file"], i["code"]) for i in issues]


def test_advice_fails_only_strictly(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "flow.yaml", "        hint: Oui ou non.\n", "")
    change(folder / "flow" / "flow.en.yaml", ", hint: Yes or no.", "")
    plain, strict = (alliance("flows", "check", folder / "flow", *s) for s in ([], ["--strict"]))
    assert [Exit.FINE, Exit.NO] == [plain.exit_code, strict.exit_code]
    assert "0 errors, 1 advice" in plain.stdout


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("ends_at: charter", "ends_at: not_now", "expects to end at not_now, and ends at charter"),
        ("[skill, step_by]", "[skill, brings]", ""),
        ("never_asks: [brings]", "never_asks: [ready]", "expects not to be asked ready, and is"),
        ("asks: [skill, step_by]", "asks: [skil]", "It names skil, and no question has that name."),
        ('"Visiter le jardin"]', '"Visiter la lune"]', "Its charter lacks: Visiter la lune"),
        ("[The means]", "[The Arc Gardens]", "should not: The Arc Gardens"),
        ("[agreement]", "[lease]", "does not plan the document lease"),
        ("      skill: Cultiver sans pesticides\n", "", "is asked skill, and has no answer"),
        ("step_by: 15 mars 2037", "step_by: un jour", "steps.1.step_by, its answer is refused"),
        ("      steps:\n        - {", "      steps: 7\n      organisations: {", "shape"),
        ("language: en", "language: de", "It is in de, and the flow is not."),
    ],
)
def test_a_story_that_the_flow_does_not_tell_is_red(
    alliance: Call, folder: Path, before: str, after: str, said: str
) -> None:
    change(copy_flow(folder) / "stories.yaml", before, after)
    result = alliance("flows", "check", folder / "flow", "--walks", 0, "--language", "en")
    assert (Exit.NO if said else Exit.FINE) == result.exit_code
    assert said in result.stdout


def test_a_red_story_is_told_as_data(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "stories.yaml", "ends_at: charter", "ends_at: not_now")
    told = json.loads(alliance("flows", "check", folder / "flow", "--json").stdout)
    failure = told["stories"][0]["failures"][0]
    assert ("ends_elsewhere", {"wanted": "not_now", "found": "charter"}) == (
        failure["code"],
        failure["params"],
    )
    assert 1 == told["counts"]["red_stories"]


def test_what_nothing_comes_to_is_listed_by_language(alliance: Call) -> None:
    result = alliance("flows", "check", FLOW, "--walks", 0)
    assert Exit.FINE == result.exit_code
    assert "in en came to: brings, skill, steps, step, step_by" in result.stdout
    assert "in fr came to" not in result.stdout
    assert Exit.NO == alliance("flows", "check", FLOW, "--walks", 0, "--strict").exit_code


def test_walks_begin_at_the_seed(alliance: Call) -> None:
    told = json.loads(alliance("flows", "check", FLOW, "--seed", 40, "--walks", 3, "--json").stdout)
    assert [
        {"language": language, "first_seed": 40, "walks": 3, "endless": []}
        for language in ("fr", "en")
    ] == told["walks"]


def test_a_flow_without_stories_is_checked_all_the_same(alliance: Call, folder: Path) -> None:
    (copy_flow(folder) / "stories.yaml").unlink()
    result = alliance("flows", "check", folder / "flow")
    assert Exit.FINE == result.exit_code
    assert "0 stories" in result.stdout


def test_stories_that_cannot_be_read_are_an_error(alliance: Call, folder: Path) -> None:
    change(copy_flow(folder) / "stories.yaml", "random_walks: 5", "random_walks: many")
    result = alliance("flows", "check", folder / "flow")
    assert Exit.NO == result.exit_code
    assert "stories.yaml:2" in result.stdout


@pytest.mark.parametrize("command", ["check", "show", "diagram"])
def test_a_folder_without_a_flow_cannot_be_read(alliance: Call, folder: Path, command: str) -> None:
    result = alliance("flows", command, folder)
    assert Exit.UNREADABLE == result.exit_code
    assert "flow.yaml" in result.stderr


def test_a_path_that_no_system_takes_cannot_be_read(alliance: Call) -> None:
    result = alliance("flows", "check", "a" * 5000)
    assert Exit.UNREADABLE == result.exit_code
    assert "cannot be read" in result.stderr


def test_an_unknown_flow_is_not_found_and_the_nearest_is_offered(alliance: Call) -> None:
    result = alliance("flows", "check", "aliance")
    assert Exit.NOT_FOUND == result.exit_code
    assert "Did you mean alliance?" in result.stderr


def test_the_file_stands_for_its_folder(alliance: Call) -> None:
    assert Exit.FINE == alliance("flows", "check", FLOW / "flow.yaml", "--walks", 1).exit_code


def test_a_day_is_written_as_a_date(alliance: Call) -> None:
    assert Exit.FINE == alliance("flows", "check", FLOW, "--today", "2027-01-15").exit_code
    assert Exit.NO == alliance("flows", "check", FLOW, "--today", "2040-01-15").exit_code
    assert Exit.UNREADABLE == alliance("flows", "check", FLOW, "--today", "15/01").exit_code


@pytest.mark.parametrize(
    ("locale", "word"),
    [("en_GB.UTF-8", "error"), ("fr_FR.UTF-8", "erreur"), ("C", "erreur"), ("de_DE", "erreur")],
)
def test_issues_follow_the_language_of_the_environment(
    alliance: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, locale: str, word: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    (folder / "flow.yaml").write_text("format: 1\n")
    assert f": {word}: " in alliance("flows", "check", folder).stdout
    shown = alliance("flows", "show", folder)
    assert Exit.UNREADABLE == shown.exit_code
    assert f": {word}: " in shown.stderr


def test_a_language_that_nobody_speaks_is_refused(alliance: Call) -> None:
    result = alliance("flows", "check", FLOW, "--language", "tlh")
    assert Exit.UNREADABLE == result.exit_code
    assert "fr or en" in result.stderr


def test_a_walk_that_does_not_end_is_told_with_what_makes_it_again(
    alliance: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.walks.REPLIES_AT_MOST", 2)
    result = alliance("flows", "check", FLOW, "--seed", 7, "--walks", 1)
    assert Exit.NO == result.exit_code
    assert "random walk 7 in fr does not end (--seed 7 --walks 1)" in result.stdout
    told = json.loads(alliance("flows", "check", FLOW, "--walks", 2, "--json").stdout)
    assert [[0, 1], [0, 1]] == [walked["endless"] for walked in told["walks"]]


def test_a_fault_in_a_walk_names_its_seed(alliance: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("charter.checking.random_walk", fail)
    with pytest.raises(ZeroDivisionError) as raised:
        alliance("flows", "check", FLOW, "--seed", 9)
    assert ["In the walk of seed 9 in fr: a fault of the engine."] == raised.value.__notes__
