"""Addresses outlive the data: an item that a later load took out is still shown to somebody who follows a minute."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from cscp_core import start
from cscp_core.evidence import loader
from cscp_core.evidence.kinds import SourceKind, kind_at
from cscp_core.evidence.rules import WorkStatus
from cscp_core.notices import service as notices
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.challenges import reads, service
from pages.components import former
from pages.components.text import escaped
from tests.conftest import REPORT
from tests.pages.conftest import COOKIES, ROOT, act, actor_of, at_address, cookies_of, everything, token_for

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
    assert page.session_state["actions view"] == "no_date"
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
    page = open_page("challenge", "scrutineer", about="claim", of="claim-3.4-11", lacks=said)
    assert not page.exception
    assert [one.key for one in page.text_area if "second_source" in one.key]


def opened_at(address, by, **query):
    """A page at an address as it stands in somebody's e-mail or bookmark."""
    page = AppTest.from_file(str(ROOT / "pages" / "main.py"), default_timeout=30)
    if by:
        page.session_state[COOKIES] = cookies_of(token_for(by))
    for name, value in query.items():
        page.query_params[name] = value
    return at_address(page, address).run()


ON_RECORD = "challenge-foreword-02"


@pytest.mark.parametrize("address", ["asked", "challenge"])
def test_a_challenge_opens_under_its_address_of_today_and_of_before(installation, address):
    page = opened_at(address, "scrutineer", id="2")
    assert not page.exception
    assert page.title[0].value.startswith("Challenge 2")
    assert page.query_params == {"id": "2"}


@pytest.mark.parametrize("address", ["asked", "challenge"])
def test_a_new_challenge_opens_under_its_address_of_today_and_of_before(installation, address):
    page = opened_at(address, "scrutineer", about="claim", of="claim-3.4-11", lacks="second_source")
    assert not page.exception
    assert page.title[0].value == "A new question"
    assert [one.key for one in page.text_area if one.key.startswith("new/claim/claim-3.4-11/second_source")]


@pytest.mark.parametrize("address", ["challenge", "recorded-challenge"])
@pytest.mark.parametrize(
    ("by", "title"),
    [
        ("scrutineer", "Challenge on record"),
        ("lay.member", "Challenge on record"),
        ("young.advisor", "A question that was asked"),
    ],
)
def test_a_challenge_on_record_opens_under_its_address_of_today_and_of_before(installation, address, by, title):
    page = opened_at(address, by, id=ON_RECORD, report=REPORT.name)
    assert not page.exception
    assert page.title[-1].value == title
    assert page.query_params == {"id": ON_RECORD, "report": REPORT.name}


@pytest.mark.parametrize("about", ["challenge", "recorded_challenge"])
def test_a_link_to_ask_about_a_challenge_on_record_still_does(installation, about):
    page = opened_at("asked", "scrutineer", about=about, of=ON_RECORD, report=REPORT.name)
    assert not page.exception
    assert page.title[0].value == "A new question"
    assert [one.key for one in page.text_area if one.key.startswith(f"new/recorded_challenge/{ON_RECORD}")]


@pytest.mark.parametrize("about", ["asked", "challenge"])
def test_a_link_to_say_something_of_an_opened_challenge_still_does(installation, about):
    version = act(reads.find_whole, "scrutineer", challenge_id=2).challenge.version
    act(service.open_to_voices, "scrutineer", challenge_id=2, version=version, opened=True)
    page = opened_at("say", "lay.member", about=about, of="2", report=REPORT.name)
    assert not page.exception
    assert page.title[0].value == "Say what you think"


@pytest.mark.parametrize(("address", "said"), [("asked", "2"), ("challenge", ON_RECORD)])
def test_signed_out_an_address_of_before_keeps_what_it_names(installation, address, said):
    page = opened_at(address, "", id=said)
    assert not page.exception
    assert page.query_params == {"id": said}
    assert [one.label for one in page.text_input] == ["User name", "Password"]


@pytest.mark.parametrize("stored", ["/asked?id=2", "/challenge?id=2"])
def test_a_notice_leads_to_its_challenge_and_is_read_once_that_is_open(open_page, stored):
    with start.store().writing() as session:
        notices.mark_read(session, actor_of("police.partner"))
        notices.notify(session, [actor_of("police.partner").own_id], NoticeKind.RAISED, stored)
        session.commit()
    assert [one.address for one in act(notices.list_unread, "police.partner")] == [stored]
    assert not open_page("what_we_owe", "police.partner").exception
    assert not open_page("challenge", "police.partner", id="2").exception
    assert act(notices.list_unread, "police.partner") == []


@pytest.mark.parametrize(
    ("address", "query", "screen"),
    [
        ("asked", {"id": "12"}, "challenge"),
        ("asked", {"about": "claim", "of": "claim-1"}, "challenge"),
        ("asked", {}, "challenge"),
        ("challenge", {"id": "12"}, "challenge"),
        ("challenge", {}, "challenge"),
        ("challenge", {"id": ON_RECORD}, "recorded_challenge"),
        ("claim", {"id": "claim-1"}, "claim"),
        ("nothing", {"id": "1"}, "nothing"),
    ],
)
def test_an_address_of_an_earlier_version_names_a_screen_of_today(address, query, screen):
    assert former.screen_of(address, query) == screen


@pytest.mark.parametrize(
    ("said", "of", "kind"),
    [
        ("asked", "12", SourceKind.CHALLENGE),
        ("challenge", "12", SourceKind.CHALLENGE),
        ("challenge", ON_RECORD, SourceKind.RECORDED_CHALLENGE),
        ("recorded_challenge", ON_RECORD, SourceKind.RECORDED_CHALLENGE),
        ("claim", "claim-1", SourceKind.CLAIM),
        ("account", "1", "account"),
        ("", "", ""),
    ],
)
def test_what_an_address_is_about_is_read_as_before(said, of, kind):
    assert kind_at(said, of) == kind


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
