"""Requests as they come, answers as they leave."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.files import Upload

__all__ = ["failure", "read", "success"]

JSON = "application/json"


async def read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The fields and the files of a call, in any of the forms that the Bot API takes."""
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == JSON:
        params |= await body(request)
    elif request.content_type == "multipart/form-data":
        await parts(request, params, files)
    else:
        form = await request.post()
        params |= {name: value for name, value in form.items() if isinstance(value, str)}
    return params, files


async def body(request: web.Request) -> dict[str, Any]:
    text = await request.text()
    if not text.strip():
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Refusal(400, "Bad Request: can't parse the body of the request", mistake="no JSON")
    return found


async def parts(request: web.Request, params: dict[str, Any], files: dict[str, Upload]) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise Refusal(400, "Bad Request: can't parse the body of the request", mistake="a part")
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            params[part.name] = content.decode()
        else:
            media_type = part.headers.get("Content-Type", "")
            files[part.name] = Upload(part.filename, media_type, content)


def success(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result}, dumps=dumps)


def failure(refusal: Refusal) -> web.Response:
    told: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    headers = {}
    if refusal.retry_after is not None:
        told["parameters"] = {"retry_after": refusal.retry_after}
        headers["Retry-After"] = str(refusal.retry_after)
    return web.json_response(told, status=refusal.code, headers=headers)


def dumps(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
