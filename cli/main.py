"""The `alliance` command: a module for each group of commands, loaded when it is called."""

from __future__ import annotations

import typer

from cli import chat, demo

__all__ = ["app", "main"]

app = typer.Typer(
    help="Faire alliance: from the first question to an alliance charter draft.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("chat")(chat.chat)
app.command("demo")(demo.demo)


def main() -> None:
    """Run the command line."""
    app()
