"""`python -m tests.scan wapiti`: the desk held against Wapiti, a scanner of web applications.

It opens `alliance serve` with people and a draft, signs in, lets the scanner follow every link and
fill in every form as a coach, and as nobody, and prints what it found. It ends with 1 if it found
anything. The scanner is no dependency: `make scan` brings it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx2

from tests.browser.serving import Served, serving
from tests.web.browser import Forms

#: what can be wrong with an application as ours: those that call a server of the scanner's authors,
#: or look for products that we are not made of, are left out
MODULES = (
    *("backup", "brute_login_form", "cookieflags", "crlf", "csp", "csrf", "exec", "file"),
    *("htaccess", "http_headers", "ldap", "methods", "permanentxss", "redirect"),
    *("shellshock", "sql", "ssl", "ssti", "timesql", "upload", "xss", "xxe"),
)
#: over plain http, on this machine alone, a cookie cannot ask for more; over https they do
EXPECTED = "Secure flag is not set in the cookie"
#: seconds for each module
PATIENCE = "25"


async def main(scanner: list[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = f"sqlite:///{folder / 'alliance.db'}"
        async with serving(folder, address, free_port()) as served:
            cookie = await signed_in(served)
            found = [
                *await scanned(scanner, served, folder / "nobody.json", ""),
                *await scanned(scanner, served, folder / "coach.json", cookie),
            ]
    for line in found:
        print(line)  # noqa: T201  it is what one runs it for
    print(f"{len(found)} found")  # noqa: T201
    return 1 if found else 0


async def signed_in(served: Served) -> str:
    """What the browser of a coach keeps."""
    link = await served.link(served.world.coach)
    async with httpx2.AsyncClient(headers={"Sec-Fetch-Site": "same-origin"}) as client:
        forms = Forms()
        forms.feed((await client.get(link)).text)
        form = next(form for form in forms.found if not form.action)
        answer = await client.post(link, data=form.fields)
        assert 303 == answer.status_code
        return f"desk-session={client.cookies['desk-session']}"


async def scanned(scanner: list[str], served: Served, report: Path, cookie: str) -> list[str]:
    """One line for each thing found."""
    told = ["--header", f"Cookie: {cookie}"] if cookie else []
    running = await asyncio.create_subprocess_exec(
        *(*scanner, "--url", f"{served.root}/", "--scope", "folder", "--module", ",".join(MODULES)),
        *("--exclude", f"{served.root}/sign-out", "--exclude", f"{served.root}/account/browsers"),
        *("--max-attack-time", PATIENCE, "--max-scan-time", "240", "--flush-session", "--color"),
        *("--format", "json", "--output", str(report), "--verbose", "1", "--level", "1"),
        *("--store-session", str(report.parent), "--store-config", str(report.parent), *told),
        stdout=sys.stderr,
    )
    await running.wait()
    return await asyncio.to_thread(lambda: lines(json.loads(report.read_text(encoding="utf-8"))))


def lines(report: dict[str, Any]) -> list[str]:
    return [
        f"{name}: {one['method']} {one['path']} {one['parameter']}: {one['info']}"
        for kind in ("vulnerabilities", "anomalies")
        for name, all_of_it in report[kind].items()
        for one in all_of_it
        if EXPECTED not in one["info"]
    ]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
