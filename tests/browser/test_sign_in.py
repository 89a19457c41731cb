"""Signing in and out in a real browser: the cookie comes and goes by answers of the server, and the page with it."""

import hashlib
import http.client
import json
from contextlib import nullcontext
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect
from sqlmodel import select

from cscp_core.people import demo
from cscp_core.people import sign_in as service
from cscp_core.people.seal import BROWSER, COOKIE
from cscp_core.people.tables import Account
from cscp_core.settings import Settings
from tests.browser.conftest import settled, sign_in
from tests.browser.server import Server
from tests.browser.sessions import are_open
from tests.browser.test_every_screen import check_every_look
from tests.nightly import sampled

pytestmark = pytest.mark.browser


def press_sign_in(page, server: Server, path: str = "/glossary") -> None:
    page.goto(server.address + path)
    settled(page)
    page.get_by_label("User name").fill("scrutineer")
    page.get_by_label("Password", exact=True).fill(demo.PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def cookies_of(context) -> dict[str, dict]:
    return {one["name"]: one for one in context.cookies()}


@pytest.fixture
def context(browser):
    made = browser.new_context()
    yield made
    made.close()


def test_the_cookie_is_for_no_script_and_no_other_site(context, server):
    page = context.new_page()
    press_sign_in(page, server)
    expect(page.locator("h1")).to_have_text("Glossary")
    held = cookies_of(context)
    assert (held[COOKIE]["httpOnly"], held[COOKIE]["sameSite"], held[COOKIE]["path"]) == (True, "Strict", "/")
    assert (held[BROWSER]["httpOnly"], held[BROWSER]["sameSite"]) == (True, "Lax")
    assert COOKIE not in page.evaluate("document.cookie")
    assert BROWSER not in page.evaluate("document.cookie")


@pytest.mark.nightly
def test_no_page_is_offered_before_its_connection_has_the_cookie(context, server):
    page, held = context.new_page(), []
    page.route("**/session/begin", lambda route: held.append(route))  # a slow network
    press_sign_in(page, server, "/notebook")
    expect(page.get_by_role("heading", name="Signing you in")).to_be_visible()
    settled(page)
    assert page.locator("h1").all_inner_texts() == ["Signing you in"]
    check_every_look(page)
    assert page.locator(".st-key-sign_out").count() == 0
    assert COOKIE not in cookies_of(context)
    held[0].continue_()
    expect(page.get_by_role("heading", name="Notebook", level=1)).to_be_visible()


def ticket_is_on_its_way(page):
    page.route("**/session/begin", lambda _: None, times=1)  # a network that loses it
    return page.expect_request("**/session/begin")


def cookie_is_set(page):
    return page.expect_response("**/session/begin")


def nothing_has_come_back(page):
    return nullcontext()


MOMENTS = [nothing_has_come_back, ticket_is_on_its_way, cookie_is_set]


@pytest.mark.parametrize("moment", sampled(MOMENTS, [ticket_is_on_its_way]))
def test_anyone_who_goes_to_another_address_after_pressing_sign_in_is_signed_in_there(context, server, moment):
    page = context.new_page()
    with moment(page):
        press_sign_in(page, server)
    elsewhere = server.address + "/priorities"
    try:
        page.goto(elsewhere, wait_until="commit", timeout=5000)
    except Error:  # where the page itself goes on at the same moment, its own way may win, or both be forgotten
        page.goto(elsewhere, wait_until="commit")
    expect(page.locator(".st-key-sign_out")).to_have_count(1)
    expect(page.locator("h1")).to_have_text("Priorities")


@pytest.mark.nightly
def test_a_ticket_that_is_refused_is_said_and_signs_nobody_in(context, server):
    page = context.new_page()
    page.route("**/session/begin", lambda route: route.fulfill(status=403))
    press_sign_in(page, server)
    expect(page.get_by_text("That did not sign you in. Reload the page, then try again.")).to_be_visible()
    assert COOKIE not in cookies_of(context)


def test_signing_out_takes_the_cookie_away_and_ends_the_session(context, server):
    page = context.new_page()
    page.goto(server.address + "/glossary")
    settled(page)
    sign_in(page, "lay.member")
    value = cookies_of(context)[COOKIE]["value"]
    with page.expect_response("**/session/end") as answer:
        page.get_by_role("button", name="Sign out", exact=True).click()
    assert answer.value.status == 204
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert COOKIE not in cookies_of(context)
    context.add_cookies([{"name": COOKIE, "value": value, "url": server.address}])  # a copy that somebody kept
    page.goto(server.address + "/glossary")
    settled(page)
    expect(page.get_by_label("User name")).to_be_visible()


@pytest.mark.nightly
def test_anyone_who_signed_out_signs_in_again_in_the_same_tab(context, server):
    page = context.new_page()
    page.goto(server.address + "/glossary")
    settled(page)
    sign_in(page, "lay.member")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    settled(page)
    sign_in(page, "scrutineer")
    expect(page.get_by_text("Signed in as")).to_contain_text("crutineer")


def test_nothing_of_a_page_is_left_in_the_tab_that_ended(visit, server):
    page = visit("/notebook", "scrutineer")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    assert page.get_by_text("Notebook").count() == 0


def post(at: str, path: str, details: object, **headers: str) -> tuple[int, str]:
    """Status and cookie of what is answered to no browser; header names are given with underscores."""
    where = urlsplit(at)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    sent = {"Content-Type": "application/json"} | {name.replace("_", "-"): one for name, one in headers.items()}
    connection.request("POST", path, json.dumps(details), sent)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("set-cookie", "")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "{own}", "Sec_Fetch_Site": "cross-site"},
        {"Origin": "{own}", "Content_Type": "text/plain"},
    ],
    ids=["no origin", "another site", "no site", "said to be foreign", "a plain form"],
)
@pytest.mark.parametrize("path", ["/session/begin", "/session/end"])
def test_the_addresses_of_the_cookie_answer_the_own_script_alone(server, path, headers):
    sent = {name: value.replace("{own}", server.address) for name, value in headers.items()}
    assert post(server.address, path, {"ticket": "x"}, **sent) == (403, "")


