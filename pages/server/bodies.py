"""Reads a request's body to its end before an answer begins, so that a refusal is heard.

A server that answers while a body is still on its way, and closes, resets the connection. The answer is lost, and nginx
takes the server for one that has failed: anybody could send it large files until it is asked no more.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 64 * 1024 * 1024
"""Bytes that are read on: nginx lets fewer through, and a body without end is cut off here."""


class WholeBodies:
    """Stands before everything that answers."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
            return
        left = MOST

        async def receive_noted() -> Message:
            nonlocal left
            message = await receive()
            left = left - len(message.get("body", b"")) if message.get("more_body") else 0
            return message

        async def send_at_the_end(message: Message) -> None:
            while left > 0:
                await receive_noted()
            await send(message)

        await self.app(scope, receive_noted, send_at_the_end)


def _has_body(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
