"""Two app servers behind nginx on one PostgreSQL: what holds when one of them dies, and when the database goes away."""

import secrets
import ssl
import time
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pyotp
import pytest
from playwright.sync_api import expect
from sqlmodel import select

from cscp_core.people import rules
from cscp_core.people.permissions import Actor, Role
from cscp_core.people.seal import BROWSER, COOKIE
from cscp_core.people.tables import Account
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.notebook.tables import PrivateNote
from cscp_core.storage.session import today
from scripts import cluster as clusters
from tests.browser.conftest import settled, sign_in
from tests.browser.test_doors import give_code, give_password
from tests.conftest import PASSWORD, make_account

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("cluster"), pytest.mark.nightly]
TRUSTING = ssl._create_unverified_context()  # noqa: S323  its certificate was made a moment ago
QUESTIONS = ("What was it before?", "Who checked it?")


@pytest.fixture(scope="module")
def cluster():
    with TemporaryDirectory(prefix="cscp-cluster-") as folder, clusters.running(Path(folder)) as running:
        store = running.store
        with store.writing() as session:
            make_account(session, "dee", Role.SCRUTINEER)
            make_account(session, "yas", Role.YOUNG_ADVISOR)
            make_account(session, "sam", Role.BUSINESS_MANAGER)
        store.engine.dispose()
        yield running


@pytest.fixture
def open_page(browser, cluster):
    contexts = []

    def opened(path="/", route="", **more):
        context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900}, **more)
        contexts.append(context)
        if route:
            context.add_cookies([{"name": "cscp_route", "value": route, "url": cluster.address}])
        page = context.new_page()
        page.goto(cluster.address + path)
        settled(page)
        return page

    yield opened
    for one in contexts:
        one.close()


def ask(cluster, path, **headers):
    """Status and headers of an answer through nginx."""
    request = urllib.request.Request(cluster.address + path, headers=headers)
    try:
        with urllib.request.urlopen(request, context=TRUSTING, timeout=10) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, {}


def served_by(cluster, route):
    """Which app server a route leads to, as nginx wrote it down."""
    asked = f"/asked-{secrets.token_hex(8)}"
    ask(cluster, asked, Cookie=f"cscp_route={route}")
    until = time.monotonic() + 10
    while time.monotonic() < until:  # nginx writes its line after it has answered
        for line in (cluster.folder / "nginx-access.log").read_text().splitlines():
            if asked in line:
                return cluster.ports.index(int(line.rpartition(":")[2]))
    raise AssertionError("nginx wrote nothing down.")


def routes(cluster):
    """A route to each of the two servers."""
    found = {}
    for number in range(100):
        found.setdefault(served_by(cluster, f"route{number}"), f"route{number}")
        if len(found) == 2:
            return found[0], found[1]
    raise AssertionError("Every route leads to one server.")


def test_what_nginx_does_not_pass_on(cluster):
    assert ask(cluster, "/_stcore/metrics")[0] == 404
    assert ask(cluster, "/", Host="elsewhere.example")[0] == 421
    status, headers = ask(cluster, "/")
    assert status == 200
    assert "cscp_route=" in headers["set-cookie"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" in headers


def test_no_query_is_written_down(cluster):
    ask(cluster, "/welcome?token=a-secret-link")
    assert "a-secret-link" not in (cluster.folder / "nginx-access.log").read_text()
    assert "a-secret-link" not in "".join(path.read_text() for path in cluster.folder.glob("app*.log"))


def test_the_cookies_of_a_live_installation_are_for_this_host_alone_over_tls_and_for_no_script(open_page):
    page = open_page("/notebook")
    sign_in(page, "dee", PASSWORD)
    held = {one["name"]: one for one in page.context.cookies() if one["name"].startswith("__Host-")}
    assert set(held) == {f"__Host-{COOKIE}", f"__Host-{BROWSER}"}
    for one in held.values():
        assert (one["secure"], one["httpOnly"], one["path"]) == (True, True, "/")
        assert one["domain"] == clusters.HOST  # with a dot before it, it would be for hosts below this one, too
    assert [held[f"__Host-{one}"]["sameSite"] for one in (COOKIE, BROWSER)] == ["Strict", "Lax"]
    assert "__Host-" not in page.evaluate("document.cookie")
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", name="Notebook")).to_be_visible()


def put(cluster, path, content, **headers):
    """Status of an upload through nginx."""
    asked = urllib.request.Request(cluster.address + path, data=content, headers=headers, method="PUT")
    try:
        with urllib.request.urlopen(asked, context=TRUSTING, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_what_signs_somebody_in_or_names_their_tab_stands_in_no_log(cluster, open_page):
    page, asked = open_page("/reports"), []
    page.on("request", lambda one: asked.append(one))
    give_password(page)
    give_code(page, pyotp.TOTP(page.get_by_test_id("stCode").locator("code").inner_text().strip()).now())
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()
    settled(page)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "report.xlsx", "mimeType": "application/zip", "buffer": b"not a workbook"}
    )
    expect(page.get_by_text("neither an Excel workbook")).to_be_visible()
    (path,) = {urlsplit(one.url).path for one in asked if "/upload_file/" in one.url}
    (ticket,) = [one.post_data_json["ticket"] for one in asked if one.url.endswith("/session/begin")]
    assert put(cluster, path, b"from nobody") == 404
    assert [put(cluster, path, b"x" * 7_000_000) for _ in range(10)] == [404] * 10
    assert put(cluster, path, b"x" * 66_000_000) == 413  # nginx refuses it by itself, and would say so in its error log
    held = [one["value"] for one in page.context.cookies() if one["name"].startswith("__Host-")]
    served_by(cluster, "a-browser-of-hers")  # whatever was asked before it is written down by then
    written = {one.name: one.read_text() for one in cluster.folder.glob("*.log")}
    assert {"nginx-access.log", "nginx-error.log", "app0.log", "app1.log"} <= set(written)
    assert written["nginx-access.log"].count(" PUT /_stcore/upload_file/- ") >= 3
    for secret in (*path.rsplit("/", 2)[1:], ticket, *held, PASSWORD):
        assert len(secret) > 8
        assert [name for name, words in written.items() if secret in words] == []


