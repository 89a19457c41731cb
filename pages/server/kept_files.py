"""The files that every page is made of, answered from memory and compressed once.

A first load asks for more than a hundred scripts. Read from the disk one by one they take the server longer than the
page takes to draw, and uncompressed a telephone waits for some four megabytes. What is not listed here when the server
starts, and what is asked for in parts, goes on to where it was answered before.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOR_A_YEAR = "public, immutable, max-age=31536000"
FOR_A_DAY = "public, max-age=86400"
COMPRESSED = (".js", ".css", ".svg", ".json", ".txt")
KINDS = {".js": "text/javascript", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
"""What a machine without a list of its own would not know, and browsers insist on."""
NOT_WORTH_IT = 500  # bytes
LEVEL = 6


@dataclass(frozen=True, kw_only=True)
class Folder:
    """Files under one address, and for how long a browser may keep them."""

    address: str
    where: Path
    cache_control: str


@dataclass(frozen=True, kw_only=True)
class _Kept:
    plain: bytes
    compressed: bytes
    """Empty where it would be no smaller."""
    headers: dict[str, str]


class KeptFiles:
    """Stands before the app and answers for the files that the folders held at the start."""

    def __init__(self, app: ASGIApp, folders: tuple[Folder, ...], made: dict[str, str] | None = None):
        """`made` holds scripts that no file holds, by address; a browser keeps each for a year."""
        self.app = app
        self._files = {
            f"{one.address}/{file.relative_to(one.where).as_posix()}": (file, one.cache_control)
            for one in folders
            for file in one.where.rglob("*")
            if file.is_file()
        }
        self._kept = {address: _keep(script.encode(), ".js", FOR_A_YEAR) for address, script in (made or {}).items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        is_here = path in self._kept or path in self._files
        if not is_here or "range" in (asked := Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        if path not in self._kept:
            self._kept[path] = await run_in_threadpool(_read, *self._files[path])
        await _answer(self._kept[path], asked, scope["method"])(scope, receive, send)


def _read(file: Path, cache_control: str) -> _Kept:
    return _keep(file.read_bytes(), file.suffix, cache_control)


def _keep(plain: bytes, suffix: str, cache_control: str) -> _Kept:
    small = gzip.compress(plain, LEVEL, mtime=0) if suffix in COMPRESSED and len(plain) > NOT_WORTH_IT else b""
    headers = {
        "content-type": KINDS.get(suffix) or mimetypes.guess_type(f"a{suffix}")[0] or "application/octet-stream",
        "cache-control": cache_control,
        "etag": f'"{hashlib.sha256(plain).hexdigest()[:32]}"',
        "vary": "accept-encoding",
    }
    return _Kept(plain=plain, compressed=small if len(small) < len(plain) else b"", headers=headers)


def _answer(kept: _Kept, asked: Headers, method: str) -> Response:
    if asked.get("if-none-match", "").removeprefix("W/") == kept.headers["etag"]:
        return Response(status_code=304, headers=kept.headers)
    if kept.compressed and _takes_gzip(asked.get("accept-encoding", "")):
        content, headers = kept.compressed, kept.headers | {"content-encoding": "gzip"}
    else:
        content, headers = kept.plain, kept.headers
    answer = Response(content, headers=headers)
    if method == "HEAD":
        answer.body = b""
    return answer


def _takes_gzip(accepted: str) -> bool:
    """Whether a browser takes gzip: it is named, and its weight is not zero."""
    for one in accepted.lower().split(","):
        name, _, weight = one.strip().partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
