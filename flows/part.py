"""What every part of a definition shares: frozen, strict about keys; and the types of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

__all__ = ["Identifier", "Part", "Restated", "Text", "Translatable"]


class Part(BaseModel):
    """A piece of a definition. Keys that it does not know are an author's mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


@dataclass(frozen=True)
class Translatable:
    """Marks a field that people read, and that an overlay may translate."""


@dataclass(frozen=True)
class Restated:
    """Marks a field that an overlay says again where it holds words: each language has its own."""


#: a text for people; empty where it is left out
Text = Annotated[str, Translatable()]

#: permanent name of a thing: short enough for three of them in a button of a chat (64 bytes)
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
