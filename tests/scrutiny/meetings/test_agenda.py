"""Planning a meeting and changing its agenda: picks, posts, minutes, order, and what may no longer change."""

from datetime import date

import pytest

from cscp_core.errors import ChangedMeanwhile, MeetingRefused, NotAllowed, NotFound, TextRefused
from cscp_core.scrutiny.meetings import ending, reads, service
from cscp_core.scrutiny.meetings.rules import MeetingKind, MeetingState, NoteKind
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import MeetingsAction
from tests.scrutiny.meetings.scene import CLAIM, TINY, make_pick, picks

ABC = picks("A", "B", "C")


def change_item(scene, meeting_id, position, **details):
    item_id = scene.item(meeting_id, position).item_id
    scene.change(service.change_item, meeting_id, item_id=item_id, **details)


def remove_item(scene, meeting_id, position):
    scene.change(service.remove_item, meeting_id, item_id=scene.item(meeting_id, position).item_id)


def titles(scene, meeting_id):
    return [title for _, title in scene.agenda(meeting_id)]


def test_a_meeting_is_planned_with_its_picks_in_their_order(scene):
    assert scene.agenda(scene.plan(*ABC)) == [(1, "A"), (2, "B"), (3, "C")]


def test_a_pick_keeps_where_it_comes_from_and_what_would_answer_it(scene):
    item = scene.item(scene.plan(make_pick()))
    assert (item.source_kind, item.source_id, item.report_id) == ("claim", CLAIM, TINY)
    assert (item.question, item.would_answer) == ("What was it before?", "The rate of the year before.")
    assert item.agency == "Tiny Council"


def test_a_meeting_may_be_planned_with_nothing_on_its_agenda(scene):
    assert scene.agenda(scene.plan()) == []


def test_a_new_meeting_is_planned_and_has_not_begun(scene):
    meeting = scene.meeting(scene.plan(*ABC))
    assert (meeting.state, meeting.started_at, meeting.current) == (MeetingState.PLANNED, None, 0)


def test_a_planned_meeting_has_no_item_on_the_screen(scene):
    assert scene.meeting(scene.plan(*ABC)).item is None


def test_those_who_attend_are_posts_one_a_line(scene):
    meeting_id = scene.plan(attendees="Head of service\n\n  Lead nurse \r\nIndependent scrutineer")
    assert scene.meeting(meeting_id).attendees == ("Head of service", "Lead nurse", "Independent scrutineer")


def test_an_item_takes_ten_minutes_unless_said_otherwise(scene):
    assert scene.item(scene.plan(*ABC)).minutes == 10


def test_the_minutes_of_the_items_make_those_of_the_meeting(scene):
    assert scene.meeting(scene.plan(make_pick(minutes=25), *picks("B"))).minutes == 35


def test_an_item_of_no_minutes_is_not_planned(scene):
    with pytest.raises(MeetingRefused, match="between 1 and 120"):
        scene.plan(make_pick(minutes=0))
    assert scene.every(Meeting) == []


def test_a_meeting_needs_a_title(scene):
    with pytest.raises(TextRefused, match="a title"):
        scene.plan(title="  ")
    assert scene.every(Meeting) == []


def test_an_agenda_holds_thirty_items(scene):
    assert len(scene.agenda(scene.plan(*picks(*(f"Item {n}" for n in range(30)))))) == 30


def test_an_agenda_of_more_than_thirty_items_is_refused(scene):
    with pytest.raises(MeetingRefused, match="at most 30 items"):
        scene.plan(*picks(*(f"Item {n}" for n in range(31))))
    assert scene.every(Meeting) == []


def test_items_added_later_stand_at_the_end(scene):
    meeting_id = scene.plan(*picks("A"))
    scene.change(service.add_items, meeting_id, picks=picks("B"))
    assert scene.agenda(meeting_id) == [(1, "A"), (2, "B")]


def test_what_is_on_the_agenda_already_is_not_added_again(scene):
    meeting_id = scene.plan(make_pick())
    scene.change(service.add_items, meeting_id, picks=[make_pick(), make_pick(source_id="claim-1.1-02")])
    assert [one.source_id for one in scene.meeting(meeting_id).items] == [CLAIM, "claim-1.1-02"]


def test_the_same_thing_picked_twice_at_once_stands_on_the_agenda_once(scene):
    assert len(scene.agenda(scene.plan(make_pick(), make_pick()))) == 1


def test_claims_of_two_reports_under_one_id_are_two_items(scene):
    meeting_id = scene.plan(make_pick())
    scene.change(service.add_items, meeting_id, picks=[make_pick(report_id="tiny-2019-20", title="Neglect rose.")])
    assert titles(scene, meeting_id) == ["Neglect fell.", "Neglect rose."]


