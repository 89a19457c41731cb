"""What an attacker makes of the rows of open files: numbers, and equations between them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache

from cscp_core.official import periods
from cscp_core.official.catalogue import FOLDER, catalogue, read_rows
from cscp_core.official.comparing import people_per
from cscp_core.official.rules import PlaceLevel, YearType, is_count, is_rate
from tests.official.attack import MOST, Attack, Number, Share, Sum, rounding

Row = dict[str, str]
POPULATION = "mid-year.population-estimate.0-17"
LEAVERS, OUTCOMES = "care-leavers.care-leaver-count.", "looked-after-outcomes.children-count."
ACTIVITIES = {
    "total": "total-in-education-employment-or-training total-not-in-education-employment-or-training "
    "total-information-not-known",
    "total-in-education-employment-or-training": "higher-education-i-e-studies-beyond-a-level "
    "education-other-than-higher-education in-training-or-employment",
    "in-training-or-employment": "in-an-apprenticeship in-training-or-employment-excl-apprenticeship",
    "total-not-in-education-employment-or-training": (
        "not-in-education-training-or-employment-owing-to-illness-or-disability "
        "not-in-education-training-or-employment-owing-to-other-reasons "
        "not-in-education-training-or-employment-owing-to-pregnancy-or-parenting"
    ),
    "suitability-total": "accommodation-considered-suitable accommodation-considered-unsuitable no-information",
}
SUMS = {
    "d5.cpp-at31": "d5.3-months-or-less d5.more-than-3-months-6-months d5.more-than-6-months-less-than-1-year "
    "d5.1-year-less-than-2-years d5.2-years-or-more",
    "c4.icpc": "c4.duration-0-10-days c4.duration-11-15-days c4.duration-16-20-days c4.duration-21-or-more-days",
    "lait.no-of-lac-adopted": "lait.lacnum-adopt-appunop lait.lacnum-adopt-consentdisp",
    f"{OUTCOMES}wellbeing.sdq-score-was-received": " ".join(
        f"{OUTCOMES}wellbeing.sdq-score-is-{one}" for one in ("normal", "borderline", "a-cause-for-concern")
    ),
    f"{OUTCOMES}new-placements.total-new-placements": " ".join(
        f"{OUTCOMES}new-placements.placed-{where}-la-boundary-{far}-than-20-miles-from-home"
        for where in ("inside", "outside")
        for far in ("less", "more")
    )
    + f" {OUTCOMES}new-placements.distance-not-known-or-not-recorded",
    **{
        f"{LEAVERS}{age}.{total}": " ".join(f"{LEAVERS}{age}.{one}" for one in parts.split())
        for age in ("17-18", "19-21")
        for total, parts in ACTIVITIES.items()
    },
}
"""What adds up to what, as those who know the tables know it."""


@cache
def of_children() -> frozenset[str]:
    """The series that count children."""
    return frozenset(row["series_id"] for row in read_rows(FOLDER / "series.csv") if row["counts_children"] == "yes")


class Knowledge:
    """Which series of some tables are one number, and of which count and base each share is: learned from the tables as
    they are published, and from what is known of publications."""

    def __init__(self, published: Iterable[Row]) -> None:
        self.counts, self.bases = _learned(published)
        self._roots: dict[str, str] = {}
        self.wholes: dict[str, list[str]] = defaultdict(list)
        for row in read_rows(FOLDER / "behind.csv"):
            self._learn(row["series_id"], "same" if row["what"] == "count" else "of", row["behind_id"])
        for row in read_rows(FOLDER / "identities.csv"):
            self._learn(row["series_id"], row["what"], row["whole_id"])

    def _learn(self, one: str, what: str, other: str) -> None:
        if what == "same":
            self._roots[self.root(one)] = self.root(other)
        elif what == "of":
            self.wholes[one].append(other)

    def root(self, series: str) -> str:
        """The series that stands for all that state the same number."""
        series = self.counts.get(series, series)
        while series in self._roots and self._roots[series] != series:
            series = self._roots[series]
        return series


def _learned(published: Iterable[Row]) -> tuple[dict[str, str], dict[str, str]]:
    """By share the count above its line and the base below it: those that agree wherever both are printed."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in published:
        groups[row["release"], row["source_table"], row["place_code"], row["period"]].append(row)
    seen: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str, str]] = Counter()
    for rows in groups.values():
        by_value: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            if is_count(row["unit"]) and row["value"]:
                by_value[row["value"]].add(row["series"])
        for row in rows:
            for name in ("numerator", "denominator"):
                if row[name] and row["value"] and not is_count(row["unit"]):
                    seen[row["series"], name] += 1
                    hits.update((row["series"], name, other) for other in by_value[row[name]])
    found: dict[str, dict[str, str]] = {"numerator": {}, "denominator": {}}
    for (series, name, other), number in hits.items():
        if number == seen[series, name] and other < found[name].get(series, "~"):
            found[name][series] = other
    return found["numerator"], found["denominator"]


