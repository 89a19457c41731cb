"""Notes every st call that each measured screen makes, so that bench/bare/screen.py can make the same from memory.

Run in a process of its own, with CSCP_VAR_DIR set: `python -m bench.record FILE READER=TOKEN ...`. It runs the app's
own main script under AppTest and listens in, so that the bare page cannot drift from the real one. What a button would
do is not noted.
"""

import functools
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyarrow as pa
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.delta_generator_singletons import context_dg_stack
from streamlit.testing.v1 import AppTest

from bench.stage import ROOT, SCREENS, Screen
from cscp_core.people import seal
from cscp_core.settings import settings
from pages.components.frame import connection

NOT_FOR_MEMORY = ("on_change", "on_click", "args", "kwargs")
DRAWING = tuple(name for name in dir(st) if isinstance(getattr(getattr(st, name), "__self__", None), DeltaGenerator))
LISTED = ("selectbox", "multiselect", "radio", "pills", "segmented_control")
"""What shows its options through `format_func`."""


class Recorder:
    """Stands before each function that draws, of st and of containers, and builds the tree of calls."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self._inside: dict[int, list[dict[str, Any]]] = {}
        self._kept: list[DeltaGenerator] = []  # so that no id comes back
        self._drawing = False  # one function may call another

    def listen(self) -> None:
        for name in DRAWING:
            setattr(st, name, self._noted(name, getattr(st, name)))
            setattr(DeltaGenerator, name, self._noted_of_container(name, getattr(DeltaGenerator, name)))

    def _noted(self, name: str, drawing: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(drawing)
        def noted(*args: Any, **kwargs: Any) -> Any:
            stack = context_dg_stack.get()
            return self._note(name, stack[-1] if stack else None, lambda: drawing(*args, **kwargs), args, kwargs)

        return noted

    def _noted_of_container(self, name: str, drawing: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(drawing)
        def noted(container: DeltaGenerator, *args: Any, **kwargs: Any) -> Any:
            return self._note(name, container, lambda: drawing(container, *args, **kwargs), args, kwargs)

        return noted

    def _note(
        self,
        name: str,
        where: DeltaGenerator | None,
        draw: Callable[[], Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> Any:
        if self._drawing:
            return draw()
        self._drawing = True
        try:
            made = draw()
        finally:
            self._drawing = False
        call = as_said(name, args, kwargs)
        self._inside.get(id(where), self.calls).append(call)
        for one in made if isinstance(made, list | tuple) else [made]:
            if isinstance(one, DeltaGenerator):
                self._kept.append(one)
                self._inside[id(one)] = []
                call["inside"].append(self._inside[id(one)])
        return made


def as_said(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """One call, with plain values only."""
    kept = {key: value for key, value in kwargs.items() if key not in NOT_FOR_MEMORY}
    if callable(kept.get("on_select")):
        kept["on_select"] = "rerun"  # what is selected is sent all the same
    if name == "page_link":
        page = getattr(args[0], "url_path", None) or Path(args[0]).stem
        address = f"http://127.0.0.1/{page}?{urlencode(kept.pop('query_params', {}))}"
        return {"name": name, "args": [address], "kwargs": kept, "inside": []}
    if name in LISTED and (shown := kept.pop("format_func", None)):
        args = (args[0], [shown(one) for one in args[1]], *args[2:])
        if (chosen := kept.get("default")) is not None:
            kept["default"] = [shown(one) for one in chosen] if isinstance(chosen, list | tuple) else shown(chosen)
    return {"name": name, "args": list(args), "kwargs": kept, "inside": []}


def plainly(value: Any) -> Any:
    """What JSON has no form for. The bare page is given rows as anybody writes them, not as they are sent."""
    return value.to_pydict() if isinstance(value, pa.Table) else str(value)


def record(screen: Screen, token: str) -> list[dict[str, Any]]:
    """The calls of one run of a screen."""
    recorder = Recorder()
    before = [(of, name, getattr(of, name)) for of in (st, DeltaGenerator) for name in DRAWING]
    recorder.listen()
    sealed = seal.seal_token(token, datetime.now() + timedelta(hours=1), settings().signing_key)
    connection.cookies = lambda: {seal.COOKIE: sealed}  # AppTest has no connection
    try:
        page = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=60)
        for name, value in screen.query.items():
            page.query_params[name] = value
        page.switch_page(f"{screen.page}.py").run()
    finally:
        for of, name, drawing in before:
            setattr(of, name, drawing)
    if page.exception or not recorder.calls:
        raise SystemExit(f"{screen.name} could not be recorded: {page.exception}")
    return recorder.calls


if __name__ == "__main__":
    tokens = dict(one.split("=", 1) for one in sys.argv[2:])
    found = {screen.name: record(screen, tokens[screen.reader]) for screen in SCREENS}
    Path(sys.argv[1]).write_text(json.dumps(found, default=plainly), encoding="utf-8")
