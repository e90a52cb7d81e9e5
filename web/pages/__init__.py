"""The pages: a file each, found by being here. Each declares its `routes`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from web.page import Page

__all__ = ["pages"]


@cache
def pages() -> Mapping[str, Page]:
    """Every page by its name."""
    names = sorted(found.name for found in iter_modules(__path__))
    every = [page for name in names for page in import_module(f"{__name__}.{name}").routes]
    found = {page.name: page for page in every}
    assert len(every) == len(found)  # noqa: S101  a name is one page's
    return found
