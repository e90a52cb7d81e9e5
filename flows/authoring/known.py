"""The names that people's answers go by: those of the live revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.authoring.draft import Draft
from flows.authoring.places import find, formers_of, name_of, questions
from flows.run import Written

__all__ = ["Published"]


@dataclass(frozen=True, slots=True)
class Published:
    """What cannot go without a word."""

    live: Draft

    @classmethod
    def of(cls, sources: Mapping[str, str]) -> Published:
        return cls(Draft(sources))

    def has(self, question: str) -> bool:
        return any(question in _names(each.data) for each in questions(self.live))

    def kind(self, draft: Draft, question: str) -> str:
        """The kind that a question of a draft had; empty for a new one."""
        data = self._former(draft, question)
        return str(data.get("kind", "")) if data else ""

    def options(self, draft: Draft, question: str) -> tuple[str, ...]:
        """The names that the options of a question of a draft have, and had."""
        listed = self._former(draft, question).get("options")
        options = listed if isinstance(listed, list) else []
        return tuple(name for option in options for name in _names(option))

    def _former(self, draft: Draft, question: str) -> Mapping[str, Written]:
        """The question as it was published; nothing of a new one."""
        try:
            known = set(_names(find(draft, question).data))
        except LookupError:
            known = {question}
        formers = (each for each in questions(self.live) if known & set(_names(each.data)))
        return next((each.data for each in formers), {})


def _names(thing: object) -> tuple[str, ...]:
    """Its id, and those that it had."""
    return tuple(filter(None, (name_of(thing), *formers_of(thing))))
