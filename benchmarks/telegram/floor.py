"""The floor: an echo over bare aiohttp, with one synced SQLite transaction for each update."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sqlite3
from pathlib import Path
from typing import Any

import aiohttp

#: seconds that the server may keep a question
LONG = 25


def opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "CREATE TABLE answers (update_id INTEGER PRIMARY KEY, chat INTEGER, said TEXT)",
    ):
        database.execute(statement)
    return database


async def echo(root: str, path: Path) -> None:
    database = opened(path)
    offset, replies = 0, set[asyncio.Task[None]]()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=256)) as client:
        while True:
            asked = {"timeout": LONG, "offset": offset}
            async with client.post(f"{root}/getUpdates", json=asked) as response:
                updates = (await response.json())["result"]
            for update in updates:
                chat, said = store(database, update)
                offset = update["update_id"] + 1
                task = asyncio.create_task(reply(client, root, chat, said))
                replies.add(task)
                task.add_done_callback(replies.discard)


def store(database: sqlite3.Connection, update: dict[str, Any]) -> tuple[int, str]:
    """Chat and text, committed."""
    chat, said = update["message"]["chat"]["id"], update["message"]["text"]
    database.execute("BEGIN IMMEDIATE")
    row = (update["update_id"], chat, said)
    database.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?)", row)
    database.execute("COMMIT")
    return chat, said


async def reply(client: aiohttp.ClientSession, root: str, chat: int, said: str) -> None:
    message = {"chat_id": chat, "text": said}
    async with client.post(f"{root}/sendMessage", json=message) as response:
        await response.read()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("token")
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    task = asyncio.create_task(echo(f"{given.root}/bot{given.token}", given.file))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()


if __name__ == "__main__":
    asyncio.run(main())
