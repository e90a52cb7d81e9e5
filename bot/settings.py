"""What the bot is told by the environment or `.env`."""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator, model_validator

from storage.settings import Settings

__all__ = ["PUBLIC_SERVER", "BotSettings"]

#: the Bot API server that Telegram runs
PUBLIC_SERVER = "https://api.telegram.org"
TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
HIGHEST_PORT = 65_535
UNSET = (
    "TELEGRAM_BOT_TOKEN is not set: copy what BotFather gave, as in 123456:ABC-def… "
    "(is its line in .env still a comment?)"
)


class BotSettings(Settings):
    """A value that cannot serve is a ValidationError that names the setting, never its value."""

    #: there is no bot without one: the default is refused
    telegram_bot_token: SecretStr = SecretStr("")
    #: root of a Bot API server
    telegram_api_url: str = PUBLIC_SERVER
    #: full address that Telegram posts to; empty: long polling
    telegram_webhook_url: str = ""
    telegram_webhook_secret: SecretStr = SecretStr("")
    #: host:port to listen at
    bind: str = "127.0.0.1:8080"

    @property
    def is_public(self) -> bool:
        """Whether Telegram itself is spoken to, and not a server of one's own."""
        return self.telegram_api_url == PUBLIC_SERVER

    @property
    def host(self) -> str:
        return self.bind.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.bind.rpartition(":")[2])

    @field_validator("telegram_bot_token")
    @classmethod
    def _is_a_token(cls, value: SecretStr) -> SecretStr:
        found = value.get_secret_value().strip()
        if not found:
            raise ValueError(UNSET)
        if not TOKEN.fullmatch(found):
            raise ValueError("TELEGRAM_BOT_TOKEN: copy what BotFather gave, as in 123456:ABC-def…")
        return SecretStr(found)

    @field_validator("telegram_api_url")
    @classmethod
    def _is_a_root(cls, value: str) -> str:
        parts = urlsplit(value.strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
            raise ValueError("TELEGRAM_API_URL: write the root of a server, http(s)://host:port")
        return value.strip().rstrip("/")

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr) -> SecretStr:
        secret = value.get_secret_value()
        if secret and not SECRET.fullmatch(secret):
            raise ValueError("TELEGRAM_WEBHOOK_SECRET: 1 to 256 of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("bind")
    @classmethod
    def _is_a_place(cls, value: str) -> str:
        host, _, port = value.strip().rpartition(":")
        if not host or not port.isdecimal() or not 0 <= int(port) <= HIGHEST_PORT:
            raise ValueError("BIND: write host:port, as in 127.0.0.1:8080")
        return value.strip()

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        url, secret = self.telegram_webhook_url, self.telegram_webhook_secret.get_secret_value()
        if bool(url) != bool(secret):
            raise ValueError(
                "TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET: set both, or none for polling"
            )
        parts = urlsplit(url)
        if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError("TELEGRAM_WEBHOOK_URL: write a full address, https://host/path")
        if url and parts.scheme == "http" and self.is_public:
            raise ValueError(
                "TELEGRAM_WEBHOOK_URL: https, unless TELEGRAM_API_URL is a server of your own"
            )
        return self
