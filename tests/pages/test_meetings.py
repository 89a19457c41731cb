"""Meetings on their pages: when and where, who is there, and how they go."""

from datetime import time, timedelta

from sqlmodel import select

from cscp_core import start
from cscp_core.scrutiny.meetings import notes, reads
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import ItemResult, MeetingKind, MeetingState, NoteKind
from cscp_core.scrutiny.meetings.tables import Meeting
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.storage.session import today
from feedback.together import questions
from tests.pages.acting import act, press, refusals, shown
from tests.pages.conftest import actor_of

REPORT = "annual-report-2019-20"


def newest():
    with start.store().reading() as session:
        return session.exec(select(Meeting).order_by(Meeting.meeting_id.desc())).first()


def found(meeting_id):
    with start.store().reading() as session:
        return reads.find_meeting(session, actor_of("scrutineer"), meeting_id=meeting_id)


def pick(title, **details):
    blank = dict.fromkeys(("source_kind", "source_id", "report_id", "would_answer", "missing", "agency_id"), "")
    return meetings.Pick(**blank | {"because": "", "title": title, "question": f"{title}?"} | details)


def planned(*titles, **details):
    with start.store().reading() as session:
        day = today(session)
    head = {"title": "Winter meeting", "kind": MeetingKind.SCRUTINY, "held_on": day, "attendees": "Chair\nPolice"}
    picks = [pick(one) for one in titles or ("A", "B", "C")]
    return act(meetings.plan_meeting, "scrutineer", report_id=REPORT, **head | {"picks": picks} | details)


def test_a_meeting_is_planned_at_a_time_and_a_place(open_page):
    page = open_page("meetings", "scrutineer", plan="yes")
    page.time_input(key="plan begins").set_value(time(22, 30))
    page.time_input(key="plan ends").set_value(time(0, 30))
    page.text_input(key="plan place").input("Room 2").run()
    label = next(one.label for one in page.button if one.label.startswith("Plan the meeting"))
    page = press(page, label)
    assert not page.error
    meeting = newest()
    assert (meeting.begins, meeting.ends, meeting.place) == (time(22, 30), time(0, 30), "Room 2")


def test_an_impossible_time_is_refused_in_a_sentence(open_page):
    page = open_page("meetings", "scrutineer", plan="yes")
    page.time_input(key="plan ends").set_value(time(0, 30)).run()
    label = next(one.label for one in page.button if one.label.startswith("Plan the meeting"))
    assert refusals(press(page, label)) == ["Say when the meeting begins, too."]


def test_the_head_of_a_meeting_changes_on_its_page(open_page):
    meeting_id = planned(begins=time(14))
    page = open_page("meeting", "business.manager", id=str(meeting_id))
    place = f"head/{meeting_id}"
    page.time_input(key=f"{place}/ends").set_value(time(16))
    page.text_input(key=f"{place}/where").input("Room 2")
    page.text_area(key=f"{place}/apologies").input("Police\nHousing").run()
    page = press(page, "Save the change")
    assert not page.error
    assert "14:00 to 16:00, Room 2" in shown(page)
    assert "Attending: Chair\nApologies: Police, Housing" in shown(page)


def test_a_name_among_the_apologies_is_pointed_out(open_page):
    meeting_id = planned()
    page = open_page("meeting", "scrutineer", id=str(meeting_id))
    page.text_area(key=f"head/{meeting_id}/apologies").input("Mrs Jane Smith, Police").run()
    assert "Name posts, not people" in shown(page)


def test_lists_say_when_and_where(open_page):
    planned(begins=time(14), place="Room 2")
    for by in ("council.partner", "business.manager"):
        assert "14:00, Room 2" in shown(open_page("meetings", by)), by


def opened(*picks):
    meeting_id = planned(picks=picks or [pick("A", agency_id="met-police"), pick("B", agency_id="met-police")])
    act(meetings.start_meeting, "scrutineer", meeting_id=meeting_id, version=1)
    return meeting_id


