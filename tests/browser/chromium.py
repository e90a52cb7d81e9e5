"""The Chromium of this machine, driven without any download."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

__all__ = ["ABSENT", "found", "opened"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ABSENT = "No Chromium was found: the browser tests are left out (apt-get install chromium)."
#: nothing of what a browser does for itself
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--disable-dev-shm-usage",
)


def found() -> str | None:
    """Where it is; none when there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def opened(path: str) -> AsyncIterator[Browser]:
    """Headless, as long as one is inside."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield browser
        finally:
            await browser.close()
