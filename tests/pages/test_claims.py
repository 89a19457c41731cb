"""A theme's claims as rows: weakest first, narrowed in the address, graded one by one or together, and taken back."""

import re

from cscp_core import start
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.grades import service as grades
from pages.components.report.claim_filters import open_cell
from tests.pages.acting import act, press, shown

REPORT = "annual-report-2019-20"


def claims_of(theme):
    with start.store().reading() as session:
        return grades.graded_claims(session, SYSTEM, report_id=REPORT, theme_id=theme)


def rows(page):
    """The sentences of claims that lead to their pages, in order."""
    drawn = "\n".join(one.value.replace("\\", "") for one in page.markdown)
    return re.findall(r"^- \[(.*?)\]\(/claim\?id=", drawn, re.MULTILINE)


def confirmed(theme):
    return [one.claim.claim_id for one in claims_of(theme) if one.confirmed]


def pills(page, label):
    (control,) = [one for one in page.get("button_group") if one.proto.label == label]
    return [one.content for one in control.proto.options]


def test_each_claim_is_a_row_whose_sentence_is_the_link(open_page):
    page = open_page("theme", "scrutineer", theme="neglect", tab="claims")
    assert not page.exception
    texts = {one.claim.text for one in claims_of("neglect")}
    second = open_page("theme", "scrutineer", theme="neglect", tab="claims", page="2")
    assert len(rows(page)) == 12
    assert {*rows(page), *rows(second)} == texts


def test_the_claims_that_go_furthest_on_the_least_evidence_come_first(open_page):
    page = open_page("theme", "scrutineer", theme="youth-violence", tab="claims")
    by_text = {one.claim.text: one for one in claims_of("youth-violence")}
    order = [(by_text[one].how_known.rank, -by_text[one].how_far.rank) for one in rows(page)]
    assert order == sorted(order)
    assert len(order) == 12


def test_tabs_say_how_many_they_hold_and_open_under_their_earlier_names(open_page):
    page = open_page("theme", "scrutineer", theme="neglect", tab="Recommendations")
    labels = [one.label for one in page.tabs]
    assert "Claims (19)" in labels
    assert not [one for one in page.get("button_group") if one.proto.label == "How far"]
    assert "Actions" in next(one for one in labels if one.startswith("Actions"))


def test_filters_stand_in_the_address_with_their_counts(open_page):
    every = open_page("theme", "scrutineer", theme="youth-violence", tab="claims")
    assert sum(int(one.rpartition("(")[2][:-1]) for one in pills(every, "How far")) == 57
    page = open_page("theme", "scrutineer", theme="youth-violence", tab="claims", far="practice", known="tested")
    found = [
        one.claim.text
        for one in claims_of("youth-violence")
        if (one.how_far, one.how_known) == (HowFar.PRACTICE, HowKnown.TESTED)
    ]
    assert len(found) > 12
    assert rows(page) == found[:12]
    assert f"tested ({len(found)})" in pills(page, "How we know")


def test_a_cell_of_the_heat_map_opens_its_claims(installation, monkeypatch):
    class Address(dict):
        def from_dict(self, new):
            self.clear()
            self.update(new)

    address = Address(theme="neglect", tab="glance")
    monkeypatch.setattr("streamlit.query_params", address)
    open_cell({"row": "Practice", "column": "tested"})
    assert address == {"theme": "neglect", "tab": "claims", "far": "practice", "known": "tested"}


def test_the_grades_shown_are_confirmed_in_one_act_with_one_reason_and_taken_back(open_page):
    page = open_page("theme", "scrutineer", theme="neglect", tab="claims")
    page.text_area(key=f"grades/{REPORT}/neglect why").input("I read each of them.").run()
    page = press(page, "Confirm them")
    assert len(confirmed("neglect")) == 12
    assert "12 grades confirmed." in shown(page)
    page = press(page, "Undo")
    assert confirmed("neglect") == []
    assert "Undo" not in [one.label for one in page.button]


def test_of_those_that_are_only_suggested_the_next_come_after_those_that_were_confirmed(open_page):
    page = open_page("theme", "scrutineer", theme="neglect", tab="claims", grade="suggested")
    first = rows(page)
    page.text_area(key=f"grades/{REPORT}/neglect why").input("I read each of them.").run()
    left = rows(press(page, "Confirm them"))
    assert (len(first), len(left)) == (12, 7)
    assert not set(first) & set(left)


def test_without_a_reason_none_is_confirmed(open_page):
    page = press(open_page("theme", "scrutineer", theme="neglect", tab="claims"), "Confirm them")
    assert confirmed("neglect") == []
    assert "Say in a sentence why you agree" in shown(page) + "".join(one.value for one in page.error)


def test_a_grade_that_changed_after_it_was_drawn_is_not_confirmed_with_the_others(open_page):
    page = open_page("theme", "scrutineer", theme="neglect", tab="claims")
    page.text_area(key=f"grades/{REPORT}/neglect why").input("I read each of them.").run()
    first = claims_of("neglect")[0]
    details = {"how_far": HowFar.PLANNED, "how_known": HowKnown.SAID, "reason": "Read again."}
    act(grades.confirm_grade, "scrutineer", report_id=REPORT, claim_id=first.claim.claim_id, seen_version=0, **details)
    press(page, "Confirm them")
    assert confirmed("neglect") == [first.claim.claim_id]


def test_one_grade_confirmed_by_its_row_is_taken_back_too(open_page):
    page = press(open_page("theme", "scrutineer", theme="neglect", tab="claims"), "Confirm")
    assert len(confirmed("neglect")) == 1
    press(page, "Undo")
    assert confirmed("neglect") == []


def test_who_does_not_grade_reads_the_rows_without_acts(open_page):
    page = open_page("theme", "police.partner", theme="neglect", tab="claims")
    assert not {"Confirm", "Change", "Confirm them"} & {one.label for one in page.button}
    assert len(rows(page)) == 12
