"""The two addresses at which the app's script has a session's cookie set and taken away. Neither takes a query."""

import json
import logging
from datetime import UTC, datetime
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cscp_core import start
from cscp_core.errors import CscpError, SignInRefused
from cscp_core.people import seal, sign_in
from cscp_core.people.seal import ConnectionCookies
from cscp_core.settings import Mode, settings
from pages.server.origin import is_from_here, is_same_site

log = logging.getLogger("cscp")
LONGEST_BODY = 1000  # bytes
NEVER_KEPT = {"cache-control": "no-store"}


async def begin(request: Request) -> Response:
    """Exchanges a ticket for the cookie, in the browser that it was made for. A session that this browser had ends."""
    if not is_from_our_script(request):
        return _refused()
    try:
        ticket = json.loads(await _body(request))["ticket"]
        if not isinstance(ticket, str):
            return _refused()
        token = await run_in_threadpool(_exchange, ticket, _shown(request))
    except (ValueError, KeyError, TypeError, SignInRefused):
        return _refused()
    except CscpError as error:
        return PlainTextResponse(str(error), status_code=503, headers=NEVER_KEPT)
    lifetime = seal.cookie_lifetime(settings())
    answer = Response(status_code=204, headers=NEVER_KEPT)
    value = seal.seal_token(token, datetime.now(UTC) + lifetime, settings().signing_key)
    set_cookie(answer, seal.COOKIE, value, seconds=int(lifetime.total_seconds()))
    return answer


async def end(request: Request) -> Response:
    """Ends the session that the cookie names and takes the cookie away; away it goes also where the database cannot be
    asked, or the session has ended before. `everywhere` in the body ends the sessions of all devices."""
    if not is_from_our_script(request):
        return _refused()
    try:
        everywhere = json.loads(await _body(request)).get("everywhere", False) is True
    except (ValueError, AttributeError):
        return _refused()
    try:
        await run_in_threadpool(_end, _shown(request), everywhere=everywhere)
    except CscpError as error:
        log.warning("a session was not ended: %s", error)
    answer = Response(status_code=204, headers=NEVER_KEPT)
    set_cookie(answer, seal.COOKIE, "", seconds=0)
    return answer


def set_cookie(
    answer: Response,
    cookie: str,
    value: str,
    *,
    seconds: int | None = None,
    same_site: Literal["strict", "lax"] = "strict",
) -> None:
    """Sets one of the app's cookies: for no script to read, for this host alone, in live mode over TLS alone. Without
    seconds it goes with the browser."""
    live = settings().mode is Mode.LIVE
    answer.set_cookie(
        seal.name_of(cookie, settings().mode),
        value,
        max_age=seconds,
        path="/",
        secure=live,
        httponly=True,
        samesite=same_site,
    )


def is_from_our_script(request: Request) -> bool:
    """Whether a page of this address asks with a script of its own: a form or a link cannot send JSON."""
    is_json = request.headers.get("content-type", "").split(";")[0] == "application/json"
    return is_json and not request.url.query and is_from_here(request) and is_same_site(request)


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            raise ValueError("The body is too long.")
    return body


def _shown(request: Request) -> ConnectionCookies:
    return seal.read_cookies(request.cookies, settings())


def _exchange(ticket: str, by: ConnectionCookies) -> str:
    with start.store().writing() as session:
        token = sign_in.exchange_ticket(session, ticket, browser=by.browser)
    try:
        _end(by)
    except CscpError as error:  # it is signed in; the older session, whose cookie is gone, idles out
        log.warning("the session before was not ended: %s", error)
    return token


def _end(by: ConnectionCookies, *, everywhere: bool = False) -> None:
    if by.token is None:
        return
    with start.store().reading() as session:
        actor = sign_in.who_is(session, by.token)
    if actor:
        with start.store().writing() as session:
            sign_in.sign_out(session, actor, everywhere=everywhere)


def _refused() -> Response:
    return PlainTextResponse("That did not sign you in or out.", status_code=403, headers=NEVER_KEPT)


ROUTES = [
    Route("/session/begin", begin, methods=["POST"]),
    Route("/session/end", end, methods=["POST"]),
]
