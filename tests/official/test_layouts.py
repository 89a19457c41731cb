"""Each published layout, with each trap that lies in it."""

import pytest

from cscp_core.official.catalogue import RateBase
from cscp_core.official.fingertips import FingertipsTable
from cscp_core.official.lait import LaitLong
from cscp_core.official.numbers import exact, read_value
from cscp_core.official.rules import SYMBOLS, ObservationState
from cscp_core.official.tidy import TidyTable
from tests.official import made
from tests.official.made import CAMDEN_ROW, ENGLAND_ROW, INNER_ROW, faults_of, read_with

REFERRALS = "category,referral_count,rereferral_count,rereferral_percent"


def values(observed):
    return {(one.edition.split()[0], one.place_code, one.period): one.value for one in observed}


# numbers


def test_what_excel_did_to_a_number_is_undone_and_nothing_is_rounded_twice():
    cleaned = {
        "77.400000000000006": "77.4",
        "29.099999999999998": "29.1",
        "9.3000000000000007": "9.3",
        "8.26E-3": "0.00826",
        "7.0000000000000007E-2": "0.07",
        "5.926E-2": "0.05926",
        "115.2166797": "115.2166797",
        "8.70": "8.70",
        "0": "0",
        "-1.55": "-1.55",
        "1234567": "1234567",
    }
    assert {printed: exact(printed) for printed in cleaned} == cleaned


def test_what_is_no_number_is_none():
    assert [exact(one) for one in ("", "c", "1,234", "5%", "E", "1e", "--1", "nan", "inf")] == [None] * 9


def test_every_symbol_is_a_state_and_never_a_number():
    for symbol, state in SYMBOLS.items():
        assert read_value(symbol) == read_value(f" {symbol.upper()} ") == (None, state)
    assert read_value("low") == read_value("k") == (None, ObservationState.ROUNDS_TO_ZERO)
    assert read_value("0") == ("0", ObservationState.PUBLISHED)
    assert read_value("a few") is None


# Explore Education Statistics


def test_a_table_is_known_by_its_columns_and_its_values_keep_their_bases():
    content = made.tidy(REFERRALS, (CAMDEN_ROW, "x,1499,131,8.7"))
    observed, reading = read_with(TidyTable, content)
    assert values(observed) == {
        ("c1.referral-count", "E09000007", "2019-20"): "1499",
        ("c1.rereferral-count", "E09000007", "2019-20"): "131",
        ("c1.rereferral-percent", "E09000007", "2019-20"): "8.7",
    }
    share = observed[-1]
    assert (share.numerator, share.denominator) == ("131", "1499")
    spec = reading.series[share.edition]
    assert (spec.unit, spec.source_column, spec.decimals) == ("%", "rereferral_percent", 1)
    assert faults_of(reading) == []


def test_columns_that_a_release_names_otherwise_are_the_same_series():
    older = made.tidy("Category,Referrals,Re_referrals,Re_referrals_percent", (CAMDEN_ROW, "x,1499,131,8.7"))
    newer = made.tidy(REFERRALS, (CAMDEN_ROW, "x,1499,131,8.7"))
    assert values(read_with(TidyTable, older)[0]) == values(read_with(TidyTable, newer)[0])


def test_a_byte_order_mark_and_quoted_blanks_change_nothing():
    plain = made.tidy(REFERRALS, (INNER_ROW, "x,43210,7930,18.3"))
    quoted = b"\xef\xbb\xbf" + plain.replace(b"Inner London,,,,", b'Inner London,"","","",')
    assert read_with(TidyTable, quoted)[0] == read_with(TidyTable, plain)[0]
    assert read_with(TidyTable, quoted)[0][0].place_code == "E13000001"


def test_counts_of_regions_are_marked_as_rounded_to_ten_and_shares_are_not():
    rows = [(place, "x,1500,130,8.7") for place in (ENGLAND_ROW, INNER_ROW, CAMDEN_ROW)]
    observed, _ = read_with(TidyTable, made.tidy(REFERRALS, *rows))
    rounded = {(one.edition.strip(), one.place_code): one.rounded_to for one in observed}
    assert rounded[("c1.referral-count", "E92000001")] == rounded[("c1.referral-count", "E13000001")] == 10
    assert rounded[("c1.referral-count", "E09000007")] is rounded[("c1.rereferral-percent", "E92000001")] is None


