"""What an open tab may ask: only a page of the app keeps a session or ends one; the neutral page says nothing of it."""

import re

import pytest
from starlette.applications import Starlette

from server.page import NEUTRAL, OwnPage
from server.tab import ROUTES
from tests.server.asking import ask

APP = OwnPage(Starlette(routes=ROUTES))
OTHERS = ["", "null", "https://elsewhere.example", "http://scrutiny.example.elsewhere.example", "scrutiny.example"]


@pytest.mark.parametrize("path", ["/tab/typing", "/tab/leave"])
@pytest.mark.parametrize("origin", OTHERS)
def test_another_page_may_neither_keep_a_session_nor_end_it(path, origin):
    headers = {"host": "scrutiny.example"} | ({"origin": origin} if origin else {})
    assert ask(APP, path, method="POST", **headers).status == 403


@pytest.mark.parametrize("path", ["/tab/typing", "/tab/leave"])
def test_a_link_alone_keeps_no_session_and_ends_none(path):
    assert ask(APP, path, host="scrutiny.example", origin="https://scrutiny.example").status == 405


def test_the_neutral_page_is_whole_and_says_nothing_of_the_app():
    answer = ask(APP, NEUTRAL, host="scrutiny.example")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Miles and kilometres" in answer.body
    assert re.findall(r"(?i)camden|safeguard|scrutin|young|partnership|<script|src=", answer.body) == []
