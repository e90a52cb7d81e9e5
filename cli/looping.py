"""The event loop of programs that serve."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine

__all__ = ["run"]

#: objects made between two looks for garbage, and looks between two longer ones: Python's own
#: figures look 150 times a second for what is hardly ever there, a fourteenth of all that is done
GARBAGE = (10_000, 20, 20)


def run(serving: Coroutine[None, None, None]) -> None:
    """Until it ends, on uvloop where there is one."""
    # What was loaded until now stays: looking through it again and again costs pauses that are
    # longer than an answer takes.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serving)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop
