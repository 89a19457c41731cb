"""The doors: the first request to a fresh server, forged cookies, foreign addresses, headers on every answer."""

import http.client
import shutil
import socket
import time
from urllib.parse import urlsplit

import jwt
import pyotp
import pytest
from playwright.sync_api import expect
from sqlalchemy import text
from sqlmodel import select

from cscp_core.people import second_factor
from cscp_core.people import sign_in as sign_in_service
from cscp_core.people.permissions import Role
from cscp_core.people.seal import COOKIE as NAME
from cscp_core.people.tables import Account
from cscp_core.storage.session import Store, make_engine
from pages.components.menu import SCREENS
from tests.browser.conftest import settled, sign_in
from tests.browser.server import running
from tests.browser.test_every_screen import address, check_every_look
from tests.conftest import PASSWORD, ROOT, make_account
from tests.nightly import sampled
from tests.pages.test_every_page import PRIVATE, PUBLIC

pytestmark = pytest.mark.browser


def check_only_the_form_is_shown(page) -> None:
    expect(page.get_by_label("User name")).to_be_visible()
    settled(page)
    assert page.locator("h1").all_inner_texts() == ["Camden Safeguarding Children Partnership"]
    assert page.locator("h2").count() == 0


WHICH_PAGES = [
    pytest.param(("home", "theme", "challenge", "say", "people", "welfare"), id="a page of each kind"),
    pytest.param((*PRIVATE, "home"), id="every page", marks=pytest.mark.nightly),
]


def check_each_shows_only_the_form(page, on, files) -> None:
    """Looks at pages one after the other in one tab, and tells of all that fail together."""
    failed = {}
    for file in files:
        page.goto(on.address + address(file))
        try:
            check_only_the_form_is_shown(page)
        except AssertionError as error:
            failed[file] = str(error)
    assert failed == {}


FIRST = ("home", "theme", "people", "challenge", "in_meeting", "notebook")
"""A page of each kind is the first that its server is asked for; below the browser every page is the first of a run."""


@pytest.mark.parametrize("file", sampled(FIRST, ["home"]))
def test_the_first_request_to_a_fresh_server_shows_the_sign_in_form_and_nothing_of_the_page(
    browser, tmp_path, loaded, file
):
    with running(tmp_path / "var", loaded) as fresh:
        page = browser.new_page()
        page.goto(fresh.address + address(file))
        check_only_the_form_is_shown(page)
        page.close()


@pytest.mark.parametrize("files", WHICH_PAGES)
def test_signed_out_every_page_shows_the_sign_in_form_and_nothing_of_itself(tab, server, files):
    check_each_shows_only_the_form(tab(), server, files)


@pytest.fixture(scope="module")
def without_database(tmp_path_factory):
    """A server with a folder where its database should be."""
    var = tmp_path_factory.mktemp("without") / "var"
    (var / "demo.sqlite3").mkdir(parents=True)
    with running(var) as started:
        yield started


@pytest.mark.parametrize("files", WHICH_PAGES)
def test_a_server_without_its_database_shows_the_sign_in_form_and_nothing_of_the_page(tab_on, without_database, files):
    check_each_shows_only_the_form(tab_on(without_database), without_database, files)


@pytest.mark.nightly
def test_a_server_without_its_database_says_so_at_sign_in_and_to_monitoring(browser, without_database):
    page = browser.new_page()
    page.goto(without_database.address)
    check_only_the_form_is_shown(page)
    page.get_by_label("User name").fill("scrutineer")
    page.get_by_label("Password", exact=True).fill("safe-thriving-heard")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("The database cannot be reached")).to_be_visible()
    assert ask(without_database.address, "/readyz")[0] == 503
    assert ask(without_database.address, "/healthz")[0] == 200
    page.close()


FUTURE = 4102444800  # the year 2100: the same in every worker, so that all collect the same tests


def token(key: bytes, algorithm: str = "HS256", **claims: object) -> str:
    return jwt.encode({"token": "x" * 43, "exp": FUTURE} | claims, key, algorithm=algorithm)


UNSIGNED = jwt.encode({"token": "x", "exp": FUTURE}, None, algorithm="none")


@pytest.mark.parametrize(
    "forged",
    sampled(
        [
            "not a token",
            token(b"another key that is just as long as ours"),
            UNSIGNED,
            jwt.encode({"token": "x"}, b"another key that is just as long as ours", algorithm="HS256"),
            "a.b.c",
            "e30.e30.",
        ],
        [UNSIGNED],
    ),
    ids=["no token", "another key", "no algorithm", "no expiry", "not encoded", "empty"],
)
def test_a_forged_cookie_means_signed_out_and_never_an_error(browser, server, forged):
    check_signed_out_with(browser, server, forged)


