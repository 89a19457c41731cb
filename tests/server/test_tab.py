"""What an open tab may ask: only a page of the app keeps a session or ends one; the neutral page says nothing of it."""

import re

import pytest
from starlette.applications import Starlette

from pages.server import sign_in, tab
from pages.server.page import NEUTRAL, OwnPage
from tests.server.asking import ask

APP = OwnPage(Starlette(routes=[*tab.ROUTES, *sign_in.ROUTES]))
OTHERS = ["", "null", "https://elsewhere.example", "http://scrutiny.example.elsewhere.example", "scrutiny.example"]


JSON = {"content_type": "application/json"}


@pytest.mark.parametrize("path", ["/tab/typing", "/session/end"])
@pytest.mark.parametrize("origin", OTHERS)
def test_another_page_may_neither_keep_a_session_nor_end_it(path, origin):
    headers = {"host": "scrutiny.example"} | ({"origin": origin} if origin else {})
    assert ask(APP, path, method="POST", body=b"{}", **headers, **JSON).status == 403


@pytest.mark.parametrize("path", ["/tab/typing", "/session/end"])
def test_a_form_of_no_script_may_neither_keep_a_session_nor_end_it(path):
    headers = {"host": "scrutiny.example", "origin": "http://scrutiny.example", "content_type": "text/plain"}
    assert ask(APP, path, method="POST", body=b"{}", **headers).status == 403


def test_a_page_of_the_app_is_answered():
    headers = {"host": "scrutiny.example", "origin": "http://scrutiny.example"}
    assert ask(APP, "/tab/typing", method="POST", body=b"{}", **headers, **JSON).status == 200
    assert ask(APP, "/session/end", method="POST", body=b"{}", **headers, **JSON).status == 204


@pytest.mark.parametrize("body", [b"", b"[]", b"everywhere"])
def test_how_a_session_ends_is_said_in_an_object(body):
    headers = {"host": "scrutiny.example", "origin": "http://scrutiny.example"}
    assert ask(APP, "/session/end", method="POST", body=body, **headers, **JSON).status == 403


@pytest.mark.parametrize("path", ["/tab/typing", "/session/end"])
def test_a_link_alone_keeps_no_session_and_ends_none(path):
    assert ask(APP, path, host="scrutiny.example", origin="https://scrutiny.example").status == 405


def test_the_neutral_page_is_whole_and_says_nothing_of_the_app():
    answer = ask(APP, NEUTRAL, host="scrutiny.example")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Miles and kilometres" in answer.body
    assert re.findall(r"(?i)camden|safeguard|scrutin|young|partnership|<script|src=", answer.body) == []
