"""Running a meeting: opening, the item on the screen and its clock, ending, opening again, and staying signed in."""

from datetime import date, timedelta

import pytest

from cscp_core.errors import ChangedMeanwhile, MeetingRefused, NotAllowed
from cscp_core.people import sign_in
from cscp_core.scrutiny.meetings import ending, reads, service
from cscp_core.scrutiny.meetings.rules import MeetingState
from cscp_core.settings import Settings
from tests.people.signing import LIMITS, attempt, exchange, ticket_for, who_is
from tests.scrutiny.meetings.scene import TODAY, make_pick, picks

ABC = picks("A", "B", "C")
IDLE = LIMITS.idle_minutes


def on_the_screen(scene, meeting_id):
    item = scene.meeting(meeting_id).item
    return item.title if item else None


def reached(scene, meeting_id):
    return [one.title for one in scene.meeting(meeting_id).items if one.reached]


def left(scene, meeting_id):
    told = scene.ask(reads.read_clock, scene.dee, meeting_id=meeting_id)
    return told.item_left, told.meeting_left


def test_the_clock_says_at_which_item_the_meeting_is(scene):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 2)
    assert scene.ask(reads.read_clock, scene.dee, meeting_id=meeting_id).current == 2


def test_a_meeting_opens_at_its_first_item(scene):
    meeting_id = scene.open(*ABC)
    assert scene.meeting(meeting_id).state is MeetingState.OPEN
    assert on_the_screen(scene, meeting_id) == "A"


def test_the_moment_at_which_it_opened_is_kept(scene, clock):
    assert scene.meeting(scene.open(*ABC)).started_at == clock.moment


def test_a_meeting_without_an_agenda_does_not_open(scene):
    meeting_id = scene.plan()
    with pytest.raises(MeetingRefused, match="Put something on the agenda first"):
        scene.change(service.start_meeting, meeting_id)
    assert scene.meeting(meeting_id).state is MeetingState.PLANNED


def test_an_open_meeting_cannot_be_opened_again(scene):
    meeting_id = scene.open(*ABC)
    with pytest.raises(MeetingRefused, match="open cannot become open"):
        scene.change(service.start_meeting, meeting_id)


def test_a_meeting_that_never_opened_cannot_end(scene):
    meeting_id = scene.plan(*ABC)
    with pytest.raises(MeetingRefused, match="planned cannot become ended"):
        scene.end(meeting_id)
    assert scene.meeting(meeting_id).ended_at is None


def test_a_meeting_ends_once(scene):
    meeting_id = scene.ended(*ABC)
    with pytest.raises(MeetingRefused, match="ended cannot become ended"):
        scene.end(meeting_id)


def test_the_moment_at_which_it_ended_is_kept(scene, clock):
    meeting_id = scene.open(*ABC)
    clock.advance(hours=2)
    scene.end(meeting_id)
    meeting = scene.meeting(meeting_id)
    assert (meeting.state, meeting.ended_at) == (MeetingState.ENDED, clock.moment)


@pytest.mark.engine
def test_two_people_who_open_a_meeting_at_once_open_it_once(scene):
    meeting_id = scene.plan(*ABC)
    seen = scene.meeting(meeting_id).version
    scene.change(service.start_meeting, meeting_id, version=seen)
    with pytest.raises(ChangedMeanwhile, match="while you were reading") as refused:
        scene.change(service.start_meeting, meeting_id, actor=scene.sam, version=seen)
    assert refused.value.theirs.endswith("open")


def test_what_somebody_did_to_a_meeting_before_it_ended_is_refused_after_it(scene):
    meeting_id = scene.open(*ABC)
    seen = scene.meeting(meeting_id).version
    scene.end(meeting_id)
    with pytest.raises(ChangedMeanwhile):
        scene.change(service.add_items, meeting_id, version=seen, picks=picks("D"))


def test_another_item_is_put_on_the_screen(scene):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 3)
    assert on_the_screen(scene, meeting_id) == "C"


