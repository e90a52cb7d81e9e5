"""The page of one's own desk."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from storage.repositories import connecting, contacts
from storage.repositories.connecting import Connected
from storage.repositories.contacts import Contact
from storage.stores import WriteStore
from tests.web.browser import Browser
from tests.web.world import World
from web.app import desk_app

LINK = re.compile(r'href="https://t\.me/faire_alliance_bot\?start=desk-([\w-]{43})"')


def chat(world: World) -> Contact:
    return world.database.write(
        lambda store: contacts.ensure(
            store,
            channel="telegram",
            address="7",
            shown_name="Inès",
            language="fr",
            timezone="Europe/Paris",
            now=world.now,
        )
    )


def test_a_chat_is_connected_by_the_address_that_the_page_gives(
    world: World, coach: Browser
) -> None:
    assert "No chat is connected" in coach.get("/account").text
    (token,) = LINK.findall(coach.send("/account/telegram").text)
    assert len(f"desk-{token}") <= 64  # as much as Telegram passes on

    def connect(store: WriteStore) -> tuple[Connected, int]:
        return connecting.connect(store, chat_of(store), token, now=world.now)

    def chat_of(store: WriteStore) -> Contact:
        found = contacts.find(store, "telegram", "7")
        assert found is not None
        return found

    chat(world)
    assert (Connected.DONE, world.coach.id) == world.database.write(connect)
    assert (Connected.OVER, world.coach.id) == world.database.write(connect)
    assert "One Telegram chat is connected" in coach.get("/account").text


def test_each_address_is_another_one_and_the_last_one_counts(world: World, coach: Browser) -> None:
    first, second = (token_of(coach) for _ in range(2))
    assert first != second
    contact = chat(world)
    outcomes = [
        world.database.write(
            lambda s, key=key: connecting.connect(s, contact, key, now=world.now)[0]  # type: ignore[misc]
        )
        for key in (first, second)
    ]
    assert [Connected.OVER, Connected.DONE] == outcomes


def token_of(browser: Browser) -> str:
    browser.get("/account")
    (token,) = LINK.findall(browser.send("/account/telegram").text)
    return str(token)


@pytest.mark.parametrize("way", ["page", "form"])
def test_without_a_bot_nothing_is_promised(quick: World, way: str) -> None:
    quick.desk = replace(quick.desk, bot_name=lambda: "")
    client = TestClient(desk_app(quick.desk), base_url=quick.desk.address, follow_redirects=False)
    client.headers["Accept-Language"] = "en"
    coach = Browser(quick, client).sign_in(quick.coach)
    page = coach.get("/account")
    assert "does not answer at the moment" in page.text
    assert "/account/telegram" not in page.text
    if way == "form":
        fields = coach.form("/sign-out").fields
        assert "/account" == coach.post("/account/telegram", fields).headers["location"]
