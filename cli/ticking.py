"""Showing on a terminal that something goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

__all__ = ["ticking"]


@contextmanager
def ticking() -> Iterator[Callable[[str], None]]:
    """What to tell about each step: it is shown while it lasts, where there is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with Console(stderr=True).status("") as status:
        yield status.update
