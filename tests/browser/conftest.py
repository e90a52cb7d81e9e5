"""A real browser, and a desk to open in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser import chromium
from tests.browser.serving import Served, serving


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why nothing was tried."""
    if chromium.found() is None:
        terminalreporter.write_line(chromium.ABSENT)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = chromium.found()
    if path is None:
        pytest.skip(chromium.ABSENT)
    return path


@pytest.fixture
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    async with chromium.opened(chromium_path) as browser:
        yield browser


@pytest.fixture
async def served(chromium_path: str, tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Served]:
    """A desk on SQLite."""
    address = f"sqlite:///{tmp_path / 'alliance.db'}"
    async with serving(tmp_path, address, unused_tcp_port) as served:
        yield served
