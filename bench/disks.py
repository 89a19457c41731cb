"""Fills the disk under the database and makes it read-only, for real, during saves, an import and a backup.

    python -m bench.disks --on postgresql

The disk is a small file system in memory, which only root may mount. Each step prints what happened. What was
acknowledged must be there afterwards, the trail must hold, and everything must work once there is room. Answers 1 where
something does not.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import text
from sqlmodel import select

from bench.faults import KEY, READER, REPORT, database
from bench.stage import ROOT
from cscp_core.errors import CscpError
from cscp_core.evidence import loader
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.scrutiny.notebook.tables import PrivateNote
from cscp_core.storage import backup, heads, migrate, trail
from cscp_core.storage.session import Store, make_engine
from feedback.own import withdrawals

SECOND, THIRD = (ROOT / "tests" / "second_partnership" / year for year in ("2023-24", "2024-25"))
os.environ["CSCP_PARTNERSHIPS"] = "Camden Safeguarding Children Partnership; Wexcombe Safeguarding Children Partnership"
MEGABYTES = {"sqlite": 40, "postgresql": 200}
WORDS = "x" * 3900  # a note as long as one may be
MOST = 20_000  # saves until a full disk must have been noticed


class Watch:
    """Prints what was tried and what came of it, and counts what should not have."""

    def __init__(self) -> None:
        self.wrong = 0

    def expect(self, what: str, done: Callable[[], object], *, refused: bool) -> None:
        try:
            done()
            said = "done"
        except CscpError as error:
            said = f"refused: {error}"
        self.line(what, said, said.startswith("refused") is refused)

    def line(self, what: str, said: str, right: bool) -> None:
        self.wrong += not right
        print(f"{'' if right else 'WRONG  '}{what}: {said}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.disks", description=__doc__)
    parser.add_argument("--on", choices=tuple(MEGABYTES), default="sqlite")
    engine = parser.parse_args().on
    if os.geteuid() != 0:
        print("Left out: only root may mount a disk of a known size.")
        return 0
    watch = Watch()
    with tempfile.TemporaryDirectory(prefix="cscp-disk-") as made, small_disk(Path(made), MEGABYTES[engine]) as disk:
        Path(made).chmod(0o755)  # PostgreSQL runs as another user
        with database(engine, disk) as address:
            try_everything(watch, address, disk)
    return 1 if watch.wrong else 0


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of that size, until the end of the block."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", disk], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["/bin/umount", "--lazy", disk], check=True)


def try_everything(watch: Watch, address: str, disk: Path) -> None:
    store = Store(make_engine(address), KEY.encode(), withdrawals=disk / "withdrawals.jsonl")
    saved = 0
    reader = prepare(store)

    def save() -> None:
        nonlocal saved
        write_note(store, reader)
        saved += 1

    def save_until_refused() -> None:
        for _ in range(MOST):
            save()

    watch.expect("a save before", save, refused=False)
    full = fill(disk)
    watch.expect("saves on a full disk", save_until_refused, refused=True)
    fill_again(full)
    watch.expect("an import on a full disk", lambda: load(store, SECOND), refused=True)
    watch.expect("a backup onto a full disk", lambda: backup.make_backup(store, disk / "kept"), refused=True)
    watch.expect("taking back on a full disk", lambda: take_back(store, "a" * 16), refused=True)
    watch.expect("noting the trail's end on a full disk", lambda: note_head_on(store, disk), refused=True)
    watch.line("what the backup left behind", str(left := sorted(disk.glob("kept*"))), not left)
    watch.expect("reading on a full disk", lambda: look(watch, store, saved), refused=False)
    full.unlink()
    for what, does in (("a save", save), ("an import", lambda: load(store, SECOND))):
        watch.expect(f"{what} once there is room", does, refused=False)
    watch.expect("taking back once there is room", lambda: take_back(store, "b" * 16), refused=False)
    watch.expect("noting the trail's end once there is room", lambda: note_head_on(store, disk), refused=False)
    look(watch, store, saved)
    with store.reading() as session:
        wrong = heads.first_missing(session, disk / "heads.jsonl") or withdrawals.describe_skipped_lines(session)
    watch.line("the files beside the database", wrong or "no line is missing or strange", not wrong)
    if store.engine.dialect.name == "sqlite":
        make_read_only(watch, store, disk, saved)
    store.engine.dispose()


def make_read_only(watch: Watch, store: Store, disk: Path, saved: int) -> None:
    """The disk itself takes no changes, as after an error of its own: in the middle of use, and after a clean stop."""
    with store.reading() as session:
        session.execute(text("SELECT 1 FROM trail"))
        for one in disk.glob("live.sqlite3*"):  # the database with its journal, as it is while a server runs
            shutil.copy(one, disk / one.name.replace("live", "in-use"))
    store.engine.dispose()
    subprocess.run(["/bin/mount", "-o", "remount,ro", disk], check=True)
    in_use = Store(make_engine(f"sqlite:///{disk / 'in-use.sqlite3'}"), store.chain_key, withdrawals=store.withdrawals)
    watch.expect("a save on a read-only disk", lambda: write_note(in_use, 1), refused=True)
    watch.expect("an import on a read-only disk", lambda: load(in_use, THIRD), refused=True)
    watch.expect("reading on a read-only disk", lambda: look(watch, in_use, saved), refused=False)
    watch.expect(
        "a backup from a read-only disk", lambda: backup.make_backup(in_use, disk.parent / "kept"), refused=False
    )
    watch.expect("a backup onto a read-only disk", lambda: backup.make_backup(in_use, disk / "kept"), refused=True)
    in_use.engine.dispose()
    watch.expect(
        "starting on a read-only disk after a clean stop", lambda: migrate.upgrade(store, "live"), refused=True
    )
    store.engine.dispose()
    subprocess.run(["/bin/mount", "-o", "remount,rw", disk], check=True)
    watch.expect("a save once it can be written again", lambda: write_note(store, 1), refused=False)


def write_note(store: Store, account_id: int) -> None:
    reader = Actor(account_id=account_id, username=READER, name=READER, role=Role.SCRUTINEER)
    with store.writing() as session:
        notebook.write_note(session, reader, words=WORDS)


def prepare(store: Store) -> int:
    migrate.upgrade(store, "live")
    load(store, REPORT)
    with store.writing() as session:
        people.add_person(session, SYSTEM, username=READER, name="Scrutineer", role=Role.SCRUTINEER)
        return people.find_person(session, SYSTEM, username=READER).account_id


def load(store: Store, folder: Path) -> None:
    with store.writing() as session:
        loader.load_folder(session, SYSTEM, path=folder)


def take_back(store: Store, comment_id: str) -> None:
    with store.writing() as session:
        withdrawals.note_comment(session, comment_id)


def note_head_on(store: Store, disk: Path) -> None:
    with store.reading() as session:
        heads.note_head(session, disk / "heads.jsonl")


def look(watch: Watch, store: Store, saved: int) -> None:
    with store.reading() as session:
        notes = len(session.exec(select(PrivateNote.note_id)).all())
        broken = trail.first_broken(session)
    watch.line("acknowledged saves that are there", f"{notes} of {saved}", notes == saved)
    watch.line("the trail", "holds" if broken is None else f"does not hold from row {broken}", broken is None)


def fill(disk: Path) -> Path:
    """A file that takes all the room that is left."""
    full = disk / "full"
    full.touch()
    fill_again(full)
    return full


def fill_again(full: Path) -> None:
    for size in (1 << 20, 1 << 12, 1):
        with suppress(OSError), full.open("ab", buffering=0) as file:
            while file.write(bytes(size)):
                pass


if __name__ == "__main__":
    sys.exit(main())
