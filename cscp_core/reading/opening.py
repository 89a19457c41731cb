"""Opens a report's file, whatever it is, and asks the bounded process for what only that may make of it."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cscp_core.errors import FileRefused
from cscp_core.reading.bounds import (
    LARGEST,
    MOST_PAGES,
    MOST_SECONDS,
    MOST_WORDS,
    MOST_WRITTEN,
    SENTENCES,
)
from cscp_core.reading.pages import PrintedPage, page_from

ROOT = Path(__file__).resolve().parent.parent.parent
PDF, ZIP, OLD_OFFICE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1024 * 1024
CHILD = "cscp_core.reading.child"


@dataclass(frozen=True)
class OpenedFile:
    """What stands in a file: pages of a PDF, parts of a Word file, or plain text; one of the three."""

    name: str
    pages: list[PrintedPage] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""

    @property
    def scanned(self) -> list[int]:
        """Numbers of the pages that are pictures without text."""
        return [one.number for one in self.pages if one.is_scanned]


Ask = Callable[[str, Path], dict[str, Any]]
"""Asks for the pages of a PDF or the parts of a Word file."""


def ask_process(what: str, path: Path) -> dict[str, Any]:
    """What the bounded process answers.

    Raises:
        FileRefused: as for `open_file`.
    """
    return _answer(_run(what, path))


def open_file(path: Path, ask: Ask = ask_process) -> OpenedFile:
    """Reads a file of at most 60 MB and 400 pages.

    Args:
        ask: in the bounded process itself, the function that it answers with.

    Raises:
        FileRefused: with a sentence that says why it is not read, and what to do.
    """
    head = _head(path)
    if PDF in head:
        pages = [page_from(one, number) for number, one in enumerate(ask("pages", path)["pages"], 1)]
        if not any(one.words for one in pages):
            raise refused("scanned" if any(one.is_scanned for one in pages) else "wordless")
        return OpenedFile(path.name, pages=pages)
    if head.startswith(ZIP):
        return OpenedFile(path.name, parts=ask("parts", path)["parts"])
    if head.startswith(OLD_OFFICE):
        raise refused("old_word")
    return OpenedFile(path.name, text=_text(path, head))


def picture_of_page(path: Path, number: int, scale: float = 1.5) -> bytes:
    """A page of a PDF as a PNG, at so many pixels a point.

    Raises:
        FileRefused: where it is no PDF, cannot be read, or has no such page.
    """
    if PDF not in _head(path):
        raise refused("kind")
    written = _run("picture", path, str(number), str(scale))
    if not written.startswith(b"\x89PNG"):
        _answer(written)
        raise refused("crashed")
    return written


def refused(why: str, **told: object) -> FileRefused:
    """The error for a key of `SENTENCES`."""
    limits = {"largest": LARGEST // MEGABYTE, "pages": MOST_PAGES, "seconds": MOST_SECONDS}
    return FileRefused(SENTENCES[why].format(**(limits | told)))


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError:
        raise refused("missing", path=path) from None
    if not size:
        raise refused("empty")
    if size > LARGEST:
        raise refused("large", number=-(-size // MEGABYTE))
    return head


def _text(path: Path, head: bytes) -> str:
    if b"\x00" in head:
        raise refused("kind")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise refused("encoding") from None
    if not text.strip():
        raise refused("wordless")
    if len(text.split()) > MOST_WORDS:
        raise refused("wordy")
    return text


def _answer(written: bytes) -> dict[str, Any]:
    try:
        made: dict[str, Any] = json.loads(written)
    except ValueError:
        raise refused("crashed") from None
    if "sentence" in made:
        raise FileRefused(made["sentence"])
    if "refused" in made:
        raise refused(made["refused"], number=made["number"])
    return made


def _run(what: str, path: Path, *more: str) -> bytes:
    """What the bounded process writes. Its messages go nowhere, since they could hold words of the file."""
    command = [sys.executable, "-m", CHILD, what, str(path.resolve()), *more]
    with tempfile.TemporaryFile() as written:
        try:
            done = subprocess.run(  # noqa: S603 -- our own module, on one file
                command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=written,
                timeout=MOST_SECONDS * 2,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise refused("slow") from None
        written.seek(0)
        said = written.read(MEGABYTE)
    if done.returncode == -24:  # SIGXCPU
        raise refused("slow")
    if done.returncode or len(done.stdout) > MOST_WRITTEN:
        raise refused("memory" if b"MemoryError" in said else "crashed")
    return done.stdout
