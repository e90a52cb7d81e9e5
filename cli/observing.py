"""What the operator is shown of a process: how its log is written, and where it may be watched."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata

from pydantic import field_validator

from cli.errors import CommandError
from cli.settings import read
from storage.settings import Settings
from telemetry.logs import Format, Level, write_logs

__all__ = ["ObservingSettings", "observed", "observing_settings"]

HIGHEST_PORT = 65_535


class NoTraces(CommandError):
    """TRACES_URL is set, and what sends traces is not installed:
    run « pip install 'faire-alliance[otel]' ».
    """


class ObservingSettings(Settings):
    """A value that cannot serve is a ValidationError that names the setting."""

    #: host:port for /metrics, /healthz and /readyz; empty: nowhere but at `bind`, and no metrics
    metrics_bind: str = ""
    log_format: Format = "console"
    log_level: Level = "info"
    #: where an OpenTelemetry collector takes traces over HTTP; empty: none are made
    traces_url: str = ""
    #: where backups are laid; empty: nobody can tell how old the last is
    backup_dir: str = ""

    @property
    def place(self) -> tuple[str, int] | None:
        """Host and port of the metrics; none when they are shown nowhere."""
        host, _, port = self.metrics_bind.rpartition(":")
        return (host.strip("[]"), int(port)) if host else None

    @field_validator("metrics_bind")
    @classmethod
    def _is_a_place(cls, value: str) -> str:
        host, _, port = value.strip().rpartition(":")
        known = host and port.isdecimal() and 0 <= int(port) <= HIGHEST_PORT
        if value.strip() and not known:
            raise ValueError("METRICS_BIND: write host:port, as in 127.0.0.1:9464")
        return value.strip()

    @field_validator("log_format", mode="before")
    @classmethod
    def _is_a_format(cls, value: str) -> str:
        if value not in {"console", "json"}:
            raise ValueError("LOG_FORMAT: write console or json")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _is_a_level(cls, value: str) -> str:
        if value not in {"debug", "info", "warning", "error"}:
            raise ValueError("LOG_LEVEL: write debug, info, warning or error")
        return value

    @field_validator("traces_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value.strip() and not value.strip().startswith(("http://", "https://")):
            raise ValueError("TRACES_URL: write a full address, http://127.0.0.1:4318/v1/traces")
        return value.strip()


def observing_settings() -> ObservingSettings:
    """Raises BadSetting: one of them cannot serve; the message names it."""
    return read(ObservingSettings)


@contextmanager
def observed(settings: ObservingSettings) -> Iterator[None]:
    """Its log is written as the settings say; and its traces are sent, if they are wanted."""
    write_logs(sys.stderr, form=settings.log_format, level=settings.log_level)
    if not settings.traces_url:
        yield
        return
    try:
        from telemetry.exporting import to_collector, traced
    except ModuleNotFoundError as error:
        raise NoTraces from error
    with traced(to_collector(settings.traces_url), metadata.version("faire-alliance")):
        yield
