"""Where the trail ended, noted outside the database: an older or shortened copy put in its place is found by it."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from cscp_core.errors import StorageUnavailable
from cscp_core.storage.session import now
from cscp_core.storage.tables import TrailRow


@dataclass(frozen=True)
class Head:
    """The newest row at some moment. `seal` is made with the trail's key; `line` is where it stands in the file."""

    number: int
    digest: str
    seal: str
    line: int


def note(session: Session, path: Path) -> None:
    """Notes where the trail ends now, unless that is noted already.

    Raises:
        StorageUnavailable: the file cannot be written.
    """
    last = session.exec(select(TrailRow).order_by(col(TrailRow.number).desc()).limit(1)).first()
    if last is None or any(head.number == last.number and head.digest == last.digest for head in _newest(path)):
        return
    key = session.info["chain_key"]
    said = {"number": last.number, "digest": last.digest, "seal": _seal(last.number, last.digest, key)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(said | {"at": now(session).isoformat()}) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageUnavailable("Where the trail ends cannot be noted: its file cannot be written.") from error


def first_missing(session: Session, path: Path) -> str | None:
    """What the noted heads say against the trail, as a sentence naming the first row; None when all of them hold."""
    key = session.info["chain_key"]
    strange = _strange_line(path)
    if strange:
        return f"Line {strange} of the noted heads was not written by this app."
    for head in noted(path):
        if not hmac.compare_digest(head.seal, _seal(head.number, head.digest, key)):
            return f"Line {head.line} of the noted heads was not written by this app."
        row = session.get(TrailRow, head.number)
        if row is None:
            return f"Row {_after_last(session)} is missing: the trail once reached row {head.number}."
        if row.digest != head.digest:
            return f"Row {head.number} is not the one that once stood there."
    return None


def noted(path: Path) -> Iterator[Head]:
    """Every head that was noted, oldest first; a last line that was cut off in a crash is passed over."""
    if not path.exists():
        return
    for line, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        try:
            said = json.loads(text)
            yield Head(int(said["number"]), str(said["digest"]), str(said["seal"]), line)
        except (ValueError, KeyError, TypeError):
            continue


def _strange_line(path: Path) -> int | None:
    """The first line that is no head at all, the last one aside: that may have been cut off in a crash."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    known = {head.line for head in noted(path)}
    return next((line for line in range(1, len(lines)) if line not in known), None)


def _newest(path: Path) -> list[Head]:
    return list(noted(path))[-1:]


def _after_last(session: Session) -> int:
    last = session.exec(select(TrailRow.number).order_by(col(TrailRow.number).desc()).limit(1)).first()
    return (last or 0) + 1


def _seal(number: int, digest: str, key: bytes) -> str:
    return hmac.new(key, f"noted {number} {digest}".encode(), hashlib.sha256).hexdigest()
