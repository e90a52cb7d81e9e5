"""What every page must be, for everybody: without barriers, and as wide as the screen."""

from __future__ import annotations

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

__all__ = ["barriers", "overflow"]

#: everything that WCAG 2.2 asks at A and AA, and what axe's authors advise
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    ],
}


async def barriers(page: Page) -> list[str]:
    """What axe finds wrong, one line each; of colours that are on their way to others, nothing."""
    await page.emulate_media(reduced_motion="reduce")
    found = await Axe().run(page, options=RULES)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


async def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return int(width)