def attacked(open_rows: Sequence[Row], known: Knowledge, *, with_regions: bool = True) -> Attack:
    """Everything that rows say, narrowed as far as it goes. Regions come last: where a publisher's region leaves out an
    authority, its sum contradicts the rest, and is not believed."""
    attack = Attack()
    rounded = _rounded_regions(open_rows)
    numbers: dict[str, dict[tuple[str, int], None]] = defaultdict(dict)
    for row in open_rows:
        if row["series"] in of_children() or row["series"] == POPULATION:
            _tell(attack, row, known, rounded)
            numbers[known.root(row["series"])][row["place_code"], _year(row)] = None
    for row in open_rows:
        if row["series"] in of_children() and not is_count(row["unit"]):
            _relate(attack, row, known)
    for total, parts in SUMS.items():
        names = [known.root(one) for one in parts.split()]
        for place, year in numbers[known.root(total)]:
            attack.add(Sum((known.root(total), place, year), tuple((one, place, year) for one in names)))
    attack.solve()
    for region, places in regions().items() if with_regions else ():
        for quantity, where in numbers.items():
            for year in [year for place, year in where if place == region]:
                own = tuple((quantity, place, year) for place in places if (place, year) in where)
                attack.add(Sum((quantity, region, year), own))
    attack.solve()
    return attack


def number_of(row: Row, known: Knowledge) -> Number:
    return (known.root(row["series"]), row["place_code"], _year(row))


@cache
def regions() -> dict[str, list[str]]:
    """The authorities of the one region whose authorities are all shipped."""
    places = [one for one in catalogue().places if one.level is PlaceLevel.AUTHORITY]
    return {"E13000001": [one.place_code for one in places if one.region_code == "E13000001"]}


def _rounded_regions(rows: Iterable[Row]) -> set[str]:
    """The series whose regions are rounded to ten: those of which no region has a number that is not."""
    counts = [row for row in rows if row["level"] != PlaceLevel.AUTHORITY and row["value"] and is_count(row["unit"])]
    exact = {row["series"] for row in counts if Decimal(row["value"]) % 10}
    return {row["series"] for row in counts} - exact


def _tell(attack: Attack, row: Row, known: Knowledge, rounded: set[str]) -> None:
    number = number_of(row, known)
    is_region = row["level"] != PlaceLevel.AUTHORITY
    if row["state"] in ("suppressed", "rounds_to_zero"):
        attack.know(number, 1, MOST)
    printed = row["value"] if is_count(row["unit"]) else row["numerator"]
    if printed and Decimal(printed) % 1 == 0:
        off = 5 if is_region and (row["series"] in rounded or not is_count(row["unit"])) else 0
        attack.know(number, max(int(Decimal(printed)) - off, 0), int(Decimal(printed)) + off)
    base = known.bases.get(row["series"])
    if base and row["denominator"]:
        off = 5 if is_region else 0
        count = int(Decimal(row["denominator"]))
        attack.know((known.root(base), row["place_code"], _year(row)), max(count - off, 0), count + off)


def _relate(attack: Attack, row: Row, known: Knowledge) -> None:
    """What a share or a rate says of its count and its base."""
    per = people_per(row["unit"]) if is_rate(row["unit"]) else 100 if row["unit"] == "%" else None
    rounds_to_zero = row["state"] == "rounds_to_zero"
    if per is None or not (row["value"] or rounds_to_zero):
        return
    value, off = Decimal(row["value"] or 0), rounding(row["value"] or "0")
    low, high = max(value - off, Decimal()) / per, (value + off) / per
    own = known.bases.get(row["series"])
    wholes = [own] if own else known.wholes.get(row["series"], [])
    if is_rate(row["unit"]):
        wholes = [POPULATION] if row["unit"] == "per 10,000 children" else known.wholes.get(row["series"], [])
    for whole in wholes:
        year = _base_year(row) if whole == POPULATION else _year(row)
        attack.add(Share(number_of(row, known), (known.root(whole), row["place_code"], year), low, high))


def _year(row: Row) -> int:
    return _ends_in(row["period"], row["year_kind"])


def _base_year(row: Row) -> int:
    return _begins_in(row["period"], row["year_kind"])


@cache
def _ends_in(period: str, kind: str) -> int:
    return periods.ends_in(period, YearType(kind))


@cache
def _begins_in(period: str, kind: str) -> int:
    return int(periods.base_of_rate(period, YearType(kind))[:4])
