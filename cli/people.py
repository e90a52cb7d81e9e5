"""`alliance people`: who coaches, in which team, and the links by which they come to the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.database import DatabaseOption, open_database
from cli.output import JsonOption, print_json, say
from cli.person import LinkMade, PersonId, RoleOption, TeamOption, known_role

if TYPE_CHECKING:
    from storage.repositories.teams import Team
    from storage.stores import WriteStore

__all__ = ["app"]

app = typer.Typer(
    help="Invite coaches and admins, and say who coaches whom.",
    no_args_is_help=True,
    add_completion=False,
)


@app.command()
def invite(
    *,
    role: RoleOption,
    name: Annotated[str, typer.Option("--name", help="As others know them.")],
    team: Annotated[
        list[str] | None,
        typer.Option(
            "--team", metavar="ID", help="Their teams; by default the common one for a coach."
        ),
    ] = None,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a coach or an admin, and print the link by which they come to the desk.

    It works for ten minutes, once. An admin reads drafts only as a member of a team.
    With --json: person, link, expires_at.
    """
    from cli.desk import desk_root
    from cli.person import invited

    desk, wanted = desk_root(), known_role(role)
    with open_database(address) as database:
        made = database.write(lambda store: invited(store, wanted, name, team, desk))
    _tell(made, as_json=as_json)


@app.command()
def link(person: PersonId, *, address: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Print a new link by which that coach or admin comes to the desk; older ones work no more.

    With --json: person, link, expires_at.
    """
    from cli.desk import desk_root
    from cli.person import linked

    desk = desk_root()
    with open_database(address) as database:
        made = database.write(lambda store: linked(store, person, desk))
    _tell(made, as_json=as_json)


@app.command()
def role(
    person: PersonId,
    role: Annotated[str, typer.Argument(help="leader, coach or admin.", metavar="ROLE")],
    *,
    address: DatabaseOption = None,
) -> None:
    """Give somebody another role. Who is no coach any more leaves every team, and the desk."""
    from cli.person import changed

    wanted = known_role(role)
    with open_database(address) as database:
        changed_to = database.write(lambda store: changed(store, person, wanted))
    say(f"{changed_to.name or 'Someone without a name'} is now {changed_to.role}.")


@app.command()
def place(
    person: PersonId,
    *,
    team: TeamOption,
    coach: Annotated[
        int | None,
        typer.Option("--coach", metavar="PERSON", help="Who reads them; by default the team."),
    ] = None,
    address: DatabaseOption = None,
) -> None:
    """Say where the drafts that a leader sends from now on go."""
    from cli.person import placed

    with open_database(address) as database:
        database.write(lambda store: placed(store, person, team, coach))
    say(f"Their drafts go to {team}." if coach is None else f"Their drafts go to coach {coach}.")


@app.command()
def join(person: PersonId, *, team: TeamOption, address: DatabaseOption = None) -> None:
    """Make a coach or an admin a member of a team: they see its drafts."""
    from cli.person import joined

    with open_database(address) as database:
        database.write(lambda store: joined(store, person, team))
    say(f"Member of {team}.")


@app.command()
def leave(person: PersonId, *, team: TeamOption, address: DatabaseOption = None) -> None:
    """Take somebody out of a team: they see only what is their own."""
    from storage.repositories import teams

    with open_database(address) as database:
        database.write(lambda store: teams.leave(store, teams.load(store, team), person))
    say(f"No member of {team}.")


@app.command("list")
def list_(
    *,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", help="leader, partner, coach or admin; by default who coaches."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 100,
    before: Annotated[
        int | None, typer.Option(min=1, help="Go on before this number.", show_default=False)
    ] = None,
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List people, the newest first: their roles, teams and chats.

    With --json: people, each with id, role, name, teams, chats.
    """
    from cli.listed_people import listed, print_people

    roles = [known_role(each) for each in role or ("coach", "admin")]
    with open_database(address) as database:
        found = database.read(lambda store: listed(store, roles, limit, before))
    print_people(found, as_json=as_json)


@app.command()
def teams(
    *,
    new: Annotated[
        str | None,
        typer.Option("--new", metavar="ID", help="Make a team of that id.", show_default=False),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Of the new team.")] = "",
    address: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the teams with their members, or make one.

    With --json: teams, each with id, name, members.
    """
    from cli.listed_people import all_teams, print_teams
    from cli.person import team_made

    with open_database(address) as database:
        if new is not None:
            identifier = new

            def make(store: WriteStore) -> Team:
                return team_made(store, identifier, name or identifier)

            database.write(make)
        found = database.read(all_teams)
    print_teams(found, as_json=as_json)


def _tell(made: LinkMade, *, as_json: bool) -> None:
    if as_json:
        moment = made.expires_at.isoformat()
        print_json({"person": made.person, "link": made.link, "expires_at": moment})
        return
    say(f"Person {made.person} comes to the desk by this link, once, within ten minutes:")
    say(made.link)
