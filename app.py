"""The server: what it answers to whom, the headers on every answer, and health. The screens begin in pages/main.py."""

import asyncio
import contextlib
import gc
import ipaddress
import logging
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic
from typing import Any

import streamlit as st
from sqlalchemy import text
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cscp_core import logs, start
from cscp_core.errors import CscpError, NotAllowed, NotFound, SettingsWrong, StorageUnavailable
from cscp_core.notices import post
from cscp_core.people import seal
from cscp_core.people.sign_in import who_is
from cscp_core.settings import Mode, settings
from pages.server import install, leaving, report_pages, sign_in, tab
from pages.server.at_once import AtOnce
from pages.server.bodies import WholeBodies
from pages.server.early import import_what_screens_need, read_what_screens_need
from pages.server.kept_files import FOR_A_DAY, FOR_A_YEAR, Folder, KeptFiles
from pages.server.leaving import is_by_link
from pages.server.origin import is_from_here
from pages.server.page import (
    OWN,
    OWN_ADDRESS,
    PAGE,
    PLACE,
    OwnPage,
    OwnScripts,
    inline_scripts,
    streamlit_files,
)
from pages.server.streamlit_doors import StreamlitDoors, check_configuration

try:
    settings()
except SettingsWrong as error:
    sys.exit(f"{error}")
log = logging.getLogger("cscp")
HERE = Path(__file__).resolve().parent
failed: list[str] = []  # why the installation could not be prepared, where it could not
looked_at: list[float] = []  # when the server last did what it does every half minute, by a clock that only runs on
LOOK_EVERY = 30  # seconds
LATE = 10 * LOOK_EVERY
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


KEPT = (
    Folder(address="/static", where=streamlit_files() / "static", cache_control=FOR_A_YEAR),
    Folder(address="/fonts", where=HERE / "static" / "fonts", cache_control=FOR_A_DAY),
)
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {' '.join(inline_scripts(PAGE))}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'none'",
        "worker-src 'self' blob:",
        "media-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "x-robots-tag": "noindex, nofollow",
}
if settings().mode is Mode.LIVE:
    HEADERS["strict-transport-security"] = "max-age=31536000; includeSubDomains"


class Doorkeeper:
    """Refuses requests that are not addressed to this app, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        why = refusal(HTTPConnection(scope))
        if why and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": why})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = HEADERS | ({"referrer-policy": "no-referrer"} if is_by_link(scope["path"]) else {})
                kept = [(name, value) for name, value in message["headers"] if name.decode().lower() not in headers]
                message["headers"] = kept + [(name.encode(), value.encode()) for name, value in headers.items()]
            await send(message)

        inner: ASGIApp = PlainTextResponse(why, status_code=403) if why else self.app
        await inner(scope, receive, send_with_headers)


def refusal(request: HTTPConnection) -> str:
    """Why a request is not answered, or the empty string.

    The demonstration answers only this machine, addressed directly; its password is printed on its first page.
    """
    host = re.sub(r":\d+$", "", request.headers.get("host", "")).lower()
    if host not in settings().hosts:
        return "This server does not answer to that host name."
    if request.scope["type"] == "websocket" and not is_from_here(request):
        return "This server does not answer to pages of other sites."
    if settings().mode is Mode.DEMO:
        if any(name in request.headers for name in FORWARDED):
            return "The demonstration does not work behind a proxy."
        if request.client is None or not is_loopback(request.client.host):
            return "The demonstration answers only the machine that it runs on."
    return ""


def is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


async def healthz(request: HTTPConnection) -> PlainTextResponse:
    """Alive: the server answers."""
    return PlainTextResponse("ok")


async def favicon(request: HTTPConnection) -> FileResponse:
    """The app's icon, where programs look for one that do not read the page."""
    return FileResponse(HERE / "static" / "favicon.png", headers={"cache-control": "public, max-age=86400"})


