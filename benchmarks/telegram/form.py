"""The form that every bot asks, and what leaders answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

__all__ = ["THANKS", "Question", "marks", "questions", "sources"]

FOLDER = Path(__file__).parent / "form"
#: what every bot says after the last answer
THANKS = "Merci, le formulaire est rempli."


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    #: label by id; none for a free text
    options: dict[str, str]

    @property
    def mark(self) -> str:
        """The words by which a leader knows the question, however it is dressed."""
        return self.text.partition(",")[0]

    def answer(self, leader: int) -> str:
        """What a leader answers: another thing each, so that a mix-up is found."""
        number = int(self.id[1:])
        if self.options:
            return list(self.options.values())[(number + leader) % len(self.options)]
        return f"Nous proposons le projet {number} du groupe {leader}, avec nos voisins"


def sources() -> dict[str, str]:
    """The form as a flow and a charter: text of each file by its name."""
    return {path.name: path.read_text() for path in sorted(FOLDER.glob("*.yaml"))}


@cache
def questions() -> tuple[Question, ...]:
    flow = yaml.safe_load(sources()["flow.yaml"])
    return tuple(
        Question(
            asked["id"],
            asked["text"],
            {option["id"]: option["label"] for option in asked.get("options", ())},
        )
        for stage in flow["stages"]
        for asked in stage["questions"]
    )


def marks() -> tuple[str, ...]:
    """The words by which leaders know each question, and after them those of the end."""
    return (*(question.mark for question in questions()), THANKS)
