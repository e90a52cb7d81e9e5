"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

#: tests that drive a browser are a process of their own: the others would slow it down
BROWSER = Path(__file__).with_name("browser")

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


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave them out unless they are asked for."""
    is_theirs = collection_path.is_relative_to(BROWSER)
    return True if is_theirs and not named(config) else None


def named(config: pytest.Config) -> list[Path]:
    """What the command line names; nothing when it names all."""
    given = config.invocation_params.args
    paths = [config.invocation_params.dir / str(each).partition("::")[0] for each in given]
    return [path for path in paths if path.is_relative_to(BROWSER)]


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether files of expectations are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill."""
    return int(request.config.getoption("--kills"))
