"""`alliance inbox`: what `alliance telegram letters` and `replay` do, beside the outbox."""

from __future__ import annotations

import typer

from cli.telegram import letters, replay

__all__ = ["app"]

app = typer.Typer(
    help="See and replay updates that were set aside.", no_args_is_help=True, add_completion=False
)
app.command("list")(letters)
app.command("replay")(replay)
