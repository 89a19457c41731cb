"""The process that opens a file which somebody else made: bounded in memory and time, it only writes what it read.

    python -m cscp_core.reading.child pages FILE.pdf
    python -m cscp_core.reading.child picture FILE.pdf NUMBER SCALE
    python -m cscp_core.reading.child parts FILE.docx

It writes JSON, or a picture, to standard output; a refusal is JSON with the key "refused".
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from cscp_core.reading.bounds import MOST_MEMORY, MOST_SECONDS, Refusal


def bound_this_process() -> None:
    """So much memory, so many seconds of the processor, no files, no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer(what: str, path: Path, *more: str) -> dict[str, Any] | bytes:
    """What was asked of the file."""
    if what == "parts":
        from cscp_core.reading import word_file

        return {"parts": word_file.read_parts(path)}
    from cscp_core.reading import pdf_file

    if what == "picture":
        return pdf_file.picture_of(path, int(more[0]), float(more[1]))
    return {"pages": pdf_file.read_pages(path)}


def main() -> int:
    bound_this_process()
    try:
        made = answer(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
    except Refusal as refusal:
        made = {"refused": refusal.why, "number": refusal.number}
    except MemoryError:
        made = {"refused": "memory", "number": 0}
    if isinstance(made, bytes):
        sys.stdout.buffer.write(made)
    else:
        json.dump(made, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
