"""Three views of a theme side by side, and how far they disagree. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import Polarity, WorkStatus, counted, in_words
from cscp_core.reconciliation.conclusions import TREND_POINTS, conclude
from cscp_core.reconciliation.estimates import Known
from cscp_core.scrutiny.assurance import Assurance

WELL, MIXED, BADLY = 2, 1, 0
PLACE = {Assurance.ASSURED: WELL, Assurance.PARTLY: MIXED, Assurance.NOT: BADLY}
YOUNG = {"convinced": WELL, "partly": MIXED, "not convinced": BADLY}
GOING_WELL = frozenset({WorkStatus.ON_TRACK, WorkStatus.DONE_AWAITED, WorkStatus.DONE_EVIDENCED})


@dataclass(frozen=True)
class Judged:
    """The scrutineer's word on a theme."""

    assurance: Assurance
    reason: str
    by: str
    at: datetime
    version: int
    data_version: int


@dataclass(frozen=True)
class View:
    """One view: its sentence, and its place from 0 (badly) to 2 (well); None where it cannot tell."""

    words: str
    place: int | None
    tells: bool = False
    """Whether it says anything though it has no place, such as data that can be compared and show nothing amiss."""

    @property
    def is_silent(self) -> bool:
        return self.place is None and not self.tells


@dataclass(frozen=True)
class DataView:
    """What a theme's measures can say to the four questions, each answered in words."""

    answers: tuple[tuple[str, str], ...]
    measures: int
    tellable: int

    @property
    def view(self) -> View:
        if not self.measures:
            return View("The report prints no measure: the data cannot tell.", None)
        if not self.tellable:
            return View(f"Cannot tell, from {counted(self.measures, 'measure')}.", None)
        return View(
            f"{self.tellable} of {counted(self.measures, 'measure')} can be read against another value.",
            None,
            tells=True,
        )


def agencies_view(statuses: Mapping[WorkStatus, int]) -> View:
    """What the agencies report of their own work: never an average, only how many say what."""
    reported: Counter[WorkStatus] = Counter(statuses)
    del reported[WorkStatus.NOT_REPORTED]
    silent = statuses.get(WorkStatus.NOT_REPORTED, 0)
    total = sum(reported.values())
    if not total:
        words = f"nothing is reported of {counted(silent, 'action')}" if silent else "no action is on record"
        return View(f"{words[0].upper()}{words[1:]}.", None)
    said = in_words(f"{reported[status]} {status}" for status in WorkStatus if reported[status])
    rest = f", and nothing of {silent} more" if silent else ""
    well = sum(reported[status] for status in GOING_WELL)
    place = WELL if well == total else BADLY if not well else MIXED
    return View(f"They report {said}{rest}.", place)


def data_view(measures: Sequence[Measure], known: Known | None = None) -> DataView:
    """The four questions over a theme's measures. Without bases, same period and same definition: cannot tell.

    `known` is what the report prints elsewhere of its percentages and rates.
    """
    total = len(measures)
    concluded = [(one, conclude(one, known)) for one in measures]
    different = [one for one, said in concluded if said.different.tells]
    changing = [one for one, said in concluded if said.changing.tells]
    good = [one for one in different if one.latest.polarity is not Polarity.NONE]
    tellable = [one for one, said in concluded if said.tells]

    def told(found: Sequence[Measure], yes: str, needed: str) -> str:
        if not total:
            return "Cannot tell: no measure is printed."
        return f"{counted(len(found), 'measure')} of {total} {yes}" if found else f"Cannot tell: {needed}"

    answers = (
        (
            "Is it different?",
            told(different, "can be set beside a comparator of the same year.",
                 "no measure has its base and a comparator of the same year."),
        ),
        (
            "Is that good?",
            told(good, "with a direction that is better.",
                 "where nothing is shown to be different, nothing can be called good."),
        ),
        (
            "Is it changing?",
            told(changing, "can be set beside an earlier value.",
                 f"a change needs two values with bases, a trend {TREND_POINTS} points."),
        ),
        (
            "Can we tell?",
            f"For {counted(len(tellable), 'measure')} of {total}." if tellable
            else "No: bases, same period and same definition would be needed." if total else "No.",
        ),
    )  # fmt: skip
    return DataView(answers, total, len(tellable))


def young_view(word: str) -> View:
    """Young Advisors' joint view; until they have given one it is not there, which is no view."""
    return View(f"Young Advisors: {word}." if word else "Young Advisors have not given a joint view.", YOUNG.get(word))


def disagreement(agencies: View, data: View, young: View, judged: Assurance) -> tuple[int, str]:
    """How far apart the views are, 0 to 3, and in what."""
    places = {
        "the agencies": agencies.place,
        "the data": data.place,
        "Young Advisors": young.place,
        "the scrutineer": PLACE.get(judged),
    }
    known = {name: place for name, place in places.items() if place is not None}
    spread = max(known.values()) - min(known.values()) if len(known) > 1 else 0
    unproved = agencies.place == WELL and data.is_silent
    parts = []
    if spread:
        best = in_words(name for name, place in known.items() if place == max(known.values()))
        worst = in_words(name for name, place in known.items() if place == min(known.values()))
        parts.append(f"{best} see it better than {worst}")
    if unproved:
        parts.append("agencies report that it goes well, and the data cannot tell")
    words = "; ".join(parts)
    return spread + unproved, f"{words[0].upper()}{words[1:]}." if words else "No disagreement on record."
