"""Three views of a theme side by side, and how far they disagree. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cscp_core.evidence.measures import Measure
from cscp_core.evidence.rules import Polarity, WorkStatus, counted, in_words
from cscp_core.labelled import Labelled
from cscp_core.reconciliation.conclusions import TREND_POINTS, Answer, Conclusion, conclude
from cscp_core.reconciliation.estimates import Known
from cscp_core.scrutiny.assurance import Assurance

WELL, MIXED, BADLY = 2, 1, 0
PLACE = {Assurance.ASSURED: WELL, Assurance.PARTLY: MIXED, Assurance.NOT: BADLY}
YOUNG = {"convinced": WELL, "partly": MIXED, "not_convinced": BADLY}
"""Where a joint view stands, by the code that Young Advisors' own room hands in."""
SHOWN = {None: "cannot tell", MIXED: "show no clear change", BADLY: "show the opposite"}
MOST_TOLD = 3  # conclusions that are told with a theme; its measures have them all
GOING_WELL = frozenset({WorkStatus.ON_TRACK, WorkStatus.DONE_AWAITED, WorkStatus.DONE_EVIDENCED})


@dataclass(frozen=True)
class JudgementView:
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


@dataclass(frozen=True)
class DataView:
    """What a theme's measures can say to the four questions, each answered in words."""

    answers: tuple[tuple[str, str], ...]
    measures: int
    tellable: int
    better: int = 0
    worse: int = 0
    same: int = 0
    """How many measures with a direction that is better stand or go better, or worse, or show no change."""

    @property
    def view(self) -> View:
        """Its place is that of the measures with a direction that is better: whether a count of harm that is found
        should rise or fall nobody knows."""
        if not self.measures:
            return View("The report prints no measure: the data cannot tell.", None)
        if not self.tellable:
            return View(f"Cannot tell, from {counted(self.measures, 'measure')}.", None)
        found = in_words(
            f"{number} {what}"
            for number, what in ((self.better, "better"), (self.worse, "worse"), (self.same, "without a change"))
            if number
        )
        read = f"{self.tellable} of {counted(self.measures, 'measure')} can be compared"
        if not found:
            return View(f"{read}; that does not show whether it is good.", None)
        mixed = self.same or (self.better and self.worse)
        return View(f"{read}: {found}.", MIXED if mixed else WELL if self.better else BADLY)


def agencies_view(statuses: Mapping[WorkStatus, int]) -> View:
    """What the agencies report of their own work: never an average, only how many say what."""
    reported: Counter[WorkStatus] = Counter(statuses)
    del reported[WorkStatus.NOT_REPORTED]
    silent = statuses.get(WorkStatus.NOT_REPORTED, 0)
    total = sum(reported.values())
    if not total:
        words = f"nothing is reported about {counted(silent, 'action')}" if silent else "no action is on record"
        return View(f"{words[0].upper()}{words[1:]}.", None)
    said = in_words(f"{reported[status]} {status}" for status in WorkStatus if reported[status])
    rest = f" They say nothing about {silent} more." if silent else ""
    well = sum(reported[status] for status in GOING_WELL)
    place = WELL if well == total else BADLY if not well else MIXED
    return View(f"They report {said}.{rest}", place)


def data_view(measures: Sequence[Measure], known: Known | None = None) -> DataView:
    """The four questions over a theme's measures, with what is concluded of each. Without bases, same period and same
    definition: cannot tell.

    `known` is what the report prints elsewhere of its percentages and rates.
    """
    total = len(measures)
    concluded = [(one, conclude(one, known)) for one in measures]
    tellable = [one for one, said in concluded if said.tells]

    def summarise(answers: Iterable[tuple[Measure, Answer]], needed: str) -> str:
        if not total:
            return "Cannot tell: the report prints no measure."
        found = [f"{one.latest.what}: {answer.words}" for one, answer in answers if answer.tells]
        if not found:
            return f"Cannot tell: {needed}"
        more = f" See the measures for {len(found) - MOST_TOLD} more." if len(found) > MOST_TOLD else ""
        return f"{counted(len(found), 'measure')} of {total}. {' '.join(found[:MOST_TOLD])}{more}"

    answers = (
        (
            "Is it different?",
            summarise(((one, said.different) for one, said in concluded),
                      "no measure has its base and a comparator for the same year."),
        ),
        (
            "Is that good?",
            summarise(((one, said.good) for one, said in concluded),
                      "no measure where higher or lower is better is clearly different."),
        ),
        (
            "Is it changing?",
            summarise(((one, said.changing) for one, said in concluded),
                      f"a change needs two values with bases, a trend {TREND_POINTS} points."),
        ),
        (
            "Can we tell?",
            f"For {counted(len(tellable), 'measure')} of {total}." if tellable
            else "No: that needs bases, the same period and the same definition." if total else "No.",
        ),
    )  # fmt: skip
    sides = [side for one, said in concluded if (side := _direction_of(one, said)) is not None]
    better, worse = sum(side > 0 for side in sides), sum(side < 0 for side in sides)
    return DataView(answers, total, len(tellable), better, worse, len(sides) - better - worse)


def _direction_of(measure: Measure, said: Conclusion) -> int | None:
    """Whether a measure goes better (1), worse (-1) or neither (0); where its change cannot be told, whether it stands
    so beside others. None where that cannot be told, or where neither high nor low is good."""
    if measure.latest.polarity is Polarity.NONE:
        return None
    if said.changing.tells:
        rises = said.changing.side
        return rises if measure.latest.polarity is Polarity.HIGHER else -rises
    return said.good.side if said.good.tells else None


def young_view(stands: Labelled | None) -> View:
    """Young Advisors' joint view; until they have given one it is not there, which is no view."""
    if stands is None:
        return View("Young Advisors have not given a joint view.", None)
    return View(f"Young Advisors: {stands.label}.", YOUNG.get(stands.value))


def measure_disagreement(agencies: View, data: View, young: View, judged: Assurance) -> tuple[int, str]:
    """How far apart the views are, 0 to 3, and in what."""
    places = {
        "the agencies": agencies.place,
        "the data": data.place,
        "Young Advisors": young.place,
        "the scrutineer": PLACE.get(judged),
    }
    known = {name: place for name, place in places.items() if place is not None}
    spread = max(known.values()) - min(known.values()) if len(known) > 1 else 0
    unproved = agencies.place == WELL and data.place != WELL
    parts = []
    if spread:
        best = in_words(name for name, place in known.items() if place == max(known.values()))
        worst = in_words(name for name, place in known.items() if place == min(known.values()))
        parts.append(f"{best} see it better than {worst}")
    if unproved:
        parts.append(f"agencies report that it goes well, and the data {SHOWN[data.place]}")
    words = "; ".join(parts)
    return spread + unproved, f"{words[0].upper()}{words[1:]}." if words else "No disagreement on record."
