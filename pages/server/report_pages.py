"""A page of a report's file as a picture: drawn for the person whom the cookie names now, and nobody else."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cscp_core import start
from cscp_core.confirming import passages
from cscp_core.errors import CscpError, NotAllowed
from cscp_core.people import seal
from cscp_core.people.sign_in import who_is
from cscp_core.settings import settings

log = logging.getLogger("cscp")
KEPT = {"cache-control": "private, max-age=600"}


async def show(request: Request) -> Response:
    """The picture, or that there is none for this person: why is not said."""
    token = seal.read_cookies(request.cookies, settings()).token
    asked = request.path_params
    try:
        drawn = await run_in_threadpool(_draw, token, asked["reading"], asked["number"])
    except CscpError as error:
        log.info("a page of a report was not shown: %s", type(error).__name__)
        return PlainTextResponse("There is no such page for you here.", status_code=404)
    return Response(drawn, media_type="image/png", headers=KEPT)


def _draw(token: str | None, reading_id: int, number: int) -> bytes:
    with start.store().reading() as session:
        actor = who_is(session, token) if token else None
        if actor is None:
            raise NotAllowed("Sign in first.")
        return passages.page_picture(session, actor, reading_id=reading_id, number=number, folder=settings().readings)


ROUTES = [Route("/report-page/{reading:int}/{number:int}", show)]
