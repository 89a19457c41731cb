"""The root sends a browser that is signed in to the first screen of its role; what is no address leads to a page."""

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from cscp_core import start
from cscp_core.errors import StorageUnavailable
from cscp_core.people import sign_in
from cscp_core.people.seal import COOKIE
from pages.components import menu
from pages.server.page import PAGE, OwnPage
from tests.pages.conftest import cookies_of, everything, token_for
from tests.server.asking import ask

APP = OwnPage(Starlette(routes=[Route("/{any:path}", lambda _request: HTMLResponse("Streamlit's"))]))


def asked(path: str, cookies: dict[str, str]):
    return ask(APP, path, cookie="; ".join(f"{name}={value}" for name, value in cookies.items()))


@pytest.mark.parametrize(
    ("username", "address"),
    [
        ("scrutineer", "my_desk"),
        ("young.advisor", "young_home"),
        ("lay.member", "next_meeting"),
        ("council.partner", "what_we_owe"),
        ("business.manager", "to_do"),
        ("safeguarding.lead", "welfare"),
    ],
)
def test_the_root_leads_each_role_to_its_first_screen(installation, username, address):
    answer = asked("/", cookies_of(token_for(username)))
    assert (answer.status, answer.headers["location"]) == (307, address)
    assert answer.headers["cache-control"] == "no-store"
    assert menu.screen_at(address).file == address


def test_another_address_stays_what_it_is(installation):
    answer = asked("/theme?theme=neglect", cookies_of(token_for("scrutineer")))
    assert (answer.status, answer.body) == (200, PAGE)


@pytest.mark.parametrize("path", ["/no_such_page", "/theme/neglect", "/Theme?theme=neglect", "/wp-login.php"])
def test_an_address_that_no_screen_has_leads_to_the_page_that_says_so(installation, path):
    for cookies in ({}, cookies_of(token_for("scrutineer"))):
        answer = asked(path, cookies)
        assert (answer.status, answer.headers["location"]) == (307, "/nothing_here")


def test_the_page_of_no_address_leads_on(open_page):
    for by, way in (("", "Sign in"), ("young.advisor", "Go to your first screen")):
        page = open_page("nothing_here", by)
        assert "There is no page at this address" in everything(page)
        assert way in [one.proto.label for one in page.get("page_link")]


def test_a_cookie_that_is_forged_or_whose_session_has_ended_leads_nowhere(installation):
    token = token_for("scrutineer")
    ended = cookies_of(token)
    with start.store().writing() as session:
        sign_in.sign_out(session, sign_in.who_is(session, token))
    for cookies in ({}, {COOKIE: "forged"}, ended, cookies_of("no such token")):
        answer = asked("/", cookies)
        assert (answer.status, answer.body) == (200, PAGE)


def test_the_root_opens_the_page_where_the_database_cannot_be_asked(installation, monkeypatch):
    cookies = cookies_of(token_for("scrutineer"))
    assert asked("/", cookies).status == 307
    monkeypatch.setattr("pages.server.landing.who_is", refuse)
    assert asked("/", cookies).status == 200


def refuse(*_: object) -> None:
    raise StorageUnavailable("Nothing answers.")
