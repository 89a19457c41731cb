"""Where the trail ended, noted outside the database: an older or shortened copy put in its place is found by it."""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from cscp_core.errors import StorageUnavailable
from cscp_core.storage import sealed_lines
from cscp_core.storage.sealed_lines import Line, Origin
from cscp_core.storage.session import now
from cscp_core.storage.tables import Installation, TrailRow

KIND = "trail head"
OTHER_KEY = "of an earlier version, with another key or of an installation before this one"


@dataclass(frozen=True)
class Head:
    """The newest row at some moment."""

    number: int
    digest: str


def note_head(session: Session, path: Path) -> None:
    """Append where the trail ends now, unless that is noted already.

    Raises:
        StorageUnavailable: the file cannot be written.
    """
    last = session.exec(select(TrailRow).order_by(col(TrailRow.number).desc()).limit(1)).first()
    newest = next(read_heads(session, path, newest_first=True), None)
    if last is None or newest == Head(last.number, last.digest):
        return
    try:
        at = now(session).isoformat()
        sealed_lines.append_line(session, path, KIND, number=last.number, digest=last.digest, at=at)
    except OSError as error:
        raise StorageUnavailable("The end of the trail cannot be noted: its file cannot be written.") from error


def first_missing(session: Session, path: Path) -> str | None:
    """The first contradiction between the noted heads and the trail, as a sentence; None when there is none.

    Lines of another installation and torn ones are passed over: see `passed_over`.
    """
    digests = dict(session.exec(select(TrailRow.number, TrailRow.digest)).all())
    for line in sealed_lines.read_lines(session, path, KIND):
        if line.origin is Origin.FORGED:
            return f"Line {line.number} of the noted heads was not written by this app."
        head = _head(session, line)
        if head and head.number not in digests:
            return f"Row {max(digests, default=0) + 1} is missing: the trail once reached row {head.number}."
        if head and digests[head.number] != head.digest:
            return f"Row {head.number} was replaced: it is not the row that was noted."
    return None


def read_heads(session: Session, path: Path, *, newest_first: bool = False) -> Iterator[Head]:
    """Every head that this installation noted, oldest first unless asked otherwise."""
    for line in sealed_lines.read_lines(session, path, KIND, newest_first=newest_first):
        head = _head(session, line)
        if head:
            yield head


def passed_over(session: Session, path: Path) -> str:
    """One sentence on the lines that are not this installation's; empty when there are none."""
    reasons = []
    for line in sealed_lines.read_lines(session, path, KIND):
        if line.origin is Origin.ANOTHER:
            reasons.append(str(line.origin))
        elif line.origin is Origin.EARLIER and not _head(session, line):
            reasons.append(OTHER_KEY)
    return sealed_lines.describe_skipped_lines(path, reasons)


def newest_line(session: Session) -> str:
    """Where the trail ends now, as one sealed line for a file that somebody else keeps; empty for an empty trail."""
    last = session.exec(select(TrailRow).order_by(col(TrailRow.number).desc()).limit(1)).first()
    if last is None:
        return ""
    at = now(session).isoformat()
    return sealed_lines.seal_line(session, KIND, number=last.number, digest=last.digest, at=at)


def _head(session: Session, line: Line) -> Head | None:
    """The head that a line notes, where the line is this installation's."""
    try:
        head = Head(int(line.facts["number"]), str(line.facts["digest"]))
        if line.origin is Origin.OURS or (line.origin is Origin.EARLIER and _is_ours(session, line, head)):
            return head
    except (ValueError, KeyError, TypeError):
        pass
    return None


def _is_ours(session: Session, line: Line, head: Head) -> bool:
    """Whether a line of an earlier version, which named no installation, can be this one's: sealed with its key, and
    not older than it. A demonstration that was deleted and made again has the same key."""
    said = f"noted {head.number} {head.digest}".encode()
    seal = hmac.new(session.info["chain_key"], said, hashlib.sha256).hexdigest()
    mark = session.get(Installation, 1)
    by_this_key = hmac.compare_digest(str(line.facts["seal"]).encode(), seal.encode())
    return by_this_key and mark is not None and datetime.fromisoformat(line.facts["at"]) >= mark.made_at
