"""`alliance flows schema`: the format of a file of a flow, for editors of text."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.errors import UnknownValue
from cli.language import LanguageOption, choose_language
from cli.output import print_json

__all__ = ["schema"]


def schema(
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]", help="flow.yaml, charter.yaml, review.yaml or stories.yaml."
        ),
    ] = "flow.yaml",
    *,
    language: LanguageOption = None,
) -> None:
    """Print the format of a file as a JSON Schema, explained in French or in English.

    Editors such as VS Code complete and check with it: docs/flow-format.md says how.
    """
    from charter.schemas import FILES, languages, schema_of
    from flows.near import nearest

    if file not in FILES:
        near = nearest(file, FILES)
        raise UnknownValue(option="FILE", value=file, near=near, known=" or ".join(FILES))
    print_json(schema_of(file, choose_language(language, languages())))