def test_one_browser_stays_with_one_server(cluster):
    first, second = routes(cluster)
    assert [served_by(cluster, first) for _ in range(5)] == [0] * 5
    assert [served_by(cluster, second) for _ in range(5)] == [1] * 5


def test_guessing_must_wait_on_both_servers_whatever_the_browser_says_of_its_address(cluster, open_page):
    pages = [
        open_page(route=route, extra_http_headers={"X-Forwarded-For": f"203.0.113.{number}"})
        for number, route in enumerate(routes(cluster))
    ]
    for number in range(rules.FREE_TRIES + 1):
        page = pages[number % 2]
        page.get_by_label("User name").fill("yas")
        page.get_by_label("Password", exact=True).fill(f"wrong {number}")
        page.get_by_role("button", name="Sign in").click()
        said = "do not match" if number < rules.FREE_TRIES else "Too many tries"
        expect(page.get_by_text(said)).to_be_visible()


def plan_a_meeting(cluster):
    store = cluster.store
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == "dee")).one()
        actor = Actor(account_id=account.account_id, username="dee", name="dee", role=Role.SCRUTINEER)
        picks = tuple(
            Pick(
                source_kind="",
                source_id=str(n),
                report_id="",
                title=one,
                question=one,
                would_answer="",
                missing="",
                agency_id="",
                because="",
            )
            for n, one in enumerate(QUESTIONS)
        )
        meeting_id = meetings.plan_meeting(
            session,
            actor,
            title="Autumn scrutiny",
            kind=MeetingKind.SCRUTINY,
            held_on=today(session),
            attendees="",
            report_id="annual-report-2019-20",
            picks=picks,
        )
    with store.writing() as session:
        meetings.start_meeting(session, actor, meeting_id=meeting_id, version=1)
    store.engine.dispose()
    return meeting_id


def test_when_a_server_dies_nothing_saved_is_lost_and_a_reload_resumes(cluster, open_page):
    meeting_id = plan_a_meeting(cluster)
    page = open_page("/notebook", route="a-browser-of-hers")
    sign_in(page, "dee", PASSWORD)
    page.get_by_label("A new note").fill("Kept before it died.")
    page.get_by_label("A new note").press("Tab")
    settled(page)
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Kept before it died.")).to_be_visible()
    settled(page)
    page.get_by_label("A new note").fill("A draft that was not sent.")
    page.get_by_label("A new note").press("Tab")
    expect(page.get_by_text("Your draft, saved at")).to_be_visible()
    meeting = page.context.new_page()
    meeting.goto(f"{cluster.address}/in_meeting?id={meeting_id}")
    settled(meeting)
    meeting.keyboard.press("PageDown")
    expect(meeting.get_by_role("heading", name=QUESTIONS[1])).to_be_visible()
    number = served_by(cluster, "a-browser-of-hers")
    cluster.kill_app(number)
    try:
        page.goto(f"{cluster.address}/notebook")
        settled(page)
        expect(page.get_by_text("Kept before it died.")).to_be_visible()
        expect(page.get_by_label("A new note")).to_have_value("A draft that was not sent.")
        meeting.reload()
        settled(meeting)
        expect(meeting.get_by_role("heading", name=QUESTIONS[1])).to_be_visible()
    finally:
        cluster.start_app(number)
    assert notes(cluster) == ["Kept before it died."]


def test_a_database_that_went_away_is_said_and_works_again_without_restarting_the_app(cluster, open_page):
    page = open_page("/notebook")
    sign_in(page, "dee", PASSWORD)
    before = notes(cluster)
    page.get_by_label("A new note").fill("Asked for while it was away.")
    page.get_by_label("A new note").press("Tab")
    settled(page)
    cluster.stop_database()
    try:
        page.get_by_role("button", name="Save the note").click()
        settled(page)
        assert ask(cluster, "/readyz")[0] == 503
        expect(page.get_by_text("cannot be reached").first).to_be_visible()
    finally:
        cluster.start_database()
    page.goto(f"{cluster.address}/notebook")
    settled(page)
    assert ask(cluster, "/readyz")[0] == 200
    assert notes(cluster) == before
    expect(page.get_by_label("A new note")).to_have_value("Asked for while it was away.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Asked for while it was away.").first).to_be_visible()


def notes(cluster):
    store = cluster.store
    with store.reading() as session:
        found = [one.words for one in session.exec(select(PrivateNote))]
    store.engine.dispose()
    return found
