"""What is answered leaves at once, on a socket that Streamlit binds: a file, and what a run of a screen sends."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import uvicorn
from starlette.responses import PlainTextResponse
from streamlit.web.server.starlette.starlette_server import _get_websocket_protocol
from websockets.asyncio.client import connect

from pages.server.at_once import AtOnce, socket_of

seen = {}


async def inner(scope, receive, send):
    """Notes whether the connection holds small parts back, and answers."""
    seen[scope["type"]] = socket_of(receive).getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1000})
    else:
        await PlainTextResponse("answered")(scope, receive, send)


def apart(coroutine):
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


async def visit(app):
    """One request and one connection, to a socket that is bound as Streamlit binds it."""
    seen.clear()
    with socket.socket(family=socket.AF_INET) as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        host, port = bound.getsockname()
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, ws=_get_websocket_protocol()))
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n")
        assert b"answered" in await reader.read()
        writer.close()
        async with connect(f"ws://{host}:{port}/") as connection:
            await connection.wait_closed()
        server.should_exit = True
        await serving


def test_both_kinds_of_connection_hold_nothing_back():
    apart(visit(AtOnce(inner)))
    assert seen == {"http": 1, "websocket": 1}


def test_without_it_both_would():
    apart(visit(inner))
    assert seen == {"http": 0, "websocket": 0}


async def elsewhere():
    return {"type": "http.request"}


def test_behind_another_server_it_changes_nothing():
    async def answer(scope, receive, send):
        seen["passed on"] = receive

    seen.clear()
    assert socket_of(elsewhere) is None
    apart(AtOnce(answer)({"type": "http"}, elsewhere, elsewhere))
    assert seen == {"passed on": elsewhere}


def test_a_socket_that_is_no_tcp_is_left_alone():
    class Transport(asyncio.Transport):
        def get_extra_info(self, name, default=None):
            return self.socket

    class Protocol:
        transport = Transport()

        async def receive(self):
            return {}

    with socket.socket(socket.AF_UNIX) as Transport.socket:
        assert socket_of(Protocol().receive) is None
