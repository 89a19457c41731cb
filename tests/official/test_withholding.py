"""Small counts stay inside: which values are withheld, and what somebody who knows the rest can still work out."""

import csv
import io
from decimal import Decimal
from itertools import product

import pytest

from cscp_core.official import export, imports
from cscp_core.official.files import PublishedFile
from cscp_core.official.withholding import is_few, rests_on_few, withheld_parts
from cscp_core.people.permissions import SYSTEM
from tests.official import made
from tests.official.made import CAMDEN_ROW, INNER_ROW

DURATIONS = ("3_months_or_less", "more_than_3_months_6_months", "more_than_6_months_less_than_1_year")
DURATIONS += ("1_year_less_than_2_years", "2_years_or_more")
COLUMNS = ",".join(["category", "CPP_At31", *(f"{one},{one}_percent" for one in DURATIONS)])


def plans(*counts, place=CAMDEN_ROW):
    """Children on a plan by how long: their total, and each count with its share to one place."""
    total = sum(counts)
    cells = [f"{one},{100 * Decimal(one) / total:.1f}" for one in counts]
    return made.tidy(COLUMNS, (place, ",".join(["x", str(total), *cells])))


def exported(store, content, **how):
    with store.writing() as session:
        imports.load_files(
            session, SYSTEM, files=[PublishedFile("plans.csv", content)], release="2025-10", seen_number=None
        )
    out = io.StringIO()
    with store.reading() as session:
        export.write_long(session, SYSTEM, out=out, **how)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def possible(rows):
    """Every way in which the counts by duration can be what an exported table says: the total or a base where one is
    shown, each count that is shown, and each share that is shown, rounded to one place."""
    shown = {row["source_column"]: row for row in rows}
    bases = [shown["CPP_At31"]["value"], *(shown[f"{name}_percent"]["denominator"] for name in DURATIONS)]
    totals = [int(one) for one in bases if one][:1] or range(1, 9)
    return [world for total in totals for world in product(*(counts_of(shown, name, total) for name in DURATIONS))
            if sum(world) == total]  # fmt: skip


def counts_of(shown, name, total):
    """What one count can be, by itself."""
    share = shown[f"{name}_percent"]
    known = [int(one) for one in (shown[name]["value"], share["numerator"]) if one]
    values = known[:1] or range(total + 1)
    if share["value"]:
        values = [one for one in values if f"{100 * Decimal(one) / total:.1f}" == f"{Decimal(share['value']):.1f}"]
    return values


@pytest.mark.parametrize(
    "counts",
    [(10, 9, 12, 6, 3), (20, 1, 1, 7, 9), (8, 8, 8, 5, 0), (3, 0, 0, 0, 0), (1, 1, 1, 1, 1), (14, 0, 0, 0, 2)],
)
@pytest.mark.engine
def test_nobody_can_work_a_withheld_count_out_of_the_rest_of_the_table(store, counts):
    rows = exported(store, plans(*counts))
    worlds = possible(rows)
    assert counts in worlds
    for place, count in enumerate(counts):
        if is_few(count):
            assert len({world[place] for world in worlds}) >= 3, f"{DURATIONS[place]} is {count}"


def test_as_published_leaves_the_count_in(store):
    rows = exported(store, plans(10, 9, 12, 6, 3), as_published=True)
    assert possible(rows) == [(10, 9, 12, 6, 3)]


def test_a_table_without_small_counts_is_exported_whole(store):
    rows = exported(store, plans(10, 9, 12, 6, 0))
    assert "withheld" not in {row["state"] for row in rows}


def test_counts_of_regions_are_rounded_and_stay(store):
    rows = exported(store, plans(10, 20, 30, 40, 5, place=INNER_ROW))
    assert "withheld" not in {row["state"] for row in rows}


def test_where_subtotals_tell_the_whole_family_is_withheld(store):
    columns = "care_leaver_age,breakdown,care_leaver_count,care_leaver_percent"
    rows = (("In education", 9), ("In training", 3), ("Total in education or training", 12), ("Total", 40))
    lines = [(CAMDEN_ROW, f"19 to 21 years,{label},{n},{100 * n / 40:.0f}") for label, n in rows]
    found = exported(store, made.tidy(columns, *lines))
    shown = {row["series"].rpartition(".")[2] for row in found if row["value"] and "count" in row["series"]}
    assert shown == {"total"}


def test_a_small_base_is_not_shown_either(store):
    columns = "care_leaver_age,breakdown,care_leaver_count,care_leaver_percent"
    lines = [(CAMDEN_ROW, f"19 to 21 years,{label},{n},100") for label, n in (("In education", 4), ("Total", 4))]
    found = exported(store, made.tidy(columns, *lines))
    assert {cell for row in found for cell in (row["value"], row["numerator"], row["denominator"])} == {""}


def test_social_workers_are_no_children(store):
    found = exported(store, made.tidy("leavers_fte,agency_fte", (CAMDEN_ROW, "3,2.5")))
    assert [row["value"] for row in found] == ["2.5", "3"]


# the rule


def test_a_count_of_one_to_five_is_few_and_zero_is_nobody():
    assert [one for one in range(8) if is_few(one)] == [1, 2, 3, 4, 5]
    assert not is_few(None)
    assert rests_on_few(100, 3)
    assert not rests_on_few(100, 0, None)


@pytest.mark.parametrize(
    ("parts", "total", "hidden"),
    [
        ({"a": 10, "b": 9, "c": 3}, 22, {"c", "b"}),
        ({"a": 10, "b": 9, "c": 0}, 19, set()),
        ({"a": 30, "b": 1, "c": 1, "d": 9}, 41, {"b", "c", "d"}),
        ({"a": 30, "b": 5, "c": 5}, 40, {"b", "c"}),
        ({"a": 30, "b": 4, "c": None}, 42, {"b"}),
        ({"a": 30, "b": 1, "c": None}, 32, {"a", "b"}),
        ({"a": 2, "b": 0}, 2, {"a", "b"}),
        ({"a": 4, "b": 9}, None, {"a"}),
    ],
)
def test_as_many_parts_are_withheld_as_it_takes(parts, total, hidden):
    assert withheld_parts(parts, total) == hidden


def test_what_is_printed_elsewhere_hides_nothing():
    parts = {"a": 10, "b": 9, "c": 3}
    assert withheld_parts(parts, 22, printed={"b"}) == {"c", "a"}
    assert withheld_parts(parts, 22, printed={"c"}) == {"c"}


def test_a_part_that_is_withheld_for_another_reason_is_hidden_too():
    assert withheld_parts({"a": 10, "b": 9, "c": 30}, 49, beside={"c"}) == {"b", "c"}


@pytest.mark.parametrize(("slack", "hidden"), [(0, {"a", "c"}), (5, {"c"})])
def test_a_total_that_is_rounded_hides_a_part_by_itself(slack, hidden):
    assert withheld_parts({"a": 10, "b": 19, "c": 3}, 32, slack=slack) == hidden
