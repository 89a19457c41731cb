"""The screen that confirms a draft, and the passages behind rows: what each shows, and to whom."""

import re
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from cscp_core import start
from cscp_core.confirming import holding, sections, trying
from cscp_core.confirming.rules import RowState
from cscp_core.confirming.tables import DraftRow, ReportReading
from cscp_core.settings import settings
from pages.components.text import escaped
from tests.confirming.conftest import TEXT
from tests.conftest import REPORT
from tests.pages.conftest import act, actor_of, everything
from tests.pages.test_text_is_text import is_text
from tests.pages.test_text_is_text import shown as every_string

PASSAGE = "Two fathers completed Caring Dads, as the report prints it."


def read(content: bytes = TEXT.encode()) -> str:
    """Begins to read a report; returns its id."""
    manager = actor_of("business.manager")
    with start.store().reading() as session:
        folder = settings().readings
        held = holding.hold_file(session, manager, content=content, name="wexcombe.txt", folder=folder)
    return str(act(holding.start_reading, "business.manager", held=held))


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.button]


def press(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def told(page: AppTest) -> str:
    return "\n".join([everything(page), *(str(one.proto) for one in page.get("progress"))])


def test_a_row_is_kept_changed_and_undone_on_the_screen(open_page):
    reading_id = read()
    page = open_page("read_a_report", "business.manager", id=reading_id)
    assert not page.exception
    assert "no section taken" in told(page)
    page = press(page, "Take the next section")
    assert {"Keep", "Change", "Discard"} <= set(labels(page))
    page = press(page, "Keep")
    assert re.search(r"1 of \d+", told(page))
    page = press(page, "Change")
    assert "Keep with these changes" in labels(page)
    page = press(page, "Undo")
    assert re.search(r"0 of \d+", told(page))
    assert not page.exception


def test_a_row_is_joined_with_the_one_that_is_chosen(open_page):
    reading_id = read()
    act(sections.take_section, "business.manager", reading_id=int(reading_id), section="2.1")
    page = open_page("read_a_report", "business.manager", id=reading_id, kind="claims")
    page = press(page, "Join")
    chosen = next(one for one in page.selectbox if one.label == "Join with")
    assert len(chosen.options) > 2
    page = chosen.select_index(2).run()
    assert escaped(chosen.options[2]) in everything(page)
    page = press(page, "Make one row")
    assert not page.exception
    assert re.search(r"2 of \d+", told(page))


def test_the_list_of_work_names_claims_that_are_still_the_reports_own_sentences(open_page):
    reading_id = read()
    act(sections.take_section, "business.manager", reading_id=int(reading_id), section="2.1")
    page = press(open_page("read_a_report", "business.manager", id=reading_id, kind="claims"), "Keep")
    act(trying.try_reading, "business.manager", reading_id=int(reading_id), version=1)
    assert not page.exception
    reports = open_page("reports", "business.manager")
    assert "it is the report's own sentence" in everything(reports)


@pytest.mark.parametrize("screen", ["priorities", "figures", "disagree", "actions", "theme"])
def test_the_scrutineers_screens_work_on_what_is_confirmed_so_far(open_page, screen):
    reading_id = read()
    act(sections.take_section, "business.manager", reading_id=int(reading_id), section="2.1")
    page = open_page("read_a_report", "business.manager", id=reading_id)
    for _ in range(6):
        page = press(page, "Keep")
    act(trying.try_reading, "business.manager", reading_id=int(reading_id), version=1)
    shown = open_page(screen, "scrutineer", report="wexcombe-2025-26", theme="front-door")
    assert not shown.exception
    assert "Being read" in everything(shown)


def test_the_words_of_a_report_are_text_and_nothing_else(open_page):
    hostile = TEXT.replace("We helped 440 families early.", "We helped 440 <b>x</b> ![y](http://evil/p.png) families.")
    hostile = hostile.replace("The ICB is asked", "The ICB ![y](http://evil/p.png) is asked")
    reading_id = read(hostile.encode())
    said = []
    for section in ("2.1", "2.2"):
        act(sections.take_section, "business.manager", reading_id=int(reading_id), section=section)
        page = open_page("read_a_report", "business.manager", id=reading_id)
        for _ in range(3):
            if "Join" in labels(page):
                page = press(page, "Join")
            assert not page.exception
            said += every_string(page)
            page = press(page, "Keep")
    assert [one for one in said if "evil" in one]
    assert [one for one in said if not is_text(one)] == []


@pytest.mark.parametrize("by", ["scrutineer", "young.advisor", "lay.member", "council.partner", "safeguarding.lead"])
def test_a_reading_is_the_business_managers_alone(open_page, by):
    page = open_page("read_a_report", by, id=read())
    assert page.title[0].value == "Not for your role"
    assert "440" not in everything(page)


def test_an_address_that_names_no_reading_says_so(open_page):
    page = open_page("read_a_report", "business.manager", id="99")
    assert page.title[0].value == "Nothing here"


def passage_behind_a_claim(state: RowState = RowState.KEPT) -> None:
    """The installation holds the passage of a claim of the loaded report."""
    manager = actor_of("business.manager")
    with start.store().writing() as session:
        reading = ReportReading(
            report_id=REPORT.name, file_name="report.pdf", digest="0", is_pdf=False, partnership="Camden",
            period="2019-20", home_area="Camden", page_sizes="", notes="", before_id="",
            at=datetime.now(UTC), account_id=manager.own_id,
        )  # fmt: skip
        session.add(reading)
        session.flush()
        session.add(
            DraftRow(
                reading_id=reading.reading_id, place=1, sheet="claims", row_id="claim-3.4-04", section="3.4", sure=1,
                because="", passage=PASSAGE, box="", cells="{}", drafted="{}", state=state,
            )
        )  # fmt: skip
        session.commit()


def offers(page: AppTest) -> bool:
    return any(one.label == "Show the passage" for one in page.expander)


@pytest.mark.parametrize(
    ("by", "shown"),
    [("scrutineer", True), ("lay.member", True), ("council.partner", True), ("young.advisor", False)],
)
def test_show_the_passage_stands_behind_a_confirmed_row_for_all_but_young_advisors(open_page, by, shown):
    passage_behind_a_claim()
    page = open_page("claim", by, id="claim-3.4-04")
    assert not page.exception
    assert offers(page) is shown
    assert PASSAGE not in everything(page)


def test_a_row_that_nobody_confirmed_offers_no_passage(open_page):
    passage_behind_a_claim(RowState.UNDECIDED)
    assert not offers(open_page("claim", "scrutineer", id="claim-3.4-04"))
