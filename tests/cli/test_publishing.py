"""An admin changes the flow by files: pull, diff, impact, try, publish, list, and back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import Result

from cli.exits import Exit
from flows import engine
from flows.replies import Said
from storage.database import Database
from storage.guides import Guides
from storage.repositories import alliances, audit, contacts, revisions, runs
from storage.stores import WriteStore
from tests.cli.conftest import FLOW, NOW, Call, change, copy_flow

SOURCES = {path.name: path.read_text(encoding="utf-8") for path in FLOW.glob("*.yaml")}
RUNS = 7


@pytest.fixture
def live(address: str, alliance: Call, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database in which the small flow is live, and some are in the middle of it."""
    monkeypatch.setenv("DATABASE_URL", address)
    with Database.open(address) as database:
        database.write(_begin)
    return address


def _begin(store: WriteStore) -> None:
    revisions.seed(store, "small", SOURCES, now=NOW)
    flow = Guides().live(store, "small").compiled
    for number in range(RUNS):
        contact = contacts.ensure(
            store,
            channel="terminal",
            address=str(number),
            shown_name="Léa",
            language="fr",
            timezone="Europe/Paris",
            now=NOW,
        )
        _, party = alliances.create(
            store, public_id=f"a{number}", title="", person_id=contact.person_id, now=NOW
        )
        run = engine.start(flow, language="fr", today=NOW.date()).run
        if number:
            run = engine.reply(flow, run, Said("Les Potagers d’Arc"), today=NOW.date()).run
        runs.start(store, run, public_id=f"r{number}", contact=contact, party=party, now=NOW)


@pytest.fixture
def draft(live: str, alliance: Call, folder: Path) -> Path:
    """The live flow in a folder."""
    assert Exit.FINE == alliance("flows", "pull", "draft", "--flow", "small").exit_code
    return folder / "draft"


def call_otherwise(draft: Path) -> None:
    """Give a question another id everywhere; the charter has a word of that name too."""
    for path in draft.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("organisation", "our_name")
        kept = text.replace("our_name: Organisation", "organisation: Organisation")
        path.write_text(kept, encoding="utf-8")


def rename(draft: Path) -> None:
    call_otherwise(draft)
    change(draft / "flow.yaml", "- id: our_name\n", "- id: our_name\n        was: [organisation]\n")


def publish(alliance: Call, *more: str) -> Result:
    return alliance("flows", "publish", "draft", "--note", "Mieux dit", "--yes", *more)


def live_number(address: str) -> int | None:
    with Database.open(address) as database:
        return database.read(lambda store: revisions.live_number(store, "small"))


def test_what_is_pulled_is_what_is_live(draft: Path, alliance: Call) -> None:
    found = {path.name: path.read_text(encoding="utf-8") for path in draft.glob("*.yaml")}
    assert SOURCES == found
    again = alliance("flows", "pull", "draft", "--flow", "small")
    assert Exit.NOT_WRITTEN == again.exit_code
    (draft / "flow.de.yaml").write_text("x", encoding="utf-8")
    assert Exit.NOT_WRITTEN == alliance("flows", "pull", "draft", "--flow", "small").exit_code
    forced = alliance("flows", "pull", "draft", "--flow", "small", "--force")
    assert Exit.FINE == forced.exit_code
    assert not (draft / "flow.de.yaml").exists()
    told = alliance("flows", "diff", "draft", "--language", "en").stdout
    assert "Nothing changed" in told
    assert "Nothing changed" in publish(alliance).stdout


@pytest.mark.parametrize("arguments", [["--flow", "smal"], ["--flow", "small", "--revision", "9"]])
def test_a_revision_that_is_not_there_is_not_pulled(
    live: str, alliance: Call, folder: Path, arguments: list[str]
) -> None:
    result = alliance("flows", "pull", "new", *arguments)
    assert Exit.NOT_FOUND == result.exit_code
    assert not (folder / "new").exists()


