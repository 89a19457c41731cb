"""What a figure counts: children and what happens to them, the work of services, or how services are arranged. The
words are the rows of data/subjects.csv. Pure."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from cscp_core.evidence.rules import ValueState
from cscp_core.evidence.views import Figure
from cscp_core.labelled import Labelled

FILE = Path(__file__).resolve().parents[2] / "data" / "subjects.csv"
OF_A_CHANGE = re.compile(r"^(?:the )?(?:change|fall|rise|growth|increase|decrease|reduction|drop)\b", re.IGNORECASE)
"""Names of indicators whose percentages tell how much a number moved. They are shares of nothing."""


OF_A_PROGRAMME = re.compile(
    r"\b(?:took part|completed|engaged|reached|reviewed|helped by|successful referrals|programme|pilot|project)\b", re.I
)
AT_AN_EVENT = re.compile(r"\bat the\b|\b(?:conference|events?|workshop|briefing|delegates)\b", re.IGNORECASE)


class Subject(Labelled):
    """What a figure counts."""

    CHILDREN = "children", "children, or what happens to them"
    WORK = "work", "the work of services"
    ARRANGEMENT = "arrangement", "how services are arranged"


def subject_of(figure: Figure) -> Subject:
    """What a figure counts. Age limits, posts, bodies and how often one meets are arrangements: nothing is measured
    by them. What the words do not know is taken for the work of services."""
    return subject_named(figure.indicator, figure.unit, figure.as_printed)


def is_measure(figure: Figure) -> bool:
    """Whether a figure measures anything, so that it has an earlier value."""
    return subject_of(figure) is not Subject.ARRANGEMENT


def is_share(figure: Figure) -> bool:
    """Whether a figure is a percentage of something, which says nothing without its base."""
    return _is_percentage(figure) and not OF_A_CHANGE.match(figure.indicator)


def is_printed_change(figure: Figure) -> bool:
    """Whether a figure is a percentage by which a number moved, which says nothing without the two numbers."""
    return _is_percentage(figure) and OF_A_CHANGE.match(figure.indicator) is not None


def is_relative(figure: Figure) -> bool:
    """Whether a figure is a share or a rate, whose level says something by itself."""
    return is_share(figure) or figure.unit.startswith(("per ", "out of"))


def is_whole_count(figure: Figure) -> bool:
    """Whether a figure counts the whole of a thing that other places have too, and not those whom a programme of
    one's own reached."""
    return not figure.category and not OF_A_PROGRAMME.search(figure.indicator)


def is_of_one_event(figure: Figure) -> bool:
    """Whether a figure is about people at one event, which was not held the year before."""
    return subject_of(figure) is Subject.WORK and AT_AN_EVENT.search(figure.indicator) is not None


def is_all_or_none(figure: Figure) -> bool:
    """Whether it is the best or the worst that a share can be."""
    return figure.state is ValueState.PRINTED and _is_percentage(figure) and figure.value in (0, 100)


def _is_percentage(figure: Figure) -> bool:
    return "%" in figure.unit or "per cent" in figure.unit.lower() or "%" in figure.as_printed


@lru_cache(maxsize=2000)
def subject_named(name: str, unit: str, as_printed: str) -> Subject:
    """The same by the indicator's name, the unit and the value as printed."""
    words = _words()
    unit, name = unit.strip().lower(), name.lower()
    if any(re.search(rf"\b{re.escape(one)}\b", name) for one in words["name"]):
        return Subject.ARRANGEMENT
    if unit in words["unit"] or as_printed.lower().startswith("single "):
        return Subject.ARRANGEMENT
    return _of_first_noun(unit) or _of_first_noun(name) or Subject.WORK


def _of_first_noun(text: str) -> Subject | None:
    found = _nouns().search(text)
    return _words()["noun"][found[0]] if found else None


@cache
def _nouns() -> re.Pattern[str]:
    longest_first = sorted(_words()["noun"], key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest_first))


@cache
def _words() -> dict[str, dict[str, Subject]]:
    """What words count, by where they stand: within an indicator's name, as its whole unit, or as its first noun."""
    found: dict[str, dict[str, Subject]] = {"name": {}, "unit": {}, "noun": {}}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["stands_in"]][row["words"]] = Subject(row["counts"])
    return found
