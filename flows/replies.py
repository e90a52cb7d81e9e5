"""What a person did: the only things that move a run."""

from __future__ import annotations

from dataclasses import dataclass

from flows.run import Place

__all__ = ["Finished", "Kept", "Picked", "Reply", "Revised", "Said", "Skipped", "WentBack"]


@dataclass(frozen=True, slots=True)
class Said:
    """Typed it, in their own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Picked:
    """Took one or several of the choices shown, by id."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Passed: a gap that stays visible."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Left the answer as it was, after a nudge or on coming back to it."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """Asked for the question before."""


@dataclass(frozen=True, slots=True)
class Revised:
    """Asked to answer again, anywhere, at any time."""

    place: Place


@dataclass(frozen=True, slots=True)
class Finished:
    """Has nothing to add to a list."""


Reply = Said | Picked | Skipped | Kept | WentBack | Revised | Finished
