"""From which pages a request is taken."""

import pytest
from starlette.requests import HTTPConnection

from pages.server.origin import is_from_here


def asked(origins, host="127.0.0.1:8501", scheme="ws"):
    headers = [(b"host", host.encode()), *((b"origin", one.encode()) for one in origins)]
    return HTTPConnection({"type": "websocket", "scheme": scheme, "headers": headers})


@pytest.mark.parametrize(
    ("origin", "host", "scheme"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1:8501", "ws"),
        ("https://scrutiny.example.org", "scrutiny.example.org", "wss"),
        ("https://Scrutiny.Example.org:443", "scrutiny.example.org", "wss"),
        ("http://[::1]:8501", "[::1]:8501", "http"),
    ],
)
def test_a_page_of_this_address_is_answered(origin, host, scheme):
    assert is_from_here(asked([origin], host, scheme))


@pytest.mark.parametrize(
    "origin",
    [
        "https://127.0.0.1:8501",
        "http://127.0.0.1:8502",
        "http://127.0.0.1",
        "http://localhost:8501",
        "http://evil@127.0.0.1:8501",
        "http://127.0.0.1:8501@evil.example",
        "http://@127.0.0.1:8501",
        "http://127.0.0.1:8501/",
        "http://127.0.0.1:8501?x",
        "http://127.0.0.1:8501#x",
        "http://127.0.0.1:port",
        "http://[127.0.0.1:8501",
        "127.0.0.1:8501",
        "null",
        "",
    ],
)
def test_an_origin_is_scheme_host_and_port_and_nothing_else(origin):
    assert not is_from_here(asked([origin]))


def test_who_names_no_origin_or_two_is_not_answered():
    assert not is_from_here(asked([]))
    assert not is_from_here(asked(["http://127.0.0.1:8501"] * 2))
