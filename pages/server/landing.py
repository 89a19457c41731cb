"""Where somebody who is signed in begins: a browser that asks for the root is sent to the first screen of its role.

Without this the root's own script would run first, draw the frame, and be run again as another page.
"""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from cscp_core import start
from cscp_core.errors import CscpError
from cscp_core.people import seal
from cscp_core.people.sign_in import who_is
from cscp_core.settings import settings

log = logging.getLogger("cscp")


async def redirect(asked: HTTPConnection) -> Response | None:
    """To the first screen of the person whose session the cookie names; None where there is none, or it is unknown."""
    if asked.scope["path"] != "/":
        return None
    token = seal.read_cookies(asked.cookies, settings()).token
    address = await run_in_threadpool(_address, token) if token else ""
    return RedirectResponse(address, status_code=307, headers={"cache-control": "no-store"}) if address else None


def _address(token: str) -> str:
    from pages.components import menu  # it brings Streamlit, which the page itself does without

    try:
        with start.store().reading() as session:
            actor = who_is(session, token)
    except CscpError as error:  # the page says so itself
        log.warning("where to begin was not found: %s", error)
        return ""
    return menu.SCREENS[menu.first_screen(actor.role)].address if actor else ""
