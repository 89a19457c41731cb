"""Files that only their owner may read, whatever the umask says."""

import contextlib
import os
import stat
from pathlib import Path
from typing import IO, Any

MODE = 0o600


def open_private(path: Path, mode: str, **how: Any) -> IO[Any]:
    """Open a file, created with mode 600 where it is new. Takes the arguments of `open`."""
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, MODE), **how)


def keep_private(path: Path) -> None:
    """Take other people's rights away from a file that is there. Does nothing where this process may not."""
    with contextlib.suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & ~MODE:
            path.chmod(MODE)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
