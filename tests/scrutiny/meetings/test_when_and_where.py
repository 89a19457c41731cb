"""When and where a meeting is planned, past midnight too, and who sent apologies."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from cscp_core.errors import MeetingRefused, TextRefused
from cscp_core.scrutiny.meetings import rules, service
from tests.scrutiny.meetings.scene import TODAY, picks

TWO, FOUR, LATE, AFTER_MIDNIGHT = time(14), time(16), time(22, 30), time(0, 30)


def change(scene, meeting_id, **details):
    found = scene.meeting(meeting_id)
    head = {
        "title": found.title, "kind": found.kind, "held_on": found.held_on, "begins": found.begins, "ends": found.ends,
        "place": found.place, "attendees": "\n".join(found.attendees), "apologies": "\n".join(found.apologies),
    }  # fmt: skip
    scene.change(service.change_meeting, meeting_id, **head | details)


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (None, None, "Friday 20 November 2026"),
        (TWO, None, "Friday 20 November 2026, 14:00"),
        (TWO, FOUR, "Friday 20 November 2026, 14:00 to 16:00"),
        (LATE, AFTER_MIDNIGHT, "Friday 20 November 2026, 22:30 to 00:30 on Saturday 21 November 2026"),
        (LATE, time(0), "Friday 20 November 2026, 22:30 to 00:00 on Saturday 21 November 2026"),
    ],
)
def test_a_planned_time_is_said_in_words_with_the_next_day_where_it_ends_then(begins, ends, said):
    assert rules.describe_time(TODAY, begins, ends) == said


def test_the_last_day_of_a_year_is_followed_by_the_next_year():
    assert rules.describe_time(date(2026, 12, 31), LATE, AFTER_MIDNIGHT).endswith("on Friday 1 January 2027")


@pytest.mark.parametrize(
    ("begins", "ends"),
    [(None, None), (TWO, None), (TWO, FOUR), (LATE, AFTER_MIDNIGHT), (TWO, time(2)), (TWO, time(14, 1))],
)
def test_a_meeting_of_up_to_twelve_hours_may_cross_midnight(begins, ends):
    assert rules.check_times(begins, ends) is None


@pytest.mark.parametrize(("begins", "ends"), [(TWO, TWO), (TWO, time(13)), (TWO, time(2, 1))])
def test_a_meeting_of_no_time_or_of_more_than_twelve_hours_is_refused(begins, ends):
    with pytest.raises(MeetingRefused, match="up to 12 hours"):
        rules.check_times(begins, ends)


def test_an_end_needs_a_beginning():
    with pytest.raises(MeetingRefused, match="when the meeting begins"):
        rules.check_times(None, FOUR)


@pytest.mark.engine
def test_a_meeting_is_planned_at_a_time_and_a_place(scene):
    meeting = scene.meeting(scene.plan(begins=LATE, ends=AFTER_MIDNIGHT, place=" Town Hall, room 2 "))
    assert (meeting.begins, meeting.ends, meeting.place) == (LATE, AFTER_MIDNIGHT, "Town Hall, room 2")
    assert meeting.when.endswith("22:30 to 00:30 on Saturday 21 November 2026, Town Hall, room 2")


def test_without_them_a_meeting_has_its_day_alone(scene):
    assert scene.meeting(scene.plan()).when == "Friday 20 November 2026"


@pytest.mark.parametrize("person", ["dee", "sam"])
def test_who_plans_meetings_changes_time_place_and_apologies(scene, person):
    meeting_id = scene.plan(begins=TWO, ends=FOUR, place="Room 1", actor=scene.people[person])
    change(scene, meeting_id, begins=LATE, ends=None, place="Room 2", apologies="Police")
    meeting = scene.meeting(meeting_id)
    assert (meeting.when, meeting.apologies) == ("Friday 20 November 2026, 22:30, Room 2", ("Police",))


def test_a_change_to_an_impossible_time_is_refused_and_changes_nothing(scene):
    meeting_id = scene.plan(begins=TWO, ends=FOUR)
    before = scene.meeting(meeting_id)
    with pytest.raises(MeetingRefused, match="up to 12 hours"):
        change(scene, meeting_id, ends=TWO, place="Room 2")
    assert scene.meeting(meeting_id) == before


@pytest.mark.parametrize(
    ("details", "what"), [({"place": "x" * 201}, "the place"), ({"apologies": "x" * 1001}, "who sent apologies")]
)
def test_what_is_too_long_is_refused(scene, details, what):
    meeting_id = scene.plan(*picks("A"))
    with pytest.raises(TextRefused, match=what):
        change(scene, meeting_id, **details)


def test_marks_that_nobody_sees_are_not_kept(scene):
    meeting_id = scene.plan(place="Room\u202e 2")
    change(scene, meeting_id, apologies="Police\u200b\n\n  Health ")
    meeting = scene.meeting(meeting_id)
    assert (meeting.place, meeting.apologies) == ("Room 2", ("Police", "Health"))


def test_who_sent_apologies_is_not_among_those_present(scene):
    meeting_id = scene.plan(attendees="Scrutineer\nPolice\nHealth")
    change(scene, meeting_id, apologies="police\nHousing")
    meeting = scene.meeting(meeting_id)
    assert (meeting.present, meeting.apologies) == (("Scrutineer", "Health"), ("police", "Housing"))


@pytest.mark.engine
def test_a_meeting_of_before_has_neither_time_nor_apologies(scene):
    meeting_id = scene.plan(begins=TWO, place="Room 1")
    row = ["title", "kind", "held_on", "attendees", "state", "account_id", "made_at", "version", "current"]
    meeting = sa.table("meeting", *map(sa.column, ["meeting_id", *row]))  # as a row of before the columns came
    older = sa.select(*(meeting.c[name] for name in row)).where(meeting.c.meeting_id == meeting_id)
    with scene.store.engine.execution_options(writing=True).begin() as raw:
        raw.execute(sa.insert(meeting).from_select(row, older))
    found = scene.meeting(meeting_id + 1)
    assert (found.begins, found.place, found.apologies) == (None, "", ())
