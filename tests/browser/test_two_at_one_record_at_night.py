"""More kinds of records for two browsers that both act through their screens."""

import pytest
from playwright.sync_api import expect

from cscp_core.improvement.tables import ActionUpdate
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting
from tests.browser.kinds import says_on_track
from tests.browser.test_two_at_one_record import every
from tests.browser.test_what_was_drawn import press, see, server

__all__ = ["see", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.nightly]


def test_an_agenda_that_the_scrutineer_changed_is_not_changed_unseen_by_the_manager(see, server):
    (meeting,) = every(server, Meeting)
    items = len(every(server, AgendaItem, AgendaItem.meeting_id == meeting.meeting_id))
    one, two = (see(who, f"/meeting?id={meeting.meeting_id}") for who in ("scrutineer", "business.manager"))
    press(one, "Remove")
    press(two, "Remove")
    expect(two.get_by_text("Somebody changed this meeting while you were reading", exact=False)).to_be_visible()
    assert len(every(server, AgendaItem, AgendaItem.meeting_id == meeting.meeting_id)) == items - 1


def test_of_two_colleagues_who_update_an_action_the_second_waits_for_a_choice(see, server):
    one, two = see("police.partner", "/our_actions"), see("police.staff", "/our_actions")
    for page, words in ((one, "Of the first."), (two, "Of the second.")):
        says_on_track(words)(page, "")
    press(one, "Record progress")
    press(two, "Record progress")
    expect(two.get_by_role("button", name="Keep mine")).to_be_visible()
    expect(two.get_by_text("Of the first.", exact=False).first).to_be_visible()
    assert [one.words for one in every(server, ActionUpdate, ActionUpdate.words != "")] == ["Of the first."]
