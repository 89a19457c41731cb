"""Which series are one number, or parts of one: what is said of them holds in the data that ship."""

import csv
import gzip
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations

import pytest

from cscp_core.official import periods
from cscp_core.official.catalogue import FOLDER, read_rows
from cscp_core.official.identities import counted_in, identities
from cscp_core.official.rules import YearType, is_count

SERIES = {row["series_id"]: row for row in read_rows(FOLDER / "series.csv")}
DECLARED = read_rows(FOLDER / "identities.csv")
ENOUGH = 30
"""Places and years in which two series must agree to be taken for one number."""

Values = dict[tuple[str, int], Decimal]


@pytest.fixture(scope="module")
def values() -> dict[str, Values]:
    """Every published value of its newest release, by series, place and year."""
    newest: dict[tuple[str, str, int], str] = {}
    found: dict[str, Values] = defaultdict(dict)
    with gzip.open(FOLDER / "facts.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = periods.ends_in(row["period"], YearType(SERIES[row["series"]]["year_kind"]))
            key = (row["series"], row["place_code"], year)
            if row["value"] and newest.get(key, "") <= row["release"]:
                newest[key] = row["release"]
                found[row["series"]][key[1:]] = Decimal(row["value"])
    return found


def agreement(one: Values, other: Values, off: Decimal) -> Decimal:
    """In how much of what both have they agree."""
    both = one.keys() & other.keys()
    return Decimal(sum(abs(one[key] - other[key]) <= off for key in both)) / max(len(both), 1)


def test_every_series_that_is_named_is_shipped():
    assert {row[name] for row in DECLARED for name in ("series_id", "whole_id")} - SERIES.keys() == set()


def test_series_that_are_said_to_be_one_number_agree(values):
    pairs = [(row["series_id"], row["whole_id"]) for row in DECLARED if row["what"] == "same"]
    alike = [(a, b) for a, b in pairs if SERIES[a]["unit"] == SERIES[b]["unit"]]
    assert len(alike) > 20
    off = {"%": Decimal("0.51")}
    found = {(a, b): agreement(values[a], values[b], off.get(SERIES[a]["unit"], Decimal())) for a, b in alike}
    assert {pair: share for pair, share in found.items() if share < Decimal("0.98")} == {}


def test_counts_that_agree_everywhere_are_said_to_be_one_number(values):
    places: dict[tuple[tuple[str, int], Decimal], list[str]] = defaultdict(list)
    for series_id, own in values.items():
        if is_count(SERIES[series_id]["unit"]) and SERIES[series_id]["counts_children"]:
            for key, value in own.items():
                if value > 20:  # smaller numbers agree by chance
                    places[key, value].append(series_id)
    agreed = Counter(pair for together in places.values() for pair in combinations(sorted(together), 2))
    unsaid = [
        (one, other)
        for (one, other), number in agreed.items()
        if number >= ENOUGH
        and agreement(values[one], values[other], Decimal()) > Decimal("0.98")
        and identities().quantity(one) != identities().quantity(other)
    ]
    assert unsaid == []


def test_a_share_and_a_rate_stand_for_their_count():
    assert counted_in("c1.rereferral-percent") == "c1.rereferral-count"
    assert counted_in("care-leavers.care-leaver-percent.19-21.total") == "care-leavers.care-leaver-count.19-21.total"
    assert counted_in("lait.rereferral") == "lait.rereferral"
    known = identities()
    assert (
        len({known.quantity(one) for one in ("lait.rereferral", "c1.rereferral-percent", "c1.rereferral-count")}) == 1
    )


def test_a_series_hangs_on_what_it_is_a_share_of_and_not_the_other_way():
    listed = [("lait.lacdistance", "list"), ("lait.lacnum", "list"), ("c1.referral-count", "other")]
    in_table = [(f"looked-after.children-count.{name}", "table") for name in ("at-31-march", "starting")]
    known = identities().connections([*listed, *in_table])
    counts = {"lait.lacnum", "looked-after.children-count.at-31-march", "looked-after.children-count.starting"}
    assert known.of("lait.lacdistance") == counts | {"lait.lacdistance"}
    assert known.of("lait.lacnum") == counts
    assert known.of("no-such") == set()
