"""A body is read to its end before an answer begins, no matter who answers."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.responses import PlainTextResponse

from pages.server import bodies
from pages.server.bodies import WholeBodies


def read_before_the_answer(monkeypatch, parts, headers, most=bodies.MOST):
    """How many parts of a body are read when the answer of an app begins that reads none."""
    monkeypatch.setattr(bodies, "MOST", most)
    waiting, begun = list(parts), []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        if message["type"] == "http.response.start":
            begun.append(len(parts) - len(waiting))

    scope = {"type": "http", "method": "PUT", "path": "/", "headers": headers}
    answering = WholeBodies(PlainTextResponse("Not found", status_code=404))
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, answering(scope, receive, send)).result()
    return begun


PART = {"type": "http.request", "body": b"x" * 10, "more_body": True}
LAST = {"type": "http.request", "body": b"x", "more_body": False}
GONE = {"type": "http.disconnect"}


@pytest.mark.parametrize(
    ("parts", "headers", "read"),
    [
        ([PART, PART, LAST], [(b"content-length", b"21")], 3),
        ([PART, LAST], [(b"transfer-encoding", b"chunked")], 2),
        ([PART, GONE], [(b"content-length", b"21")], 2),
        ([LAST], [], 0),
        ([LAST], [(b"content-length", b"0")], 0),
    ],
)
def test_an_answer_begins_when_the_body_has_ended_or_its_sender_has_gone(monkeypatch, parts, headers, read):
    assert read_before_the_answer(monkeypatch, parts, headers) == [read]


def test_a_body_without_end_is_cut_off(monkeypatch):
    assert read_before_the_answer(monkeypatch, [PART] * 9, [(b"content-length", b"90")], most=30) == [3]
