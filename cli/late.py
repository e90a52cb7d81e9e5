"""Commands that are known by their name and help, and loaded when they are called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand

__all__ = ["LateCommand"]


class LateCommand(TyperCommand):
    """Stands for a command, or a group of them, so that `alliance --help` loads none."""

    def __init__(self, name: str, *, module: str, about: str) -> None:
        super().__init__(name, help=about)
        self.called = name
        #: has a function of the name of the command, or an `app` for a group of commands
        self.module = module

    def load(self) -> Any:  # noqa: ANN401  typer keeps the type to itself
        """The command itself."""
        found = vars(import_module(self.module))
        app = found.get("app")
        if app is None:
            app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
            app.command(self.called)(found[self.called])
        command = typer.main.get_command(app)
        command.name = self.called
        return command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: Any = None,  # noqa: ANN401
        **extra: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return self.load().make_context(info_name, args, parent=parent, **extra)
