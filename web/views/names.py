"""People and teams by the names that coaches know them by."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.errors import NoSuchRow
from storage.repositories import people, teams
from storage.repositories.teams import Team
from storage.stores import ReadStore
from web.asked import Asked

__all__ = ["Names", "team_name"]


@dataclass
class Names:
    """Each is read once for a page."""

    asked: Asked
    store: ReadStore
    found: dict[int, str] = field(default_factory=dict)
    known_teams: dict[int, Team] = field(default_factory=dict)

    def person(self, person_id: int | None) -> str:
        """Their name; who has none, or was erased, is said so."""
        if person_id is None:
            return ""
        if person_id not in self.found:
            try:
                name = people.load(self.store, person_id).name
            except NoSuchRow:
                name = ""
            self.found[person_id] = name or self.asked.say.say("desk.nameless")
        return self.found[person_id]

    def team(self, team_id: int) -> str:
        if not self.known_teams:
            self.known_teams = {team.id: team for team in teams.everyone(self.store)}
        team = self.known_teams.get(team_id)
        return team_name(self.asked, team) if team else ""


def team_name(asked: Asked, team: Team) -> str:
    """The common one has no name of its own."""
    return team.name or asked.say.say("queue.common_team")
