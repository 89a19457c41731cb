"""What an open tab asks beside Streamlit: how long its session lasts, that its person types; and the neutral page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cscp_core import start
from cscp_core.errors import CscpError
from cscp_core.people import lasting, seal, sign_in
from cscp_core.people.permissions import Permission, Role, may
from cscp_core.settings import settings
from pages.server.page import NEUTRAL
from pages.server.sign_in import NEVER_KEPT, is_from_our_script

NEUTRAL_PAGE = Path(__file__).resolve().parent.parent.parent / "static" / "neutral.html"
NOBODY = {"signed_in": False}


async def session(request: Request) -> Response:
    """What is left of the session that the cookie names. Asking is no sign of life."""
    return await _answer(request, _state)


async def typing(request: Request) -> Response:
    """Somebody types: a sign of life of the session, and what is left of it then."""
    return await _answer(request, _note_typing, of_script=True)


async def neutral(request: Request) -> Response:
    """Where somebody lands who leaves, unless the installation names another address: it says nothing of the app."""
    return Response(NEUTRAL_PAGE.read_bytes(), headers={"content-type": "text/html; charset=utf-8"})


ROUTES = [
    Route("/tab/session", session),
    Route("/tab/typing", typing, methods=["POST"]),
    Route(NEUTRAL, neutral),
]


async def _answer(request: Request, asked: Callable[[str], dict[str, Any]], *, of_script: bool = False) -> Response:
    if of_script and not is_from_our_script(request):
        return JSONResponse({"why": "Only a page of this app may ask this."}, status_code=403, headers=NEVER_KEPT)
    token = seal.read_cookies(request.cookies, settings()).token
    try:
        found = await run_in_threadpool(asked, token) if token else NOBODY
    except CscpError as error:
        return JSONResponse({"why": str(error)}, status_code=503, headers=NEVER_KEPT)
    return JSONResponse(found | {"leave_to": settings().leave_to or NEUTRAL}, headers=NEVER_KEPT)


def _state(token: str) -> dict[str, Any]:
    with start.store().reading() as session:
        left = lasting.remaining(session, token)
    if left is None:
        return NOBODY
    return {
        "signed_in": True,
        "idle_left": left.idle and left.idle.total_seconds(),
        "whole_left": left.whole and left.whole.total_seconds(),
        "young": left.actor.role in (Role.YOUNG_ADVISOR, Role.PARTICIPATION_WORKER),
        "keeps_drafts": may(left.actor, Permission.KEEP_DRAFTS),
        "words_key": seal.words_key(left.actor.own_id, settings().signing_key),
    }


def _note_typing(token: str) -> dict[str, Any]:
    with start.store().reading() as session:
        actor = sign_in.who_is(session, token)
        is_due = actor is not None and sign_in.needs_a_stamp(session, str(actor.session_id))
    if is_due and actor:
        with start.store().writing() as session:
            sign_in.stamp_session(session, str(actor.session_id))
    return _state(token)
