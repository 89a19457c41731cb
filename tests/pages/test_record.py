"""The report against the record on screen: the gravest first, with counts, arithmetic, and the way to raise it."""

import pytest

from cscp_core.reconciliation import official_record
from cscp_core.reconciliation.record_rows import TITLE, RecordVerdict
from pages.components import data
from pages.components.report.record_rows import SHAPES
from tests.pages.conftest import everything

SLIGHTLY = "record-word-figure-4.2-03-little_above"


@pytest.fixture
def installation(with_official_statistics):
    """In place of the one without."""


def badges(shown):
    return [one.value for one in shown.markdown if "-badge[" in one.value]


def links(shown):
    return [one.proto.label.replace("\\", "") for one in shown.get("page_link")]


def plain(shown):
    return everything(shown).replace("\\", "")


def test_the_gravest_findings_stand_first_and_say_that_they_are_not_in_the_report(open_page):
    shown = open_page("record", by="scrutineer")
    verdicts = [next(one for one, shape in SHAPES.items() if f"[{shape} " in badge) for badge in badges(shown)]
    assert verdicts == sorted(verdicts, key=list(RecordVerdict).index)
    assert verdicts[0] is RecordVerdict.WORD
    assert "not in the report" in plain(shown)
    assert "Camden is 75% higher" in plain(shown)


def test_the_pills_say_how_many_and_narrow_the_list(open_page):
    shown = open_page("record", by="business.manager", verdict="not_told")
    assert len(badges(shown)) == 8
    assert all("not told" in one for one in badges(shown))
    looked_after = open_page("record", by="business.manager", verdict="not_told", theme="looked-after")
    assert any("had a missing incident" in one for one in links(looked_after))
    assert len(badges(looked_after)) < 8


def test_only_the_scrutineer_raises_a_finding(open_page):
    for by, number in (("scrutineer", True), ("council.partner", False), ("business.manager", False)):
        shown = open_page("record", by=by)
        assert ("Raise it" in links(shown)) is number, by


@pytest.mark.parametrize("by", ["young.advisor", "lay.member", "safeguarding.lead"])
def test_it_is_for_those_who_work_with_the_report(open_page, by):
    assert badges(open_page("record", by=by)) == []


def test_a_finding_joins_those_of_the_report_against_itself(open_page):
    shown = open_page("disagree", by="scrutineer", check="The report against the record", verdict="worth_asking")
    assert "Camden is 75% higher" in plain(shown)
    assert "Camden is 75% higher" not in plain(open_page("disagree", by="young.advisor", verdict="worth_asking"))


def test_a_finding_opens_as_a_check_with_its_arithmetic(open_page):
    shown = plain(open_page("check", by="scrutineer", id=SLIGHTLY))
    assert "70 (from a count of 270) ÷ Inner London 40.1" in shown


def test_a_raised_finding_is_a_question_with_what_would_answer_it(open_page):
    shown = open_page("challenge", by="scrutineer", about="check", of=SLIGHTLY)
    question, would_answer = (one.value for one in shown.text_area[:2])
    assert question.endswith("What is meant by the word, and how do you know?")
    assert would_answer.startswith("The count and base of each number")


def test_the_year_has_the_gravest_findings_and_the_way_to_all(open_page):
    for by, is_there in (("scrutineer", True), ("business.manager", True), ("lay.member", False)):
        shown = open_page("the_year", by=by, tab="record")
        assert (TITLE in [one.value for one in shown.header]) is is_there, by
    led = links(open_page("the_year", "scrutineer", tab="record"))
    assert any(one.startswith("All ") and one.endswith(" findings") for one in led)


def test_a_theme_names_what_the_record_asks_of_it(open_page):
    shown = open_page("theme", by="scrutineer", theme="child-protection", tab="Measures")
    assert "“slightly higher”" in plain(shown)
    assert "“slightly higher”" not in plain(open_page("theme", by="scrutineer", theme="looked-after", tab="Measures"))


def test_a_new_server_has_read_the_record_before_anybody_comes_and_reads_it_once_for_every_role(open_page, monkeypatch):
    data.read_ahead()
    monkeypatch.setattr(official_record, "against_report", None)
    for by in ("scrutineer", "business.manager", "police.partner"):
        shown = open_page("theme", by=by, theme="child-protection", tab="measures")
        assert not shown.exception
        assert "check?id=record-" in plain(shown)
    assert "check?id=record-" not in plain(open_page("theme", "lay.member", theme="child-protection", tab="measures"))