def test_an_open_meeting_may_take_another_item(scene):
    meeting_id = scene.open(*picks("A"))
    scene.change(service.add_items, meeting_id, picks=picks("B"))
    assert titles(scene, meeting_id) == ["A", "B"]


def test_an_item_gets_other_minutes(scene):
    meeting_id = scene.plan(*ABC)
    change_item(scene, meeting_id, 2, minutes=45)
    assert [one.minutes for one in scene.meeting(meeting_id).items] == [10, 45, 10]


@pytest.mark.parametrize("minutes", [0, 121])
def test_minutes_out_of_range_are_refused(scene, minutes):
    meeting_id = scene.plan(*ABC)
    with pytest.raises(MeetingRefused, match="between 1 and 120"):
        change_item(scene, meeting_id, 1, minutes=minutes)
    assert scene.item(meeting_id).minutes == 10


@pytest.mark.parametrize(
    ("position", "by", "order"),
    [(2, -1, "BAC"), (2, 1, "ACB"), (1, -1, "ABC"), (3, 1, "ABC"), (1, 2, "BCA"), (3, -9, "CAB")],
)
def test_an_item_moves_within_the_agenda_and_no_further(scene, position, by, order):
    meeting_id = scene.plan(*ABC)
    change_item(scene, meeting_id, position, by=by)
    assert scene.agenda(meeting_id) == list(enumerate(order, start=1))


def test_an_items_question_is_worded_anew(scene):
    meeting_id = scene.plan(*ABC)
    change_item(scene, meeting_id, 1, question=" Since when? ")
    assert scene.item(meeting_id).question == "Since when?"


def test_a_question_of_nothing_but_spaces_is_refused(scene):
    meeting_id = scene.plan(*ABC)
    with pytest.raises(TextRefused, match="the question"):
        change_item(scene, meeting_id, 1, question="   ")
    assert scene.item(meeting_id).question == "A?"


def test_an_item_is_taken_off_and_the_others_close_up(scene):
    meeting_id = scene.plan(*ABC)
    remove_item(scene, meeting_id, 2)
    assert scene.agenda(meeting_id) == [(1, "A"), (2, "C")]


def test_an_item_under_which_something_was_noted_stays(scene):
    meeting_id = scene.open(*ABC)
    scene.capture(meeting_id, NoteKind.DECISION, item_id=scene.item(meeting_id).item_id)
    with pytest.raises(MeetingRefused, match="stays on the agenda"):
        remove_item(scene, meeting_id, 1)
    assert titles(scene, meeting_id) == ["A", "B", "C"]


def test_an_item_of_another_meeting_is_not_touched(scene):
    other = scene.plan(*picks("Theirs"))
    meeting_id, item_id = scene.plan(*ABC), scene.item(other).item_id
    for function in (service.change_item, service.remove_item):
        with pytest.raises(NotFound, match="not on this agenda"):
            scene.change(function, meeting_id, item_id=item_id)
    assert titles(scene, other) == ["Theirs"]


@pytest.mark.parametrize(
    ("function", "details"),
    [
        (service.add_items, {"picks": picks("D")}),
        (service.change_item, {"by": 1}),
        (service.change_item, {"minutes": 5}),
        (service.change_item, {"question": "Since when?"}),
        (service.remove_item, {}),
    ],
)
def test_after_the_end_the_agenda_stands_as_it_was(scene, function, details):
    meeting_id = scene.ended(*ABC)
    before = scene.meeting(meeting_id)
    item = {} if function is service.add_items else {"item_id": before.items[0].item_id}
    with pytest.raises(MeetingRefused, match="agenda cannot change any more"):
        scene.change(function, meeting_id, **item, **details)
    assert scene.meeting(meeting_id) == before


def test_a_meetings_head_is_changed(scene):
    meeting_id = scene.plan(*ABC)
    head = HEAD | {"attendees": "Chair"}
    scene.change(service.change_meeting, meeting_id, **head)
    meeting = scene.meeting(meeting_id)
    assert (meeting.title, meeting.kind, meeting.held_on, meeting.attendees) == (*list(HEAD.values())[:3], ("Chair",))


HEAD = {"title": "Winter", "kind": MeetingKind.SUBGROUP, "held_on": date(2027, 1, 8), "attendees": ""}
HEAD |= {"begins": None, "ends": None, "place": "", "apologies": ""}


