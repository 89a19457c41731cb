"""The long table: a row a value, with where it was published."""

import csv
import io

import pytest

from cscp_core.official import export, imports
from cscp_core.official.files import PublishedFile
from cscp_core.people.permissions import SYSTEM
from tests.official import made
from tests.official.made import CAMDEN_ROW

pytestmark = pytest.mark.engine


def written(store, *contents):
    for place, content in enumerate(contents, 1):
        with store.writing() as session:
            file = PublishedFile(f"file{place}.csv", content)
            imports.load_files(session, SYSTEM, files=[file], release="2025-10", seen_number=None)
    out = io.StringIO()
    with store.reading() as session:
        count = export.write_long(session, SYSTEM, out=out)
    return count, out.getvalue()


def test_the_long_table_has_its_columns_and_each_value_with_its_source(store):
    content = made.tidy("category,referral_count,rereferral_count,rereferral_percent", (CAMDEN_ROW, "x,1499,131,8.7"))
    count, text = written(store, content, made.lait("LAC|2020|London (Inner)|-|987"))
    assert count == 4
    assert text.splitlines()[0] == (
        "series,source_table,source_column,release,period,year_kind,place_code,place,level,value,state,numerator,"
        "denominator,unit"
    )
    rows = {row["series"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["c1.rereferral-percent"] == {
        "series": "c1.rereferral-percent",
        "source_table": "file1",
        "source_column": "rereferral_percent",
        "release": "2025-10",
        "period": "2019-20",
        "year_kind": "financial",
        "place_code": "E09000007",
        "place": "Camden",
        "level": "authority",
        "value": "8.7",
        "state": "published",
        "numerator": "131",
        "denominator": "1499",
        "unit": "%",
    }
    lac = rows["lait.lac"]
    assert (lac["value"], lac["state"], lac["place"], lac["year_kind"]) == (
        "",
        "not_stated",
        "Inner London",
        "at_31_march",
    )


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "\u200b=1+1"], ids=ascii)
def test_a_text_of_a_file_is_no_formula(store, name):
    place = (*CAMDEN_ROW[:6], "E06099999", name)
    _, text = written(store, made.tidy("number", (place, "7")))
    assert f",'{name}," in text


def test_nothing_loaded_gives_the_header_alone(store):
    count, text = written(store)
    assert (count, len(text.splitlines())) == (0, 1)
