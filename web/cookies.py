"""Cookies on the wire: out of reach of scripts, of other sites and of what listens on the way."""

from __future__ import annotations

from collections.abc import Mapping

from web.desk import Desk
from web.reply import Cookie

__all__ = ["header_of", "read"]

#: with it a browser takes a cookie only from the host itself, over https, for all its paths
HOST = "__Host-"


def header_of(desk: Desk, cookie: Cookie) -> str:
    """What `Set-Cookie` says."""
    lasts = 0 if not cookie.value else cookie.lasts
    age = "" if lasts is None else f"; Max-Age={lasts}"
    safe = "; Secure" if desk.is_secure else ""
    name = f"{prefix_of(desk)}{cookie.name}"
    return f"{name}={cookie.value}; Path=/; HttpOnly; SameSite=Lax{age}{safe}"


def read(desk: Desk, cookies: Mapping[str, str]) -> Mapping[str, str]:
    """Those that are ours, by the names that we know them by."""
    prefix = prefix_of(desk)
    ours = (name for name in cookies if name.startswith(prefix))
    return {name.removeprefix(prefix): cookies[name] for name in ours}


def prefix_of(desk: Desk) -> str:
    """A browser that opens a desk of this machine over http would refuse the safe one."""
    return HOST if desk.is_secure else "desk-"
