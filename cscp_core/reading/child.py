"""The process that opens a file which somebody else made: bounded in memory and time, it only writes what it read.

    python -m cscp_core.reading.child pages FILE.pdf
    python -m cscp_core.reading.child picture FILE.pdf NUMBER SCALE
    python -m cscp_core.reading.child parts FILE.docx
    python -m cscp_core.reading.child draft FILE

It writes JSON, or a picture, to standard output; a refusal is JSON with the key "refused" or "sentence". A draft is
made here too: what somebody else wrote could keep a rule busy for hours.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cscp_core.errors import FileRefused
from cscp_core.reading.bounds import MOST_MEMORY, MOST_SECONDS, Refusal


def bound_this_process() -> None:
    """So much memory, so many seconds of the processor, no files, no core dump."""
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
    # at the first limit the signal that says why it ends, at the second the end
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))


def answer(what: str, path: Path, *more: str) -> dict[str, Any] | bytes:
    """What was asked of the file."""
    if what == "draft":
        from cscp_core.reading import drafting, opening

        return asdict(drafting.draft_opened(opening.open_file(path, _pages_or_parts)))
    if what == "parts":
        from cscp_core.reading import word_file

        return {"parts": word_file.read_parts(path)}
    from cscp_core.reading import pdf_file

    if what == "picture":
        return pdf_file.picture_of(path, int(more[0]), float(more[1]))
    return {"pages": pdf_file.read_pages(path)}


def _pages_or_parts(what: str, path: Path) -> dict[str, Any]:
    made = answer(what, path)
    assert isinstance(made, dict)
    return made


def main() -> int:
    bound_this_process()
    try:
        made = answer(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
    except FileRefused as refused:
        made = {"sentence": str(refused)}
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
