"""Append-only files beside the database. Each line names its installation and is sealed with the trail's key."""

import fcntl
import hashlib
import hmac
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlmodel import Session

from cscp_core.errors import StorageUnavailable
from cscp_core.storage.private import keep_private, open_private, sync
from cscp_core.storage.tables import Installation


class Origin(StrEnum):
    """Who wrote a line."""

    OURS = "of this installation"
    ANOTHER = "of another installation"
    EARLIER = "of an earlier version, which named no installation"
    FORGED = "that this app did not write"
    TORN = "that a crash cut off"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line as it stands in the file. `number` counts from 1; `facts` is empty unless the line is a JSON object."""

    number: int
    origin: Origin
    facts: dict[str, Any]


def installation_id(session: Session) -> str:
    """The id of the installation that this database belongs to."""
    found = session.get(Installation, 1)
    return found.installation_id if found else ""


def seal_line(session: Session, purpose: str, **facts: str | int) -> str:
    """One line of this installation, without its end."""
    said = {"installation": installation_id(session), **facts}
    return json.dumps(said | {"seal": _seal(purpose, said, session.info["chain_key"])})


def append_line(session: Session, path: Path, purpose: str, **facts: str | int) -> None:
    """Add one sealed line and wait until it is on the disk. A torn last line is ended first, and nothing is cut.

    Raises:
        OSError: the line cannot be written. What is left of it is torn.
    """
    line = seal_line(session, purpose, **facts).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_private(path, "a+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # another server may write at the same moment
        keep_private(path)
        size = file.seek(0, os.SEEK_END)
        if size and os.pread(file.fileno(), 1, size - 1) != b"\n":
            line = b"\n" + line
        while line:
            line = line[file.write(line) :]
        os.fsync(file.fileno())
    if not size:
        sync(path.parent)


def read_lines(session: Session, path: Path, purpose: str, *, newest_first: bool = False) -> Iterator[Line]:
    """Every line, oldest first unless asked otherwise, each with its origin. A file that is not there has none.

    Raises:
        StorageUnavailable: the file cannot be read.
    """
    try:
        *ended, rest = path.read_bytes().split(b"\n") if path.exists() else [b""]
    except OSError as error:
        raise StorageUnavailable(f"{path.name} cannot be read.") from error
    known = installation_id(session)
    numbered = list(enumerate([*ended, rest] if rest else ended, 1))
    for number, raw in reversed(numbered) if newest_first else numbered:
        line = _parse_line(session, purpose, known, number, raw)
        torn = line.origin is Origin.FORGED and number > len(ended)  # the last line, which has no end
        yield Line(number=number, origin=Origin.TORN, facts={}) if torn else line


def describe_skipped_lines(path: Path, reasons: Iterable[str]) -> str:
    """One sentence on the lines of a file that were passed over, counted by reason; empty when there are none."""
    counted = [f"{number} line{'s' * (number != 1)} {reason}" for reason, number in sorted(Counter(reasons).items())]
    return f"Passed over in {path.name}: {', '.join(counted)}." if counted else ""


def copy_lines(earlier: Path, path: Path) -> None:
    """Copy the lines of a file that had another name into one that is not there yet.

    Raises:
        StorageUnavailable: the file cannot be written.
    """
    if path.exists() or not earlier.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.unlink(missing_ok=True)
        with open_private(draft, "xb") as file:
            file.write(earlier.read_bytes())
        sync(draft)
        if not path.exists():  # two servers that start together copy the same lines
            draft.rename(path)
        sync(path.parent)
    except OSError as error:
        raise StorageUnavailable(f"{earlier.name} cannot be copied to {path.name}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _parse_line(session: Session, purpose: str, known: str, number: int, raw: bytes) -> Line:
    facts = _read_facts(raw)
    if facts is None:
        begins_as_ours = raw.startswith(b'{"') or not raw.strip(b"\0")
        return Line(number=number, origin=Origin.TORN if begins_as_ours else Origin.FORGED, facts={})
    if "installation" not in facts:
        return Line(number=number, origin=Origin.EARLIER, facts=facts)
    if facts["installation"] != known:
        return Line(number=number, origin=Origin.ANOTHER, facts=facts)
    seal = str(facts.pop("seal", ""))
    ours = hmac.compare_digest(seal.encode(), _seal(purpose, facts, session.info["chain_key"]).encode())
    return Line(number=number, origin=Origin.OURS if ours else Origin.FORGED, facts=facts)


def _read_facts(raw: bytes) -> dict[str, Any] | None:
    """The JSON object of a line. Earlier versions wrote on after a torn one, on the same line: then the last counts."""
    text = raw.decode(errors="replace")
    for part in (text, text[max(text.rfind("{"), 0) :]):
        try:
            found = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return None


def _seal(purpose: str, facts: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, f"{purpose} {json.dumps(facts, sort_keys=True)}".encode(), hashlib.sha256).hexdigest()
