"""How the desk is set up, and what cannot serve."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from web.settings import DeskSettings


def settings(monkeypatch: pytest.MonkeyPatch, told: dict[str, str]) -> DeskSettings:
    monkeypatch.chdir("/")
    for name in ("DESK_URL", "DESK_SECRET_KEY", "BIND"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    return DeskSettings()


@pytest.mark.parametrize(
    ("told", "address", "is_secure", "is_reachable"),
    [
        ({}, "http://127.0.0.1:8080", False, True),
        ({"DESK_URL": "https://desk.example.org/"}, "https://desk.example.org", True, True),
        ({"DESK_URL": "http://localhost:9000"}, "http://localhost:9000", False, True),
        ({"DESK_URL": "http://[::1]:9000"}, "http://[::1]:9000", False, True),
        ({"BIND": "0.0.0.0:8080"}, "http://0.0.0.0:8080", False, False),
        (
            {"BIND": "0.0.0.0:8080", "DESK_URL": "https://d.example.org"},
            "https://d.example.org",
            True,
            True,
        ),
    ],
)
def test_the_desk_is_where_it_is_said_to_be(
    monkeypatch: pytest.MonkeyPatch,
    told: dict[str, str],
    address: str,
    is_secure: bool,  # noqa: FBT001  a column of the table
    is_reachable: bool,  # noqa: FBT001
) -> None:
    found = settings(monkeypatch, told)
    assert (address, is_secure, is_reachable) == (
        *(found.address, found.is_secure, found.is_reachable),
    )


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"DESK_URL": "http://desk.example.org"}, "https"),
        ({"DESK_URL": "http://192.168.1.2:8080"}, "https"),
        ({"DESK_URL": "desk.example.org"}, "DESK_URL"),
        ({"DESK_URL": "https://desk.example.org/desk"}, "without a path"),
        ({"DESK_URL": "https://a:b@desk.example.org"}, "DESK_URL"),
        ({"DESK_SECRET_KEY": "x" * 31}, "DESK_SECRET_KEY"),
    ],
)
def test_a_setting_that_cannot_serve_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], named: str
) -> None:
    with pytest.raises(ValidationError, match=named) as refused:
        settings(monkeypatch, told)
    assert "x" * 31 not in str(refused.value)
