"""Starts servers quickly: one process imports what the app imports, and each server is a copy of it.

Importing takes about three seconds of processor time, and the tests start more than a hundred servers. It reads one
line of JSON for each server, `{"argv", "environment", "log"}`, and writes its process number.
"""

import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

from pages.server.early import import_what_screens_need

ROOT = Path(__file__).resolve().parent.parent.parent


class Process:
    """A server that is not a child of this process: it can be stopped and waited for."""

    def __init__(self, number: int):
        self.handle = os.pidfd_open(number)

    def ends_within(self, seconds: float) -> bool:
        return bool(select.select([self.handle], [], [], seconds)[0])

    def stop(self, patience: float) -> None:
        """Asks it to end, and kills it where it does not.

        Raises:
            TimeoutError: it had to be killed.
        """
        try:
            if not self.ends_within(0):
                signal.pidfd_send_signal(self.handle, signal.SIGTERM)
            if not self.ends_within(patience):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
                raise TimeoutError("The server did not end when it was asked to.")
        finally:
            os.close(self.handle)


class Starter:
    """The process that becomes servers. It ends with the process that made it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.warm"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def start(self, argv: list[str], environment: dict[str, str], log: Path) -> Process:
        assert self.process.stdin
        assert self.process.stdout
        asked = {"argv": argv, "environment": environment, "log": str(log)}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return Process(int(self.process.stdout.readline()))


def become_a_server(argv: list[str], environment: dict[str, str], log: str) -> None:
    """In the copy: the environment, the output and the command line of a server that was started by itself."""
    from streamlit.web import cli

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    into = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(into, 1)
    os.dup2(into, 2)
    sys.argv = argv
    cli.main()


def end_as_a_process_does(run: Callable[[], None]) -> NoReturn:
    """Runs, prints what it ended with as Python would, and ends the copy without what the first process would do."""
    try:
        run()
        code = 0
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
        if isinstance(stopped.code, str):
            print(stopped.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    """Imports, then makes a copy for each line until nobody can ask any more."""
    for name in ("docx", "openpyxl", "psycopg", "streamlit.web.bootstrap", "streamlit.web.server"):
        __import__(name)
    import_what_screens_need()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets copies that ended
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            end_as_a_process_does(partial(become_a_server, **json.loads(line)))
        print(number, flush=True)


if __name__ == "__main__":
    main()
