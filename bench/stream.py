"""A browser tab as the server sees it: one WebSocket that asks for runs of the script and reads what they draw.

Streamlit leaves Nagle's algorithm on, so that the server holds back a small packet until the one before is
acknowledged, which Linux may put off for 40 ms. Such a stall is no work of the server's and would make any two pages
look alike; so this end acknowledges at once.
"""

import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from bench.servers import Server, cookie_header

PATIENCE = 60  # seconds


@dataclass
class Run:
    """One run of the script: its time, and what came back."""

    seconds: float = 0.0
    size: int = 0
    elements: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    """Id by label, of fields and buttons."""
    failure: str = ""

    @property
    def said(self) -> str:
        return "\n".join(self.texts)

    @property
    def drawn(self) -> int:
        return sum(self.elements.values())


class RunFailed(Exception):
    """A run that ended badly or showed an exception."""


@dataclass
class Tab:
    """An open connection with one session behind it."""

    connection: ClientConnection
    page_hash: str = ""
    page: str = ""
    widgets: dict[str, str] = field(default_factory=dict)

    def filled(self, fields: dict[str, str], button: str = "") -> WidgetStates:
        """Fields by label as somebody fills them in, and a button that is pressed."""
        states = WidgetStates()
        for label, words in fields.items():
            states.widgets.add(id=self.widgets[label], string_value=words)
        if button:
            states.widgets.add(id=self.widgets[button], trigger_value=True)
        return states

    def acknowledge_at_once(self) -> None:
        """Has to be asked for again after every packet."""
        wire: socket.socket = self.connection.transport.get_extra_info("socket")
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    async def run(self, page: str = "", states: WidgetStates | None = None, **query: str) -> Run:
        """Asks for a run of a page and reads until the script has finished."""
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(query)
        if page != self.page:
            self.page, self.page_hash, self.widgets = page, "", {}
        asked.rerun_script.page_script_hash = self.page_hash
        if not self.page_hash:
            asked.rerun_script.page_name = page
        if states:
            asked.rerun_script.widget_states.CopyFrom(states)
        found = Run()
        began = perf_counter()
        await self.connection.send(asked.SerializeToString())
        while True:
            self.acknowledge_at_once()
            packed = await self.connection.recv(decode=False)
            found.size += len(packed)
            message = ForwardMsg.FromString(packed)
            kind = message.WhichOneof("type")
            if kind == "delta":
                found.elements[element(message)] += 1
                note(message, found)
            elif kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        found.seconds = perf_counter() - began
        self.widgets |= found.widgets
        if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY or found.elements["exception"]:
            raise RunFailed(f"{page or 'the page'} ended with {message.script_finished}, {found.failure}")
        return found


def note(message: ForwardMsg, found: Run) -> None:
    """Keeps what one delta says, and the id of what can be filled in or pressed."""
    drawn = message.delta.new_element
    kind = drawn.WhichOneof("type")
    if kind == "markdown":
        found.texts.append(drawn.markdown.body)
    elif kind == "alert":
        found.texts.append(drawn.alert.body)
    elif kind == "exception":
        found.failure = f"{drawn.exception.type}: {drawn.exception.message}"
    elif kind in ("text_area", "text_input", "button"):
        widget = getattr(drawn, kind)
        found.widgets[widget.label] = widget.id


def element(message: ForwardMsg) -> str:
    """What one delta draws: a kind of element, or a kind of block."""
    delta = message.delta
    if delta.WhichOneof("type") == "new_element":
        return str(delta.new_element.WhichOneof("type"))
    return f"block {delta.add_block.WhichOneof('type')}"


@asynccontextmanager
async def tab(server: Server, cookie: str = "") -> AsyncIterator[Tab]:
    """A tab on a server until the end of the block, signed in by a cookie."""
    async with connect(
        f"ws://127.0.0.1:{server.port}/_stcore/stream",
        origin=Origin(f"http://127.0.0.1:{server.port}"),
        additional_headers={"Cookie": cookie_header(cookie)} if cookie else {},
        compression=None,
        max_size=None,
        open_timeout=PATIENCE,
        close_timeout=1,
        proxy=None,
    ) as connection:
        yield Tab(connection)