async def download(request: Request) -> Response:
    """A file that not everybody may read: made for the person whom the cookie names now, and nobody else."""
    name = request.path_params["name"]
    token = seal.read_cookies(request.cookies, settings()).token
    try:
        made = await run_in_threadpool(_make_file, name, token, dict(request.query_params))
    except (NotAllowed, NotFound, ValueError):
        return PlainTextResponse("There is no such file for you here. Sign in, then try again.", status_code=404)
    except CscpError as error:
        return PlainTextResponse(str(error), status_code=503)
    except Exception:  # whatever it was, the answer has the headers that every answer has
        log.exception("download failed")
        return PlainTextResponse("The file could not be made. Tell the people who run the app.", status_code=500)
    kind, content, as_name = made
    log.info("download", extra={"facts": {"file": name}})
    headers = {"content-disposition": f'attachment; filename="{as_name}"', "cache-control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def _make_file(name: str, token: str | None, asked: dict[str, str]) -> tuple[str, bytes, str]:
    from cscp_core.exports import files  # it brings Word and charts, which no other request needs

    opened = start.store().writing if name in files.TAKEN_OUT else start.store().reading
    with opened() as session:
        actor = who_is(session, token) if token else None
        if actor is None:
            raise NotAllowed("Sign in first.")
        made = files.make_file(session, actor, name, asked, settings().scrutiny_year_starts)
        unread = files.unread_in(session, actor, name, asked)
    if unread:
        try:
            with start.store().writing() as session:
                files.add_read_receipts(session, actor, unread)
        except StorageUnavailable as error:  # reading goes on while nothing can be saved
            log.warning("who read a file was not noted: %s", error)
    return made


async def readyz(request: HTTPConnection) -> JSONResponse:
    """Ready: the reports are loaded, the database is migrated and of this mode and answers a query, and notices are
    passed on. No page runs for it."""
    try:
        await run_in_threadpool(_query)
    except CscpError as error:
        return JSONResponse({"ready": False, "why": str(error)}, status_code=503)
    return JSONResponse({"ready": True})


def _query() -> None:
    if failed:
        raise StorageUnavailable(failed[0])
    if looked_at and monotonic() - looked_at[0] > LATE:
        raise StorageUnavailable("Notices have not been passed on for minutes.")
    with start.store().reading() as session:
        session.execute(text("SELECT count(*) FROM report"))


def _read_ahead() -> None:
    try:
        read_what_screens_need()
    except Exception as error:  # whatever it is, the screen that needs it says so; the others open
        log.warning("nothing was read ahead: %s", type(error).__name__)


@contextlib.asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Prepares the installation once. Where that fails the server still starts, and every page stays shut."""
    logs.set_up(as_json=settings().log_format == "json")
    check_configuration()
    failed.clear()
    try:
        for outcome in await run_in_threadpool(start.prepare, settings(), start.open_store(settings())):
            log.info("report %s at load %d", outcome.report_id, outcome.number)
        for sentence in await run_in_threadpool(start.passed_over, start.store()):
            log.warning("%s", sentence)
    except CscpError as error:
        failed.append(str(error))
        log.error("not ready: %s", error)
    import_what_screens_need()
    await run_in_threadpool(_read_ahead)
    gc.collect()
    gc.freeze()  # what is here now lives as long as the process: no collection need look at it again
    looking_after = asyncio.create_task(_look_after())
    yield
    looking_after.cancel()


async def _look_after() -> None:
    """Passes on welfare notices that nobody opens, and sends e-mails, for as long as the server runs."""
    while True:
        try:
            await run_in_threadpool(start.look_after, start.store())
            await run_in_threadpool(post.send_waiting, start.store(), settings())
            looked_at[:] = [monotonic()]
        except CscpError as error:
            log.warning("notices wait: %s", error)
        except Exception:  # whatever it was, a worry that nobody opens must still be passed on at the next look
            log.exception("notices wait")
        await asyncio.sleep(LOOK_EVERY)


app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    routes=[
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/favicon.png", favicon),
        Route("/download/{name}", download),
        *install.ROUTES,
        *leaving.ROUTES,
        *report_pages.ROUTES,
        *tab.ROUTES,
        *sign_in.ROUTES,
        Mount(PLACE, OwnScripts()),
        Mount("/fonts", StaticFiles(directory=HERE / "static" / "fonts")),
    ],
    middleware=[
        Middleware(AtOnce),
        Middleware(WholeBodies),
        Middleware(Doorkeeper),
        Middleware(KeptFiles, folders=KEPT, made={OWN_ADDRESS: OWN}),
        Middleware(OwnPage),
        Middleware(StreamlitDoors),
    ],
)
