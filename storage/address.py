"""Addresses of databases: which are accepted, and how they are shown without their password."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import InvalidAddress

__all__ = ["parse", "shown"]

DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def parse(address: str) -> URL:
    """The address, with the driver that we use. Raises InvalidAddress, which shows no password."""
    try:
        url = make_url(address.strip())
    except (ArgumentError, ValueError) as error:
        raise InvalidAddress(address="This", reason="it cannot be read") from error
    driver = DRIVERS.get(url.drivername)
    if driver is None:
        raise InvalidAddress(
            address=shown(url), reason=f"{url.drivername} is neither SQLite nor PostgreSQL"
        )
    if not url.database:
        raise InvalidAddress(address=shown(url), reason="it names no database")
    if driver == "sqlite" and url.database == ":memory:":
        raise InvalidAddress(address=shown(url), reason="what is in memory is not kept")
    return url.set(drivername=driver)


def shown(url: URL) -> str:
    """For people: a path, or an address without its password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
