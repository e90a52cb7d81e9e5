"""People who write to bots, and the groups they meet in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

__all__ = ["AWKWARD_NAMES", "Group", "User"]

IDS = count(1_000_001)

#: first and last names that break what is not careful
AWKWARD_NAMES = (
    ("🌍 Awa 👩🏾‍🌾", "🤝"),
    ("<b>Zoé</b>", "& Cie <script>"),
    ("مريم", "\u202eالعلوي"),
    ("\u200fשרה", "כהן\u202c"),
    ('O\'Neil "Jo"', "*_`[x](y)"),
    ("Ana\u0301i\u0308s", "Zürcher\u00a0—\u00a0Ørsted"),
    ("N" * 64, "M" * 64),
    ("\u200b", ""),
    ("{name}", "%s {0}"),
)


@dataclass(frozen=True, slots=True)
class User:
    id: int
    first_name: str = "Awa"
    last_name: str = ""
    username: str = ""
    #: of their application; may be absent
    language: str = "fr"

    @classmethod
    def new(cls, first_name: str = "Awa", last_name: str = "", language: str = "fr") -> User:
        """Someone with an id of their own."""
        return cls(next(IDS), first_name, last_name, language=language)

    def as_json(self) -> dict[str, Any]:
        known = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language,
        }
        present = {name: value for name, value in known.items() if value}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, **present}


@dataclass(frozen=True, slots=True)
class Group:
    """A group has a negative id; those of supergroups begin with -100."""

    id: int
    title: str = "Bureau de l’association"

    @classmethod
    def new(cls, title: str = "Bureau de l’association") -> Group:
        return cls(-1_000_000_000_000 - next(IDS), title)

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "type": "supergroup", "title": self.title}
