from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from storage.address import parse, shown
from storage.errors import InvalidAddress
from storage.settings import BadSettingFile, StorageSettings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sqlite:///alliance.db" == StorageSettings().database_url
    monkeypatch.setenv("DATABASE_URL", "")
    assert "sqlite:///alliance.db" == StorageSettings().database_url


def test_the_file_of_settings_is_read_and_what_is_for_others_is_left() -> None:
    Path(".env").write_text("DATABASE_URL=sqlite:///é.db\nTELEGRAM_BOT_TOKEN=x\n", encoding="utf-8")
    assert "sqlite:///é.db" == StorageSettings().database_url


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:////var/lib/alliance.db", "sqlite:////var/lib/alliance.db"),
        ("  sqlite:///x.db\n", "sqlite:///x.db"),
        ("postgres://lea:p%40s@db/alliance", "postgresql+psycopg://lea:p%40s@db/alliance"),
        ("postgresql://db/alliance", "postgresql+psycopg://db/alliance"),
        ("postgresql+psycopg://db/alliance", "postgresql+psycopg://db/alliance"),
    ],
)
def test_an_address_is_given_the_driver_that_is_installed(
    monkeypatch: pytest.MonkeyPatch, given: str, used: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    url = parse(StorageSettings().database_url)
    assert used == url.render_as_string(hide_password=False)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("alliance.db", "it cannot be read"),
        ("mysql://lea:s3cret@db/alliance", "mysql is neither SQLite nor PostgreSQL"),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite is neither SQLite nor PostgreSQL"),
        ("postgresql://lea:s3cret@db", "it names no database"),
        ("sqlite://", "it names no database"),
        ("sqlite:///:memory:", "what is in memory is not kept"),
        ("postgresql://lea:s3cret@db:port/alliance", "it cannot be read"),
    ],
)
def test_an_address_that_cannot_serve_names_the_setting_and_hides_the_password(
    monkeypatch: pytest.MonkeyPatch, given: str, reason: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    with pytest.raises(ValidationError) as caught:
        StorageSettings()
    message = str(caught.value)
    assert "DATABASE_URL: " in message
    assert reason in message
    assert "Write sqlite:///path/to/file.db, or postgresql://" in message
    assert "s3cret" not in message


def test_an_address_is_shown_without_its_password() -> None:
    assert "postgresql://lea:***@db/alliance" == shown(parse("postgres://lea:x@db/alliance"))
    assert "folder/alliance.db" == shown(parse("sqlite:///folder/alliance.db"))
    with pytest.raises(InvalidAddress):
        parse("")


def test_a_value_may_stand_in_a_file_that_the_environment_or_the_other_file_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sqlite:///kept.db\n", encoding="utf-8")
    Path(".env").write_text(f"DATABASE_URL_FILE={secret}\n", encoding="utf-8")
    assert "sqlite:///kept.db" == StorageSettings().database_url
    secret.write_text("sqlite:///other.db", encoding="utf-8")
    Path(".env").unlink()
    monkeypatch.setenv("DATABASE_URL_FILE", str(secret))
    assert "sqlite:///other.db" == StorageSettings().database_url


def test_a_value_and_a_file_for_it_are_too_much(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///a.db")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "secret"))
    with pytest.raises(BadSettingFile, match="DATABASE_URL and DATABASE_URL_FILE are both set"):
        StorageSettings()


def test_a_file_that_cannot_be_read_is_named_with_its_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(BadSettingFile, match=r"DATABASE_URL_FILE: .*nowhere cannot be read"):
        StorageSettings()
