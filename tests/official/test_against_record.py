"""The report against the record, unasked: words that do not fit, changes that are not told, and what came since."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from cscp_core.errors import NotAllowed, NotFound
from cscp_core.exports import service as exports
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.reconciliation import official_record, service
from cscp_core.reconciliation.record_rows import ASKED, TITLE, RecordVerdict, gravest_first
from cscp_core.reconciliation.rules import Verdict
from cscp_core.scrutiny.challenges.sources import source_of
from cscp_core.scrutiny.year.rules import year_of
from tests.conftest import REPORT
from tests.official.test_extract import read


@pytest.fixture
def rows(record_as_shipped):
    return record_as_shipped.rows


def of(rows, verdict):
    return {one.row_id.removeprefix(f"record-{verdict.value}-"): one for one in rows if one.verdict is verdict}


# words


def test_slightly_higher_is_found_where_it_is_75_per_cent_higher(rows):
    found = of(rows, RecordVerdict.WORD)["figure-4.2-03-little_above"]
    assert "“slightly higher”" in found.why
    assert "Inner London 40.1 (Camden is 75% higher)" in found.why
    assert "England 43.7 (Camden is 60% higher)" in found.why
    assert found.is_plain


def test_have_stabilised_is_found_where_the_count_fell_by_a_sixth(rows):
    found = of(rows, RecordVerdict.WORD)["figure-4.2-03-level"]
    assert "321 (31 March 2019), 270 (31 March 2020), down 15.9%" in found.why
    assert "329 (31 March 2021)" in found.why
    assert found.steps[0] == "270 − 321 = −51; −51 ÷ 321 = −15.9%"


def test_only_is_found_where_it_is_higher_than_every_comparator(rows):
    found = of(rows, RecordVerdict.WORD)["figure-5.1.1-14-low"]
    assert "England 3.6" in found.why
    assert "6 of 10 known" in found.why
    assert "share of plans that ended" in found.why


def test_only_fits_re_referrals_which_are_lower_than_everywhere(rows):
    assert not [one for one in of(rows, RecordVerdict.WORD).values() if one.figure_id == "figure-2.1-02"]


def test_a_fall_that_was_sustained_did_not_last(rows):
    found = of(rows, RecordVerdict.SINCE)["figure-2.1-02-kept"]
    assert "“sustained”" in found.why
    assert "12.6% (228 of 1,807) in 2017-18 to 8.7% (131 of 1,499) in 2019-20" in found.why
    assert "18.3% (381 of 2,086) in 2024-25, higher than in 2019-20 by more than chance would give" in found.why


# not told


@pytest.mark.parametrize(
    ("series", "was", "now", "is_plain"),
    [
        ("lait.cp-conf-15days", "83.1% (about 251 of 302)", "74.7% (about 221 of 296)", True),
        ("lait.continue-assess-comp", "94.3%", "90.4%", False),
        ("lait.children-missing", "13%", "19%", False),
    ],
)
def test_a_change_that_the_report_does_not_mention_is_told(rows, series, was, now, is_plain):
    found = of(rows, RecordVerdict.NOT_TOLD)[series]
    assert f"from {was} in 2018-19 to {now} in 2019-20" in found.why
    assert found.is_plain is is_plain
    assert ("No base is published with it" in found.why) is not is_plain
    assert found.theme_id
    assert found.agency_id


def test_a_change_that_the_report_prints_or_draws_is_not_called_untold(rows):
    untold = of(rows, RecordVerdict.NOT_TOLD)
    assert "d5.cpp-at31" not in untold  # as a chart, and as the rates of both years
    assert "looked-after.children-count.at-31-march" not in untold


def test_a_change_within_chance_is_not_called_untold(rows):
    untold = of(rows, RecordVerdict.NOT_TOLD)
    assert "c1.referral-count" not in untold
    assert "d3.cpp-subsequent-percent" not in untold


# together


def test_each_finding_is_a_question_with_what_would_answer_it(rows):
    asked = [one for one in rows if one.verdict.is_asked]
    assert {one.verdict for one in asked} == set(ASKED)
    for one in asked:
        result = one.as_result
        assert (result.verdict, result.question, result.would_answer) == (
            Verdict.WORTH_ASKING,
            one.question,
            one.would_answer,
        )
        assert one.question.endswith("?")
        assert one.would_answer.endswith(".")
        assert "not in the report" in result.computed


def test_every_row_has_an_id_of_its_own(rows):
    ids = [one.row_id for one in rows]
    assert len(ids) == len(set(ids))


def test_the_gravest_come_first_and_within_a_verdict_what_is_more_than_chance(rows):
    order = [(list(RecordVerdict).index(one.verdict), not one.is_plain) for one in gravest_first(rows)]
    assert order == sorted(order)


def test_a_challenge_keeps_the_finding_and_its_arithmetic_as_it_was_drawn(shipped):
    found = read(
        shipped, source_of, report_id=REPORT.name, kind="check", source_id="record-word-figure-4.2-03-little_above"
    )
    assert "Camden is 75% higher" in found.text
    assert "÷ Inner London 40.1" in found.text
    assert (found.theme_id, found.agency_id) == ("child-protection", "camden-cssw")


def test_each_finding_is_found_by_its_id(shipped, rows):
    for row in gravest_first(rows)[::7]:
        if row.verdict.is_asked:
            assert read(shipped, service.find, report_id=REPORT.name, check_id=row.row_id) == row.as_result


@pytest.mark.parametrize("row_id", ["record-nothing", "record-figure-5.1.1-04", "record-figure-9"])
def test_what_is_not_asked_is_not_found(shipped, row_id):
    with pytest.raises(NotFound):
        read(shipped, service.find, report_id=REPORT.name, check_id=row_id)


@pytest.mark.parametrize("role", [Role.YOUNG_ADVISOR, Role.LAY_MEMBER, Role.SAFEGUARDING_LEAD])
def test_the_service_asks_for_the_permission_itself(shipped, role):
    who = Actor(account_id=1, username="somebody", name="Somebody", role=role)
    for ask in (official_record.against_report, official_record.results, official_record.cache_key):
        with shipped.reading() as session, pytest.raises(NotAllowed):
            ask(session, who, report_id=REPORT.name)
    assert SYSTEM.role is Role.SYSTEM


def test_the_file_has_the_rows_of_words_and_of_what_is_not_told(rows, tmp_path):
    with (tmp_path / "record.csv").open("w", newline="") as out:
        official_record.write_rows(out, rows)
    text = (tmp_path / "record.csv").read_text()
    for verdict in (RecordVerdict.WORD, RecordVerdict.NOT_TOLD, RecordVerdict.LABEL, RecordVerdict.SINCE):
        assert f",{verdict.label}," in text


def test_the_word_file_of_the_year_has_the_findings_with_their_arithmetic(shipped):
    year = year_of(date(2026, 11, 29), "04-01")
    made = Document(BytesIO(read(shipped, exports.year_word, report_id=REPORT.name, year=year)))
    assert TITLE in [one.text for one in made.paragraphs]
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert any("“slightly higher”" in one and "÷ Inner London 40.1" in one for one in cells)
    assert RecordVerdict.BY_DEFINITION.label not in cells


def test_what_is_said_changes_only_with_a_load_or_a_mapping(shipped):
    key = read(shipped, official_record.cache_key, report_id=REPORT.name)
    assert key == read(shipped, official_record.cache_key, report_id=REPORT.name)
    assert key[1] >= 1