def test_a_screen_that_the_meeting_has_left_behind_moves_nobody_elses(scene):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 2)
    with pytest.raises(ChangedMeanwhile, match="moved on to item 2"):
        scene.act(service.go_to, scene.sam, meeting_id=meeting_id, position=2, seen_position=1)
    assert on_the_screen(scene, meeting_id) == "B"


def test_a_meeting_that_was_changed_meanwhile_is_not_ended(scene):
    meeting_id = scene.open(*ABC)
    seen = scene.meeting(meeting_id).version
    scene.change(service.add_items, meeting_id, picks=picks("D"))
    with pytest.raises(ChangedMeanwhile):
        scene.change(ending.end_meeting, meeting_id, version=seen)
    assert on_the_screen(scene, meeting_id) == "A"


@pytest.mark.parametrize(("position", "shown"), [(-4, "A"), (0, "A"), (4, "C"), (99, "C")])
def test_the_screen_never_leaves_the_agenda(scene, position, shown):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 2)
    scene.go_to(meeting_id, position)
    assert on_the_screen(scene, meeting_id) == shown


def test_before_a_meeting_opens_nothing_is_put_on_the_screen(scene):
    meeting_id = scene.plan(*ABC)
    with pytest.raises(MeetingRefused, match="not open"):
        scene.go_to(meeting_id, 2)
    assert scene.meeting(meeting_id).current == 0


def test_after_its_end_the_screen_stands_still(scene):
    meeting_id = scene.ended(*ABC)
    with pytest.raises(MeetingRefused, match="not open"):
        scene.go_to(meeting_id, 2)
    assert scene.meeting(meeting_id).current == 1


def test_only_what_was_on_the_screen_is_reached(scene):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 3)
    assert reached(scene, meeting_id) == ["A", "C"]


def test_of_a_planned_meeting_nothing_is_reached(scene):
    assert reached(scene, scene.plan(*ABC)) == []


def test_the_item_on_the_screen_is_the_same_for_everybody(scene):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 2)
    for person in (scene.sam, scene.pat, scene.lou):
        assert scene.meeting(meeting_id, person).item.title == "B"


def test_a_meeting_opened_again_returns_to_the_same_item(scene):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 2)
    scene.end(meeting_id)
    scene.change(service.start_meeting, meeting_id)
    assert on_the_screen(scene, meeting_id) == "B"
    assert reached(scene, meeting_id) == ["A", "B"]


def test_a_meeting_opened_again_keeps_when_it_began_and_has_not_ended(scene, clock):
    meeting_id = scene.open(*ABC)
    began = clock.moment
    clock.advance(hours=1)
    scene.end(meeting_id)
    scene.change(service.start_meeting, meeting_id)
    meeting = scene.meeting(meeting_id)
    assert (meeting.state, meeting.started_at, meeting.ended_at) == (MeetingState.OPEN, began, None)


def test_moving_an_item_leaves_the_one_that_is_discussed_on_the_screen(scene):
    meeting_id = scene.open(*ABC)
    scene.change(service.change_item, meeting_id, item_id=scene.item(meeting_id, 2).item_id, by=-1)
    assert on_the_screen(scene, meeting_id) == "A"


def test_taking_an_earlier_item_off_leaves_the_one_that_is_discussed_on_the_screen(scene):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, 2)
    scene.change(service.remove_item, meeting_id, item_id=scene.item(meeting_id, 1).item_id)
    assert on_the_screen(scene, meeting_id) == "B"


def test_taking_a_later_item_off_leaves_the_one_that_is_discussed_on_the_screen(scene):
    meeting_id = scene.open(*ABC)
    scene.change(service.remove_item, meeting_id, item_id=scene.item(meeting_id, 2).item_id)
    assert on_the_screen(scene, meeting_id) == "A"


