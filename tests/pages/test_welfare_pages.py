"""The screens of the safeguarding lead and the deputy: noticed words, contacts, days to look again, sorting, a file."""

import re
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.storage.session import ENGLAND, month_of
from feedback.comments import checking, service
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from feedback.welfare import following_up
from feedback.welfare import service as welfare
from feedback.welfare.rules import About, How, Order, SafeContact
from feedback.welfare.service import ContactAnswer
from feedback.welfare.tables import Concern, ContactAttempt
from tests.conftest import REPORT
from tests.pages.acting import refusals
from tests.pages.conftest import act
from tests.pages.test_saying import LEADS, told
from tests.rehearsing import MARK

ABOUT = (REPORT.name, "claim", "claim-foreword-12")
LEAD, DEPUTY = LEADS
HARM, HOME = "I want to die", "He hits me every day"


def worry(words, about=About.SOMEBODY, **contact):
    """A worry that a Young Advisor sends; returns its record's number in the database."""
    content = Content(words=words, worry=about, contact=ContactAnswer(**contact))
    act(service.send, "young.advisor", about=ABOUT, content=content)
    with start.store().reading() as session:
        return session.exec(select(Concern.concern_id).where(Concern.words == words)).one()


def handle(concern_id, does, by=LEAD, **details):
    with start.store().reading() as session:
        version = session.get(Concern, concern_id).version
    act(does, by, concern_id=concern_id, version=version, **details)


def row(concern_id):
    with start.store().reading() as session:
        return session.get(Concern, concern_id)


def tomorrow():
    return datetime.now(ENGLAND).date() + timedelta(days=1)


def let_the_day_come(concern_id):
    """As if the day to look again had been set some days ago."""
    with start.store().writing() as session:
        found = session.get(Concern, concern_id)
        found.look_again_on = datetime.now(ENGLAND).date()
        session.add(found)
        session.commit()


def words_in_order(page):
    """The words of each record on a page, from top to bottom, but for the rehearsal's."""
    said = told(page).replace(MARK, "")
    return sorted((one for one in (HARM, HOME, "Look please") if one in said), key=said.index)


@pytest.fixture
def two(installation):
    """Two worries of different kinds, the one of harm first."""
    return worry(HARM), worry(HOME)


@pytest.mark.parametrize("by", LEADS)
def test_lead_and_deputy_see_which_words_were_noticed_and_of_what_kind(two, open_page, by):
    said = told(open_page("welfare", by))
    assert re.search(r'"[^"]*want to die[^"]*" \(suicide and self-harm\)', said)
    assert re.search(r'"[^"]*hits me[^"]*" \(abuse at home\)', said)


def test_where_nothing_was_noticed_the_card_says_nothing_of_it(installation, open_page):
    before = told(open_page("welfare", LEAD)).count("The app noticed")
    worry("Look please")
    assert told(open_page("welfare", LEAD)).count("The app noticed") == before


def test_records_are_shown_by_kind_alone_and_in_the_order_that_was_chosen(two, open_page):
    page = open_page("welfare", LEAD)
    assert words_in_order(page) == [HARM, HOME]
    page = page.selectbox(key="welfare order").set_value(Order.NEWEST).run()
    assert words_in_order(page) == [HOME, HARM]
    page = page.selectbox(key="welfare kind").set_value("abuse at home").run()
    assert words_in_order(page) == [HOME]
    page = page.selectbox(key="welfare kind").set_value("nothing was noticed").run()
    assert words_in_order(page) == []


def test_a_kind_of_which_no_record_is_left_is_not_chosen_any_more(two, open_page):
    page = open_page("welfare", LEAD).selectbox(key="welfare kind").set_value("suicide and self-harm").run()
    worry("Look please")
    handle(two[0], welfare.hand_over, to="Front door", reference="Z")
    page = page.run()
    assert not page.exception
    assert words_in_order(page) == [HOME, "Look please"]


def press(page, concern_id, label):
    """Presses a button of one record."""
    begins = f"worry/{concern_id} {label}"
    return next(one for one in page.button if (one.key or "").startswith(begins)).click().run()


def test_the_lead_records_that_they_spoke_to_the_writer(two, open_page):
    page, place = open_page("welfare", LEAD), f"worry/{two[0]} spoke"
    page.radio(key=f"{place} how").set_value(How.FACE_TO_FACE)
    page.radio(key=f"{place} reached").set_value("No, I tried")
    page.text_input(key=f"{place} note").set_value("Away today")
    page = press(page, two[0], "Record the contact")
    assert not page.exception
    with start.store().reading() as session:
        (found,) = session.exec(select(ContactAttempt)).all()
    assert (found.concern_id, found.how, found.reached, found.note) == (two[0], How.FACE_TO_FACE, False, "Away today")
    assert "tried, and did not reach them, face to face. Away today." in told(open_page("welfare", DEPUTY))
    assert page.text_input(key=f"{place} note").value == ""


