"""In which language a command speaks of a flow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from cli.errors import UnknownValue

__all__ = ["LanguageOption", "choose_language"]

DEFAULT = "fr"
#: in the order in which the C library looks
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        help="fr or en; by default the language of the environment, else fr.",
        show_default=False,
    ),
]


def choose_language(
    asked: str | None, known: Iterable[str], environment: Mapping[str, str] = os.environ
) -> str:
    """The language asked for, else the one of the environment when it is known, else French.

    Raises:
        UnknownValue: nobody speaks the one asked for.
    """
    languages = list(known)
    if asked is not None:
        if asked not in languages:
            raise UnknownValue(
                option="--language", value=asked, near="", known=" or ".join(languages)
            )
        return asked
    locale = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    code = locale[:2].lower()
    return code if code in languages else DEFAULT if DEFAULT in languages else languages[0]
