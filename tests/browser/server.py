"""Starts the app as `make run` does, on a port of its own, with a var folder of its own."""

import os
import shutil
import socket
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import jwt
from sqlmodel import select

from cscp_core.people import sign_in
from cscp_core.people.seal import COOKIE as NAME
from cscp_core.people.tables import Account
from cscp_core.settings import Settings
from cscp_core.storage.session import Store, make_engine
from tests.browser.warm import Process, Starter

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Server:
    """A running app: where it is, and its folder."""

    address: str
    var_dir: Path

    @property
    def store(self) -> Store:
        return Store(make_engine(f"sqlite:///{self.var_dir / 'demo.sqlite3'}"), self.key)

    @property
    def key(self) -> bytes:
        return (self.var_dir / "demo.key").read_bytes()

    def begin_again(self, database: Path) -> None:
        """From here on its database is a copy of another one, in which nobody is signed in."""
        with (
            closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as template,
            closing(sqlite3.connect(self.var_dir / "demo.sqlite3")) as own,
        ):
            template.backup(own)

    def token_for(self, username: str) -> str:
        """Opens a session for an account, without the work of a password."""
        store = self.store
        with store.writing() as session:
            account = session.exec(select(Account).where(Account.username == username)).one()
            attempt = sign_in.SignInAttempt(account.account_id, b"", "none")
            ticket = sign_in.open_session(session, attempt, Settings.model_construct(), browser="b" * 64)
            token = sign_in.exchange_ticket(session, ticket, browser="b" * 64)
        store.engine.dispose()
        return token

    def cookie_for(self, username: str) -> dict[str, str]:
        """The cookie of somebody who signed in, for a Playwright context."""
        claims = {"token": self.token_for(username), "exp": int((datetime.now() + timedelta(hours=1)).timestamp())}
        return {"name": NAME, "value": jwt.encode(claims, self.key, algorithm="HS256"), "url": self.address}


@contextmanager
def running(var_dir: Path, database: Path | None = None, port: int = 0, **environment: str) -> Iterator[Server]:
    """A server until the end of the block. `database` is copied into its folder first; `port` 0 is any that is free.
    Official statistics are 130,000 values: who looks at them asks for them with `CSCP_OFFICIAL=""`."""
    var_dir.mkdir(parents=True, exist_ok=True)
    if database:
        shutil.copy(database, var_dir / "demo.sqlite3")
    port = port or free_port()
    known = {name: value for name, value in os.environ.items() if not name.startswith(("CSCP_", "STREAMLIT_"))}
    log = var_dir / "server.log"
    process = starter().start(
        ["streamlit", "run", "app.py", "--server.port", str(port)],
        known | {"CSCP_VAR_DIR": str(var_dir), "CSCP_DEMO": "empty", "CSCP_OFFICIAL": "none"} | environment,
        log,
    )
    try:
        _wait(process, f"http://127.0.0.1:{port}/healthz", log)
        yield Server(f"http://127.0.0.1:{port}", var_dir)
    finally:
        process.stop(PATIENCE)


@cache
def starter() -> Starter:
    """One for each process of the test run."""
    return Starter()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(process: Process, address: str, log: Path) -> None:
    """Until the server answers; each try waits in the operating system for the process to end, not in a sleep."""
    for _ in range(PATIENCE * 10):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if process.ends_within(0.1):
                raise RuntimeError(f"The server stopped: {log.read_text()[-2000:]}") from None
    raise RuntimeError(f"The server did not answer: {log.read_text()[-2000:]}")
