"""The files of a working copy as text: saved, checked as one types, kept, never lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from httpx2 import Response

from flows.library import files_of
from storage.repositories import revisions, working_copies
from storage.repositories.working_copies import WorkingCopy
from tests.web.browser import Browser
from tests.web.world import World
from web.form import FILE_LARGEST
from web.views import looked

FILE = "/flows/copies/budget/files/flow.yaml"
CHECK = "/flows/copies/budget/check"
SOURCE = files_of("alliance")["flow.yaml"].decode()
#: a question of the shipped flow, and the line where it begins
VERB = "verb"
VERB_LINE = SOURCE[: SOURCE.index("id: verb\n")].count("\n") + 1


@pytest.fixture
def copy(quick: World) -> WorkingCopy:
    """A working copy of what is live."""
    live = quick.database.read(lambda s: revisions.live(s, "alliance"))
    return quick.database.write(
        lambda s: working_copies.begin(
            s,
            live.flow,
            live.sources,
            public_id="budget",
            based_on=live.number,
            author_id=quick.admin.id,
            title="Budget",
            now=quick.now,
        )
    )


@pytest.fixture
def admin(quick: World, copy: WorkingCopy) -> Browser:
    return Browser(quick).sign_in(quick.admin)


def stored(world: World, file: str = "flow.yaml") -> str:
    return world.database.read(lambda s: working_copies.load(s, "budget")).sources[file]


def checked(browser: Browser, text: str, **fields: str) -> dict[str, Any]:
    """What the script of the editor would be told of that text."""
    form = browser.form(FILE)
    sent = {"csrf": form.fields["csrf"], "file": "flow.yaml", "text": text} | fields
    answer = browser.post(CHECK, sent)
    assert (200, "application/json") == (answer.status_code, answer.headers["content-type"])
    found: dict[str, Any] = json.loads(answer.content)
    return found


def saved(browser: Browser, text: str) -> Response:
    browser.get(FILE)
    return browser.send(FILE, {"text": text})


def test_every_file_of_a_copy_is_shown_as_it_is_stored(admin: Browser) -> None:
    page = admin.get(FILE).text
    assert SOURCE == admin.form(FILE).fields["text"]
    for file in files_of("alliance"):
        assert f'href="/flows/copies/budget/files/{file}"' in page
        assert 200 == admin.get(f"/flows/copies/budget/files/{file}").status_code
    assert 404 == admin.get("/flows/copies/budget/files/other.yaml").status_code


def test_saving_changes_that_file_of_the_copy_alone(quick: World, admin: Browser) -> None:
    text = SOURCE.replace("title: ", "title:  ", 1)
    answer = saved(admin, text.replace("\n", "\r\n"))
    assert (303, FILE) == (answer.status_code, answer.headers["location"])
    copy = quick.database.read(lambda s: working_copies.load(s, "budget"))
    live = quick.database.read(lambda s: revisions.live(s, "alliance"))
    assert (text, 2) == (copy.sources["flow.yaml"], copy.version)
    assert {**live.sources, "flow.yaml": text} == copy.sources
    assert "Saved in the draft." in admin.get(FILE).text


def test_a_mistake_is_stored_and_said_with_its_line(admin: Browser, quick: World) -> None:
    wrong = SOURCE.replace("kind: choice", "kind: chioce", 1)
    line = wrong[: wrong.index("chioce")].count("\n") + 1
    assert 303 == saved(admin, wrong).status_code
    assert wrong == stored(quick)
    page = admin.get(FILE).text
    assert f'<a href="{FILE}?line=' in page
    (issue,) = [each for each in checked(admin, wrong)["issues"] if each["code"] == "unknown_kind"]
    assert issue["line"] in range(line - 3, line + 3)
    assert all(issue[key] for key in ("what", "why", "remedy"))


def test_a_text_is_checked_with_the_other_files_and_stored_nowhere(
    admin: Browser, quick: World
) -> None:
    admin.get(FILE)
    found = checked(admin, SOURCE.replace("      - id: problem\n", "      - id: problems\n", 1))
    assert stored(quick) == SOURCE
    assert found["elsewhere"] > 0
    assert "problems" in found["names"]["questions"]


def test_a_check_tells_names_even_where_there_are_errors(admin: Browser) -> None:
    admin.get(FILE)
    found = checked(admin, SOURCE.replace("kind: choice", "kind: chioce", 1), line=str(VERB_LINE))
    assert {"reach", "share"} < found["names"]["options"]["verb"].keys()
    assert [VERB_LINE, VERB] in found["spots"]
    assert "C2" in found["names"]["clauses"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_issue_is_said_in_the_language_of_who_looks(admin: Browser, language: str) -> None:
    admin.client.headers["Accept-Language"] = language
    admin.get(FILE)
    issue = checked(admin, "\tformat: 1")["issues"][0]
    tab = {"fr": "tabulation", "en": "tab"}[language]
    assert tab in f"{issue['what']} {issue['why']} {issue['remedy']}"


def test_the_question_at_the_line_is_shown_as_it_will_be_seen(admin: Browser) -> None:
    page = admin.get(f"{FILE}?line={VERB_LINE + 1}").text
    aside = page.partition('id="seen"')[2].partition("</aside>")[0]
    for words in ("Quel verbe résume le mieux", "Which verb", "Toucher plus de monde", "Pourquoi"):
        assert words in aside or words == "Pourquoi"
    assert "Why" in aside
    shown = checked(admin, SOURCE.replace("Quel verbe", "Quel mot", 1), line=str(VERB_LINE))[
        "shown"
    ]
    assert "Quel mot" in shown


def test_what_was_typed_is_there_again_and_may_be_left(quick: World, admin: Browser) -> None:
    admin.get(FILE)
    form = admin.form(FILE)
    kept = {"csrf": form.fields["csrf"], "typed_file.text": form.fields["typed_file.text"]}
    assert 204 == admin.post("/typed", kept | {"text": "a:\t1  \n\n\n\n\nb: 2\n"}).status_code
    page = admin.get(FILE).text
    assert "a:\t1  \n\n\n\n\nb: 2\n" == admin.form(FILE).fields["text"]
    assert "is not saved in the draft yet" in page
    assert 303 == admin.send(FILE, {"do": "forget"}).status_code
    admin.get(FILE)
    assert SOURCE == admin.form(FILE).fields["text"] == stored(quick)


def test_who_was_overtaken_sees_the_difference_and_loses_nothing(
    quick: World, admin: Browser
) -> None:
    admin.get(FILE)
    mine = SOURCE.replace("title: ", "title: Mine, ", 1)
    theirs = SOURCE.replace("title: ", "title: Theirs, ", 1)
    other = Browser(quick).sign_in(quick.admin)
    assert 303 == saved(other, theirs).status_code
    refused = admin.send(FILE, {"text": mine})
    assert 409 == refused.status_code
    assert "Maud saved it on" in refused.text
    assert "<ins>+ title: Mine, " in refused.text
    assert "<del>- title: Theirs, " in refused.text
    assert theirs == stored(quick)
    admin.get(FILE)
    assert mine == admin.form(FILE).fields["text"]
    assert "Maud saved it on" in admin.get(FILE).text
    assert 303 == admin.send(FILE).status_code
    assert mine == stored(quick)


def test_who_changed_another_file_overtakes_nobody(quick: World, admin: Browser) -> None:
    admin.get(FILE)
    other = Browser(quick).sign_in(quick.admin)
    other.get("/flows/copies/budget/files/charter.yaml")
    assert (
        303 == other.send("/flows/copies/budget/files/charter.yaml", {"text": "x: 1"}).status_code
    )
    assert 303 == admin.send(FILE, {"text": "y: 1"}).status_code
    assert ("y: 1", "x: 1") == (stored(quick), stored(quick, "charter.yaml"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\ufeffformat: 1\n", "format: 1\n"),
        ("format: 1\r\nflow: x\r", "format: 1\nflow: x\n"),
        ("format:\t1\n", "format:\t1\n"),
        ("title: Ã©tÃ©\n", "title: Ã©tÃ©\n"),
        ("title: \x00é\ud7ff\n", "title: \x00é\ud7ff\n"),
    ],
    ids=["byte order mark", "Windows", "tabs", "Latin-1 read as UTF-8", "null"],
)
def test_whatever_is_pasted_is_kept_and_checked(
    quick: World, admin: Browser, text: str, kept: str
) -> None:
    assert 303 == saved(admin, text).status_code
    assert kept == stored(quick)
    page = admin.get(FILE)
    assert 200 == page.status_code
    assert kept == admin.form(FILE).fields["text"].replace("\ufffd", "\x00")


def test_a_text_over_a_megabyte_is_refused_and_stays_in_the_page(
    quick: World, admin: Browser
) -> None:
    long = "# " + "x" * (1024 * 1024)
    refused = saved(admin, long)
    assert 422 == refused.status_code
    assert "over 1 MB" in refused.text
    assert long in refused.text
    assert SOURCE == stored(quick)
    assert 413 == admin.post(FILE, {"text": "x" * FILE_LARGEST}).status_code


def test_a_check_is_for_our_own_pages_and_for_admins(quick: World, admin: Browser) -> None:
    admin.get(FILE)
    fields = {"file": "flow.yaml", "text": "", "csrf": admin.form(FILE).fields["csrf"]}
    assert 403 == admin.post(CHECK, fields, **{"Sec-Fetch-Site": "cross-site"}).status_code
    assert 403 == admin.post(CHECK, fields | {"csrf": "x"}).status_code
    assert 404 == admin.post(CHECK, fields | {"file": "x.yaml"}).status_code
    assert 303 == Browser(quick).post(CHECK, fields).status_code


def test_questions_are_shown_stage_by_stage_in_each_language(admin: Browser) -> None:
    french = admin.get("/flows/copies/budget/questions?stage=partner&language=fr").text
    english = admin.get("/flows/copies/budget/questions?stage=partner&language=en").text
    assert "Quel verbe résume le mieux" in french
    assert "Which verb" in english
    assert 200 == admin.get("/flows/copies/budget/questions?stage=x&language=y").status_code


def test_the_format_of_each_file_is_told(admin: Browser) -> None:
    schema = json.loads(admin.get("/flows/schema/flow.yaml").content)
    assert "One question" not in schema
    assert "The stages, in order." == schema["properties"]["stages"]["description"]
    assert 404 == admin.get("/flows/schema/flow.en.yaml").status_code


def test_the_same_text_is_looked_at_once(admin: Browser) -> None:
    admin.get(FILE)
    before = looked._look.cache_info().misses  # noqa: SLF001  what is counted is its own
    for line in ("1", "200", "300"):
        checked(admin, f"{SOURCE}# once\n", line=line)
    assert before + 1 == looked._look.cache_info().misses  # noqa: SLF001


def test_the_map_shows_each_question_and_what_follows_in_the_words_of_who_looks(
    admin: Browser,
) -> None:
    page = admin.get("/flows/copies/budget/map").text
    picture = page.partition("<svg")[2].partition("</svg>")[0]
    assert f"/flows/copies/budget/form/{VERB}" in picture
    assert ">Review</tspan>" in picture
