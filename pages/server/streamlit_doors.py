"""What of Streamlit itself a browser may ask for, and which tab it may go on with.

Streamlit lets a connection go on with a tab whose id it gives. It does so only where the connection's user is that of
the connection which opened the tab, and takes the user from a header (`server.trustedUserHeaders` in
.streamlit/config.toml). That header is made here, from the cookies that the connection shows.
"""

import logging

from google.protobuf.message import DecodeError
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import Runtime

from cscp_core import start
from cscp_core.errors import CscpError, SettingsWrong
from cscp_core.people import seal
from cscp_core.people.permissions import Permission, may
from cscp_core.people.seal import ConnectionCookies
from cscp_core.people.sign_in import who_is
from cscp_core.settings import settings

log = logging.getLogger("cscp")
CONNECTION = "x-cscp-connection"
CONFIGURED = {CONNECTION: "connection"}
STREAM, UPLOAD = "/_stcore/stream", "/_stcore/upload_file/"
OPEN = frozenset({STREAM, "/_stcore/health", "/_stcore/host-config"})
SHUT = ("/component", "/auth", "/oauth2callback")  # other people's frames, and a sign-in that is not ours
PASSED_ON = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
FOR_IMPORTS = "file_urls_request"
FOR_FILES = "backend_operation_request"  # of which a file that is made when it is asked for, and nothing else


def check_configuration() -> None:
    """Raises SettingsWrong where Streamlit would let any connection go on with any tab."""
    if config.get_option("server.trustedUserHeaders") != CONFIGURED:
        raise SettingsWrong("server.trustedUserHeaders must be as .streamlit/config.toml has it.")


class StreamlitDoors:
    """Stands before Streamlit's own addresses: most are shut, uploads are for who may import a report, and of the
    messages of a tab only those come through that the app's pages need."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            by = seal.read_cookies(HTTPConnection(scope).cookies, settings())
            await self.app(_with_fingerprint(scope, by), _sifted(receive, by), send)
        elif scope["type"] == "http" and not await _is_open(HTTPConnection(scope)):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _with_fingerprint(scope: Scope, by: ConnectionCookies) -> Scope:
    kept = [(name, value) for name, value in scope["headers"] if name.lower() != CONNECTION.encode()]
    return {**scope, "headers": [*kept, (CONNECTION.encode(), by.fingerprint.encode())]}


def _sifted(receive: Receive, by: ConnectionCookies) -> Receive:
    async def receive_sifted() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or await _passes(message.get("bytes"), by):
                return message

    return receive_sifted


async def _passes(packed: bytes | None, by: ConnectionCookies) -> bool:
    """Whether Streamlit hears of a message. It closes a connection itself whose message it cannot read."""
    try:
        said = BackMsg.FromString(packed or b"")
    except DecodeError:
        return True
    kind = said.WhichOneof("type")
    if kind == FOR_IMPORTS:
        return await run_in_threadpool(_holds, by, Permission.LOAD_REPORT)
    if kind == FOR_FILES and said.backend_operation_request.HasField("deferred_file"):
        return await run_in_threadpool(_holds, by, Permission.DOWNLOAD)
    return packed is None or kind in PASSED_ON


async def _is_open(request: HTTPConnection) -> bool:
    path: str = request.scope["path"]
    if path.startswith(UPLOAD):
        by = seal.read_cookies(request.cookies, settings())
        return _is_tab_of(path.removeprefix(UPLOAD).split("/")[0], by) and await run_in_threadpool(
            _holds, by, Permission.LOAD_REPORT
        )
    if "_stcore" in path.split("/"):
        return path in OPEN
    return not any(path == one or path.startswith(f"{one}/") for one in SHUT)


def _is_tab_of(session_id: str, by: ConnectionCookies) -> bool:
    """Whether a tab is open now on a connection that shows the same cookies."""
    client = Runtime.instance().get_client(session_id)
    context = client.client_context if client else None
    return context is not None and seal.read_cookies(context.cookies, settings()) == by


def _holds(by: ConnectionCookies, permission: Permission) -> bool:
    """Whether the connection's cookie is that of somebody who is signed in and holds the permission."""
    if by.token is None:
        return False
    try:
        with start.store().reading() as session:
            actor = who_is(session, by.token)
    except CscpError as error:
        log.warning("nobody's permission can be looked up now: %s", error)
        return False
    return actor is not None and may(actor, permission)
