"""What the desk is told by the environment or `.env`."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Self
from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator, model_validator

from storage.settings import Settings

__all__ = ["SHORTEST_KEY", "DeskSettings"]

#: characters of a key that nobody guesses
SHORTEST_KEY = 32


class DeskSettings(Settings):
    """A value that cannot serve is a ValidationError that names the setting, never its value."""

    #: how browsers reach the desk; empty: at `bind` itself
    desk_url: str = ""
    #: empty: one is made, and kept beside the database
    desk_secret_key: SecretStr = SecretStr("")
    #: host:port to listen at, as the bot's
    bind: str = "127.0.0.1:8080"

    @property
    def address(self) -> str:
        """Root of the desk, without a slash at its end."""
        return self.desk_url or f"http://{self.bind}"

    @property
    def is_secure(self) -> bool:
        """Whether it is reached over https."""
        return self.address.startswith("https://")

    @property
    def is_reachable(self) -> bool:
        """Whether signing in is safe there: not when others may listen on the way."""
        return self.is_secure or is_loopback(urlsplit(self.address).hostname)

    @field_validator("desk_secret_key")
    @classmethod
    def _is_long(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"DESK_SECRET_KEY: at least {SHORTEST_KEY} characters, by chance")
        return value

    @field_validator("desk_url")
    @classmethod
    def _is_a_root(cls, value: str) -> str:
        root = value.strip().rstrip("/")
        parts = urlsplit(root)
        whole = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
        if root and (not whole or parts.path or parts.query or parts.fragment):
            raise ValueError("DESK_URL: write a root without a path, https://desk.example.org")
        return root

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        if self.desk_url and not self.is_secure and not self.is_reachable:
            raise ValueError("DESK_URL: https, unless the desk is opened on this machine only")
        return self


def is_loopback(host: str | None) -> bool:
    """Whether only this machine reaches it."""
    if host is None:
        return False
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
