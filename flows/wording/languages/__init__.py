"""The languages that can be read, one file each, found by the name of the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from flows.wording.languages.language import Language

__all__ = ["Language", "UnknownLanguage", "all_languages", "language_named"]


class UnknownLanguage(LookupError):
    """No file of this folder holds this language."""


def language_named(code: str) -> Language:
    try:
        return all_languages()[code]
    except KeyError:
        raise UnknownLanguage(code) from None


@cache
def all_languages() -> Mapping[str, Language]:
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    languages = (getattr(module, "LANGUAGE", None) for module in modules)
    found = [language for language in languages if isinstance(language, Language)]
    return MappingProxyType({language.code: language for language in found})
