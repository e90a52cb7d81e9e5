"""The desk as an ASGI application: the wire on one side, pages and transactions on the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from time import perf_counter
from traceback import extract_tb

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from storage.errors import StorageError
from storage.repositories import desk_sessions
from storage.repositories.desk_sessions import DeskSession
from storage.stores import WriteStore
from telemetry.context import requested
from telemetry.traces import span
from web import answering
from web.access import Access
from web.answering import Answer, asked_by
from web.cookies import header_of
from web.desk import Desk
from web.errors import failed
from web.form import Unreadable
from web.headers import always
from web.incoming import Incoming, TooLarge, WrongKind, receive
from web.page import Page
from web.pages import pages
from web.reply import Reply, Undone
from web.typing_kept import keep_typed

__all__ = ["desk_app"]

#: what is asked for when no page is there
NOWHERE = Page("nowhere", "/", Access.ANYONE)


def desk_app(desk: Desk, every: Mapping[str, Page] | None = None) -> Starlette:
    """The desk, with all of its pages."""
    found = pages() if every is None else every
    routes = [
        Route(page.path, _answering(desk, found, page), methods=list(page.methods), name=page.name)
        for page in found.values()
    ]

    async def unrouted(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  it is registered for that
        asked = asked_by(desk, found, NOWHERE, bare(request))
        desk.figures.desk.add(NOWHERE.name, str(error.status_code))
        return written(desk, failed(asked, error.status_code, headers=error.headers or {}))

    app = Starlette(routes=routes, exception_handlers={HTTPException: unrouted})
    app.router.redirect_slashes = False
    return app


def _answering(
    desk: Desk, every: Mapping[str, Page], page: Page
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        name, begun = desk.new_request(), perf_counter()
        with requested(name), span("desk", page=page.name, request=name):
            response = await replied(request)
        desk.figures.desk.add(page.name, str(response.status_code))
        desk.figures.page.add(perf_counter() - begun)
        response.headers["X-Request-Id"] = name
        return response

    async def replied(request: Request) -> Response:
        try:
            reply = await _replied(
                desk, every, page, await receive(request, page.largest, files=page.files)
            )
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        except Exception as error:  # noqa: BLE001  the edge: whatever we did wrong ends here
            asked = asked_by(desk, every, page, bare(request))
            reply = failed(asked, _status_of(error, page), headers=_told_by(error))
        return written(desk, reply)

    return answer


async def _replied(desk: Desk, every: Mapping[str, Page], page: Page, incoming: Incoming) -> Reply:
    if incoming.method == "POST" and page.ask:
        work = partial(answering.told, desk, every, page, incoming)
        return await desk.threads.read(work)
    if incoming.method == "POST":
        return await _acted(desk, every, page, incoming)
    look = partial(answering.show, desk, every, page, incoming)
    answer = await (desk.threads.write(look) if page.open else desk.threads.read(look))
    if answer.stale is not None:
        await desk.threads.write(partial(_see, answer.stale, desk))
    return answer.reply


async def _acted(desk: Desk, every: Mapping[str, Page], page: Page, incoming: Incoming) -> Reply:
    try:
        answer: Answer = await desk.threads.write(
            partial(answering.act, desk, every, page, incoming)
        )
    except Undone as refused:
        if refused.typed:
            await desk.threads.write(partial(_keep, refused, desk))
        return refused.reply
    if answer.reply.after is not None:
        answer.reply.after()
    return answer.reply


def _keep(refused: Undone, desk: Desk, store: WriteStore) -> None:
    """What was typed in a form that was refused stays, whatever becomes of the page."""
    keep_typed(store, refused.person_id, refused.typed, now=desk.clock())


def _see(session: DeskSession, desk: Desk, store: WriteStore) -> None:
    desk_sessions.see(store, session, now=desk.clock())


def bare(request: Request) -> Incoming:
    """Nothing but what is needed to say that it is refused."""
    host = request.client.host if request.client else ""
    path = {name: str(value) for name, value in request.path_params.items()}
    return Incoming("GET", path, {}, dict(request.headers), dict(request.cookies), host)


def written(desk: Desk, reply: Reply) -> Response:
    headers = {**always(secure=desk.is_secure), **reply.headers}
    response = Response(reply.content, reply.status, headers, reply.media_type)
    for cookie in reply.cookies:
        response.headers.append("Set-Cookie", header_of(desk, cookie))
    return response


def _status_of(error: Exception, page: Page) -> int:
    match error:
        case TooLarge():
            return 413
        case WrongKind():
            return 415
        case Unreadable():
            return 400
        case StorageError():
            structlog.get_logger().warning("desk without database", error=type(error).__name__)
            return 503
        case _:
            where = [f"{step.filename}:{step.lineno}" for step in extract_tb(error.__traceback__)]
            # Neither its message nor what its steps hold: there are words of people in them.
            kind = type(error).__name__
            structlog.get_logger().error("desk broke", page=page.name, error=kind, where=where[-6:])
            return 500


def _told_by(error: Exception) -> Mapping[str, str]:
    match error:
        case StorageError():
            return {"Retry-After": "2"}
        case TooLarge():
            return {"Connection": "close"}
        case _:
            return {}
