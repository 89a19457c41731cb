"""Addresses outlive the data: an item that a later load took out is still shown to somebody who follows a minute."""

import shutil

import pytest

from cscp_core import start
from cscp_core.evidence import loader
from cscp_core.evidence.rules import WorkStatus
from cscp_core.people.permissions import SYSTEM
from pages.components.text import escaped
from tests.conftest import REPORT
from tests.pages.conftest import everything

SHEETS = {
    "claim": ("claims", "claim-3.4-11"),
    "recommendation": ("recommendations", "rec-3.1.4-01"),
    "gap": ("gaps", "gap-3.4-01"),
}


@pytest.mark.parametrize(("file", "row"), SHEETS.items())
def test_an_item_that_a_later_load_took_out_is_shown_as_it_last_stood(open_page, tmp_path, file, row):
    sheet, row_id = row
    shutil.copytree(REPORT, tmp_path / "later")
    path = tmp_path / "later" / f"{sheet}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"{row_id},")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    with start.store().writing() as session:
        assert loader.load_folder(session, SYSTEM, path=tmp_path / "later").retired == 1

    page = open_page(file, "scrutineer", id=row_id)
    assert not page.exception
    assert page.title[0].value == "No longer in the report"
    assert row_id in page.table[0].value.to_string().replace("\\", "")
    assert "Nothing here" not in everything(page)


def test_an_address_narrows_the_actions_and_one_that_was_mistyped_narrows_nothing(open_page):
    page = open_page("actions", "scrutineer", kind="strength", no_date="yes", review="no such review")
    assert not page.exception
    assert page.selectbox(key="actions kind").value == "strength"
    assert page.selectbox(key="actions review").value == ""
    assert page.checkbox(key="actions no date").value
    page.selectbox(key="actions kind").set_value("action").run()
    assert page.query_params["kind"] == "action"
    assert page.query_params["no_date"] == "yes"


@pytest.mark.parametrize("said", [WorkStatus.DONE_AWAITED.value, "done, evidence awaited"])
def test_a_link_from_before_codes_narrows_as_one_of_today_and_what_is_chosen_next_is_a_code(open_page, said):
    page = open_page("actions", "scrutineer", status=said)
    assert page.selectbox(key="actions status").value is WorkStatus.DONE_AWAITED
    assert f"Shown: {escaped('Status (suggested): done, evidence awaited')}." in [one.value for one in page.caption]
    page.selectbox(key="actions status").set_value(WorkStatus.NOT_REPORTED).run()
    assert page.query_params["status"] == "not_reported"


@pytest.mark.parametrize("said", ["second_source", "SECOND_SOURCE"])
def test_a_link_to_a_question_names_what_is_missing_by_its_code_or_as_before_in_capitals(open_page, said):
    page = open_page("asked", "scrutineer", about="claim", of="claim-3.4-11", lacks=said)
    assert not page.exception
    assert [one.key for one in page.text_area if "second_source" in one.key]


def test_another_choice_begins_at_the_first_page_of_its_own_list(open_page):
    page = open_page("figures", "scrutineer", words="children", page="2")
    page.text_input(key="figures words").set_value("young people").run()
    assert page.query_params == {"words": "young people"}


@pytest.mark.parametrize("said", ["0", "x", "-1", "99999", "9" * 30])
def test_a_page_that_there_is_not_is_no_error(open_page, said):
    for file in ("figures", "actions", "trail", "disagree"):
        assert not open_page(file, "business.manager" if file == "trail" else "scrutineer", page=said).exception


@pytest.mark.parametrize(("said", "held"), [({}, "disagrees"), ({"verdict": "any"}, None)])
def test_checks_begin_with_what_disagrees_until_the_address_says_otherwise(open_page, said, held):
    assert open_page("disagree", "scrutineer", **said).button_group(key="verdict").value == held
