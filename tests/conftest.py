"""What every test may use."""

from __future__ import annotations

import pytest

pytest_plugins = ("tests.databases",)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write what is found into the files of expectations; the difference is the review",
    )
    parser.addoption(
        "--kills",
        type=int,
        default=2,
        help="how often processes are killed in the tests of faults (the full form is 50)",
    )


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether files of expectations are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill."""
    return int(request.config.getoption("--kills"))
