"""How settings are read, and where everything is kept: from the environment, files or `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from storage.address import parse
from storage.errors import InvalidAddress

__all__ = ["BadSettingFile", "Settings", "StorageSettings"]

#: ends the name of a setting whose value stands in a file, as containers and systemd give secrets
SUFFIX = "_FILE"


class BadSettingFile(Exception):
    """The file that a setting names cannot serve; the message names the setting."""


class Settings(BaseSettings):
    """Of one part. `NAME_FILE` says that the value of `NAME` is what that file holds."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",  # others read their own settings from the same file
        frozen=True,
        hide_input_in_errors=True,  # it may be a password, or a token
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  the base gives it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        named = Named(settings_cls, env_settings, dotenv_settings)
        return init_settings, env_settings, named, dotenv_settings


class Named(PydanticBaseSettingsSource):
    """Reads the files that the environment names, or `.env`."""

    def __init__(
        self,
        settings_cls: type[BaseSettings],
        environment: PydanticBaseSettingsSource,
        file: PydanticBaseSettingsSource,
    ) -> None:
        super().__init__(settings_cls)
        self._names = {**told_by(file), **told_by(environment)}

    def get_field_value(
        self,
        field: FieldInfo,  # noqa: ARG002  as the base has it
        field_name: str,
    ) -> tuple[Any, str, bool]:
        path = self._names.get(f"{field_name}{SUFFIX}".lower())
        if not path:
            return None, field_name, False
        name = field_name.upper()
        if self._names.get(field_name.lower()):
            raise BadSettingFile(f"{name} and {name}{SUFFIX} are both set: keep one of them.")
        return held_in(Path(path), name), field_name, False

    def __call__(self) -> dict[str, Any]:
        fields = self.settings_cls.model_fields
        found = {name: self.get_field_value(field, name)[0] for name, field in fields.items()}
        return {name: value for name, value in found.items() if value}


def told_by(source: PydanticBaseSettingsSource) -> dict[str, str | None]:
    """Names in small letters."""
    if isinstance(source, EnvSettingsSource | DotEnvSettingsSource):
        return {name.lower(): value for name, value in source.env_vars.items()}
    return {}


def held_in(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise BadSettingFile(
            f"{name}{SUFFIX}: {path} cannot be read ({reason}); let this user read it."
        ) from error


class StorageSettings(Settings):
    """`DATABASE_URL`. A value that cannot serve is a ValidationError that names the setting."""

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