def test_suppressed_values_are_states_and_their_shares_have_no_numerator():
    observed, _ = read_with(TidyTable, made.tidy(REFERRALS, (CAMDEN_ROW, "x,1499,c,c")))
    assert [(one.value, one.state) for one in observed[1:]] == [(None, ObservationState.SUPPRESSED)] * 2
    assert observed[2].numerator is None


def test_each_column_is_of_its_own_kind_of_year():
    plans = made.tidy("category,CPP_At31,2_years_or_more,2_years_or_more_percent", (CAMDEN_ROW, "x,270,29,10.7"))
    assert {one.period for one in read_with(TidyTable, plans)[0]} == {"2020-03-31"}
    staff = made.tidy("inpost_fte,leavers_fte", (CAMDEN_ROW, "185.2,36.1"))
    assert [one.period for one in read_with(TidyTable, staff)[0]] == ["2020-09-30", "2020-09-30"]
    people = made.tidy("age_group,population_estimate", (CAMDEN_ROW, "Children aged 0 to 17 years,38566"), year="2019")
    assert [one.period for one in read_with(TidyTable, people)[0]] == ["2019-06-30"]
    absence = "absence_terms,social_care_group,phase_type_grouping,t_pupils"
    content = made.tidy(absence, (CAMDEN_ROW, "six,CPPO at 31 March,Total,50"), year="202425", kind="Academic year")
    assert [one.period for one in read_with(TidyTable, content)[0]] == ["2024-25"]


def test_at_31_march_is_read_from_the_breakdown_in_both_spellings():
    columns = "population_type,population_estimate,children_count,rate_per_10000"
    for words in ("on", "at"):
        row = f"Children looked after {words} 31 March each year,38566,189,49"
        name = columns if words == "on" else columns.replace("population_type", "population_count")
        observed, reading = read_with(TidyTable, made.tidy(name, (CAMDEN_ROW, row)))
        assert values(observed) == {
            ("looked-after.children-count.at-31-march", "E09000007", "2020-03-31"): "189",
            ("looked-after.rate-per-10000.at-31-march", "E09000007", "2020-03-31"): "49",
        }
        assert observed[1].denominator == "38566"
        assert faults_of(reading) == []


def test_a_base_in_another_row_is_found():
    columns = "care_leaver_age,breakdown,care_leaver_count,care_leaver_percent"
    rows = [
        (CAMDEN_ROW, f"19 to 21 years,{label},{numbers}")
        for label, numbers in (["Total in education", "112,58"], ("Total", "194,100"))
    ]
    observed, _ = read_with(TidyTable, made.tidy(columns, *rows))
    bases = {one.edition.strip(): (one.numerator, one.denominator) for one in observed}
    assert bases["care-leavers.care-leaver-percent.19-21.total-in-education"] == ("112", "194")


def test_rates_are_on_the_estimates_of_their_time_within_one_release():
    columns = "category,Anypoint_episodes,Anypoint_episodes_rate"
    base = RateBase(population_id="new", earlier_id="old", until=2021)
    rows = [made.tidy(columns, (CAMDEN_ROW, "x,2943,544"), year=year) for year in ("2021", "2022")]
    content = rows[0] + rows[1].split(b"\n", 1)[1]
    observed, reading = read_with(TidyTable, content, rate_base=base)
    found = {
        (one.period, reading.series[one.edition].unit): reading.series[one.edition].population_id for one in observed
    }
    assert found == {
        ("2020-21", "episodes"): None,
        ("2021-22", "episodes"): None,
        ("2020-21", "per 10,000 children"): "old",
        ("2021-22", "per 10,000 children"): "new",
    }


def test_a_factor_whose_meaning_changed_is_two_series():
    columns = "category,Episodes_with_assessment_factor,Sexual_Abuse_unknown"
    rows = [made.tidy(columns, (CAMDEN_ROW, "x,1309,38"), year=year) for year in ("2020", "2021")]
    observed, _ = read_with(TidyTable, rows[0] + rows[1].split(b"\n", 1)[1])
    assert [key[0] for key in values(observed) if "abuse" in key[0]] == ["c3.sexual-abuse", "c3.sexual-abuse-unknown"]


