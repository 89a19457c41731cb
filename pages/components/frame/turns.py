"""How many scripts draw at once. The others wait in the order in which they came, and hold nothing while they wait.

Python runs one thread at a time. Scripts that draw together only fight for it and for Streamlit's locks: each of fifty
then takes more of the processor, not less time. One that waits can be called off: a newer click of the same person
takes its place, at the end of the line, and who has closed the tab leaves it.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, local

import streamlit as st

AT_ONCE = 2
WAITING = "a turn is waited for"  # never set: only looked for
LOOK_EVERY = 0.1  # seconds until one that waits looks whether it has been called off


class Turns:
    """So many at once, first come, first served."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[Event] = deque()
        self._lock = Lock()

    def take(self, *, called_off: bool) -> None:
        """Waits for a turn. With `called_off` it looks now and then whether it still has to, and may raise."""
        mine = Event()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            self._waiting.append(mine)
        try:
            while not mine.wait(LOOK_EVERY):
                if called_off:
                    _look_whether_called_off()
        except BaseException:
            with self._lock:
                came_meanwhile = mine.is_set()
                if not came_meanwhile:
                    self._waiting.remove(mine)
            if came_meanwhile:
                self.give_back()
            raise

    def give_back(self) -> None:
        """The next in line has the turn now."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


TURNS = Turns(AT_ONCE)


class _Mine(local):
    held = False


_mine = _Mine()


@contextmanager
def turn() -> Iterator[None]:
    """For the length of a whole run, before it asks for anything."""
    TURNS.take(called_off=True)
    _mine.held = True
    try:
        yield
    finally:
        _mine.held = False
        TURNS.give_back()


@contextmanager
def left_to_others() -> Iterator[None]:
    """While a run that has a turn waits for something else, such as the right to write."""
    if not _mine.held:
        yield
        return
    TURNS.give_back()
    try:
        yield
    finally:
        TURNS.take(called_off=False)  # what it waited for is done, and its reader has to hear of it


def _look_whether_called_off() -> None:
    """Streamlit stops a script that is not wanted any more when it looks into the session state."""
    st.session_state.get(WAITING)
