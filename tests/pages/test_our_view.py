"""Our view: it is read and agreed to without the short screen before writing, and questions say whose they are."""

import pytest

from cscp_core import start
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.challenges import handover
from feedback.comments import checking
from feedback.comments.rules import Kind, Readers
from feedback.comments.service import Content, send
from feedback.together import service as together
from feedback.together.rules import Stands
from pages.components.before_you_write import READ
from tests.conftest import REPORT
from tests.pages.conftest import act
from tests.pages.test_saying import THEME, close, labels, press, told

# a view together


@pytest.fixture
def view(installation):
    """A view of a topic that one Young Advisor wrote and another has not agreed to."""
    about = {"report_id": REPORT.name, "theme_id": THEME}
    act(together.write, "young.advisor", **about, seen_version=0, stands=Stands.PARTLY, words="We all wait.")


@pytest.fixture
def open_view(open_page, view):
    def opened(by):
        page = open_page("our_view", by)
        return page.selectbox(key="view topic").set_value(THEME).run()

    return opened


def test_a_view_together_is_read_and_agreed_to_without_the_screen_before_writing(open_view):
    page = open_view("young.advisor.2")
    assert "We all wait" in told(page)
    assert READ not in page.session_state
    page = press(page, "I agree")
    assert "You have." in told(page)
    assert "I do not agree any more" in labels(page)


def test_writing_a_view_together_waits_behind_that_screen(open_view):
    page = open_view("young.advisor.2")
    assert not page.text_area
    page = press(page, "Go on")
    assert [one.value for one in page.text_area] == ["We all wait."]


def test_while_the_form_is_closed_an_agreement_can_be_taken_back_and_nothing_new_is_said(open_view):
    close()
    page = open_view("young.advisor")
    assert "999" in page.error[0].value
    assert "I do not agree any more" in labels(page)
    assert not page.text_area
    page = press(page, "I do not agree any more")
    assert not labels(page) & {"I agree", "Send it to be checked", "I do not agree any more"}


def test_when_the_form_closes_while_somebody_writes_a_view_their_words_stay(open_view):
    page = press(open_view("young.advisor"), "Go on")
    close()
    page = page.text_area[0].input("We all wait too long.").run()
    assert page.text_area[0].value == "We all wait too long."
    assert "Show it to the others" not in labels(page)


def test_a_view_that_all_agree_to_and_that_was_not_sent_does_not_say_that_somebody_is_missing(open_view):
    about = {"report_id": REPORT.name, "theme_id": THEME}
    act(together.agree, "young.advisor.2", **about, seen_version=1)
    with start.store().reading() as session:
        left = people.find_person(session, SYSTEM, username="young.advisor.3")
    act(handover.disable_person, "business.manager", account_id=left.account_id, version=left.version)
    page = open_view("young.advisor")
    assert "All of you agree. It was not sent to be checked yet." in told(page)
    assert "Send it to be checked" in labels(page)


# questions for the next meeting


def ask(whose, words):
    content = Content(words=words, readers=Readers.ANYWHERE)
    made = act(send, whose, about=(REPORT.name, "theme", THEME), kind=Kind.QUESTION, content=content)
    act(checking.let_stand, "business.manager", comment_id=made, version=1)


@pytest.mark.parametrize(
    ("file", "by", "heading", "own", "other", "whose"),
    [
        ("our_view", "young.advisor.2", "Our questions for the next meeting", "Ours", "Theirs", "Lay members"),
        ("next_meeting", "lay.member", "Your own question", "Theirs", "Ours", "Young Advisors"),
    ],
)
def test_under_their_own_heading_stand_their_own_questions_and_others_say_whose_they_are(
    open_page, file, by, heading, own, other, whose
):
    ask("young.advisor", "Ours to ask")
    ask("lay.member", "Theirs to ask")
    mine, _, others = told(open_page(file, by)).rpartition(heading)[2].partition("Others ask")
    assert f"{own} to ask" in mine
    assert f"{other} to ask" not in mine
    assert f"{other} to ask" in others.rpartition(f"From {whose}")[2]
