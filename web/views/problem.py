"""Why a form was not taken, and what stood in it: it is shown again, filled in as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from web.views.acts import Act

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True)
class Problem:
    #: which form of the page
    place: str
    #: what is to be done about it, in words
    said: str
    #: by field
    values: Mapping[str, str] = field(default_factory=dict)
    #: what others did meanwhile, when that is why
    others: tuple[Act, ...] = ()
    status: int = 422
