"""Choosing the format of an export."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from charter.exporters import Exporter, exporters
from cli.errors import UnknownValue
from flows.near import nearest

__all__ = ["choose_format", "known_text_format"]

DEFAULT = "pdf"
#: what a terminal can show
TEXTS = ("markdown", "html", "json")


def choose_format(asked: str | None, output: Path | None) -> Exporter:
    """The format asked for, else the one that the name of the file says, else PDF.

    Raises:
        UnknownValue: nothing writes the one asked for.
    """
    if asked is not None:
        return _known(asked, "--format", exporters())
    suffix = output.suffix.removeprefix(".") if output else ""
    return _named(exporters()).get(suffix, exporters()[DEFAULT])


def known_text_format(asked: str, option: str) -> Exporter:
    """The format of that name among those that a terminal can show.

    Raises:
        UnknownValue: there is none.
    """
    formats = exporters()
    return _known(asked, option, {name: formats[name] for name in TEXTS if name in formats})


def _known(asked: str, option: str, formats: Mapping[str, Exporter]) -> Exporter:
    named = _named(formats)
    if asked.lower() not in named:
        near, known = nearest(asked, named), ", ".join(formats)
        raise UnknownValue(option=option, value=asked, near=near, known=known)
    return named[asked.lower()]


def _named(formats: Mapping[str, Exporter]) -> Mapping[str, Exporter]:
    """By name, and by the ending of a file."""
    return {each.extension: each for each in formats.values()} | dict(formats)