MALFORMED = [{"exp": 1}, {"exp": "soon"}, {"token": 7}, {"token": ""}, {"token": "x" * 5000}]


@pytest.mark.parametrize("claims", sampled(MALFORMED, [{"token": 7}]))
def test_a_signed_cookie_that_is_expired_or_malformed_means_signed_out_and_never_an_error(browser, server, claims):
    held = {"token": "x" * 43, "exp": FUTURE} | claims
    check_signed_out_with(browser, server, jwt.encode(held, server.key, algorithm="HS256"))


def check_signed_out_with(browser, server, value: str) -> None:
    context = browser.new_context()
    context.add_cookies([{"name": NAME, "value": value[:4000], "url": server.address}])
    page = context.new_page()
    page.goto(f"{server.address}/priorities")
    check_only_the_form_is_shown(page)
    assert page.get_by_test_id("stException").count() == 0
    context.close()


@pytest.mark.nightly
def test_signing_out_in_one_tab_signs_the_other_out(browser, server):
    context = browser.new_context()
    context.add_cookies([server.cookie_for("lay.member")])
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"{server.address}/priorities")
        settled(page)
    one.get_by_role("button", name="Sign out", exact=True).click()
    expect(one.get_by_text("You are signed out.")).to_be_visible()
    expect(other.get_by_label("User name")).to_be_visible()  # by itself: nobody presses anything there
    context.close()


def test_a_form_that_was_open_does_nothing_once_its_session_has_ended(visit, server):
    page = visit("/people", "business.manager")
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label("User name").fill("too.late")
    page.get_by_label("Name or post").fill("Too late")
    page.get_by_label("Name or post").press("Tab")
    settled(page)
    store = server.store
    with store.writing() as session:
        (held,) = [one["value"] for one in page.context.cookies() if one["name"] == NAME]
        token = jwt.decode(held, server.key, algorithms=["HS256"])["token"]
        sign_in_service.sign_out(session, sign_in_service.who_is(session, token))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("not signed in here any more").or_(page.get_by_label("Password")).first).to_be_visible()
    with store.reading() as session:
        assert not session.exec(select(Account).where(Account.username == "too.late")).all()
    store.engine.dispose()


@pytest.mark.nightly
def test_leaving_takes_effect_also_while_the_database_takes_no_changes(visit, server):
    page = visit("/glossary", "young.advisor")
    store = server.store
    with store.writing() as session:
        session.execute(text("SELECT 1"))  # from here on nobody else may write
        page.get_by_role("button", name="Leave now").click()
        expect(page.get_by_role("heading", name="Miles and kilometres")).to_be_visible()
        page.goto(server.address + "/glossary")
        expect(page.get_by_label("User name")).to_be_visible()
    store.engine.dispose()


@pytest.mark.nightly
def test_a_cookie_set_by_signing_in_survives_a_reload_and_a_new_tab(browser, server):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/glossary?report=annual-report-2019-20")
    settled(page)
    sign_in(page, "health.partner")
    expect(page.locator("h1")).to_have_text("Glossary")
    assert page.url.endswith("/glossary?report=annual-report-2019-20")
    page.reload()
    expect(page.locator("h1")).to_have_text("Glossary")
    second = context.new_page()
    second.goto(f"{server.address}/figures")
    expect(second.locator("h1")).to_have_text("Figures")
    context.close()


