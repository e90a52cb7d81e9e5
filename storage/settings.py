"""Where everything is kept, from the environment or `.env`."""

from __future__ import annotations

from pydantic import field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.address import parse
from storage.errors import InvalidAddress

__all__ = ["FROM_ENVIRONMENT", "StorageSettings"]

#: how settings of every part are read: from the environment, else from `.env`
FROM_ENVIRONMENT = SettingsConfigDict(
    env_file=".env",
    env_file_encoding="utf-8",
    env_ignore_empty=True,
    extra="ignore",  # others read their own settings from the same file
    frozen=True,
    hide_input_in_errors=True,  # it may be a password, or a token
)


class StorageSettings(BaseSettings):
    """`DATABASE_URL`. A value that cannot serve is a ValidationError that names the setting."""

    model_config = FROM_ENVIRONMENT

    #: a SQLite file, relative to the working folder, or a PostgreSQL database
    database_url: str = "sqlite:///alliance.db"

    @field_validator("database_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        try:
            parse(value)
        except InvalidAddress as error:
            raise ValueError(f"DATABASE_URL: {error}") from error
        return value.strip()
