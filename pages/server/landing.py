"""Where a browser is sent on: from the root to the first screen of who is signed in, and from an address that no screen
has to the page that says so.

Without the first the root's own script would run, draw the frame, and be run again as another page; without the second
Streamlit would show the first screen under a dialog of its own.
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
    """None where the browser stays: it asks for a screen, or for the root and nobody is signed in."""
    path = asked.scope["path"].strip("/")
    token = "" if path else seal.read_cookies(asked.cookies, settings()).token
    address = await run_in_threadpool(_elsewhere, path) if path else ""
    if token:
        address = await run_in_threadpool(_address, token)
    return RedirectResponse(address, status_code=307, headers={"cache-control": "no-store"}) if address else None


def _elsewhere(path: str) -> str:
    from pages.components import menu  # it brings Streamlit, which the page itself does without

    return "" if menu.is_known(path) else f"/{menu.NOTHING}"


def _address(token: str) -> str:
    from pages.components import menu

    try:
        with start.store().reading() as session:
            actor = who_is(session, token)
    except CscpError as error:  # the page says so itself
        log.warning("where to begin was not found: %s", error)
        return ""
    return menu.SCREENS[menu.first_screen(actor.role)].address if actor else ""
