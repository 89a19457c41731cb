"""Words of the Young Advisors' screens in another language than English, as data: one file for each language."""

import csv
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import local
from typing import ParamSpec

import streamlit as st

P = ParamSpec("P")
TEXT = Path(__file__).resolve().parent.parent / "text"
SCREENS = "screens.csv"
ENGLISH = "en"
CHOSEN = "language of the screens"
HOLE = re.compile(r"\{(\w+)\}")
OWN_WORDS = "words"
"""A hole with this name takes what somebody wrote, which no file translates."""
NUMBER = "number"
"""A hole whose name begins so takes a number and nothing else."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
A_DATE = re.compile(rf"([\d ]*)({'|'.join(MONTHS)})([\d ,:.]*)")


class _Run(local):
    """The language of the whole run of this thread, for as long as it lasts."""

    code: str | None = None


_run = _Run()


@dataclass(frozen=True)
class Words:
    """What one file translates: whole sentences, and sentences with holes, those that say most first."""

    whole: Mapping[str, str]
    with_holes: tuple[tuple[re.Pattern[str], str], ...]
    english: frozenset[str]
    """All that is translated, as it is in English."""

    def find(self, text: str) -> str:
        """The translation; the text itself where there is none. What stands in a hole is translated too."""
        if text in self.whole:
            return self.whole[text]
        for pattern, words in self.with_holes:
            if found := pattern.fullmatch(text):
                parts = {
                    name: part if name == OWN_WORDS else self.find(part) for name, part in found.groupdict().items()
                }
                return words.format_map(parts)
        if date := A_DATE.fullmatch(text):
            before, month, after = date.groups()
            return f"{before}{self.whole.get(month, month)}{after}"
        return text


def translate(text: str) -> str:
    """Words of the app or the report in their reader's language; in English where its file has none. What people
    write is never handed in."""
    code = _run.code
    if code is None:
        code = _chosen()  # a dialog or a fragment, which runs without the beginning of a run
    return text if code == ENGLISH else read_words(TEXT / code / SCREENS).find(text)


def dialog(title: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """As `st.dialog`, with its name in the language of the run that opens it."""

    def named(draw: Callable[P, None]) -> Callable[P, None]:
        @functools.wraps(draw)
        def show(*args: P.args, **details: P.kwargs) -> None:
            st.dialog(translate(title))(draw)(*args, **details)

        return show

    return named


@contextmanager
def keep_language_for_run() -> Iterator[None]:
    """For the length of a whole run: the language that its reader chose in this tab."""
    _run.code = _chosen()
    try:
        yield
    finally:
        _run.code = None


def find_language() -> str:
    """The code of the language that the screens are shown in now."""
    return _run.code or _chosen()


def choose() -> None:
    """The choice of a language for all screens; nothing where there is only English."""
    known = list_languages(TEXT)
    if len(known) < 2:
        return
    now = find_language()
    with st.popover(known[now]):
        st.radio(
            translate("Language"), list(known), list(known).index(now), format_func=known.__getitem__, key="screens in",
            on_change=_note,
        )  # fmt: skip


def list_languages(text: Path) -> dict[str, str]:
    """Names of languages by code, English first, as their speakers write them."""
    with (text / "languages.csv").open(encoding="utf-8", newline="") as file:
        found = {row["code"]: row["name"] for row in csv.DictReader(file)}
    return {ENGLISH: found[ENGLISH]} | found


def list_screens(text: Path) -> dict[str, tuple[str, ...]]:
    """What can be translated: sentences by the screen that they stand on, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows(text / SCREENS):
        found[row["screen"]] = (*found.get(row["screen"], ()), row["english"])
    return found


def find_faults(file: Path) -> list[str]:
    """Rows of a language's file whose holes are not those of the English sentence, each with its line."""
    return [
        f"{file.name}, line {line}: {row['english']} has other holes"
        for line, row in enumerate(_rows(file), start=2)
        if row["words"] and not _fits(row["english"], row["words"])
    ]


def read_rows(file: Path) -> dict[str, str]:
    """What a language's file says for each English sentence, without what is empty or does not fit."""
    return {row["english"]: row["words"] for row in _rows(file) if row["words"] and _fits(row["english"], row["words"])}


@cache
def read_words(file: Path) -> Words:
    """The same, ready to be asked; nothing where there is no file."""
    rows = read_rows(file)
    with_holes = sorted((one for one in rows if HOLE.search(one)), key=lambda one: -len(HOLE.sub("", one)))
    return Words(
        whole={english: words for english, words in rows.items() if not HOLE.search(english)},
        with_holes=tuple((_pattern(one), rows[one]) for one in with_holes),
        english=frozenset(rows),
    )


def _rows(file: Path) -> Iterable[dict[str, str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [{name: words or "" for name, words in row.items() if name} for row in csv.DictReader(opened)]


def _fits(english: str, words: str) -> bool:
    return sorted(HOLE.findall(english)) == sorted(HOLE.findall(words)) and "{" not in HOLE.sub("", words)


def _pattern(english: str) -> re.Pattern[str]:
    """The sentence with a group for each hole."""
    written = ""
    for place, part in enumerate(HOLE.split(english)):
        takes = r"[\d.,]+" if part.startswith(NUMBER) else ".+"
        written += f"(?P<{part}>{takes})" if place % 2 else re.escape(part)
    return re.compile(written, re.DOTALL)


def _chosen() -> str:
    code: str = st.session_state.get(CHOSEN, ENGLISH)
    return code if code == ENGLISH or code in list_languages(TEXT) else ENGLISH


def _note() -> None:
    st.session_state[CHOSEN] = st.session_state["screens in"]