def test_a_table_that_is_not_known_is_read_by_its_values():
    content = made.tidy("sex,number", (CAMDEN_ROW, "Girls,12"), (CAMDEN_ROW, "Boys,c"))
    observed, reading = read_with(TidyTable, content, name="new_table.csv", publication_id="unlisted-new_table")
    assert values(observed) == {
        ("new-table.number.girls", "E09000007", "2019-20"): "12",
        ("new-table.number.boys", "E09000007", "2019-20"): None,
    }
    assert len(reading.notes) == 2
    assert reading.series[observed[0].edition].polarity_source == "not stated"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (made.tidy("mixed", (CAMDEN_ROW, "5"), (CAMDEN_ROW, "some")), "column mixed: the column is not understood"),
        (made.tidy(REFERRALS, (CAMDEN_ROW, "x,many,131,8.7")), "'many' is neither a number nor a symbol."),
        (made.tidy(REFERRALS, (CAMDEN_ROW, "x,1,2,3"), kind="Week"), "'Week' is not a known kind of year."),
        (
            made.tidy(REFERRALS, (CAMDEN_ROW, "x,1,2,3"), year="0"),
            "'0' does not fit its kind of year, year to 31 March.",
        ),
        (made.tidy(REFERRALS, (CAMDEN_ROW, "x,1,2,3"), kind="Academic year"), "'Academic year' does not fit"),
        (made.tidy(REFERRALS, (("School", *CAMDEN_ROW[1:]), "x,1,2,3")), "places of the level 'School'"),
        (made.tidy(REFERRALS, (INNER_ROW[:3] + ("",) * 5, "x,1,2,3")), "a place without region_code"),
        (made.tidy(REFERRALS, (CAMDEN_ROW, "x,1,2")), "the row has 13 cells, and there are 14 columns."),
    ],
)
def test_what_is_not_understood_is_a_fault_that_says_where(content, said):
    _, reading = read_with(TidyTable, content)
    assert any(said in fault and fault.startswith("made.csv") for fault in faults_of(reading))


# LAIT


def test_the_long_form_is_read_by_measure_year_and_number():
    content = made.lait(
        "CPP_rate|2020|Camden|70|202",
        "ISCP_Conf|2019|Camden|77.400000000000006|202",
        "PriPermEx|2016/17|Camden|8.26E-3|202",
        "LAC|2020|London (Inner)|63|987",
        "SEN_CASES_JAN|2020|England|390109|970",
        "RTA|2014-16|Camden|11.19|202",
        "Hosp_Adm_Alc_<18yrs|2018/19-20/21|Camden|-|202",
    )
    observed, reading = read_with(LaitLong, content, publication_id="lait", release="2026-04")
    assert faults_of(reading) == []
    assert values(observed) == {
        ("lait.cpp-rate", "E09000007", "2020-03-31"): "70",
        ("lait.iscp-conf", "E09000007", "2018-19"): "77.4",
        ("lait.pripermex", "E09000007", "2016-17"): "0.00826",
        ("lait.lac", "E13000001", "2020-03-31"): "63",
        ("lait.sen-cases-jan", "E92000001", "2020-01"): "390109",
        ("lait.rta", "E09000007", "2014 to 2016"): "11.19",
        ("lait.hosp-adm-alc-under-18yrs", "E09000007", "2018-19 to 2020-21"): None,
    }


def test_the_looked_after_rates_of_lait_are_on_two_populations():
    content = made.lait("LAC|2018|Camden|41|202", "LAC|2019|Camden|48|202", "CPP_rate|2018|Camden|78.6|202")
    observed, reading = read_with(LaitLong, content, publication_id="lait", release="2026-04")
    found = {(one.edition.split()[0], one.period): reading.series[one.edition].population_id for one in observed}
    assert found == {
        ("lait.lac", "2018-03-31"): "before-census-2021",
        ("lait.lac", "2019-03-31"): "rebased-2025",
        ("lait.cpp-rate", "2018-03-31"): "rebased-2025",
    }


