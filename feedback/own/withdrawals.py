"""What was taken back, narrowed or erased, noted outside the database, so that an older copy of it learns of it."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlmodel import Session

from cscp_core.errors import StorageUnavailable
from cscp_core.storage.session import now


@dataclass(frozen=True)
class Withdrawal:
    """`kind` is "comment", "check again" for one that may not be read as it stood, "narrowed" for one that fewer may
    read, with who still may, or "account" for a person who was erased."""

    kind: str
    which: str
    at: datetime
    readers: str = ""


def note_comment(session: Session, comment_id: str) -> None:
    """Notes that a comment is being taken back, before the database does: if the database then fails, the next start
    does it."""
    _note(session, "comment", comment_id)


def note_check_again(session: Session, comment_id: str) -> None:
    """Notes that a published comment may not be read as it stood any more: it was changed, held or taken out of sight.
    An older copy of the database has it checked again."""
    _note(session, "check again", comment_id)


def note_narrowed(session: Session, comment_id: str, readers: str) -> None:
    """Notes who may still read a comment. It stands as it was checked, also in an older copy: for these readers."""
    _note(session, "narrowed", comment_id, readers=readers)


def note_account(session: Session, account_id: int) -> None:
    _note(session, "account", str(account_id))


def noted(path: Path) -> Iterator[Withdrawal]:
    """Everything noted so far; a last line that was cut off in a crash is not one."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            found = json.loads(line)
            at = datetime.fromisoformat(found["at"])
            yield Withdrawal(found["kind"], found["which"], at, found.get("readers", ""))
        except (ValueError, KeyError, TypeError):
            continue


def _after_a_cut(file: BinaryIO) -> bytes:
    """What ends a last line that was cut off in a crash, so that the next note has a line of its own."""
    if not file.seek(0, os.SEEK_END):
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def _note(session: Session, kind: str, which: str, **more: str) -> None:
    path: Path | None = session.info["withdrawals"]
    if path is None:
        return
    line = json.dumps({"kind": kind, "which": which, "at": now(session).isoformat(), **more})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.write(_after_a_cut(file) + line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageUnavailable("Nothing was taken back: it could not be noted safely. Try again shortly.") from error
