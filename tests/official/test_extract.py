"""What ships with the app: loaded once, at a start, where a report of its place is; what holds of every value of it."""

from collections import defaultdict

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.official import extract, imports, mapping, places, service
from cscp_core.official import tables as t
from cscp_core.official.catalogue import FOLDER, catalogue, read_rows
from cscp_core.official.files import PublishedFile
from cscp_core.official.rules import ObservationState, is_rate
from cscp_core.people.permissions import SYSTEM
from cscp_core.reconciliation import official_record
from cscp_core.settings import NO_REPORTS, Settings
from tests.conftest import REPORT, opened
from tests.official import made
from tests.official.builders import CAMDEN, INNER, LONDON
from tests.official.made import CAMDEN_ROW

BARNSLEY = ("Local authority", "E92000001", "England", "E12000003", "Yorkshire", "370", "E08000016", "Barnsley")
PLACES_OF = {"Camden": CAMDEN, "Inner London": INNER, "London": LONDON, "England": "E92000001"}


def read(store, function, **details):
    with store.reading() as session:
        return function(session, SYSTEM, **details)


def line(store, series_id, place=CAMDEN):
    return {one.period: one.shown for one in read(store, service.line, series_id=series_id, place_code=place).points}


# every value


def test_no_suppressed_value_is_ever_a_number(shipped):
    with shipped.reading() as session:
        rows = session.exec(select(t.Observation.value, t.Observation.state).distinct()).all()
    assert {(value is None, state is ObservationState.PUBLISHED) for value, state in rows} == {
        (True, False),
        (False, True),
    }


def test_no_line_of_any_rate_joins_two_populations(shipped):
    with shipped.reading() as session:
        rates = [one for one in service.list_series(session, SYSTEM) if is_rate(one.unit)]
        assert len(rates) > 20
        for series in rates:
            for place in PLACES_OF.values():
                points = service.line(session, SYSTEM, series_id=series.series_id, place_code=place).points
                assert len({one.population_id for one in points}) <= 1, series.series_id
                assert series.series_id.startswith("lait.") or len({one.edition_id for one in points}) <= 1


def test_rates_of_one_population_give_one_population_back(shipped):
    """Count and rate say which estimate stands under a rate. It is the same for every rate of a place and year on one
    population, and on two populations of Camden it is not."""
    implied = defaultdict(set)
    with shipped.reading() as session:
        for series_id in ("b1.anypoint-episodes-rate", "c1.referral-rate", "b1.anypoint-child-rate"):
            found = service.line(session, SYSTEM, series_id=series_id, place_code=CAMDEN)
            for one in (*found.points, *found.left_out):
                if one.value and one.numerator:
                    implied[(one.population_id, one.period)].add(round(one.numerator / one.value * 100))
    assert all(max(found) - min(found) <= 1 for found in implied.values())
    assert implied[("before-census-2021", "2020-21")] == {541}
    assert implied[("census-2021-first", "2021-22")] == {365}


def test_rates_of_looked_after_children_do_not_rise_because_of_the_census(shipped):
    found = read(shipped, service.line, series_id="lait.lac", place_code=CAMDEN)
    assert [one.shown for one in found.left_out] == ["41", "41", "41"]
    assert [one.shown for one in found.points] == ["48", "49", "50", "52", "53", "59", "58"]


# values that everybody can look up


def test_what_was_said_and_what_the_record_shows(shipped):
    referred_again = line(shipped, "c1.rereferral-percent")
    assert (referred_again["2019-20"], referred_again["2024-25"]) == ("8.7", "18.3")
    plans = line(shipped, "d5.cpp-at31")
    assert [plans[f"{year}-03-31"] for year in (2018, 2019, 2020, 2021)] == ["311", "321", "270", "329"]
    assert len(referred_again) == 13


def test_the_ten_neighbours_of_both_models_are_there_in_the_publishers_words(shipped):
    for model, words in (("2021", "Very Close"), ("2025", "Close")):
        found = read(shipped, places.neighbours, place_code=CAMDEN, model=model)
        assert (len(found), found[0].as_printed, all(one.place for one in found)) == (10, words, True)


def test_every_release_names_its_publisher_and_the_licence(shipped):
    found = read(shipped, service.list_releases)
    assert {one.licence for one in found} == {"Open Government Licence v3.0"}
    assert len(found) == 13
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(one.publisher in text for one in found)
    assert all(one.source for one in found)


# the report beside the record


@pytest.fixture
def record(record_as_shipped):
    every = ((one.figure_id, one) for one in record_as_shipped.rows)
    return {name.removeprefix("figure-"): one for name, one in every if one.row_id == f"record-{name}"}


def test_each_case_of_the_report_comes_out(record):
    verdicts = official_record.RecordVerdict
    expected = {
        "2.1-02": ("8.7", "-0.6", verdicts.BY_DEFINITION),
        "5.1.1-14": ("9.5", "0", verdicts.LABEL),
        "5.1.1-03": ("18.1", "0", verdicts.LABEL),
        "5.1.1-07": ("81.4", "-0.4", verdicts.LABEL),
        "5.1.1-04": ("22.6", "0", verdicts.AGREES),
        "5.1.1-05": ("90.4", "-0.4", verdicts.AGREES),
        "5.1.1-12": ("11", "-1", verdicts.DIFFERS),
        "4.2-03": ("70", "-18.7", verdicts.BY_DEFINITION),
        "4.2-05": ("44.5", "-0.8", verdicts.BY_DEFINITION),
        "4.3-02": ("189", "+1", verdicts.DIFFERS),
        "4.3-07": ("86 (100 less 14)", "+0.5", verdicts.AGREES),
        "4.3-14": ("68", "0", verdicts.AGREES),
        "3.4-03": ("12.5 (163 of 1,309)", "+0.5", verdicts.BY_DEFINITION),
        "5.1.1-21": ("68", "-1.3", verdicts.AGREES),
        "3.1.8-01": ("19", "", verdicts.NOT_COMPARED),
        "3.4-05": ("", "", verdicts.NOT_COMPARED),
    }
    assert {
        name: (record[name].official, record[name].difference, record[name].verdict) for name in expected
    } == expected


