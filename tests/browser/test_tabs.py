"""Who knows the id of a tab goes on with it only by the cookies of the connection that opened it."""

import http.client
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from sqlmodel import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from cscp_core.people import sign_in
from cscp_core.people.seal import COOKIE
from cscp_core.people.tables import Account
from tests.browser.server import Server

pytestmark = pytest.mark.browser


@contextmanager
def tab(server: Server, cookie: str = "", tab_id: str = "", origin: str = ""):
    """A connection as a browser makes it, going on with a tab if one is named."""
    address = server.address.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    asked = ["streamlit", "no-token", *([tab_id] if tab_id else [])]
    with connect(
        address, origin=origin or server.address, additional_headers=headers, subprotocols=asked, proxy=None
    ) as connection:
        yield connection


def run(connection, page: str = "notebook") -> tuple[str, str]:
    """The id of the tab, and all that a run of a page sends."""
    message = BackMsg()
    message.rerun_script.page_name = page
    connection.send(message.SerializeToString())
    tab_id, said = "", ""
    while True:
        packed = connection.recv(timeout=60)
        answer = ForwardMsg.FromString(packed)
        said += repr(answer)
        if answer.WhichOneof("type") == "new_session":
            tab_id = answer.new_session.initialize.session_id
        if answer.WhichOneof("type") == "script_finished":
            return tab_id, said


def cookie(server: Server, username: str) -> str:
    return server.cookie_for(username)["value"]


def test_an_id_of_a_tab_without_its_cookies_opens_another_tab(server):
    own = cookie(server, "scrutineer")
    with tab(server, own) as opened:
        tab_id, said = run(opened)
        assert "Notebook" in said
        for other in ("", cookie(server, "lay.member")):
            with tab(server, other, tab_id) as stolen:
                found, said = run(stolen)
            assert found != tab_id
            assert "A new note" not in said
        assert run(opened)[0] == tab_id  # its owner goes on undisturbed
    with tab(server, own, tab_id) as again:
        assert run(again)[0] == tab_id  # and after a lost connection
    with tab(server, "", tab_id) as stolen:
        assert run(stolen)[0] != tab_id
    assert tab_id not in (server.var_dir / "server.log").read_text()


def test_a_tab_of_an_ended_session_shows_nothing_to_who_resumes_it(server):
    own = cookie(server, "scrutineer")
    with tab(server, own) as opened:
        tab_id, _ = run(opened)
    store = server.store
    with store.writing() as session:
        token = sign_in_token(server, own)
        sign_in.sign_out(session, sign_in.who_is(session, token))
    store.engine.dispose()
    with tab(server, own, tab_id) as resumed:
        assert "A new note" not in run(resumed)[1]


def sign_in_token(server: Server, value: str) -> str:
    from cscp_core.people.seal import unseal_token

    return unseal_token(value, server.key) or ""


@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1:1", "https://{host}", "http://evil@{host}", "http://evil.example"]
)
def test_a_connection_of_another_origin_is_refused(server, origin):
    host = urlsplit(server.address).netloc
    with pytest.raises(InvalidStatus), tab(server, origin=origin.replace("{host}", host)):
        pass


def put(server: Server, tab_id: str, cookie: str) -> int:
    where = urlsplit(server.address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    connection.request(
        "PUT", f"/_stcore/upload_file/{tab_id}/a-file", b"x", {"Cookie": f"{COOKIE}={cookie}"} if cookie else {}
    )
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_nobody_uploads_who_may_not_import(server):
    manager, other, scrutineer = (cookie(server, one) for one in ("business.manager", "business.manager", "lay.member"))
    with tab(server, manager) as opened:
        tab_id, _ = run(opened, "reports")
        for by in ("", other, scrutineer, "forged"):
            assert put(server, tab_id, by) == 404
        assert put(server, tab_id, manager) == 403  # let through to Streamlit, which misses its own token
        assert put(server, "another-tab", manager) == 404


def test_a_tab_of_a_disabled_account_shows_the_sign_in_form_alone(server):
    own = cookie(server, "health.partner")
    with tab(server, own) as opened:
        tab_id, said = run(opened, "figures")
        assert "Signed in as" in said
        set_disabled(server, "health.partner", datetime.now(UTC))
        try:
            found, said = run(opened, "figures")
            with tab(server, own, tab_id) as resumed:
                again = run(resumed, "figures")[1]
        finally:
            set_disabled(server, "health.partner", None)
    assert found == tab_id
    for one in (said, again):
        assert "User name" in one
        assert "Signed in as" not in one


def set_disabled(server: Server, username: str, at: datetime | None) -> None:
    store = server.store
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == username)).one()
        account.disabled_at = at
        session.add(account)
        session.commit()
    store.engine.dispose()
