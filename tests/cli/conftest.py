"""The command as a person calls it, in a folder of its own, and a database with charters."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from charter.document import (
    Clause,
    ClauseState,
    Document,
    DocumentStatus,
    Paragraph,
    Sentence,
    Span,
    Words,
)
from cli.main import app
from flows.run import Run
from storage.database import Database
from storage.repositories import alliances, charters, contacts, revisions, runs
from storage.stores import WriteStore

#: calls `alliance` with these arguments
Call = Callable[..., Result]

#: a flow of the tests' own
FLOW = Path(__file__).with_name("flow")
NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands are called: nothing of this machine's settings reaches them."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.fixture
def alliance(folder: Path) -> Call:
    runner = CliRunner()

    def call(*arguments: object, input: str | None = None) -> Result:  # noqa: A002  as typer has it
        return runner.invoke(
            app,
            [str(each) for each in arguments],
            input=input,
            prog_name="alliance",
            catch_exceptions=False,
        )

    return call


@pytest.fixture
def charters_kept(folder: Path) -> Path:
    """The database of the folder, with two charters of one alliance and one of another."""
    path = folder / "alliance.db"
    with Database.open(f"sqlite:///{path}", create=True) as database:
        database.write(_submit)
    return path


def _submit(store: WriteStore) -> None:
    revisions.seed(store, "alliance", {"flow.yaml": "flow: alliance"}, now=NOW)
    for name, title, times in (
        ("potagers", "Les Potagers d’Arc", 2),
        ("quai", "[red]Quai 9\x1b", 1),
    ):
        contact = contacts.ensure(
            store,
            channel="terminal",
            address=name,
            shown_name="Léa",
            language="fr",
            timezone="Europe/Paris",
            now=NOW,
        )
        _, party = alliances.create(
            store, public_id=name, title=title, person_id=contact.person_id, now=NOW
        )
        run = Run("alliance", 1, "fr")
        stored = runs.start(
            store, run, public_id=f"run-{name}", contact=contact, party=party, now=NOW
        )
        for number in range(times):
            later = NOW + timedelta(days=number)
            document = charter(title, f"version {number + 1}")
            charters.freeze(store, stored, document, by=contact.person_id, now=later)


def copy_flow(folder: Path) -> Path:
    """The flow of the tests where it may be changed."""
    return shutil.copytree(FLOW, folder / "flow")


def change(path: Path, before: str, after: str) -> None:
    """Write something else in one place of a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def charter(title: str, said: str) -> Document:
    """A charter of one sentence."""
    words = {name: f"{name} {{number}}" for name in Words.model_fields if name != "states"}
    words["page_of"] = "page {page} sur {pages}"
    sentence = Sentence(spans=(Span(text=f"Ceci est la {said}."),))
    clause = Clause(
        id="C1",
        number=1,
        title="Le besoin",
        state=ClauseState.COMPLETE,
        blocks=(Paragraph(sentences=(sentence,)),),
    )
    return Document(
        language="fr",
        title=title,
        subtitle="",
        parties=(title,),
        status=DocumentStatus.DRAFT,
        revision=0,
        dated=date(2027, 3, 1),
        dated_text="1er mars 2027",
        clauses=(clause,),
        words=Words(**words, states=dict.fromkeys(ClauseState, "état")),
    )
