"""Starts and stops what is measured: the app with a prepared folder of its own, or a bare Streamlit script."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import clock_gettime, perf_counter

import jwt
from sqlmodel import select

from bench.stage import READER, ROOT, SCREENS
from cscp_core.people import directory, sign_in
from cscp_core.people.seal import COOKIE, name_of
from cscp_core.people.tables import Account
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingState
from cscp_core.scrutiny.meetings.tables import Meeting
from cscp_core.settings import Mode, Settings
from cscp_core.storage.session import Store, make_engine

PATIENCE = 60  # seconds
BETWEEN_TRIES = 0.01  # seconds
BARE = ROOT / "bench" / "bare"
PLAIN = ["--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false"]
SCHEDULED = 2  # CPUCLOCK_SCHED, which clock_getcpuclockid(3) joins with the number of a process
BROWSER = "b" * 64  # the SHA-256 of no number: nothing here asks for a cookie by a ticket


@dataclass(frozen=True)
class Server:
    """A running process, and how long it took until it answered."""

    port: int
    process: subprocess.Popen[bytes]
    seconds_to_ready: float
    started_at: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("The server has ended.")

    @property
    def cpu_seconds(self) -> float:
        """What the process has used so far, of every core, by the clock that /proc/PID/stat rounds to hundredths."""
        return clock_gettime(~self.process.pid << 3 | SCHEDULED)


@dataclass(frozen=True)
class Installation:
    """A prepared folder: the demonstration's database and key."""

    folder: Path

    def copy_to(self, folder: Path) -> "Installation":
        shutil.copytree(self.folder, folder)
        return Installation(folder)

    def store(self) -> Store:
        """Its database, opened here; the caller that opens it disposes of its engine."""
        return Store(make_engine(f"sqlite:///{self.folder / 'demo.sqlite3'}"), self._key)

    def tokens(self, how_many: int, username: str = READER) -> list[str]:
        """Opens sessions for somebody, without the work of a password."""
        store = self.store()
        try:
            with store.writing() as session:
                account = session.exec(select(Account).where(Account.username == username)).one()
                account_id = account.account_id
            return [self._open(store, account_id) for _ in range(how_many)]
        finally:
            store.engine.dispose()

    def cookies(self, how_many: int, username: str = READER) -> list[str]:
        """Values of the sign-in cookie, as cscp_core/people/seal.py seals them."""
        expires = int((datetime.now() + timedelta(hours=6)).timestamp())
        return [
            jwt.encode({"token": token, "exp": expires}, self._key, algorithm="HS256")
            for token in self.tokens(how_many, username)
        ]

    @property
    def _key(self) -> bytes:
        return (self.folder / "demo.key").read_bytes()

    @staticmethod
    def _open(store: Store, account_id: int | None) -> str:
        attempt = sign_in.SignInAttempt(account_id, b"", "none")
        with store.writing() as session:
            ticket = sign_in.open_session(session, attempt, Settings.model_construct(), browser=BROWSER)
            return sign_in.exchange_ticket(session, ticket, browser=BROWSER)


def cookie_header(value: str) -> str:
    """As a browser sends it to a demonstration and to a live installation, which each know their own name alone."""
    return "; ".join(f"{name_of(COOKIE, mode)}={value}" for mode in Mode)


def prepare(folder: Path) -> Installation:
    """A migrated and loaded folder with the year that the demonstration acts out, as `make run` makes it."""
    folder.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "cscp_core", "prepare"],
        cwd=ROOT,
        env=environment(CSCP_VAR_DIR=str(folder)),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return Installation(folder)


def open_next_meeting(store: Store) -> None:
    """Opens the meeting of the demonstration that is planned, as the scrutineer."""
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == "scrutineer")).one()
        row = session.exec(select(Meeting).where(Meeting.state == MeetingState.PLANNED)).one()
        details = {"meeting_id": row.meeting_id, "version": row.version}
        meetings.start_meeting(session, directory.actor_of(account), **details)


def record_screens(installation: Installation, folder: Path) -> Path:
    """A file with the calls that each measured screen makes."""
    own, kept = installation.copy_to(folder / "var-recorded"), folder / "recorded.json"
    tokens = [f"{reader}={own.tokens(1, reader)[0]}" for reader in sorted({one.reader for one in SCREENS})]
    done = subprocess.run(
        [sys.executable, "-m", "bench.record", str(kept), *tokens],
        cwd=ROOT,
        env=environment(CSCP_VAR_DIR=str(own.folder)),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The screens could not be recorded: {(done.stdout + done.stderr)[-2000:]}")
    return kept


@contextmanager
def app(installation: Installation) -> Iterator[Server]:
    """The app, as `make run` starts it, until the end of the block."""
    with _running(["app.py"], ROOT, installation.folder, "/readyz", CSCP_VAR_DIR=str(installation.folder)) as server:
        yield server


@contextmanager
def live_app(folder: Path, database: str, key: str, **more: str) -> Iterator[Server]:
    """The app as a live installation starts it, until the end of the block."""
    live = {"CSCP_DATABASE_URL": database, "CSCP_COOKIE_KEY": key, "CSCP_ALLOWED_HOSTS": "127.0.0.1"}
    known = {"CSCP_VAR_DIR": str(folder), "CSCP_REPORTS": "none"}
    with _running(["app.py"], ROOT, folder, "/readyz", **live | known | more) as server:
        yield server


@contextmanager
def bare(script: str, folder: Path, **more: str) -> Iterator[Server]:
    """A script of bench/bare, run by plain Streamlit from a folder without settings, until the end of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    with _running([str(BARE / script), *PLAIN], folder, folder, "/_stcore/health", **more) as server:
        yield server


@contextmanager
def _running(script: list[str], where: Path, logs: Path, ready: str, **more: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", *script, f"--server.port={port}", "--server.address=127.0.0.1"]
    with (logs / "server.log").open("ab") as log:
        started_at = perf_counter()
        process = subprocess.Popen(command, cwd=where, env=environment(**more), stdout=log, stderr=log)
    try:
        seconds = _wait(process, f"http://127.0.0.1:{port}{ready}", logs / "server.log", started_at)
        yield Server(port, process, seconds, started_at)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path, started_at: float) -> float:
    """How long until it answers; between tries the operating system waits for the process to end."""
    while perf_counter() - started_at < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return perf_counter() - started_at
        except (urllib.error.URLError, OSError):
            try:
                process.wait(timeout=BETWEEN_TRIES)
            except subprocess.TimeoutExpired:
                continue
            break
    raise RuntimeError(f"The server does not answer: {log.read_text()[-2000:]}")


def environment(**more: str) -> dict[str, str]:
    """This process's, without what would change the app or Streamlit."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("CSCP_", "STREAMLIT_"))}
    return known | more


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