def test_the_addresses_of_the_cookie_take_no_query(server):
    assert post(server.address, "/session/end?next=elsewhere", {}, Origin=server.address) == (403, "")
    assert post(server.address, "/session/end", {}, Origin=server.address)[0] == 204


@pytest.mark.parametrize("details", [{}, [], {"ticket": 7}, {"ticket": "guessed"}, {"ticket": "x" * 5000}, "ticket"])
def test_what_is_no_ticket_is_refused(server, details):
    assert post(server.address, "/session/begin", details, Origin=server.address) == (403, "")


def ticket_of(server: Server, browser: str) -> str:
    """A ticket for the browser with this number, as after a right password."""
    store = server.store
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == "scrutineer")).one()
        attempt = service.SignInAttempt(account.account_id, b"", "none")
        digest = hashlib.sha256(browser.encode()).hexdigest()
        ticket = service.open_session(session, attempt, Settings.model_construct(), browser=digest)
    store.engine.dispose()
    return ticket


def test_a_ticket_gives_its_own_browser_the_cookie_once(server):
    ticket = {"ticket": ticket_of(server, "one")}
    for stranger in ({}, {"Cookie": f"{BROWSER}=another"}, {"Cookie": f"{BROWSER}="}):
        assert post(server.address, "/session/begin", ticket, Origin=server.address, **stranger) == (403, "")
    own = {"Origin": server.address, "Cookie": f"{BROWSER}=one"}
    status, cookie = post(server.address, "/session/begin", ticket, **own)
    assert (status, cookie.split("=")[0]) == (204, COOKIE)
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
    assert post(server.address, "/session/begin", ticket, **own) == (403, "")


@pytest.mark.parametrize(("everywhere", "left"), [(False, 1), (True, 0), ("yes", 1)])
def test_a_session_ends_here_or_on_every_device(blank, everywhere, left):
    here, elsewhere = (blank.cookie_for("lay.member")["value"] for _ in range(2))
    own = {"Origin": blank.address, "Cookie": f"{COOKIE}={here}"}
    assert post(blank.address, "/session/end", {"everywhere": everywhere}, **own)[0] == 204
    assert are_open(blank, "lay.member") == left
    own["Cookie"] = f"{COOKIE}={elsewhere}"
    post(blank.address, "/session/end", {}, **own)