def they_said(page, meeting_id, words, position=1):
    """Writes what was said into the field for it."""
    item = found(meeting_id).items[position - 1]
    page = page.segmented_control[0].set_value("They said").run()
    page.text_area(key=f"room/{meeting_id}/{item.item_id}/said").input(words).run()
    return page


def test_a_spoken_answer_is_asked_for_in_writing_unless_that_is_switched_off_for_the_item(open_page):
    meeting_id = opened()
    page = open_page("in_meeting", "scrutineer", id=str(meeting_id))
    switch = they_said(page, meeting_id, "It rose.").toggle[0]
    assert (switch.label, switch.value) == ("Ask for it in writing: raises a challenge", True)
    page = press(switch.set_value(False).run(), "Save")
    assert [one.challenge_id for one in found(meeting_id).notes] == [None]
    assert they_said(page, meeting_id, "It rose again.").toggle[0].value is False
    page = press(page, "Next")
    page = press(they_said(page, meeting_id, "By May.", 2), "Save")
    note = found(meeting_id).notes[-1]
    assert note.challenge_id
    assert note.agencies.startswith("Metropolitan Police")
    assert "Said, written evidence awaited: By May" in shown(page).replace("*", "")


def act_on(page, label):
    page = press(page, label)
    assert not page.error
    return page


def test_ending_lists_every_item_with_what_came_of_it_and_takes_what_was_put_right(open_page):
    meeting_id = opened(pick("A"), pick("B"), pick("C"))
    following = planned("Z", held_on=found(meeting_id).held_on + timedelta(days=7))
    item = found(meeting_id).items[0]
    note = {"item_id": item.item_id, "kind": NoteKind.DECISION, "words": "A second audit.", "owner": "Head"}
    note_id = act(notes.capture_note, "scrutineer", meeting_id=meeting_id, **note)
    page = open_page("ending", "scrutineer", id=str(meeting_id))
    offered = [(one.label, one.value, one.options) for one in page.selectbox]
    assert offered == [
        ("What came of item 1", ItemResult.RECORDED, ["As recorded", "Carried over"]),
        (
            "What came of item 2",
            ItemResult.CARRIED,
            ["Carried over", "Discussed, nothing to record", "Not carried over"],
        ),
        (
            "What came of item 3",
            ItemResult.CARRIED,
            ["Carried over", "Discussed, nothing to record", "Not carried over"],
        ),
    ]
    page.text_area(key=f"correct/{note_id}/words").input("A third audit.").run()
    page = act_on(page, "Save the correction")
    page = page.selectbox[1].set_value(ItemResult.DISCUSSED).run()
    page = act_on(page, "End the meeting")
    assert page.title[0].value == "Winter meeting"
    said = shown(page)
    assert "RESOLVED: A third audit." in said.replace("*", "")
    came = [one.result for one in found(meeting_id).items]
    assert came == [ItemResult.RECORDED, ItemResult.DISCUSSED, ItemResult.CARRIED]
    assert [one.title for one in found(following).items] == ["C", "Z"]
    assert "carried over from" in shown(open_page("meeting", "council.partner", id=str(following)))


def test_what_comes_of_an_item_is_said_in_the_room_and_taken_back(open_page):
    meeting_id = opened(pick("A"), pick("B"))
    page = open_page("in_meeting", "business.manager", id=str(meeting_id))
    page = page.segmented_control[1].set_value(ItemResult.CARRIED).run()
    assert found(meeting_id).items[0].result == ItemResult.CARRIED
    assert page.segmented_control[1].value == ItemResult.CARRIED
    page.segmented_control[1].set_value(None).run()
    assert found(meeting_id).items[0].result == ""


