"""How some scales lie, by family: a picture to talk about, never a mark."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from flows.events import Bar, Told
from flows.part import Identifier, Part, Text
from flows.question import Asked, Question
from flows.run import Answer, Value

__all__ = ["Band", "Family", "ProfileQuestion"]


class Family(Part):
    """Scales that belong together."""

    family: Identifier
    title: Text = Field(min_length=1)
    of: tuple[Identifier, ...] = Field(min_length=1)


class Band(Part):
    """What to say up to a sum of the scales."""

    band: Identifier
    #: none for the last one
    at_most: int | None = None
    text: Text = Field(min_length=1)


class ProfileQuestion(Question):
    kind: Literal["profile"]
    families: tuple[Family, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = Field(min_length=1)
    #: highest step of the scales
    most: int = Field(default=3, ge=1, le=10)

    is_said: ClassVar[bool] = True
    tests: ClassVar[tuple[str, ...]] = ("is", "in")

    def values(self) -> tuple[Value, ...]:
        return tuple(band.band for band in self.bands)

    def mentions(self) -> tuple[str, ...]:
        return tuple(scale for family in self.families for scale in family.of)

    def derive(self, asked: Asked) -> Value:
        """The band; none while no scale has an answer."""
        answers = [asked.answers.get(scale) for scale in self.mentions()]
        if not any(answer and not answer.skipped for answer in answers):
            return None
        return self._band(sum(map(_points, answers))).band

    def tell(self, asked: Asked) -> Told | None:
        band = self.derive(asked)
        if band is None:
            return None
        return Told(f"{self.text}\n\n{self.show(band, asked.language)}", self._bars(asked))

    def show(self, value: Value, language: str) -> str:
        del language
        return next((band.text for band in self.bands if band.band == value), "")

    def _bars(self, asked: Asked) -> tuple[Bar, ...]:
        return tuple(
            Bar(
                family.title,
                sum(_points(asked.answers.get(scale)) for scale in family.of),
                self.most * len(family.of),
            )
            for family in self.families
        )

    def _band(self, total: int) -> Band:
        fits = (band for band in self.bands if band.at_most is None or total <= band.at_most)
        return next(fits, self.bands[-1])


def _points(answer: Answer | None) -> int:
    return int(answer.value) if answer and not answer.skipped else 0
