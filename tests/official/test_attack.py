"""Every open file together: somebody who holds them all, and knows what adds up to what, tells no small count."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from cscp_core.official import export, imports, small_counts
from cscp_core.official import tables as t
from cscp_core.official.catalogue import catalogue
from cscp_core.official.files import PublishedFile
from cscp_core.official.rules import Comparable, PlaceLevel, is_count
from cscp_core.people.permissions import SYSTEM
from cscp_core.reconciliation.record_reads import Record
from cscp_core.settings import ROOT
from cscp_core.storage.session import Store, wall_clock
from tests.databases import lent
from tests.nightly import sampled
from tests.official import made
from tests.official.attack import Attack, Number
from tests.official.attack_rows import Knowledge, Row, attacked, number_of, of_children
from tests.official.made import CAMDEN_ROW

pytestmark = pytest.mark.xdist_group("official files")  # read once, by one worker

FEW = range(1, 6)
FEWEST = 3
"""Numbers that a count must be able to be, so that nobody tells it."""
RELEASES: dict[str, Callable[[str, str], str]] = {"newest": max, "oldest": min}


def exported(store: Store, **how: bool) -> list[Row]:
    out = io.StringIO()
    with store.reading() as session:
        export.write_long(session, SYSTEM, out=out, **how)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture(scope="module")
def files(with_official, databases, open_table):
    """Every value that ships with the app, as its publisher prints it and as it leaves the partnership."""
    with lent(databases, with_official) as store:
        return exported(store, as_published=True), list(csv.DictReader(io.StringIO(open_table.read_text())))


@pytest.fixture(scope="module")
def known(files):
    return Knowledge(files[0])


def small(rows: Iterable[Row]) -> list[Row]:
    """The rows that print a count of 1 to 5 of an authority's children, or a share of one."""
    found = []
    for row in rows:
        count = row["value"] if is_count(row["unit"]) else row["numerator"]
        if count and Decimal(count) in FEW and row["level"] == PlaceLevel.AUTHORITY and row["series"] in of_children():
            found.append(row)
    return found


