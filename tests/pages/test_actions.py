"""Actions as rows: views and a bar that filter in the address, and a page for each inspection."""

from pages.components.report.action_filters import open_list, open_part
from tests.pages.acting import shown
from tests.pages.test_claims import pills


class Address(dict):
    """Stands for the address of a page outside any run."""

    def from_dict(self, new):
        self.clear()
        self.update(new)


def test_actions_are_rows_under_what_must_be_done_with_a_bar_of_who_has_them(open_page):
    page = open_page("actions", "scrutineer")
    assert not page.exception
    late = next(one for one in pills(page, "What must be done") if "Past its date" in one)
    assert page.subheader[0].value.replace("\\", "") == f"■ Past its date: {late.rpartition('(')[2][:-1]}"
    assert len(page.get("vega_lite_chart")) == 1
    rows = next(one.value for one in page.markdown if one.value.startswith("- ["))
    assert rows.count("\n- ") == 24
    assert "](/recommendation?id=rec-" in rows
    assert "[rec-" not in rows


def test_a_view_is_chosen_in_the_address_and_says_how_many_it_holds(open_page):
    page = open_page("actions", "scrutineer", view="inspections")
    assert "Inspections (81)" in pills(page, "Which actions")
    assert "81 rows" in shown(page)
    assert "/review?id=send-inspection-2019" in shown(page)


def test_the_outcome_of_an_inspection_is_shown_only_where_one_is_printed(open_page):
    said = shown(open_page("actions", "scrutineer", view="inspections"))
    assert "outcome: Outstanding" in said
    line = next(one for one in said.splitlines() if one.startswith("- [Local area inspection"))
    assert "outcome" not in said[said.index(line) : said.index("\n- ", said.index(line))]


def test_a_tick_of_an_earlier_address_is_the_view_of_today(open_page):
    page = open_page("actions", "scrutineer", no_owner="yes")
    assert "Shown: Without an owner." in shown(page)


def test_a_part_of_the_bar_narrows_the_list_as_the_choices_do(monkeypatch):
    address = Address(view="audits", page="2")
    monkeypatch.setattr("streamlit.query_params", address)
    open_part({"council": "The Council"}, {"row": "The Council", "part": "Past its date"})
    assert address == {"view": "audits", "agency": "council", "state": "overdue"}
    open_part({"council": "The Council"}, {"row": "Somebody", "part": "Past its date"})
    assert address == {"view": "audits", "agency": "council", "state": "overdue"}


def test_a_part_of_ones_own_bar_opens_its_list(monkeypatch):
    address = Address(report="r")
    monkeypatch.setattr("streamlit.query_params", address)
    open_list({"Ours": "ours"}, {"row": "Ours", "part": "No date"})
    assert address == {"report": "r", "list": "ours", "state": "no_date"}


def test_an_inspection_shows_strengths_what_to_develop_and_actions_side_by_side(open_page):
    page = open_page("review", "scrutineer", id="send-inspection-2019")
    assert not page.exception
    heads = [one.value for one in page.header]
    assert len(heads) >= 2
    assert len(page.columns) >= len(heads)


def test_our_actions_are_narrowed_by_what_must_be_done(open_page):
    page = open_page("our_actions", "council.partner", state="overdue")
    assert not page.exception
    late = next(one for one in pills(page, "What must be done") if "Past its date" in one)
    number = late.rpartition("(")[2][:-1]
    assert f"{number} action" in shown(page)
    assert len({one for one in shown(page).splitlines() if "■ Overdue" in one}) == int(number)
    assert len(page.get("vega_lite_chart")) == 1