def test_of_a_contact_nothing_is_chosen_beforehand_but_the_time(two, open_page):
    page, place = open_page("welfare", LEAD), f"worry/{two[0]} spoke"
    for name, chosen, says in (
        ("how", How.TELEPHONE, "Choose how you spoke to them."),
        ("reached", "Yes", "Choose whether you reached them."),
    ):
        page = press(page, two[0], "Record the contact")
        assert refusals(page) == [says]
        page = page.radio(key=f"{place} {name}").set_value(chosen).run()
    press(page, two[0], "Record the contact")
    with start.store().reading() as session:
        assert len(session.exec(select(ContactAttempt)).all()) == 1


def test_a_contact_without_a_day_is_refused_and_its_words_stay(two, open_page):
    page, place = open_page("welfare", LEAD), f"worry/{two[0]} spoke"
    page.date_input(key=f"{place} day").set_value(None)
    page.text_input(key=f"{place} note").set_value("Away today")
    page = press(page, two[0], "Record the contact")
    assert refusals(page) == ["Choose the day and the time."]
    assert page.text_input(key=f"{place} note").value == "Away today"


def test_the_lead_sets_a_day_to_look_again_and_takes_it_off(two, open_page):
    page = open_page("welfare", LEAD)
    page.date_input(key=f"worry/{two[0]} look again 1").set_value(tomorrow()).run()
    page = press(page, two[0], "Set the day")
    assert row(two[0]).look_again_on == tomorrow()
    assert f"Look again on {tomorrow():%-d %B %Y}." in told(page)
    page = press(page, two[0], "Remove the day")
    assert row(two[0]).look_again_on is None


@pytest.mark.parametrize(("label", "name"), [("Set the day", "look_again_on"), ("Acknowledge", "acknowledged_at")])
def test_what_somebody_else_has_followed_up_since_it_was_drawn_is_not_written_over(two, open_page, label, name):
    page = open_page("welfare", LEAD)
    handle(two[0], following_up.set_look_again, DEPUTY, day=tomorrow())
    before = row(two[0])
    page = press(page, two[0], label)
    assert getattr(row(two[0]), name) == getattr(before, name)
    assert f"Look again on {tomorrow():%-d %B %Y}." in told(page)
    assert "Somebody changed this record after you opened it." in told(page)


def test_a_day_that_somebody_else_set_stands_in_the_field_too(two, open_page):
    page = open_page("welfare", LEAD)
    handle(two[0], following_up.set_look_again, DEPUTY, day=tomorrow())
    page = press(page.run(), two[0], "Set the day")
    assert row(two[0]).look_again_on == tomorrow()


def test_what_is_late_and_then_what_is_due_stands_first(two, open_page):
    third = worry("Look please")
    let_the_day_come(third)
    with start.store().writing() as session:
        late = session.get(Concern, two[1])
        late.acknowledge_by = late.at - timedelta(hours=1)
        session.add(late)
        session.commit()
    assert words_in_order(open_page("welfare", LEAD)) == [HOME, "Look please", HARM]


def test_what_was_handed_over_comes_back_to_welfare_on_its_day(two, open_page):
    handle(two[0], welfare.hand_over, to="Front door", reference="Z")
    assert words_in_order(open_page("welfare", LEAD)) == [HOME]
    let_the_day_come(two[0])
    page = open_page("welfare", LEAD)
    assert words_in_order(page) == [HOME, HARM]
    assert "Handed over, to look at again" in [one.value for one in page.header]
    assert words_in_order(open_page("handed_over", LEAD)) == [HARM]


def test_a_writer_who_is_not_to_be_contacted_is_marked_with_a_warning(installation, open_page):
    worry(HARM, safe=SafeContact.NO)
    warned = [one.value for one in open_page("welfare", LEAD).warning]
    assert [one for one in warned if "not safe to contact them" in one]


def links(page):
    return [one.proto.url for one in page.get("link_button")]


def test_each_record_leads_to_its_file_but_not_for_the_person_it_is_about(two, open_page):
    about_the_lead = row(worry("The lead hurts me", About.LEAD)).number
    seen = {by: "\n".join(links(open_page("welfare", by))) for by in LEADS}
    for number in (row(one).number for one in two):
        assert [f"/download/welfare-record.docx?number={number}" in seen[by] for by in LEADS] == [True, True]
    assert [about_the_lead in seen[by] for by in LEADS] == [False, True]


def test_a_business_manager_reads_in_which_months_they_moved_something_and_nothing_else(installation, open_page):
    page = open_page("to_check", "business.manager")
    assert "Moved to Welfare" not in [one.value for one in page.header]
    comment_id = act(service.send, "young.advisor", about=ABOUT, content=Content(words="Something is off."))
    with start.store().reading() as session:
        version = session.get(Comment, comment_id).version
    act(checking.hold_for_welfare, "business.manager", comment_id=comment_id, version=version, about=About.SOMEBODY)
    worry(HARM)
    page = open_page("to_check", "business.manager")
    shown = [one.value for one in page.markdown]
    after = shown[shown.index("What you moved yourself, by month. This page does not show what happened to it.") + 1 :]
    assert [one for one in after if one.startswith("- ")] == [f"- {month_of(datetime.now(ENGLAND))}"]