def test_a_meeting_is_adjourned_to_a_day_and_resumed(open_page):
    meeting_id = opened(pick("A"), pick("B"))
    later = found(meeting_id).held_on + timedelta(days=7)
    page = open_page("ending", "business.manager", id=str(meeting_id))
    page.date_input(key=f"ending/{meeting_id} until").set_value(later).run()
    page = act_on(page, "Adjourn the meeting")
    assert f"adjourned until {later:%A %-d %B %Y}" in shown(page)
    assert f"adjourned until {later:%A %-d %B %Y}" in shown(open_page("meetings", "lay.member"))
    assert "This meeting is adjourned until" in shown(open_page("projector", "scrutineer", id=str(meeting_id)))
    act_on(open_page("meeting", "scrutineer", id=str(meeting_id)), "Resume the meeting")
    assert found(meeting_id).state is MeetingState.OPEN


PRIVATE = "heron"


def test_nothing_private_comes_onto_the_projector(open_page):
    meeting_id = opened(pick("A"), pick("B"))
    item = found(meeting_id).items[0]
    about = {"about_kind": "meeting", "about_id": str(meeting_id), "words": f"A {PRIVATE}."}
    act(notebook.write_note, "scrutineer", **about)
    act(
        notes.capture_note, "business.manager", meeting_id=meeting_id, item_id=item.item_id, kind=NoteKind.DECISION,
        words=f"A {PRIVATE}.", owner=PRIVATE,
    )  # fmt: skip
    for by in ("scrutineer", "business.manager"):
        page = open_page("projector", by, id=str(meeting_id))
        said = shown(page)
        assert [words for words in (PRIVATE, "private", "Nobody else", "your own draft") if words in said] == []
        assert "A?" in said
        assert [*page.text_area, *page.segmented_control, *page.toggle] == []
    page = open_page("in_meeting", "scrutineer", id=str(meeting_id))
    assert "Your private notes" not in [one.label for one in page.expander]
    switched = next(one for one in page.toggle if one.label.startswith("Show my private notes")).set_value(True).run()
    assert PRIVATE in shown(switched)
    assert len(open_page("in_meeting", "business.manager", id=str(meeting_id)).toggle) == 0


def test_a_number_is_drawn_large_on_the_projector_or_a_chart_where_there_is_one(open_page):
    meeting_id = opened(
        pick("Pilot", source_kind="figure", source_id="figure-3.2-11", report_id=REPORT),
        pick("Referrals", source_kind="figure", source_id="figure-5.7-01", report_id=REPORT),
    )
    page = open_page("projector", "scrutineer", id=str(meeting_id))
    assert [one.value for one in page.markdown if one.value == "83\\%"] == ["83\\%"]
    assert len(page.get("vega_lite_chart")) == 0
    page = press(page, "Next")
    assert len(page.get("vega_lite_chart")) == 1


def test_a_row_of_the_desk_is_put_on_the_next_agenda_in_one_click(open_page):
    page = open_page("my_desk", "scrutineer")
    before = len(found(1).items)
    page = act_on(page, "Agenda")
    assert len(found(1).items) == before + 1
    assert "On the agenda" in shown(page)


def test_where_no_meeting_is_ahead_the_page_of_a_claim_leads_to_planning_one(open_page):
    act(questions.end_meeting, "scrutineer", meeting_id=1, version=found(1).version)
    assert "To add this to an agenda, plan a meeting first" in shown(
        open_page("claim", "scrutineer", id="claim-3.4-04")
    )
    assert "Agenda" not in [one.label for one in open_page("my_desk", "scrutineer").button]


def test_what_is_carried_over_is_named_where_the_next_meeting_is_planned(open_page):
    meeting_id = opened(pick("A"), pick("Never reached"))
    act(questions.end_meeting, "scrutineer", meeting_id=meeting_id, version=found(meeting_id).version)
    page = open_page("meetings", "scrutineer", plan="yes")
    assert "Never reached?" in shown(page)
    assert "It is put on the agenda" in shown(page)