@pytest.mark.parametrize(
    ("function", "details"),
    [
        (service.change_meeting, HEAD),
        (service.add_items, {"picks": picks("D")}),
        (service.change_item, {"by": 1}),
        (service.remove_item, {}),
        (service.start_meeting, {}),
    ],
)
def test_a_change_of_what_somebody_changed_meanwhile_is_refused(scene, function, details):
    meeting_id = scene.plan(*ABC)
    seen = scene.meeting(meeting_id).version
    change_item(scene, meeting_id, 3, minutes=5)
    before = scene.meeting(meeting_id)
    if function in (service.change_item, service.remove_item):
        details = details | {"item_id": before.items[0].item_id}
    with pytest.raises(ChangedMeanwhile, match="while you were reading") as refused:
        scene.change(function, meeting_id, actor=scene.sam, version=seen, **details)
    assert refused.value.theirs == "Autumn scrutiny, 20 November 2026, planned"
    assert scene.meeting(meeting_id) == before


@pytest.mark.parametrize(
    ("function", "details"),
    [
        (service.change_meeting, HEAD | {"version": 1}),
        (service.add_items, {"version": 1, "picks": []}),
        (service.start_meeting, {"version": 1}),
        (service.stay_signed_in, {}),
        (service.go_to, {"position": 1, "seen_position": 1}),
        (ending.end_meeting, {"version": 1}),
        (reads.find_meeting, {}),
        (reads.read_clock, {}),
    ],
)
def test_a_meeting_that_is_not_there_is_not_found(scene, function, details):
    with pytest.raises(NotFound, match=r"no .*meeting"):
        scene.act(function, scene.dee, meeting_id=99, **details)


@pytest.mark.parametrize("person", ["pat", "lou", "yas", "len", "system"])
def test_only_scrutineer_and_business_manager_plan_meetings(scene, person):
    with pytest.raises(NotAllowed, match="plan and run meetings"):
        scene.plan(actor=scene.people[person])
    assert scene.every(Meeting) == []


@pytest.mark.parametrize("person", ["pat", "lou", "yas", "len", "system"])
@pytest.mark.parametrize(
    ("function", "details"),
    [
        (service.change_meeting, HEAD | {"version": 1}),
        (service.add_items, {"version": 1, "picks": picks("D")}),
        (service.change_item, {"version": 1, "item_id": 1, "by": 1}),
        (service.remove_item, {"version": 1, "item_id": 1}),
        (service.start_meeting, {"version": 1}),
        (service.stay_signed_in, {}),
        (service.go_to, {"position": 2, "seen_position": 1}),
        (ending.end_meeting, {"version": 1}),
    ],
)
def test_nobody_else_changes_or_runs_one(scene, person, function, details):
    meeting_id = scene.plan(*ABC)
    before = scene.meeting(meeting_id)
    with pytest.raises(NotAllowed, match="plan and run meetings"):
        scene.act(function, scene.people[person], meeting_id=meeting_id, **details)
    assert scene.meeting(meeting_id) == before


def test_the_business_manager_plans_too(scene):
    assert titles(scene, scene.plan(*ABC, actor=scene.sam)) == ["A", "B", "C"]


def test_every_change_of_an_agenda_stands_in_the_trail_without_its_words(scene):
    meeting_id = scene.plan(*picks("A quiet word", "B"))
    change_item(scene, meeting_id, 1, by=1)
    remove_item(scene, meeting_id, 1)
    scene.change(service.add_items, meeting_id, picks=picks("D"))
    rows = scene.every(TrailRow)[-4:]
    assert [row.action for row in rows] == [
        MeetingsAction.PLANNED,
        MeetingsAction.AGENDA_CHANGED,
        MeetingsAction.ITEM_REMOVED,
        MeetingsAction.AGENDA_ADDED_TO,
    ]
    assert {row.subject for row in rows} == {f"meeting {meeting_id}"}
    assert "quiet" not in "".join(row.detail for row in rows)


def test_a_refused_agenda_leaves_no_item_behind(scene):
    with pytest.raises(MeetingRefused):
        scene.plan(*picks("A"), make_pick(minutes=500))
    assert scene.every(AgendaItem) == []


def test_those_who_run_a_meeting_read_for_whom_nobody_signs_in_and_the_others_do_not(scene):
    meeting_id = scene.plan(make_pick(agency_id="club"), make_pick(source_id="claim-1.1-02"))
    told = {one.agency_id: one.asked_instead for one in scene.meeting(meeting_id, scene.sam).items}
    assert told["council"] == ""
    assert told["club"].startswith("Nobody signs in for Club")
    assert {one.asked_instead for one in scene.meeting(meeting_id, scene.lou).items} == {""}
