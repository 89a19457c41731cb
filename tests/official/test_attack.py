"""Every open file together: somebody who holds them all, and knows what adds up to what, tells no small count."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

import pytest

from cscp_core.official import export
from cscp_core.official.rules import PlaceLevel, is_count
from cscp_core.people.permissions import SYSTEM
from tests.databases import opened
from tests.official.attack import Attack, Number
from tests.official.attack_rows import Knowledge, Row, attacked, number_of, of_children

FEW = range(1, 6)
CHOICES = 3


def exported(store, **how) -> list[Row]:
    out = io.StringIO()
    with store.reading() as session:
        export.write_long(session, SYSTEM, out=out, **how)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.fixture(scope="module")
def files(with_official, databases):
    store = opened(databases, with_official)
    return exported(store, as_published=True), exported(store)


def small(rows: Sequence[Row]) -> list[Row]:
    """The rows that print a count of 1 to 5 of an authority's children, or a share of one."""
    found = []
    for row in rows:
        count = row["value"] if is_count(row["unit"]) else row["numerator"]
        if count and Decimal(count) in FEW and row["level"] == PlaceLevel.AUTHORITY and row["series"] in of_children():
            found.append(row)
    return found


def test_no_open_row_prints_a_small_count(files):
    published, open_rows = files
    assert len(small(published)) > 200
    assert small(open_rows) == []


def test_nobody_works_a_small_count_out_of_all_open_files(files):
    published, open_rows = files
    known = Knowledge(published)
    attack = attacked(open_rows, known)
    told = {}
    for row in small(published):
        number = number_of(row, known)
        choices = attack.choices(number)
        if len(choices) < CHOICES:
            told[number] = (row["value"], choices, attack.at[number])
    assert told == {}
