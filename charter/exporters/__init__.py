"""The formats that a charter leaves in: one module of this folder each, found by being there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from charter.document import Document

__all__ = ["Exporter", "exporters"]


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """A format: a module of this folder that names one ``exporter`` is found."""

    #: what commands and addresses call it
    name: str
    #: what menus call it: the format's own name, the same in every language
    title: str
    media_type: str
    #: without the dot
    extension: str
    #: pure: the same document gives the same bytes
    render: Callable[[Document], bytes]


@cache
def exporters() -> Mapping[str, Exporter]:
    """Every format by name, in alphabetical order."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = (vars(module).get("exporter") for module in modules)
    formats = sorted(
        (each for each in found if isinstance(each, Exporter)), key=lambda each: each.name
    )
    return MappingProxyType({each.name: each for each in formats})
