"""The copies that somebody who has left takes home: made for the person who holds their link, and for nobody else."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cscp_core import start
from cscp_core.errors import CscpError, LinkRefused
from cscp_core.people.leaving import who_left

KINDS = {"my-data.txt": "text/plain; charset=utf-8", "my-data.json": "application/json"}
BY_LINK = ("/leaving", "/welcome", "/code")
"""Where a link is in the address, or a code in a link of the page: no other page is told of it."""


def is_by_link(path: str) -> bool:
    """Whether an address may hold a link of somebody's own."""
    return path.startswith(BY_LINK)


async def copy_of_own_data(request: Request) -> Response:
    """One's own data as a file, by the link alone."""
    name, token = request.path_params["name"], request.query_params.get("token", "")
    if name not in KINDS:
        return PlainTextResponse("There is no such file.", status_code=404)
    try:
        content = await run_in_threadpool(_make, name, token)
    except LinkRefused as error:
        return PlainTextResponse(str(error), status_code=404)
    except CscpError as error:
        return PlainTextResponse(str(error), status_code=503)
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content, media_type=KINDS[name], headers=headers)


def _make(name: str, token: str) -> bytes:
    from feedback import published  # brings rooms that no other request needs

    with start.store().reading() as session:
        return published.own_data(session, who_left(session, token), to_read=name.endswith(".txt"))


ROUTES = [Route("/leaving/{name}", copy_of_own_data)]
