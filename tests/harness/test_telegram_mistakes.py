"""Every mistake is recorded, and answered as Telegram does; what is right is let through."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from tests.harness.telegram import BreachKind, FakeTelegram, Leader
from tests.harness.telegram.people import User

pytest_plugins = ("tests.harness.telegram.fixtures",)

FOLDER = Path(__file__).parent / "telegram"
MISTAKES = yaml.safe_load((FOLDER / "mistakes.yaml").read_text(encoding="utf-8"))
GOOD = yaml.safe_load((FOLDER / "good_calls.yaml").read_text(encoding="utf-8"))
BODIES = ("form", "multipart", "json")


class Scene:
    """A chat with something of each kind in it, and a client that sends what it is told."""

    def __init__(self, server: FakeTelegram, client: aiohttp.ClientSession) -> None:
        self.server = server
        self.client = client
        self.leader = Leader(server)
        self.known: dict[str, object] = {"$leader": self.leader.user.id}

    async def prepare(self) -> None:
        chat_id = self.leader.user.id
        self.known["$stranger"] = Leader(self.server, User.new("Inconnue")).user.id
        self.known["$said"] = self.leader.starts().id
        self.known["$filed"] = await self.send(
            "sendDocument", chat_id=chat_id, document=b"%PDF", caption="Charte"
        )
        keys = {"inline_keyboard": [[{"text": "Oui", "callback_data": "1"}]]}
        self.known["$asked"] = await self.send(
            "sendMessage", chat_id=chat_id, text="Oui ou non ?", reply_markup=keys
        )
        keys = {"keyboard": [[{"text": "Menu"}]]}
        self.known["$keyed"] = await self.send(
            "sendMessage", chat_id=chat_id, text="Clavier", reply_markup=keys
        )
        self.known["$tap"] = self.leader.taps("Oui").query.id
        self.known["$file_id"] = next(
            each.file_id for each in self.leader.messages if "document" in each.content
        )

    async def send(self, method: str, **params: Any) -> int:  # noqa: ANN401
        status, answer = await self.call(method, params, body="multipart")
        assert 200 == status, answer
        return int(answer["result"]["message_id"])

    async def call(
        self, method: str, params: dict[str, Any], *, body: str
    ) -> tuple[int, dict[str, Any]]:
        url = f"{self.server.bot_url}{self.server.bot.token}/{method}"
        async with self.client.post(url, **packed(params, body)) as response:
            return response.status, await response.json()

    def filled(self, value: Any) -> Any:  # noqa: ANN401
        """With what this scene knows in the place of its names."""
        match value:
            case {"repeat": what, "times": times}:
                return what * times
            case dict():
                return {name: self.filled(each) for name, each in value.items()}
            case list():
                return [self.filled(each) for each in value]
            case str():
                return self.known.get(value, value)
            case _:
                return value


def packed(params: dict[str, Any], body: str) -> dict[str, Any]:
    if body == "json":
        return {"json": params}
    fields = {
        name: each if isinstance(each, str | bytes) else json.dumps(each)
        for name, each in params.items()
    }
    if body == "form":
        return {"data": fields}
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        if isinstance(value, bytes):
            form.add_field(name, value, filename="charte.pdf", content_type="application/pdf")
        else:
            form.add_field(name, value)
    return {"data": form}


@pytest.fixture
async def scene(wild_telegram: FakeTelegram) -> AsyncIterator[Scene]:
    async with aiohttp.ClientSession() as client:
        scene = Scene(wild_telegram, client)
        await scene.prepare()
        yield scene


def named(cases: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(each, id=each["name"]) for each in cases]


def expected(mistake: dict[str, Any]) -> list[str]:
    kinds = mistake["breach"]
    return kinds if isinstance(kinds, list) else [kinds]


@pytest.mark.parametrize("mistake", named(MISTAKES))
async def test_a_mistake_is_recorded_and_answered(scene: Scene, mistake: dict[str, Any]) -> None:
    params = scene.filled(mistake["with"])
    status, answer = await scene.call(mistake["call"], params, body="form")
    assert expected(mistake) == [each.kind for each in scene.server.breaches]
    if "answer" not in mistake:
        assert (200, True) == (status, answer["ok"])
        return
    code = 404 if mistake["breach"] == "method" else mistake.get("code", 400)
    assert (code, code) == (status, answer["error_code"])
    assert mistake["answer"] in answer["description"]
    assert answer["description"] == scene.server.breaches[0].answer


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("good", named(GOOD))
async def test_what_is_right_is_let_through(scene: Scene, good: dict[str, Any], body: str) -> None:
    status, answer = await scene.call(good["call"], scene.filled(good["with"]), body=body)
    assert ([], 200) == (scene.server.breaches, status), answer


@pytest.mark.parametrize("body", BODIES)
async def test_a_mistake_is_found_in_every_kind_of_body(scene: Scene, body: str) -> None:
    keys = {"inline_keyboard": [[{"text": "Oui", "callback_data": "1", "couleur": "rouge"}]]}
    params = {"chat_id": scene.leader.user.id, "text": "", "reply_markup": keys}
    await scene.call("sendMessage", params, body=body)
    assert {BreachKind.FIELD, BreachKind.LENGTH} == {each.kind for each in scene.server.breaches}


def test_there_is_a_mistake_of_every_kind_but_of_pace() -> None:
    assert set(BreachKind) - {BreachKind.RATE} == {
        kind for each in MISTAKES for kind in expected(each)
    }


async def test_a_breach_says_where_it_is(scene: Scene) -> None:
    keys = {"inline_keyboard": [[{"text": "Oui", "callback_data": "1", "style": "vert"}]]}
    params = {"chat_id": scene.leader.user.id, "text": "x", "reply_markup": keys}
    await scene.call("sendMessage", params, body="json")
    (breach,) = scene.server.breaches
    assert "sendMessage.reply_markup.inline_keyboard[0][0].style" == breach.where
    assert scene.server.log.calls[-1].number == breach.call


async def test_a_file_that_nothing_names_is_a_mistake(scene: Scene) -> None:
    params = {"chat_id": scene.leader.user.id, "text": "x", "piece": b"jointe"}
    await scene.call("sendMessage", params, body="multipart")
    assert [BreachKind.FIELD] == [each.kind for each in scene.server.breaches]


async def test_an_empty_file_is_refused(scene: Scene) -> None:
    params = {"chat_id": scene.leader.user.id, "document": b""}
    _, answer = await scene.call("sendDocument", params, body="multipart")
    assert "Bad Request: file must be non-empty" == answer["description"]


async def test_an_address_that_is_no_method_is_not_found(scene: Scene) -> None:
    async with scene.client.get(f"{scene.server.url}/robots.txt") as response:
        assert 404 == response.status


async def test_an_unknown_token_is_unauthorized(scene: Scene) -> None:
    async with scene.client.get(f"{scene.server.bot_url}1:A/getMe") as response:
        told = {"ok": False, "error_code": 401, "description": "Unauthorized"}
        assert (401, told) == (response.status, await response.json())