@pytest.mark.parametrize(("position", "shown"), [(1, "B"), (3, "B")])
def test_where_the_item_on_the_screen_is_taken_off_its_neighbour_is_reached(scene, position, shown):
    meeting_id = scene.open(*ABC)
    scene.go_to(meeting_id, position)
    scene.change(service.remove_item, meeting_id, item_id=scene.item(meeting_id, position).item_id)
    assert on_the_screen(scene, meeting_id) == shown
    assert shown in reached(scene, meeting_id)


def test_before_it_opens_a_meeting_has_all_its_minutes(scene):
    assert left(scene, scene.plan(*ABC)) == (0, 30)


def test_the_clock_counts_down_the_item_and_the_meeting(scene, clock):
    meeting_id = scene.open(make_pick(minutes=5), *picks("B"))
    clock.advance(minutes=4)
    assert left(scene, meeting_id) == (1, 11)


def test_the_next_item_begins_with_all_its_minutes(scene, clock):
    meeting_id = scene.open(*ABC)
    clock.advance(minutes=8)
    scene.go_to(meeting_id, 2)
    clock.advance(minutes=1)
    assert left(scene, meeting_id) == (9, 21)


def test_going_to_the_item_that_is_on_the_screen_gives_it_no_more_minutes(scene, clock):
    meeting_id = scene.open(*ABC)
    clock.advance(minutes=8)
    scene.go_to(meeting_id, 1)
    assert left(scene, meeting_id) == (2, 22)


def test_minutes_that_are_over_are_counted_on(scene, clock):
    meeting_id = scene.open(make_pick())
    clock.advance(minutes=13)
    assert left(scene, meeting_id) == (-3, -3)


def test_a_meeting_opened_again_begins_its_item_anew(scene, clock):
    meeting_id = scene.open(*ABC)
    clock.advance(minutes=9)
    scene.end(meeting_id)
    scene.change(service.start_meeting, meeting_id)
    assert left(scene, meeting_id) == (10, 21)


def test_meetings_are_listed_open_then_to_come_then_over(scene):
    later = scene.plan(held_on=TODAY + timedelta(days=9), title="later")
    missed = scene.plan(held_on=TODAY - timedelta(days=9), title="missed")
    sooner = scene.plan(held_on=TODAY + timedelta(days=2), title="sooner")
    old = scene.ended(*ABC, held_on=date(2026, 1, 8), title="old")
    newer = scene.ended(*ABC, held_on=date(2026, 6, 8), title="newer")
    going_on = scene.open(*ABC, held_on=TODAY + timedelta(days=20), title="open")
    listed = scene.ask(reads.list_meetings, scene.lou)
    assert [one.meeting_id for one in listed.items] == [going_on, sooner, later, missed, newer, old]


def test_meetings_are_listed_fifty_to_a_page(scene):
    with scene.store.writing() as session:
        for number in range(51):
            head = {"title": f"Meeting {number}", "kind": "subgroup", "attendees": "", "report_id": "tiny-2020-21"}
            service.plan_meeting(session, scene.dee, held_on=TODAY + timedelta(days=number), **head)
    listed = scene.ask(reads.list_meetings, scene.dee, page=2)
    assert ([one.title for one in listed.items], listed.total) == (["Meeting 50"], 51)


def signed_in(scene, username, **limits):
    """A token with whom it belongs to."""
    tried = attempt(scene.store, username)
    token = exchange(scene.store, ticket_for(scene.store, tried, Settings.model_construct(**limits)))
    return token, who_is(scene.store, token)


def hours_of_work(scene, clock, token, hours):
    """Time in which somebody does something every half hour."""
    for _ in range(2 * hours):
        clock.advance(minutes=30)
        with scene.store.writing() as session:
            sign_in.stamp_session(session, sign_in.token_hash(token))


def test_anyone_who_runs_an_open_meeting_does_not_idle_out(scene, clock):
    token, dee = signed_in(scene, "dee")
    scene.change(service.start_meeting, scene.plan(*ABC), actor=dee)
    clock.advance(minutes=IDLE * 3)
    assert who_is(scene.store, token)


