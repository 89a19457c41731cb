"""Figures of running text: each number with its unit, time, place, base and the words that it counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cscp_core.evidence.rules import ValueState
from cscp_core.reading.blocks import BlockKind
from cscp_core.reading.nouns import compares_places, noun_before, unit_of, what_of
from cscp_core.reading.numbers import NumberKind, PrintedNumber, flat, numbers_of
from cscp_core.reading.places import area_of
from cscp_core.reading.recommendations import is_recommending
from cscp_core.reading.rows import Cell, DraftedRow, Numbering, row_of, words_around
from cscp_core.reading.sentences import Passage, is_quoted
from cscp_core.reading.times import (
    ReportYear,
    Setting,
    carried_from,
    period_of,
    takes_over,
    time_in_heading,
    times_of,
)

PER = re.compile(r"\bper (?:1,?000|10,?000|100,?000)\b")
RATE = re.compile(r"\brates?\b")
NOT_KEPT = re.compile(
    r"\b(?:(?:was|were|is|are) not (?:recorded|collected|available|counted)|not (?:yet )?known how many)\b",
    re.IGNORECASE,
)
OF_THESE = re.compile(r"(?:of|among) (?:these|those|them|the \w+)\b")
OUT_OF = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:[a-z-]+\s+){0,2}?(?:of|out of)\s+(?:the\s+|our\s+|those\s+|all\s+|these\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
SMALL = 10
LEAST_ASKED = 20
"""A count in a recommendation below this is part of what is asked for, and no figure."""
STRUCTURE = re.compile(r"\b(?:the|these|those|our|both|its|their|same|following)\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)


@dataclass(kw_only=True)
class ProseFigures:
    """Reads figures sentence by sentence; remembers of each paragraph what was counted and when."""

    year: ReportYear
    home: str
    ids: Numbering
    block: int = -1
    units: list[str] = field(default_factory=list)
    carried: str = ""
    rates: bool = False
    section: str = ""
    counted: list[float] = field(default_factory=list)
    here: list[str] = field(default_factory=list)

    def read(self, passage: Passage) -> list[DraftedRow]:
        """The figures of one sentence."""
        if passage.kind is BlockKind.NOTE or (is_quoted(passage) and not passage.is_item):
            return []
        if passage.block != self.block:
            goes_on = self.section == passage.part.section and is_of_review(passage)
            self.carried = self.carried if goes_on else ""
            self.block, self.section, self.units, self.rates = passage.block, passage.part.section, [], False
            self.counted = []
        numbers = numbers_of(passage.text)
        if is_recommending(passage):
            numbers = [one for one in numbers if one.kind is not NumberKind.COUNT or (one.value or 0) >= LEAST_ASKED]
        times = times_of(passage.text, self.year, self.carried)
        self.here = []
        rows = [self._figure(one, passage, numbers) for one in numbers]
        self.units += self.here
        self.counted = [one.value for one in numbers if one.kind is NumberKind.COUNT and one.value] or self.counted
        rows += self._not_kept(passage, numbers)
        plain = flat(passage.text)
        self.units = [one for one in self.units if one not in ("%", "£", "per 10,000 children", "times")]
        self.rates = bool(PER.search(plain)) or (self.rates and bool(RATE.search(plain)))
        self.carried = carried_from(times, passage.text, self.carried)
        return rows

    def _figure(self, number: PrintedNumber, passage: Passage, numbers: Sequence[PrintedNumber]) -> DraftedRow:
        text = passage.text
        area = area_of(number, text, list(numbers), self.home)
        times = times_of(text, self.year, self.carried)
        plain = flat(text)
        setting = Setting(
            self.year,
            time_in_heading(passage.part.title, self.year),
            self.carried if self.carried and takes_over(text, self.carried, is_of_review(passage)) else "",
            "" if area == self.home else area,
        )
        period, why_then = period_of(number, text, numbers, times, setting)
        rate = self._is_rate(number, plain)
        unit, why_unit = unit_of(number, text, self.here, self.units, rate)
        if unit != "not stated":
            self.here.append(unit)
        above, below = _base(number, numbers, text)
        if below is None:
            above, below = self._base_before(number, numbers, plain)
        sure = _sureness(number, unit, text, why_unit)
        cells: dict[str, Cell] = {
            "what": what_of(number, text),
            "area": area,
            "period": period,
            "value": number.value,
            "unit": unit,
            "state": (ValueState.SUPPRESSED if number.kind is NumberKind.SUPPRESSED else ValueState.PRINTED).label,
            "qualifier": number.qualifier,
            "numerator": above,
            "denominator": below,
            "as_printed": number.printed,
            "context": words_around(text, number.start, number.end),
        }
        if number.kind is NumberKind.SUPPRESSED:
            cells |= {"as_printed": "", "note": f"Printed as {number.printed}."}
        because = f"{number.kind.value.capitalize()}: “{number.printed}”. Unit: {why_unit}. Time: {why_then}."
        return DraftedRow(
            sheet="figures",
            row_id=self.ids.next_id("figure", passage.part.section),
            cells=cells,
            section=passage.part.section,
            page=passage.page,
            sure=sure,
            because=because,
            passage=text,
            box=passage.box,
            block=passage.block,
        )

    def _base_before(self, number: PrintedNumber, numbers: Sequence[PrintedNumber], plain: str) -> tuple[Cell, Cell]:
        """A base that the sentence before prints: "Of these, 500"; or for a share, the one that it fits."""
        counts = [one for one in numbers if one.kind is NumberKind.COUNT and one.start < number.start]
        if number.kind is NumberKind.COUNT and self.counted and not counts and OF_THESE.match(plain):
            whole = self.counted[0]
            return (number.value, whole) if number.value is not None and number.value <= whole else (None, None)
        if number.kind is NumberKind.PERCENT and counts and number.value and number.start - counts[-1].end < 90:
            part = counts[-1].value or 0.0
            wholes = [one for one in (*self.counted, *(one.value or 0.0 for one in counts[:-1])) if one > part]
            fits = [one for one in wholes if abs(100 * part / one - number.value) <= 0.51]
            return (part, fits[0]) if fits and part else (None, None)
        return None, None

    def _is_rate(self, number: PrintedNumber, plain: str) -> bool:
        if number.kind is not NumberKind.COUNT or number.in_words:
            return False
        after, before = plain[number.end : number.end + 60], plain[: number.start]
        if PER.match(after.lstrip()) or re.match(r"\s*\(?(?:[a-z/]+\s+){0,3}(?:\()?(?:rate )?per 1", after):
            return True
        bare = not re.match(r"\s+[a-z]", after) or re.match(
            r"\s+(?:in|to|for|and|on|which|from|the year|compared|at)\b", after
        )
        if self.rates and compares_places(number, plain):
            return True
        near = RATE.search(before) and (PER.search(plain) or self.rates)
        if not near or not bare or number.value is None or number.value >= 2000:
            return False
        return not re.search(r"=\s*$|\bpop\w*\s*=?\s*$", before)

    def _not_kept(self, passage: Passage, numbers: Sequence[PrintedNumber]) -> list[DraftedRow]:
        """A figure that the report says is not kept: "the number of … was not recorded"."""
        found = NOT_KEPT.search(passage.text)
        if (
            not found
            or numbers
            or not re.search(r"\b(?:number|figures?|how many|total|percentage|rate)\b", passage.text, re.I)
        ):
            return []
        cells: dict[str, Cell] = {
            "what": " ".join(passage.text[: found.start()].split()[-14:]),
            "area": self.home,
            "period": self.year.printed or "not stated",
            "value": None,
            "unit": noun_before(passage.text[: found.start()]) or "not stated",
            "state": ValueState.NOT_COLLECTED.label,
            "qualifier": "",
            "numerator": None,
            "denominator": None,
            "as_printed": "",
            "context": words_around(passage.text, found.start(), found.end()),
            "note": f"The report says: {found[0]}.",
        }
        return [
            row_of(
                passage,
                "figures",
                self.ids.next_id("figure", passage.part.section),
                cells,
                sure=0.6,
                because=f"The words “{found[0]}”.",
            )
        ]


REVIEW = re.compile(r"\b(?:audit|inspect\w*|review|visit|learning event|workshop|conference)\b")


def is_of_review(passage: Passage) -> bool:
    """Whether a sentence stands in a section about an audit, inspection, review or event, which has one time."""
    return bool(REVIEW.search(flat(passage.part.title)))


def _base(number: PrintedNumber, numbers: Sequence[PrintedNumber], text: str) -> tuple[Cell, Cell]:
    """Numerator and denominator, where the same sentence prints them."""
    if number.kind is NumberKind.SHARE and number.denominator:
        return (number.numerator, number.denominator) if re.search(r"out of|/", number.printed) else (None, None)
    at = list(numbers).index(number)
    counts = (NumberKind.COUNT,)
    if number.kind is NumberKind.COUNT:
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        if after and after.kind is NumberKind.COUNT and _at_most(number, after):
            between = text[number.end : after.start]
            if OUT_OF.fullmatch(between) or re.fullmatch(r"\s*(?:out\s+)?of\s+(?:the\s+)?", between):
                return number.value, after.value
        whole = _whole_before(number, numbers[:at], text)
        return (number.value, whole) if whole is not None else (None, None)
    if number.kind is not NumberKind.PERCENT:
        return None, None
    near = [one for one in numbers[:at] if one.kind in counts and number.start - one.end < 90]
    for one in reversed(near):
        above, below = _base(one, numbers, text)
        if below and above and abs(100 * float(above) / float(below) - float(number.value or 0)) < 6:
            return above, below
    return None, None


def _at_most(number: PrintedNumber, whole: PrintedNumber) -> bool:
    return number.value is not None and whole.value is not None and number.value <= whole.value


def _whole_before(number: PrintedNumber, before: Sequence[PrintedNumber], text: str) -> float | None:
    """The base that stands before a count: "of the 1,502 plans that closed, 1,141", "40 cases, 36 of them"."""
    for one in reversed(before):
        if one.kind is not NumberKind.COUNT or not _at_most(number, one):
            continue
        between = text[one.end : number.start]
        lead = text[: one.start].lower()
        if re.search(r"\bof (?:the |our |these |those )?$", lead) and re.match(r"[^.;]{0,90},\s*$", between):
            return one.value
        if re.search(r",?\s+of (?:which|whom|these|them),?\s*(?:only |just )?$", between):
            return one.value
        after = text[number.end : number.end + 12].lower()
        if re.match(r"\s+of (?:which|whom|them|these)\b", after):
            return one.value
    return None


def _sureness(number: PrintedNumber, unit: str, text: str, why_unit: str) -> float:
    """From 0 to 1: signs that make a number surely a figure, less those that make it doubtful."""
    if number.kind in (NumberKind.PERCENT, NumberKind.MONEY):
        return 0.95
    if number.kind is NumberKind.SHARE:
        return 0.85
    sure = 0.9 if unit != "not stated" else 0.6
    if "before" in why_unit:
        sure -= 0.1
    if number.in_words or (number.value is not None and number.value < SMALL):
        sure -= 0.2
        if STRUCTURE.search(text[: number.start]):
            sure -= 0.25
    return round(max(sure, 0.2), 2)


NOTE = re.compile(r"^\d{1,2}\s+[A-Z]")
OF_PLACES = re.compile(
    r"\b(?:averages?|national|england|london|north|south|east|west|regional|comparators?|neighbours)\b"
)


def dated_by_notes(rows: Sequence[DraftedRow], passages: Sequence[Passage], year: ReportYear, home: str) -> None:
    """Gives figures of other places the time that a footnote of their section tells of them: "All national averages are
    for 2018-19"."""
    for note in passages:
        plain = flat(note.text)
        of_note = note.kind is BlockKind.NOTE or NOTE.match(note.text)
        times = times_of(note.text, year) if of_note and OF_PLACES.search(plain) else []
        if not times:
            continue
        for row in rows:
            area = str(row.cells["area"])
            told = area.lower() in plain or re.search(r"\b(?:all|averages|comparators)\b", plain)
            if row.section == note.part.section and area != home and told:
                row.cells["period"] = times[0].period
