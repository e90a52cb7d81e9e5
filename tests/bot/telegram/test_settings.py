"""Settings of the bot: what cannot serve is named, and no secret is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import PUBLIC_SERVER, BotSettings

TOKEN = "7000000001:AAHalliance_bot____________________"
GOOD = {"TELEGRAM_BOT_TOKEN": TOKEN}
HOOK = {"TELEGRAM_WEBHOOK_URL": "https://a.org/hook", "TELEGRAM_WEBHOOK_SECRET": "s-3"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in BotSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def settings(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> BotSettings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return BotSettings()


def test_a_token_is_enough_for_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(monkeypatch, GOOD)
    assert (PUBLIC_SERVER, "", "127.0.0.1", 8080) == (
        found.telegram_api_url,
        found.telegram_webhook_url,
        found.host,
        found.port,
    )
    assert TOKEN == found.telegram_bot_token.get_secret_value()
    assert TOKEN not in repr(found)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({}, "TELEGRAM_BOT_TOKEN is not set.*still a comment"),
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN is not set"),
        ({"TELEGRAM_BOT_TOKEN": "12:no"}, "TELEGRAM_BOT_TOKEN"),
        ({**GOOD, "TELEGRAM_API_URL": "ftp://x"}, "TELEGRAM_API_URL"),
        ({**GOOD, "TELEGRAM_WEBHOOK_URL": "https://a.org"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({**GOOD, "TELEGRAM_WEBHOOK_SECRET": "abc"}, "TELEGRAM_WEBHOOK_URL"),
        ({**GOOD, **HOOK, "TELEGRAM_WEBHOOK_SECRET": "no é"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({**GOOD, **HOOK, "TELEGRAM_WEBHOOK_URL": "http://a.org"}, "https"),
        ({**GOOD, **HOOK, "TELEGRAM_WEBHOOK_URL": "a.org"}, "TELEGRAM_WEBHOOK_URL"),
        ({**GOOD, "BIND": "8080"}, "BIND"),
        ({**GOOD, "BIND": "h:99999"}, "BIND"),
    ],
)
def test_what_cannot_serve_is_named(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], named: str
) -> None:
    with pytest.raises(ValidationError, match=named) as caught:
        settings(monkeypatch, values)
    assert TOKEN not in str(caught.value)


def test_http_is_for_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"TELEGRAM_API_URL": "http://127.0.0.1:8081/", "TELEGRAM_WEBHOOK_URL": "http://h/x"}
    found = settings(monkeypatch, {**GOOD, **HOOK, **own})
    assert (False, "http://127.0.0.1:8081") == (found.is_public, found.telegram_api_url)
