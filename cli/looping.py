"""The event loop of programs that serve."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine

__all__ = ["run"]


def run(serving: Coroutine[None, None, None]) -> None:
    """Until it ends, on uvloop where there is one."""
    # What was loaded until now stays: looking through it again and again costs pauses that are
    # longer than an answer takes.
    gc.collect()
    gc.freeze()
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serving)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop
