"""What of Streamlit itself a browser may ask for before anybody has signed in."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.responses import PlainTextResponse
from streamlit.proto.BackMsg_pb2 import BackMsg

from cscp_core.people.permissions import Permission
from cscp_core.people.seal import ConnectionCookies
from pages.server.streamlit_doors import CONNECTION, StreamlitDoors, _passes, _with_fingerprint
from tests.server.asking import ask

NOBODY = ConnectionCookies(token=None, browser="")
NEEDED = {"rerun_script", "stop_script", "app_heartbeat"}


def passes(message: BackMsg) -> bool:
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, _passes(message.SerializeToString(), NOBODY)).result()


@pytest.mark.parametrize("field", BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields, ids=lambda field: field.name)
def test_of_a_tabs_messages_only_those_pass_that_pages_need(field):
    message = BackMsg()
    if field.message_type is None:
        setattr(message, field.name, True)
    else:
        getattr(message, field.name).SetInParent()
    assert passes(message) is (field.name in NEEDED)


def test_streamlit_hears_of_a_stream_before_signing_in_only_what_pages_need():
    asked = ("load_git_info", "clear_cache", "set_run_on_save", "debug_disconnect_websocket", "debug_shutdown_runtime")
    messages = [BackMsg(**{name: True}) for name in asked]
    messages.append(BackMsg(rerun_script={"query_string": ""}))
    waiting = iter([{"type": "websocket.receive", "bytes": one.SerializeToString()} for one in messages])
    heard = []

    async def streamlit(_scope, receive, _send):
        heard.append(BackMsg.FromString((await receive())["bytes"]).WhichOneof("type"))

    async def receive():
        return next(waiting)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": []}
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, StreamlitDoors(streamlit)(scope, receive, None)).result()
    assert heard == ["rerun_script"]


def test_a_file_made_on_request_needs_somebody_who_may_download_and_nothing_else_of_its_kind_passes(monkeypatch):
    asked_of = []
    monkeypatch.setattr("pages.server.streamlit_doors._holds", lambda _by, which: asked_of.append(which) or True)
    file = BackMsg(backend_operation_request={"deferred_file": {"file_id": "x"}})
    skills = BackMsg(backend_operation_request={"install_skills": {}})
    assert (passes(file), passes(skills)) == (True, False)
    assert asked_of == [Permission.DOWNLOAD]


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/a-tab/a-file",
        "/theme/_stcore/metrics",
        "/component/extra_streamlit_components.CookieManager.cookie_manager/index.html",
        "/auth/login",
        "/oauth2callback",
    ],
)
def test_what_of_streamlit_is_not_needed_is_not_there(path, monkeypatch):
    monkeypatch.setattr("pages.server.streamlit_doors._is_tab_of", lambda _tab, _by: True)
    doors = StreamlitDoors(PlainTextResponse("Streamlit"))
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert ask(doors, path, method=method).status == 404


@pytest.mark.parametrize("path", ["/", "/theme", "/_stcore/health", "/_stcore/host-config", "/media/x.png"])
def test_what_pages_need_of_streamlit_is_there(path):
    assert ask(StreamlitDoors(PlainTextResponse("Streamlit")), path).body == "Streamlit"


def test_what_a_browser_says_of_its_own_connection_is_not_believed():
    scope = {"headers": [(CONNECTION.upper().encode(), b"somebody"), (CONNECTION.encode(), b"somebody else")]}
    assert _with_fingerprint(scope, NOBODY)["headers"] == [(CONNECTION.encode(), NOBODY.fingerprint.encode())]