def of_release(rows: Sequence[Row], pick: Callable[[str, str], str]) -> list[Row]:
    """Each value in its newest release, or in its oldest."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row["series"], row["place_code"], row["period"])
        if key not in found or pick(found[key]["release"], row["release"]) == row["release"]:
            found[key] = row
    return list(found.values())


def told(rows: Sequence[Row], secrets: Iterable[Number], known: Knowledge) -> dict[Number, list[int]]:
    """The secrets that rows tell to within fewer than three numbers. Where regions contradict the rest, the rest is
    asked alone."""
    attack, calm = attacked(rows, known), attacked(rows, known, with_regions=False)
    choices = {secret: attack.choices(secret) or calm.choices(secret) for secret in secrets}
    return {secret: found for secret, found in choices.items() if len(found) < FEWEST}


def blanked(row: Row) -> Row:
    return row | {"value": "", "numerator": "", "denominator": "", "state": "withheld"}


def test_no_open_row_prints_a_small_count(files):
    published, open_rows = files
    assert len(small(published)) > 200
    assert small(open_rows) == []


@pytest.mark.parametrize("release", sampled(RELEASES, ["newest"]))
def test_nobody_works_a_small_count_out_of_all_open_files(files, known, release):
    published, open_rows = files
    secrets = {number_of(row, known) for row in small(published)}
    assert len(secrets) > 100
    assert told(of_release(open_rows, RELEASES[release]), secrets, known) == {}


@pytest.mark.nightly
def test_the_attack_tells_most_of_them_where_only_the_small_counts_themselves_are_withheld(files, known):
    published, _ = files
    rows = [blanked(row) if row in small([row]) else row for row in published]
    secrets = {number_of(row, known) for row in small(published)}
    assert len(told(of_release(rows, max), secrets, known)) > len(secrets) / 2


def test_what_a_publisher_suppressed_is_not_told_by_other_publications(files, known):
    """What its own table tells of it, the publisher answers for."""
    published, open_rows = files
    tables: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in published:
        tables[row["release"], row["source_table"]].append(row)
    suppressed = {
        number_of(row, known): (row["release"], row["source_table"])
        for row in published
        if row["state"] == "suppressed" and row["level"] == PlaceLevel.AUTHORITY and row["series"] in of_children()
    }
    assert len(suppressed) > 1000
    attack = attacked(of_release(open_rows, max), known)
    by_all = {secret: table for secret, table in suppressed.items() if is_told(attack, secret)}
    alone = {table: attacked(tables[table], known) for table in set(by_all.values())}
    assert [secret for secret, table in by_all.items() if not is_told(alone[table], secret)] == []


def is_told(attack: Attack, secret: Number) -> bool:
    found = attack.choices(secret)
    return 0 < len(found) < FEWEST and set(found) <= set(FEW)


# made cases: two publications


def load(store: Store, *files: tuple[bytes, str]) -> None:
    with store.writing() as session:
        for content, release in files:
            file = PublishedFile("some.csv", content)
            imports.load_files(session, SYSTEM, files=[file], release=release, seen_number=None)


LEAVERS = "care_leaver_age,breakdown,care_leaver_count,care_leaver_percent"


def leavers(suitable: Any, unsuitable: Any, unknown: Any, total: int) -> tuple[bytes, str]:
    labels = ("Accommodation considered suitable", "Accommodation considered unsuitable", "No information")
    rows = [
        (CAMDEN_ROW, f"19 to 21 years,{label},{count},{count if count == 'c' else round(100 * count / total)}")
        for label, count in [*zip(labels, (suitable, unsuitable, unknown), strict=True), ("Suitability total", total)]
    ]
    return made.tidy(LEAVERS, *rows), "2025-11"


def listed(*values: str) -> tuple[bytes, str]:
    return made.lait(
        *(f"{measure}|2020|Camden|{value}|202" for measure, value in (one.split("|") for one in values))
    ), "2026-04"


def withheld(store: Store) -> set[str]:
    return {row["series"] for row in exported(store) if row["state"] == "withheld"}


def both(name: str) -> set[str]:
    """The count and the share of care leavers of a kind."""
    return {f"care-leavers.care-leaver-{one}.19-21.{name}" for one in ("count", "percent")}


SUITABLE, UNSUITABLE = both("accommodation-considered-suitable"), both("accommodation-considered-unsuitable")
UNKNOWN, EVERY = both("no-information"), both("suitability-total")


SHARED = {
    "a count that another publication prints as a share": (
        (leavers(3, 40, 9, 52), listed("NoCareLeavers|52", "CareLeaverAcc|6")),
        {"lait.careleaveracc"} | SUITABLE,
    ),
    "a count that was suppressed, and that another publication prints as a share": (
        (leavers("c", 40, "c", 52), listed("NoCareLeavers|52", "CareLeaverAcc|6")),
        {"lait.careleaveracc"},
    ),
    "a second count, which another publication prints too": (
        (leavers(9, 3, 40, 52), listed("NoCareLeavers|52", "NoCareLeaverAcc|9", "CareLeaverAcc|17")),
        {"lait.nocareleaveracc", "lait.careleaveracc"},
    ),
    "a share whose count nobody prints, of a base that another prints": (
        (listed("LACnum|60", "LAC_Foster_Placements|70", "LAC_Parents_OR_Others|5"),),
        {"lait.lac-parents-or-others"},
    ),
    "a part that has no number, where the other part and the total have": (
        (listed("No_of LAC Adopted|14", "LACnum_Adopt_AppUnop|11", "LACnum_Adopt_ConsentDisp|-"),),
        {"lait.lacnum-adopt-appunop"},
    ),
    "a number that an earlier release has larger": (
        ((leavers(3, 40, 9, 52)[0], "2025-11"), (leavers(12, 40, 9, 61)[0], "2024-11")),
        SUITABLE,
    ),
}
"""What two publications tell together, and what must be withheld."""


@pytest.mark.parametrize("case", SHARED)
@pytest.mark.engine
def test_what_two_publications_tell_together_is_withheld_in_both(store, case):
    files, expected = SHARED[case]
    load(store, *files)
    assert expected <= withheld(store)
    for row in exported(store):
        assert row["series"] not in expected or row["value"] == row["numerator"] == ""


def test_the_attack_tells_a_second_number_that_another_publication_prints(store):
    (content, release), other = leavers(9, 3, 40, 52), listed("NoCareLeavers|52", "NoCareLeaverAcc|9")
    load(store, (content, release), other)
    published, open_rows = exported(store, as_published=True), exported(store)
    known, (secret,) = Knowledge(published), {number_of(row, Knowledge(published)) for row in small(published)}
    assert told(open_rows, [secret], known) == {}
    printed = [row for row in published if row["series"] == "lait.nocareleaveracc"]
    withheld = [row for row in open_rows if row["series"] != "lait.nocareleaveracc"]
    assert told([*withheld, *printed], [secret], known) == {secret: [3]}


INNER = [one for one in catalogue().places if one.region_code == "E13000001"]


def test_a_region_less_its_other_authorities_tells_nothing(store):
    counts = {one.name: 3 if one.name == "City of London" else 30 + at for at, one in enumerate(INNER)}
    rows = [f"SEN_INIT_REQ|2020|{one.name}|{counts[one.name]}|{one.own_number}" for one in INNER]
    load(store, (made.lait(*rows, f"SEN_INIT_REQ|2020|London (Inner)|{sum(counts.values())}|987"), "2026-04"))
    published, open_rows = exported(store, as_published=True), exported(store)
    known, (secret,) = Knowledge(published), {number_of(row, Knowledge(published)) for row in small(published)}
    smallest = min((name for name in counts if counts[name] > 5), key=lambda name: counts[name])
    assert {row["place"] for row in open_rows if row["state"] == "withheld"} == {"City of London", smallest}
    assert told(open_rows, [secret], known) == {}
    assert told([blanked(row) if row in small([row]) else row for row in published], [secret], known) == {secret: [3]}


def test_a_number_that_the_report_prints_hides_nothing(store):
    load(store, leavers(40, 3, 9, 52))
    assert withheld(store) == UNSUITABLE | UNKNOWN
    map_figure(store, min(UNKNOWN))
    assert withheld(store) == UNSUITABLE | SUITABLE


def test_where_the_report_prints_the_rest_the_total_is_withheld_too(store):
    load(store, leavers(49, 3, 0, 52))
    for series_id in SUITABLE | UNKNOWN:
        map_figure(store, series_id)
    assert withheld(store) >= EVERY


def map_figure(store: Store, series_id: str) -> None:
    """Says that a figure of a report is the same as a series of Camden in 2019-20."""
    row = t.FigureMapping(
        report_id="report",
        figure_id=series_id,
        version=1,
        series_id=series_id,
        place_code="E09000007",
        period="2019-20",
        comparable=Comparable.SAME,
        reason="",
        is_opposite=False,
        why="",
        at=wall_clock(),
    )
    with store.writing() as session:
        session.add(row)
        session.commit()


# what is said of the report


def test_what_the_record_says_of_a_report_is_read_without_what_is_withheld(with_official, databases):
    with lent(databases, with_official) as store, store.reading() as session:
        record = Record(session, SYSTEM)
        for series_id in ("lait.careleavereet", "lait.lacstable-2016on", "c1.rereferral-percent"):
            cells = small_counts.find_withheld(session, SYSTEM, series_id=series_id)
            assert cells
            for edition_id, place, period in cells:
                line = record.line(series_id, place)
                assert line
                (found,) = (one for one in line.points if one.period == period)
                seen = (found, record.spread(found)[place], *record.in_releases(found))
                assert {one.value for one in seen if one.edition_id == edition_id} == {None}


def test_no_page_that_anybody_may_read_is_made_from_official_statistics():
    folders = (ROOT / "feedback", ROOT / "pages" / "server")
    files = [one for folder in folders for one in folder.rglob("*.py")]
    assert len(files) > 20
    assert [str(one) for one in files if "cscp_core.official" in one.read_text(encoding="utf-8")] == []
