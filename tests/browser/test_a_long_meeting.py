"""A meeting that goes on past the twelfth hour of a sign-in: the person who runs it stays signed in until it ends."""

from datetime import datetime, timedelta

import jwt
import pytest
from playwright.sync_api import expect
from sqlmodel import select

from cscp_core.people.seal import COOKIE
from cscp_core.scrutiny.meetings.tables import Meeting
from tests.browser.conftest import settled, sign_in
from tests.browser.sessions import ask_now, grow_old

pytestmark = pytest.mark.browser

HOUR = timedelta(hours=1)
OVER = "because you signed in 12 hours ago"


@pytest.mark.nightly
def test_anyone_who_runs_a_meeting_reloads_it_past_the_twelfth_hour_and_is_signed_out_once_it_ends(browser, in_meeting):
    with in_meeting.store.reading() as session:
        (meeting_id,) = session.exec(select(Meeting.meeting_id)).all()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    room = context.new_page()
    room.goto(f"{in_meeting.address}/in_meeting?id={meeting_id}")
    settled(room)
    sign_in(room, "scrutineer")
    expect(room.get_by_text("Item 1 of").first).to_be_visible()
    (held,) = [one for one in context.cookies() if one["name"] == COOKIE]
    sealed = jwt.decode(held["value"], in_meeting.key, algorithms=["HS256"])
    for end in (held["expires"], sealed["exp"]):  # the browser's own clock cannot be moved
        assert datetime.fromtimestamp(end) > datetime.now() + 24 * HOUR

    grow_old(in_meeting, "scrutineer", idle=13 * HOUR, whole=13 * HOUR)
    room.reload()
    settled(room)
    expect(room.get_by_text("Item 1 of").first).to_be_visible()
    ask_now(room)
    expect(room.get_by_role("alertdialog")).to_have_count(0)
    expect(room.get_by_text("Nobody stays signed in longer")).to_have_count(0)
    beside = context.new_page()  # another tab of the same browser
    beside.goto(in_meeting.address + "/notebook")
    settled(beside)
    expect(beside.get_by_role("heading", name="Notebook")).to_be_visible()

    room.get_by_role("link", name="End or adjourn").click()
    settled(room)
    room.get_by_role("button", name="End the meeting").click()
    expect(room.get_by_text(OVER)).to_be_visible()
    beside.reload()
    expect(beside.get_by_label("User name")).to_be_visible()
    context.close()


@pytest.mark.nightly
def test_a_sign_in_that_runs_no_meeting_ends_at_its_twelfth_hour(browser, in_meeting):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([in_meeting.cookie_for("scrutineer")])
    desk = context.new_page()
    desk.goto(in_meeting.address + "/meetings")
    settled(desk)
    grow_old(in_meeting, "scrutineer", whole=12 * HOUR)
    desk.reload()
    settled(desk)
    expect(desk.get_by_label("User name")).to_be_visible()
    expect(desk.get_by_text(OVER)).to_be_visible()
    context.close()
