"""What is answered leaves at once.

Streamlit binds its socket so that neither it nor asyncio turns Nagle's algorithm off. The system then holds back the
second small part of an answer until the browser acknowledges the first, and browsers put that off: by 40 milliseconds
on Linux, by up to 200 elsewhere. Each file of a page is such an answer, and so is each run of a screen.
"""

import socket
from asyncio import BaseTransport
from types import MethodType

from starlette.types import ASGIApp, Receive, Scope, Send


class AtOnce:
    """The outermost part of the app: it turns the algorithm off for each connection that a request comes by."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = socket_of(receive)
        if connection is not None:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)


def socket_of(receive: Receive) -> socket.socket | None:
    """The connection that Uvicorn reads a request from, as its protocols keep it; None behind any other server."""
    match receive:
        case MethodType(__self__=object(transport=BaseTransport() as transport)):
            found = transport.get_extra_info("socket")
            is_tcp = found is not None and found.family in (socket.AF_INET, socket.AF_INET6)
            return found if is_tcp else None
    return None
