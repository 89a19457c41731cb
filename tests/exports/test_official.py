"""Files of one official series: they may leave, so that what a small count gives away is not in them."""

import csv
import io
from xml.etree import ElementTree

import pytest
from docx import Document

from cscp_core.errors import NotFound
from cscp_core.evidence import service as evidence
from cscp_core.exports import files, held_charts, official
from cscp_core.official.tables import Series
from cscp_core.people.permissions import Actor, Role
from tests.databases import opened
from tests.hostile import TEXT
from tests.nightly import sampled
from tests.official.builders import CAMDEN, ENGLAND, ISLINGTON, Stage

READER = Actor(account_id=1, username="reader", name="Reader", role=Role.SCRUTINEER)


@pytest.fixture
def stage(store):
    stage = Stage(store)
    stage.series(unit="children", counts_children=True)
    stage.release("2025-10", {(CAMDEN, "2018-19"): "3", (CAMDEN, "2019-20"): "40", (ISLINGTON, "2019-20"): "50"})
    return stage


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def ask(stage, make, **details):
    with stage.store.reading() as session:
        return make(session, READER, series_id="plan-rate", **details)


def test_the_file_of_a_series_withholds_a_count_of_a_few_children(stage):
    found = [(one["place"], one["period"], one["value"], one["state"]) for one in rows(ask(stage, official.series_csv))]
    assert found == [
        ("Camden", "2018-19", "", "withheld"),
        ("Camden", "2019-20", "40", "published"),
        ("Islington", "2019-20", "50", "published"),
    ]


def test_a_picture_says_its_source_and_withholds_the_same(stage):
    drawn = ask(stage, official.series_picture, place_code=CAMDEN, comparators=[], as_svg=True).decode()
    for words in ("Children on a plan", "A department, Plans, release 2025-10", "Not in the report", "withheld by"):
        assert words in drawn
    assert "40" in drawn
    made = ask(stage, official.series_picture, place_code=CAMDEN, comparators=[ENGLAND], as_svg=False)
    assert made.startswith(b"\x89PNG")


def test_hostile_words_of_a_published_file_are_text_in_a_picture(stage):
    with stage.store.writing() as session:
        session.get_one(Series, "plan-rate").title = TEXT
        session.commit()
    made = ask(stage, official.series_picture, place_code=CAMDEN, comparators=[], as_svg=True)
    drawn = ElementTree.fromstring(made)  # noqa: S314  a file of our own
    assert "evil.example" in "".join(drawn.itertext())
    found = {one.tag.rpartition("}")[2] for one in drawn.iter()}
    assert found & {"a", "image", "use", "script", "foreignObject"} == set()


def test_a_series_of_nothing_has_no_file(stage):
    with stage.store.reading() as session, pytest.raises(NotFound):
        official.series_csv(session, READER, series_id="no-such")


@pytest.mark.parametrize(
    ("name", "begins"), [("series.csv", b"\xef\xbb\xbfseries,"), ("series.png", b"\x89PNG"), ("series.svg", b"<svg")]
)
def test_each_file_has_its_address(with_official, databases, name, begins):
    asked = {"series": "c1.rereferral-percent", "place": CAMDEN, "with": "neighbours-2025,E92000001"}
    with opened(databases, with_official).reading() as session:
        _, content, as_name = files.make_file(session, READER, name, asked, "09-01")
    assert content.startswith(begins)
    assert as_name == f"c1.rereferral-percent.{name[-3:]}"


@pytest.mark.xdist_group("official files")  # read once, by one worker
@pytest.mark.parametrize(
    "series_id",
    sampled(["lait.careleavereet", "c3.faith-linked-abuse", "c1.rereferral-count"], ["c3.faith-linked-abuse"]),
)
def test_one_series_withholds_what_the_whole_table_withholds(with_official, databases, open_table, series_id):
    with opened(databases, with_official).reading() as session:
        mine = rows(official.series_csv(session, READER, series_id=series_id))
    every = [one for one in rows(open_table.read_bytes()) if one["series"] == series_id]
    key = ("release", "place_code", "period", "value", "state")
    assert sorted(tuple(one[name] for name in key) for one in mine) == sorted(
        tuple(one[name] for name in key) for one in every
    )


def test_a_document_draws_the_series_beside_what_the_report_prints(with_official, databases):
    with opened(databases, with_official).reading() as session:
        year = evidence.find_year(session, READER, report_id="annual-report-2019-20")
        figures = evidence.figures(session, READER, report_id=year.report_id, theme_id="front-door").items
        (chart,) = held_charts.draw_held(session, READER, year=year, figures=figures, most=1)
    assert chart.title.startswith(
        "Re-referrals within 12 months, share of referrals (not in the report). Camden: 18.3%"
    )
    assert "In the report: only 8.1% in 2019-20." in chart.alt
    assert "Nearly the same as the report’s number: twelve months from another start." in chart.beneath
    assert "Source: Department for Education, Children in need 2025, release 2025-10." in chart.beneath


def test_without_official_statistics_a_document_draws_none(camden_to_read):
    with camden_to_read.reading() as session:
        year = evidence.find_year(session, READER, report_id="annual-report-2019-20")
        figures = evidence.figures(session, READER, report_id=year.report_id, theme_id="front-door").items
        assert held_charts.draw_held(session, READER, year=year, figures=figures, most=4) == []


def test_the_year_in_word_carries_the_charts(with_official, databases):
    asked = {"report": "annual-report-2019-20", "starts": "2026-09-01"}
    with opened(databases, with_official).reading() as session:
        _, content, _ = files.make_file(session, READER, "year.docx", asked, "09-01")
    paper = Document(io.BytesIO(content))
    headings = [one.text for one in paper.paragraphs if one.style.name.startswith("Heading")]
    assert "Beside the official record" in headings
    assert sum("(not in the report)" in one for one in headings) == len(paper.inline_shapes) == 4