def test_the_plans_that_the_report_shows_only_as_a_chart_are_told(record):
    assert record["4.3-03"].official == (
        "31 March 2018: 311; 31 March 2019: 321; 31 March 2020: 270; 31 March 2021: 329"
    )


def test_what_else_the_record_says_is_in_the_reason(record):
    assert "Inner London 40.1 (Camden is 75% higher)" in record["4.2-03"].why
    assert "43.7 is now the official value of 31 March 2020." in record["4.2-05"].why
    assert "5 years later, 2024-25: 18.3." in record["2.1-02"].why
    assert (
        "higher than each of the 6 that are known of its 10 statistical neighbours (2021 model)"
        in record["5.1.1-14"].why
    )
    assert "10.7%" in record["5.1.1-14"].why
    assert "aged 17 to 21" in record["4.3-14"].why


def test_nothing_later_is_said_of_a_rate_on_another_population(record):
    assert "later" not in record["4.3-06"].why
    assert "2020-21: 279.9" in record["4.1-01"].why


# loading


@pytest.mark.engine
def test_a_start_loads_it_once_for_a_report_of_its_place(camden):
    for _ in range(2):
        start.prepare(Settings.model_construct(reports=NO_REPORTS, official=""), camden)
    loads = read(camden, imports.list_loads)
    assert [(one.number, one.changed) for one in loads] == [(1, 0)]
    assert loads[0].added > 130_000
    assert len(read(camden, mapping.list_mappings, report_id=REPORT.name)) > 60


@pytest.mark.parametrize("official", ["", "none"])
def test_a_start_without_a_report_of_its_place_or_with_none_asked_for_loads_nothing(store, camden, official):
    chosen = store if official == "" else camden
    start.prepare(Settings.model_construct(reports=NO_REPORTS, official=official), chosen)
    assert read(chosen, imports.list_loads) == []


@pytest.mark.nightly
def test_what_is_loaded_and_written_out_again_is_the_same(shipped, tmp_path):
    (tmp_path / extract.PLACES).write_bytes((FOLDER / extract.PLACES).read_bytes())
    read(shipped, extract.write_extract, folder=tmp_path)
    for name in (extract.SERIES, extract.NEIGHBOURS, extract.FACTS):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_an_extract_holds_what_is_loaded_of_its_places_and_gives_the_same_bytes_again(store, tmp_path):
    content = made.tidy("category,referral_count,rereferral_percent", (CAMDEN_ROW, "x,1499,c"), (BARNSLEY, "x,9,8.7"))
    with store.writing() as session:
        files = [PublishedFile("c1.csv", content), PublishedFile("lait.csv", made.lait("LAC|2020|Camden|49|202"))]
        imports.load_files(session, SYSTEM, files=files, release="2025-10", seen_number=None)
    with store.writing() as session:
        imports.load_files(
            session,
            SYSTEM,
            files=[PublishedFile("sn.csv", made.neighbours_wide())],
            release="2025-05",
            seen_number=None,
        )
    (tmp_path / extract.PLACES).write_bytes((FOLDER / extract.PLACES).read_bytes())
    written = []
    for _ in range(2):
        assert read(store, extract.write_extract, folder=tmp_path) == 3
        written.append([(tmp_path / name).read_bytes() for name in (extract.SERIES, extract.NEIGHBOURS, extract.FACTS)])
    assert written[0] == written[1]
    for _ in range(3):
        with store.writing() as session:
            if any(not one.undone and not one.undoes for one in imports.list_loads(session, SYSTEM)):
                imports.undo_last(session, SYSTEM, seen_number=None)
    with store.writing() as session:
        found = extract.load_extract(session, SYSTEM, folder=tmp_path)
    assert found.added == 6
    assert line(store, "c1.rereferral-percent") == {"2019-20": "suppressed by the publisher"}
    assert line(store, "lait.lac") == {"2020-03-31": "49"}


def test_a_later_release_stands_beside_what_ships(with_official, databases, tmp_path):
    path = tmp_path / "later.sqlite3"
    databases.copy(with_official, path)
    store = opened(databases, path)
    content = made.tidy("category,referral_count,rereferral_count,rereferral_percent", (CAMDEN_ROW, "x,2100,400,19"))
    with store.writing() as session:
        files = [PublishedFile("c1.csv", content.replace(b"\n2020,", b"\n2026,"))]
        imports.load_files(session, SYSTEM, files=files, release="2026-10", seen_number=None)
    found = line(store, "c1.rereferral-percent")
    assert (found["2024-25"], found["2025-26"]) == ("18.3", "19.0")
    store.engine.dispose()
    databases.drop(path)


def test_the_catalogue_is_whole():
    known = catalogue()
    assert {table.publication_id for table in known.tables} <= known.publications.keys()
    assert {file.publication_id for file in known.files.values()} <= known.publications.keys()
    named = {one.rate_base.population_id for one in known.files.values()} | {
        one.earlier_id for one in known.lait_bases.values()
    }
    assert named - {None} <= known.populations.keys()
    ids = [spec.series_id for spec in known.lait.values()]
    assert len(ids) == len(set(ids)) == 280
    assert all((file.publication_id, file.release) in known.releases for file in known.files.values())
    assert {row["place_code"] for row in read_rows(FOLDER / "extract.csv")} <= {one.place_code for one in known.places}
