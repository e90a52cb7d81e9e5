"""`alliance flows story`: a story as a chat, through the real engine; nothing is stored."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli.days import DayOption, day_of
from cli.errors import NothingOfThatName
from cli.exits import Exit
from cli.flow_files import SHIPPED, FlowOption, flow_files
from cli.language import LanguageOption, choose_language
from cli.output import JsonOption, console, print_json, print_table, printable, say, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flows.stories import Story

__all__ = ["story"]


def story(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Without it, the stories are listed.", show_default=False
        ),
    ] = None,
    *,
    flow: FlowOption = SHIPPED,
    language: LanguageOption = None,
    charter: Annotated[
        str | None,
        typer.Option(
            "--charter", metavar="FORMAT", help="Print the charter too, as markdown, html or json."
        ),
    ] = None,
    day: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Play a story of a flow, in its own language unless another is asked for.

    It ends with 1 when the flow or the charter is not as the story says. Nothing is stored.

    With --json: story, title, language, holds, failures, turns, charter.
    Without a name: stories.
    """
    from flows.stories import load_stories

    files = flow_files(flow)
    stories = load_stories(files["stories.yaml"]).stories if "stories.yaml" in files else ()
    if name is None:
        _list([told for told in stories if language in (None, told.language)], as_json=as_json)
        return
    told, today = _named(stories, name), day_of(day, files)
    holds = _play(files, told, language, charter, today, as_json=as_json)
    if not holds:
        raise typer.Exit(Exit.NO)


def _list(stories: Sequence[Story], *, as_json: bool) -> None:
    if as_json:
        listed = [
            {"story": each.story, "title": each.title, "language": each.language}
            for each in stories
        ]
        print_json({"stories": listed})
        return
    rows = table("story", "language", "title")
    for each in stories:
        rows.add_row(each.story, each.language, printable(each.title))
    print_table(rows, console())


def _named(stories: Sequence[Story], name: str) -> Story:
    from flows.near import nearest

    found = next((each for each in stories if each.story == name), None)
    if found is None:
        raise NothingOfThatName(
            noun="story",
            name=name,
            near=nearest(name, [each.story for each in stories]),
            remedy="« alliance flows story » lists them.",
        )
    return found


def _play(
    files: Mapping[str, bytes],
    told: Story,
    language: str | None,
    charter: str | None,
    today: date,
    *,
    as_json: bool,
) -> bool:
    """Whether the flow and the charter are as the story says."""
    from charter.guide import load_guide
    from charter.telling import tell
    from cli.formats import known_text_format
    from cli.transcript import print_transcript, transcript

    exporter = known_text_format(charter, "--charter") if charter else None
    guide = load_guide(files, number=0)
    if language is not None:
        spoken = choose_language(language, guide.compiled.flows)
        told = told.model_copy(update={"language": spoken})
    telling = tell(guide, told, today=today)
    paper = telling.document and exporter and exporter.render(telling.document).decode()
    if as_json:
        print_json({**transcript(told, telling), **({"charter": paper} if exporter else {})})
    else:
        print_transcript(told, telling)
        if paper:
            say(paper.rstrip("\n"))
    return not telling.failures