def test_differences_are_told_one_by_one(draft: Path, alliance: Call) -> None:
    rename(draft)
    change(draft / "flow.yaml", 'text: "Voulez-vous une alliance', 'text: "La voulez-vous')
    told = alliance("flows", "diff", "draft", "--language", "en").stdout
    assert "Question renamed: need.our_name (was organisation) – Answers move" in told
    assert "Question reworded: need.ready" in told
    assert "Question reformulée" in alliance("flows", "diff", "draft").stdout
    data = json.loads(alliance("flows", "diff", "draft", "--json").stdout)
    assert 1 == data["against"]
    assert {"question_renamed", "question_reworded"} <= set(data["tags"])


def test_impact_says_how_many_it_happens_to(draft: Path, alliance: Call) -> None:
    rename(draft)
    told = alliance("flows", "impact", "draft", "--language", "en")
    assert Exit.FINE == told.exit_code
    assert "[6 answers moved]" in told.stdout
    assert "7 runs; 0 stay as they are" in told.stdout
    data = json.loads(alliance("flows", "impact", "draft", "--json").stdout)
    assert (RUNS, 0, 0) == (data["runs"], data["felt"], data["staying"])
    assert [{"former": "organisation", "name": "our_name", "runs": 6}] == data["moved"]
    assert {1, 6} == {place["runs"] for place in data["where"]}
    renamed = next(each for each in data["changes"] if each["what"] == "renamed")
    assert {"moved": 6} == renamed["runs"]


def test_what_is_published_is_live_listed_and_can_be_taken_back(
    draft: Path, alliance: Call, live: str
) -> None:
    rename(draft)
    result = publish(alliance)
    assert Exit.FINE == result.exit_code, result.output
    assert "Revision 2 of small is live." in result.stdout
    assert "[6 réponses suivent]" in result.stdout
    assert 2 == live_number(live)
    listed = json.loads(alliance("flows", "list", "--flow", "small", "--json").stdout)["revisions"]
    assert [(2, True, "Mieux dit"), (1, False, "")] == [
        (each["number"], each["live"], each["note"]) for each in listed
    ]
    assert "question_renamed" in listed[0]["changes"]
    assert "Mieux dit" in alliance("flows", "list", "--flow", "small").stdout
    back = alliance("flows", "publish", "small", "--back-to", "1", "--yes")
    assert "Revision 1 of small is live again." in back.stdout
    assert 1 == live_number(live)
    with Database.open(live) as database:
        entries = database.read(lambda store: audit.about(store, "flow", "small"))
    assert ["flow:go_back", "flow:publish", "flow:draft"] == [entry.action for entry in entries[:3]]


def test_one_may_publish_again_from_the_same_folder(draft: Path, alliance: Call, live: str) -> None:
    for number, title in enumerate(("Un parcours court", "Un parcours bref"), 2):
        text = (draft / "flow.yaml").read_text(encoding="utf-8")
        lines = [f"title: {title}" if x.startswith("title:") else x for x in text.split("\n")]
        (draft / "flow.yaml").write_text("\n".join(lines), encoding="utf-8")
        assert Exit.FINE == publish(alliance).exit_code
        assert number == live_number(live)


def test_two_admins_cannot_overwrite_each_other(draft: Path, alliance: Call, live: str) -> None:
    alliance("flows", "pull", "theirs", "--flow", "small")
    change(draft / "flow.yaml", "title: Un petit parcours", "title: Un parcours")
    theirs = draft.with_name("theirs")
    change(theirs / "flow.yaml", "title: Un petit parcours", "title: Un autre parcours")
    assert Exit.FINE == publish(alliance).exit_code
    late = alliance("flows", "publish", "theirs", "--note", "…", "--yes")
    assert Exit.NO == late.exit_code
    assert "Revision 2 of small is live, not 1" in late.output
    assert 2 == live_number(live)


def break_it(draft: Path) -> None:
    change(draft / "flow.yaml", "kind: yes_no", "kind: yes")