def ask(at: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """One plain request; header names are given with underscores."""
    where = urlsplit(at)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest("GET", path, skip_host="Host" in sent)
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
FOREIGN = [
    {"Host": "camden.example"},
    {"X_Forwarded_For": "203.0.113.7"},
    {"Forwarded": "for=203.0.113.7"},
    {"X_Real_IP": "203.0.113.7"},
    {"X_Forwarded_Host": "camden.example"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/theme?theme=neglect", "/readyz", "/fonts/OFL.txt", "/_stcore/health"])
def test_the_demonstration_refuses_what_is_forwarded_or_addressed_to_another_host(server, path, headers):
    assert ask(server.address, path, **headers)[0] == 403


@pytest.mark.parametrize("headers", FOREIGN)
def test_the_demonstration_refuses_a_foreign_websocket(server, headers):
    assert ask(server.address, "/_stcore/stream", **UPGRADE, **headers)[0] == 403


def test_the_demonstration_refuses_another_machine_even_when_told_to_listen_everywhere(tmp_path, loaded):
    with running(tmp_path / "var", loaded, STREAMLIT_SERVER_ADDRESS="0.0.0.0") as open_server:  # noqa: S104
        port = urlsplit(open_server.address).port
        own = own_address()
        if own is None:
            pytest.fail("This machine has no address but loopback: the refusal cannot be shown.")
        assert ask(f"http://{own}:{port}", "/", Host=f"127.0.0.1:{port}")[0] == 403
        assert ask(open_server.address, "/")[0] == 200


def own_address() -> str | None:
    """An address of this machine that is not loopback; nothing is sent anywhere."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found: str = asked.getsockname()[0]
    return None if found.startswith("127.") else found


@pytest.mark.parametrize("path", ["/", "/figures", "/healthz", "/readyz", "/fonts/OFL.txt", "/no/such/thing"])
def test_every_answer_carries_the_security_headers(server, path):
    headers = ask(server.address, path)[1]
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_fonts_and_pages_are_served_from_here(server):
    status, headers = ask(server.address, "/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2")
    assert status == 200
    assert headers["content-type"] == "font/woff2"


def test_the_icon_where_programs_look_for_one_is_the_apps_own(server):
    status, headers = ask(server.address, "/favicon.png")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert int(headers["content-length"]) == (ROOT / "static" / "favicon.png").stat().st_size
    assert headers["cache-control"] == "public, max-age=86400"


LIVE = {"CSCP_COOKIE_KEY": "Cookie key of more than forty letters in all", "CSCP_ALLOWED_HOSTS": "127.0.0.1"}


@pytest.fixture(scope="module")
def live_server(tmp_path_factory):
    """A live installation with one account, whose holder has no second factor yet."""
    var = tmp_path_factory.mktemp("live")
    live = LIVE | {"CSCP_DATABASE_URL": f"sqlite:///{var / 'live.sqlite3'}"}
    with running(var, **live) as started:
        store = Store(make_engine(live["CSCP_DATABASE_URL"]), LIVE["CSCP_COOKIE_KEY"].encode())
        with store.writing() as session:
            make_account(session, "sam", Role.BUSINESS_MANAGER)
        store.engine.dispose()
        yield started


@pytest.mark.xdist_group("live")
def test_live_mode_has_no_demonstration_in_it(browser, live_server):
    assert ask(live_server.address, "/readyz")[0] == 200
    assert "strict-transport-security" in ask(live_server.address, "/")[1]
    assert ask(live_server.address, "/", Host="localhost")[0] == 403
    page = browser.new_page()
    page.goto(live_server.address)
    check_only_the_form_is_shown(page)
    assert page.get_by_text("safe-thriving-heard").count() == 0
    assert page.get_by_text("Demonstration").count() == 0
    page.get_by_label("User name").fill("scrutineer")
    page.get_by_label("Password", exact=True).fill("safe-thriving-heard")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("do not match")).to_be_visible()
    page.close()


@pytest.mark.nightly
def test_live_mode_shuts_every_page_on_a_database_of_the_demonstration(browser, tmp_path, loaded):
    shutil.copy(loaded, tmp_path / "demo.sqlite3")
    live = LIVE | {"CSCP_DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}"}
    with running(tmp_path / "var", **live) as started:
        assert ask(started.address, "/readyz")[0] == 503
        page = browser.new_page()
        page.goto(started.address)
        page.get_by_label("User name").fill("business.manager")
        page.get_by_label("Password", exact=True).fill("safe-thriving-heard")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("made for demo mode")).to_be_visible()
        page.close()


@pytest.mark.xdist_group("live")
def test_in_live_mode_who_holds_the_keys_gives_a_code_too(browser, live_server):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(live_server.address)
    settled(page)
    give_password(page)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    check_every_look(page)
    page.goto(live_server.address + "/people")
    settled(page)
    check_only_the_form_is_shown(page)
    give_password(page)
    key = page.get_by_test_id("stCode").locator("code").inner_text().strip()
    give_code(page, "000000")
    expect(page.get_by_text("not the current code")).to_be_visible()
    give_code(page, pyotp.TOTP(key).now())
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.close()
    page = browser.new_page()
    page.goto(live_server.address)
    settled(page)
    give_password(page)
    expect(page.get_by_text("type the code that it shows for sam")).to_be_visible()
    assert page.get_by_test_id("stCode").count() == 0
    give_code(page, pyotp.TOTP(key).at(int(time.time()) + second_factor.STEP))
    expect(page.get_by_role("heading", name="To do")).to_be_visible()
    page.close()


def give_password(page):
    page.get_by_label("User name").fill("sam")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    settled(page)


def give_code(page, code):
    page.get_by_label("Six-digit code").fill(code)
    page.get_by_role("button", name="Sign in").click()


def test_half_a_pair_of_settings_is_refused_at_start(tmp_path):
    with (
        pytest.raises(RuntimeError, match="only one is set"),
        running(tmp_path / "var", CSCP_COOKIE_KEY="Cookie key of more than forty letters in all"),
    ):
        raise AssertionError("The server started.")


def test_every_private_screen_was_tried():
    assert {*PRIVATE, "home"} == set(SCREENS) - PUBLIC
    assert set(FIRST) <= {*PRIVATE, "home"}