def test_after_the_meeting_ended_a_session_idles_out_again(scene, clock):
    token, dee = signed_in(scene, "dee")
    meeting_id = scene.plan(*ABC)
    scene.change(service.start_meeting, meeting_id, actor=dee)
    scene.change(ending.end_meeting, meeting_id, actor=dee)
    clock.advance(minutes=IDLE, seconds=1)
    assert who_is(scene.store, token) is None


def test_who_joins_an_open_meeting_stays_signed_in_until_it_ends(scene, clock):
    token, sam = signed_in(scene, "sam")
    meeting_id = scene.open(*ABC)
    scene.act(service.stay_signed_in, sam, meeting_id=meeting_id)
    clock.advance(minutes=IDLE * 3)
    assert who_is(scene.store, token)
    scene.end(meeting_id)
    assert who_is(scene.store, token) is None


def test_a_meeting_that_runs_past_the_last_hour_of_a_sign_in_keeps_it_open(scene, clock):
    token, dee = signed_in(scene, "dee", absolute_hours=12)
    hours_of_work(scene, clock, token, 11)
    scene.change(service.start_meeting, scene.plan(*ABC), actor=dee)
    clock.advance(hours=3)
    assert who_is(scene.store, token)


def test_coming_back_to_an_open_meeting_does_not_begin_its_time_anew(scene, clock):
    token, sam = signed_in(scene, "sam", absolute_hours=12)
    meeting_id = scene.open(*ABC)
    for _ in range(3):
        scene.act(service.stay_signed_in, sam, meeting_id=meeting_id)
        clock.advance(hours=4)
    assert who_is(scene.store, token) is None


@pytest.mark.parametrize("make", ["plan", "ended"])
def test_a_meeting_that_is_not_open_keeps_nobody_signed_in(scene, clock, make):
    token, sam = signed_in(scene, "sam")
    scene.act(service.stay_signed_in, sam, meeting_id=getattr(scene, make)(*ABC))
    clock.advance(minutes=IDLE, seconds=1)
    assert who_is(scene.store, token) is None


def test_while_another_meeting_is_open_its_people_stay_signed_in(scene, clock):
    token, dee = signed_in(scene, "dee")
    scene.change(service.start_meeting, scene.plan(*ABC), actor=dee)
    scene.ended(*ABC)
    clock.advance(minutes=IDLE * 3)
    assert who_is(scene.store, token)


def test_a_meeting_left_open_holds_a_session_for_no_more_than_twelve_hours(scene, clock):
    token, dee = signed_in(scene, "dee", absolute_hours=48)
    scene.change(service.start_meeting, scene.plan(*ABC), actor=dee)
    clock.advance(hours=12, seconds=-1)
    assert who_is(scene.store, token)
    clock.advance(seconds=1)
    assert who_is(scene.store, token) is None


def test_a_session_elsewhere_of_the_same_person_idles_out(scene, clock):
    elsewhere, _ = signed_in(scene, "dee")
    _, dee = signed_in(scene, "dee")
    scene.change(service.start_meeting, scene.plan(*ABC), actor=dee)
    clock.advance(minutes=IDLE, seconds=1)
    assert who_is(scene.store, elsewhere) is None


@pytest.mark.parametrize("person", ["yas", "len"])
@pytest.mark.parametrize("function", [reads.list_meetings, reads.find_meeting, reads.read_clock, reads.on_screen])
def test_young_advisors_and_the_safeguarding_lead_have_no_meetings(scene, person, function):
    meeting_id = scene.open(*ABC)
    about = {
        reads.list_meetings: {},
        reads.on_screen: {"item": scene.item(meeting_id)},
    }.get(function, {"meeting_id": meeting_id})
    with pytest.raises(NotAllowed, match="read meetings"):
        scene.ask(function, scene.people[person], **about)