def redden(draft: Path) -> None:
    text = (draft / "stories.yaml").read_text(encoding="utf-8")
    (draft / "stories.yaml").write_text(
        text.replace("ends_at: charter", "ends_at: not_now"), encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(break_it, "yes_no"), (call_otherwise, "was: [organisation]"), (redden, "red")],
)
def test_what_would_break_or_lose_something_is_not_published(
    draft: Path, alliance: Call, live: str, spoil: object, said: str
) -> None:
    assert callable(spoil)
    spoil(draft)
    result = publish(alliance)
    assert Exit.NO == result.exit_code
    assert said in result.output
    assert 1 == live_number(live)


def test_lost_answers_are_told_by_impact_too(draft: Path, alliance: Call) -> None:
    call_otherwise(draft)
    result = alliance("flows", "impact", "draft")
    assert Exit.NO == result.exit_code
    assert "organisation" in result.output


def test_a_note_a_base_and_ones_word_are_asked_for(draft: Path, alliance: Call, live: str) -> None:
    rename(draft)
    without_note = alliance("flows", "publish", "draft", "--yes")
    assert (Exit.UNREADABLE, True) == (without_note.exit_code, "--note" in without_note.output)
    without_word = alliance("flows", "publish", "draft", "--note", "Mieux")
    assert (Exit.UNREADABLE, True) == (without_word.exit_code, "--yes" in without_word.output)
    (draft / ".based_on.json").unlink()
    without_base = publish(alliance)
    assert (Exit.NO, True) == (without_base.exit_code, "--based-on" in without_base.output)
    assert 1 == live_number(live)
    assert Exit.FINE == publish(alliance, "--based-on", "1").exit_code
    assert 2 == live_number(live)


@pytest.mark.parametrize("content", ["", "{}", '{"flow": "small"}', "[1]", "\udcff"])
def test_a_memory_changed_by_hand_is_not_trusted(
    draft: Path, alliance: Call, live: str, content: str
) -> None:
    rename(draft)
    (draft / ".based_on.json").write_bytes(content.encode(errors="surrogateescape"))
    result = publish(alliance)
    assert (Exit.UNREADABLE, 1) == (result.exit_code, live_number(live))
    assert ".based_on.json" in result.output


def test_the_first_revision_needs_no_base(
    address: str, alliance: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    result = alliance("flows", "publish", copy_flow(folder), "--note", "Le premier", "--yes")
    assert "Revision 1 of small is live." in result.stdout
    assert 1 == live_number(address)


def test_trying_a_draft_stores_nothing(draft: Path, live: str) -> None:
    change(draft / "flow.yaml", 'text: "Comment s’appelle votre association', 'text: "Et vous')
    command = (sys.executable, "-m", "cli.main", "flows", "try", "draft", "--language", "fr")
    done = subprocess.run(
        command,
        input="Les Potagers d’Arc\noui\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=draft.parent,
        env={**os.environ, "DATABASE_URL": live},
    )
    assert (0, "") == (done.returncode, done.stderr)
    assert "Et vous" in done.stdout
    assert "C’est noté" in done.stdout
    with Database.open(live) as database:
        found = database.read(lambda store: revisions.listing(store, "small"))
        assert database.read(lambda store: contacts.find(store, "terminal", "try")) is None
    assert [1] == [each.number for each in found]


def test_a_draft_with_an_error_is_not_tried(draft: Path, alliance: Call) -> None:
    break_it(draft)
    assert Exit.UNREADABLE == alliance("flows", "try", "draft").exit_code


def test_a_process_that_dies_while_publishing_leaves_the_live_flow_or_the_new_one(
    live: str, kills: int
) -> None:
    script = Path(__file__).with_name("publisher.py")
    for moment in (("drafted", "published", "committed") * kills)[: 3 * kills]:
        before = live_number(live)
        process = subprocess.Popen(
            [sys.executable, script, live, moment], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert f"{moment}\n" == process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Database.open(live) as database:
            found = database.read(lambda store: revisions.live(store, "small"))
            listed = database.read(lambda store: revisions.listing(store, "small"))
        assert before is not None
        expected = before + 1 if moment == "committed" else before
        assert expected == found.number == listed[0].number
        assert revisions.checksum(found.sources) == found.checksum