def test_the_population_of_a_release_that_is_not_known_is_not_stated():
    content = made.lait("LAC|2018|Camden|41|202", "LAC|2019|Camden|48|202")
    observed, reading = read_with(LaitLong, content, publication_id="lait", release="2030-04")
    assert {reading.series[one.edition].population_id for one in observed} == {None}


def test_a_dash_and_na_say_that_no_reason_is_given():
    content = made.lait("CPP_Num|2020|Camden|-|202", "CPP_Num|2019|Camden|NA|202")
    observed, _ = read_with(LaitLong, content, publication_id="lait")
    assert [(one.value, one.state) for one in observed] == [(None, ObservationState.NOT_STATED)] * 2


def test_the_year_0_is_left_out_where_it_has_no_value_and_a_fault_where_it_has_one():
    observed, reading = read_with(LaitLong, made.lait("CINPermExclusion|0|Camden|-|202"), publication_id="lait")
    assert (observed, faults_of(reading), len(reading.notes)) == ([], [], 1)
    _, reading = read_with(LaitLong, made.lait("CINPermExclusion|0|Camden|5|202"), publication_id="lait")
    assert "'0' does not fit CINPermExclusion, which is of a school year" in faults_of(reading)[0]


def test_englands_first_time_entrants_stand_apart():
    _, reading = read_with(LaitLong, made.lait("FirstYJS|2020|England|1521|970"), publication_id="lait")
    assert [spec.apart for spec in reading.series.values()] == ["E92000001"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (made.lait("Unheard_of|2020|Camden|1|202"), "the measure 'Unheard_of' is not in data/official/lait.csv"),
        (made.lait("CPP_Num|2020|Atlantis|1|999"), "'Atlantis' with the number '999' is not a known place"),
        (made.lait("CPP_Num|2020|Camden|lots|202"), "'lots' is neither a number nor a symbol"),
        (
            made.lait("CPP_Num|2020|Camden|1|202").replace(b"Region", b"Mood"),
            "column Mood: the column is not understood",
        ),
        (made.lait("CPP_Num|2020|Camden|1|202").replace(b"LA and Regions", b"Data item"), "the column is missing"),
    ],
)
def test_what_lait_holds_beside_is_a_fault(content, said):
    _, reading = read_with(LaitLong, content, publication_id="lait")
    assert said in " ".join(faults_of(reading))


# Fingertips


def test_fingertips_keeps_base_interval_and_note():
    rows = [{}, {"Value": "", "Count": "", "Area Code": "E09000001", "Value note": "Hackney and City combined"}]
    observed, reading = read_with(FingertipsTable, made.fingertips(*rows), publication_id="fingertips")
    assert faults_of(reading) == []
    first, second = observed
    assert (first.edition.split()[0], first.period, first.value) == ("injuries.persons", "2019-20", "79.35184")
    assert (first.numerator, first.denominator, first.lower, first.upper) == ("260", "32765", "69.9", "89.7")
    assert (second.value, second.state, second.note) == (None, ObservationState.NOT_STATED, "Hackney and City combined")


def test_fingertips_by_deprivation_is_left_out_and_counted():
    content = made.fingertips({}, {"Category": "Most deprived decile (IMD2019)", "Category Type": "deciles"})
    observed, reading = read_with(FingertipsTable, content, publication_id="fingertips")
    assert (len(observed), list(reading.notes.values())) == (1, [1])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"Area Type": "GPs"}, "the app does not read places of the type 'GPs'"),
        ({"Value": "many"}, "'many' is not a number"),
        ({"Time period range": "3y"}, "only single years are read here"),
        ({"Time period": "2019"}, ""),
        ({"Time period": "soon"}, "'soon' does not fit its kind of year, year to 31 March"),
    ],
)
def test_a_row_of_fingertips_that_is_not_understood_is_a_fault(row, said):
    _, reading = read_with(FingertipsTable, made.fingertips(row), publication_id="fingertips")
    assert said in " ".join(faults_of(reading))
    assert bool(faults_of(reading)) == bool(said)


def test_a_column_of_fingertips_that_is_not_known_is_a_fault():
    content = made.fingertips({}).replace(b"Recent Trend", b"Mood")
    observed, reading = read_with(FingertipsTable, content, publication_id="fingertips")
    assert (observed, faults_of(reading)) == ([], ["made.csv, column Mood: the column is not understood."])
