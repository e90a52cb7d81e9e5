"""Where Telegram posts: what is taken there, and what is not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import cast

import httpx2
import pytest

from bot.channels.telegram.webhook import LARGEST, Webhook, receiving
from bot.intake import Intake
from bot.listening import CannotListen, listening, nothing_here
from bot.settings import BotSettings
from tests.bot.telegram.serving import HOOK, SECRET, told_to

TOLD = told_to("http://127.0.0.1:9", "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ", "webhook")
SHOWN = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
PATH = HOOK.removeprefix("http://alliance.test")


class Remembered:
    """An intake that stores nothing."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    async def take(self, update: object) -> None:
        self.seen.append(update)

    def of(self, hook: Webhook) -> Remembered:
        hook.intake = cast("Intake", self)
        return self


@pytest.fixture
def hook() -> Webhook:
    return Webhook(SECRET)


@pytest.fixture
async def client(hook: Webhook) -> AsyncIterator[httpx2.AsyncClient]:
    settings = BotSettings.model_validate(TOLD)
    async with receiving(settings, hook, None) as http:
        assert http is not None
        async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{http.port}") as client:
            yield client


async def test_an_update_comes_again_until_it_can_be_taken(
    hook: Webhook, client: httpx2.AsyncClient
) -> None:
    early = await client.post(PATH, json={"update_id": 1}, headers=SHOWN)
    assert (503, "1") == (early.status_code, early.headers["retry-after"])
    remembered = Remembered().of(hook)
    assert 200 == (await client.post(PATH, json={"update_id": 1}, headers=SHOWN)).status_code
    assert 1 == len(remembered.seen)


@pytest.mark.parametrize(
    "headers", [{}, {next(iter(SHOWN)): ""}, {next(iter(SHOWN)): "s-4"}, {"Authorization": SECRET}]
)
async def test_who_does_not_know_the_secret_is_refused(
    hook: Webhook, client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    remembered = Remembered().of(hook)
    assert 403 == (await client.post(PATH, json={}, headers=headers)).status_code
    assert [] == remembered.seen


async def test_what_is_no_update_is_not_taken(hook: Webhook, client: httpx2.AsyncClient) -> None:
    remembered = Remembered().of(hook)
    too_long = b"x" * (LARGEST + 1)
    assert 413 == (await client.post(PATH, content=too_long, headers=SHOWN)).status_code
    assert 405 == (await client.get(PATH, headers=SHOWN)).status_code
    assert 404 == (await client.post(f"{PATH}/", json={}, headers=SHOWN)).status_code
    assert [] == remembered.seen


async def test_two_cannot_listen_at_one_place() -> None:
    async with listening("127.0.0.1", 0, nothing_here) as first:
        with pytest.raises(CannotListen, match=str(first.port)):
            async with listening("127.0.0.1", first.port, nothing_here):
                pass


async def test_there_is_nothing_to_listen_to_without_webhook_and_desk(hook: Webhook) -> None:
    polling = told_to("http://127.0.0.1:9", str(TOLD["telegram_bot_token"]), "polling")
    async with receiving(BotSettings.model_validate(polling), hook, None) as http:
        assert http is None
