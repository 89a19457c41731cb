"""What one meeting did not reach or adjourned is carried over to the next, and both records say so."""

from datetime import date, timedelta

import pytest

from cscp_core.errors import MeetingRefused, NotAllowed
from cscp_core.scrutiny.meetings import ending, rules, service, suggestions
from cscp_core.scrutiny.meetings.rules import ItemResult, NoteKind
from cscp_core.scrutiny.meetings.tables import AgendaItem
from tests.scrutiny.meetings.scene import TODAY, make_pick, pick_asked, picks

NEXT_WEEK = TODAY + timedelta(days=7)
ABC = picks("A", "B", "C")


def titles(scene, meeting_id):
    return [one.title for one in scene.meeting(meeting_id).items]


def set_result(scene, meeting_id, position, result, actor=None):
    item_id = scene.item(meeting_id, position).item_id
    scene.change(ending.set_result, meeting_id, actor, item_id=item_id, result=result)


@pytest.mark.engine
def test_what_was_not_reached_goes_onto_the_next_agenda_and_both_say_so(scene):
    meeting_id, following = scene.open(*ABC), scene.plan(*picks("D"), held_on=NEXT_WEEK)
    scene.end(meeting_id)
    assert titles(scene, following) == ["B", "C", "D"]
    assert [one.carried_to for one in scene.meeting(meeting_id).items] == [None, NEXT_WEEK, NEXT_WEEK]
    assert [one.carried_from for one in scene.meeting(following).items] == [TODAY, TODAY, None]
    assert scene.item(following).origin == "carried over from 20 November 2026"


def test_without_a_next_meeting_it_waits_until_one_is_planned(scene):
    first = scene.ended(*ABC)
    assert [one.carried_to for one in scene.meeting(first).items] == [None, None, None]
    waiting = scene.ask(suggestions.list_carried, scene.dee)
    assert [(one.title, one.because) for one in waiting] == [
        ("B", "Carried over from 20 November 2026."),
        ("C", "Carried over from 20 November 2026."),
    ]
    following = scene.plan(*picks("D"), held_on=NEXT_WEEK, actor=scene.sam)
    assert titles(scene, following) == ["B", "C", "D"]
    assert scene.item(first, 2).carried_to == NEXT_WEEK
    assert scene.ask(suggestions.list_carried, scene.dee) == []


def test_it_keeps_its_question_whom_it_asks_what_it_lacks_and_its_minutes(scene):
    scene.ended(*picks("A"), make_pick(minutes=25))
    scene.plan(held_on=NEXT_WEEK)
    first, second = [one for one in scene.every(AgendaItem) if one.source_kind == "claim"]
    assert all(
        getattr(first, name) == getattr(second, name)
        for name in ("source_id", "question", "would_answer", "missing", "agency_id", "report_id", "minutes", "title")
    )


def test_it_goes_to_the_nearest_meeting_that_has_not_begun(scene):
    meeting_id = scene.open(*picks("A", "B"))
    later = scene.plan(*picks("L"), held_on=NEXT_WEEK + timedelta(days=1))
    sooner = scene.plan(*picks("S"), held_on=NEXT_WEEK)
    missed = scene.plan(*picks("M"), held_on=TODAY - timedelta(days=1))
    scene.open(*picks("O"), held_on=TODAY + timedelta(days=1))
    scene.end(meeting_id)
    assert [titles(scene, one) for one in (sooner, later, missed)] == [["B", "S"], ["L"], ["M"]]


def test_an_item_that_is_adjourned_is_carried_over_too(scene):
    meeting_id, following = scene.open(*ABC), scene.plan(held_on=NEXT_WEEK)
    set_result(scene, meeting_id, 1, ItemResult.CARRIED)
    scene.end(meeting_id)
    assert titles(scene, following) == ["A", "B", "C"]


def test_what_is_not_to_be_carried_over_is_not(scene):
    meeting_id, following = scene.open(*ABC), scene.plan(held_on=NEXT_WEEK)
    scene.end(meeting_id, results={scene.item(meeting_id, 2).item_id: ItemResult.DROPPED})
    assert titles(scene, following) == ["C"]


def test_what_is_on_the_next_agenda_already_is_only_marked(scene):
    meeting_id, following = scene.open(*ABC), scene.plan(*picks("D", "C"), held_on=NEXT_WEEK)
    scene.end(meeting_id)
    assert titles(scene, following) == ["B", "D", "C"]
    assert scene.item(following, 3).carried_from == TODAY


def test_a_challenge_that_was_closed_meanwhile_is_not_taken_up(scene):
    asked = scene.raise_challenge()
    scene.ended(*picks("A"), pick_asked(asked))
    scene.answer(asked)
    scene.close(asked)
    assert scene.ask(suggestions.list_carried, scene.dee) == []
    assert titles(scene, scene.plan(*picks("D"), held_on=NEXT_WEEK)) == ["D"]


def test_a_full_agenda_leaves_the_rest_waiting(scene):
    meeting_id = scene.open(*ABC)
    scene.plan(*picks(*map(str, range(rules.MOST_ITEMS - 1))), held_on=NEXT_WEEK)
    scene.end(meeting_id)
    assert [one.title for one in scene.ask(suggestions.list_carried, scene.dee)] == ["C"]


