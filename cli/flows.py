"""`alliance flows`: check, show, draw, play, try, compare and publish what people walk."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.comparing import diff, impact
from cli.days import DayOption, day_of
from cli.exits import Exit
from cli.flow_files import SHIPPED, FlowArgument, flow_files
from cli.golden import golden
from cli.language import LanguageOption, choose_language
from cli.output import JsonOption, complain, console, print_json, say
from cli.publishing import publish
from cli.pulling import pull
from cli.revision_list import list_
from cli.schema import schema
from cli.statistics import statistics
from cli.story import story
from cli.translations import app as translations
from cli.trying import try_

__all__ = ["app"]

app = typer.Typer(
    help="Check, show, draw, play, try and publish the flows that people walk.",
    no_args_is_help=True,
    add_completion=False,
)


@app.command()
def check(
    flow: FlowArgument = SHIPPED,
    *,
    language: LanguageOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Advice and unreached questions fail too.")
    ] = False,
    walks: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=10_000,
            help="Random walks in each language; by default as many as stories.yaml says.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the first random walk.")] = 0,
    day: DayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find what is wrong with a flow, and play its stories and random walks.

    It ends with 1 for an error, a red story or an endless walk.
    Nothing is played in a flow with an error.

    With --json: issues, stories, walks, unreached, counts.
    """
    from random import Random

    from charter.checking import check as find
    from cli.issues import issue_languages
    from cli.reports import as_data, print_report
    from cli.ticking import ticking

    spoken, files = choose_language(language, issue_languages()), flow_files(flow)
    with ticking() as tick:
        report = find(
            files, today=day_of(day, files), chance=Random, walks=walks, seed=seed, tick=tick
        )
    if as_json:
        print_json(as_data(report, spoken))
    else:
        print_report(report, spoken, console())
    if not report.is_clean(strict=strict):
        raise typer.Exit(Exit.NO)


@app.command()
def show(
    flow: FlowArgument = SHIPPED,
    *,
    language: LanguageOption = None,
    question: Annotated[
        str | None,
        typer.Option("--question", metavar="ID", help="All about one question, or part of a list."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the stages and questions of a flow, and when each is asked.

    With --json: flow, title, language, stages, endings;
    or with --question, what its file says of it.
    """
    from cli.outline import outline, print_outline
    from cli.question import find_question, print_question
    from flows.reading import load_flow

    translations = load_flow(flow_files(flow))
    shown = translations[choose_language(language, translations)]
    if question is None:
        print_json(outline(shown)) if as_json else print_outline(shown, console())
    else:
        details = find_question(shown, question)
        print_json(details) if as_json else print_question(details, console())


@app.command()
def diagram(
    flow: FlowArgument = SHIPPED,
    *,
    format_: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="mermaid, dot or svg.")
    ] = "mermaid",
    stages: Annotated[
        bool, typer.Option("--stages", help="One box a stage instead of one a question.")
    ] = False,
    language: LanguageOption = None,
) -> None:
    """Draw which question can follow which, by stage, for Mermaid, Graphviz or as a picture.

    --format svg is a map that a browser shows: a column a stage, with when each is asked.
    """
    from cli.conditions import in_words
    from cli.diagram import emitter, warning
    from flows.compiled import compile_flow
    from flows.drawing import draw, draw_stages
    from flows.reading import load_flow

    emit = emitter(format_)
    compiled = compile_flow(load_flow(flow_files(flow)))
    chosen = choose_language(language, compiled.flows)
    drawing = draw_stages(compiled, chosen) if stages else draw(compiled, chosen, in_words)
    say(emit(drawing).rstrip("\n"))
    if format_ == "mermaid" and warning(drawing):
        complain(warning(drawing))


app.command()(schema)
app.command()(story)
app.command("try")(try_)
app.command()(pull)
app.command()(diff)
app.command()(impact)
app.command()(golden)
app.command()(publish)
app.command("list")(list_)
app.command()(statistics)
app.add_typer(translations, name="translations")