def test_what_is_carried_over_twice_names_the_last_meeting(scene, clock):
    scene.ended(*picks("A", "B"))
    clock.advance(days=7)
    second = scene.open(*picks("Z"), held_on=NEXT_WEEK)
    scene.change(service.change_item, second, item_id=scene.item(second).item_id, by=1)
    scene.end(second)
    third = scene.plan(held_on=NEXT_WEEK + timedelta(days=7))
    assert [(one.title, one.carried_from) for one in scene.meeting(third).items] == [("Z", NEXT_WEEK)]


def test_taken_off_the_next_agenda_it_does_not_come_back(scene):
    scene.ended(*picks("A", "B"))
    following = scene.plan(*picks("D"), held_on=NEXT_WEEK)
    scene.change(service.remove_item, following, item_id=scene.item(following).item_id)
    assert titles(scene, scene.plan(*picks("E"), held_on=NEXT_WEEK + timedelta(days=7))) == ["E"]


def test_opened_again_and_ended_again_it_carries_nothing_over_twice(scene):
    meeting_id, following = scene.open(*ABC), scene.plan(held_on=NEXT_WEEK)
    scene.end(meeting_id)
    scene.change(service.start_meeting, meeting_id)
    scene.end(meeting_id)
    assert titles(scene, following) == ["B", "C"]


# what came of each item


def results(scene, meeting_id):
    return [(one.reached, one.result) for one in scene.meeting(meeting_id).items]


def test_a_meeting_that_ends_says_of_each_item_what_came_of_it(scene):
    meeting_id = scene.open(*picks("A", "B", "C", "D"))
    scene.go_to(meeting_id, 2)
    scene.capture(meeting_id, NoteKind.DECISION, item_id=scene.item(meeting_id, 2).item_id)
    ids = [one.item_id for one in scene.meeting(meeting_id).items]
    scene.end(meeting_id, results={ids[2]: ItemResult.DISCUSSED})
    assert results(scene, meeting_id) == [
        (True, ItemResult.DISCUSSED),
        (True, ItemResult.RECORDED),
        (True, ItemResult.DISCUSSED),
        (False, ItemResult.CARRIED),
    ]


def test_what_was_said_before_the_end_stands_unless_the_end_says_otherwise(scene):
    meeting_id = scene.open(*ABC)
    set_result(scene, meeting_id, 1, ItemResult.CARRIED)
    set_result(scene, meeting_id, 2, ItemResult.DROPPED)
    scene.end(meeting_id, results={scene.item(meeting_id, 2).item_id: ItemResult.CARRIED})
    assert [one for _, one in results(scene, meeting_id)] == [ItemResult.CARRIED] * 3


def test_what_was_said_of_an_item_is_taken_back(scene):
    meeting_id = scene.open(*ABC)
    set_result(scene, meeting_id, 1, ItemResult.CARRIED)
    set_result(scene, meeting_id, 1, None)
    assert scene.item(meeting_id).result == ""


def test_what_cannot_come_of_an_item_is_refused_and_the_meeting_goes_on(scene):
    meeting_id = scene.open(*ABC)
    scene.capture(meeting_id, NoteKind.DECISION, item_id=scene.item(meeting_id).item_id)
    with pytest.raises(MeetingRefused, match="can be as recorded or carried over"):
        scene.end(meeting_id, results={scene.item(meeting_id).item_id: ItemResult.DISCUSSED})
    with pytest.raises(MeetingRefused, match="can be as recorded or carried over"):
        set_result(scene, meeting_id, 1, ItemResult.DROPPED)
    assert scene.meeting(meeting_id).state is rules.MeetingState.OPEN


def test_nobody_drops_what_young_people_ask(scene):
    theirs = make_pick(source_kind="question", source_id="q7", title="A question from a Young Advisor")
    meeting_id = scene.open(*picks("A"), theirs)
    with pytest.raises(MeetingRefused, match="carried over or discussed"):
        set_result(scene, meeting_id, 2, ItemResult.DROPPED)


@pytest.mark.parametrize("make", ["plan", "ended"])
def test_only_of_a_meeting_that_goes_on_is_it_said(scene, make):
    meeting_id = getattr(scene, make)(*ABC)
    with pytest.raises(MeetingRefused, match="not open"):
        set_result(scene, meeting_id, 1, ItemResult.CARRIED)


@pytest.mark.parametrize("person", ["pat", "lou", "yas", "len", "system"])
def test_only_who_runs_meetings_says_it(scene, person):
    meeting_id = scene.open(*ABC)
    about = {"version": 1, "item_id": scene.item(meeting_id).item_id, "result": ItemResult.CARRIED}
    with pytest.raises(NotAllowed):
        scene.act(ending.set_result, scene.people[person], meeting_id=meeting_id, **about)
    with pytest.raises(NotAllowed):
        scene.act(ending.adjourn_meeting, scene.people[person], meeting_id=meeting_id, version=1)
    with pytest.raises(NotAllowed):
        scene.ask(suggestions.list_carried, scene.people[person])


def test_a_date_of_next_year_is_said_whole(scene):
    scene.ended(*picks("A", "B"))
    scene.plan(held_on=date(2027, 1, 8))
    assert scene.item(1, 2).carried_to == date(2027, 1, 8)
