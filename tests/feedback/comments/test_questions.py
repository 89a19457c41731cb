"""Questions for meetings: they come first, only their own side takes them off, and what became of each is told."""

from datetime import timedelta

import pytest

from cscp_core.errors import CommentRefused, MeetingRefused, NotFound
from cscp_core.evidence.kinds import SourceKind
from cscp_core.scrutiny.meetings import notes, suggestions
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import NoteKind
from cscp_core.scrutiny.meetings.tables import AgendaItem
from feedback.comments import checking
from feedback.comments.rules import CommentKind, CommentState
from feedback.together import questions
from feedback.welfare.rules import About
from tests.feedback.scene import THEME, TODAY, TOLD
from tests.scrutiny.meetings.scene import make_pick, picks

NEXT_WEEK = TODAY + timedelta(days=7)


def plan(scene, *asked, held_on=TODAY, **details):
    """A meeting that is planned as the page plans it: with the questions that wait."""
    first = scene.ask(questions.list_waiting, scene.dee)
    return scene.plan(*asked, held_on=held_on, first=first, **details)


def agenda(scene, meeting_id):
    return [one.question for one in scene.meeting(meeting_id).items]


def waiting(scene, actor=None):
    return [one.question for one in scene.ask(questions.list_waiting, actor or scene.dee)]


def run(scene, meeting_id, *positions):
    """Opens a meeting, goes to some of its items and ends it."""
    scene.change(meetings.start_meeting, meeting_id)
    for position in positions:
        scene.go_to(meeting_id, position)
    scene.end(meeting_id)


# first on the agenda


def test_a_question_waits_once_it_was_checked(scene):
    scene.send(about=THEME, kind=CommentKind.QUESTION, words="Not checked?")
    scene.question(words="Checked?")
    assert waiting(scene) == ["Checked?"]


def test_a_question_is_put_before_everything_else_on_the_next_meeting(scene):
    meeting_id = scene.plan(*picks("A", "B"))
    scene.question(words="Why do we wait?")
    assert agenda(scene, meeting_id) == ["Why do we wait?", "A?", "B?"]
    assert [one.position for one in scene.meeting(meeting_id).items] == [1, 2, 3]


def test_a_meeting_that_is_planned_later_begins_with_what_waits(scene):
    scene.question(words="Why do we wait?")
    assert agenda(scene, plan(scene, *picks("A"))) == ["Why do we wait?", "A?"]


def test_a_question_stands_on_the_agenda_as_its_kind_of_writers(scene):
    meeting_id = scene.plan(make_pick())
    scene.question(scene.yas, words="One?")
    scene.question(scene.lou, words="Two?")
    assert [one.title for one in scene.meeting(meeting_id).items][:2] == [
        "A question from Young Advisors", "A question from Lay members",
    ]  # fmt: skip


def test_a_question_goes_to_the_next_of_several_meetings(scene):
    later, sooner = scene.plan(make_pick(), held_on=NEXT_WEEK), scene.plan(make_pick(), held_on=TODAY)
    scene.question(words="Why?")
    assert [agenda(scene, one)[0] for one in (sooner, later)] == ["Why?", "What was it before?"]


def test_a_question_does_not_go_to_a_meeting_whose_day_is_past(scene):
    past = scene.plan(make_pick(), held_on=TODAY - timedelta(days=1))
    scene.question(words="Why?")
    assert "Why?" not in agenda(scene, past)
    assert waiting(scene) == ["Why?"]


def test_a_question_does_not_break_into_a_meeting_that_has_begun(scene):
    begun = scene.open()
    scene.question(words="Why?")
    assert agenda(scene, begun) == ["What was it before?"]
    assert waiting(scene) == ["Why?"]


def test_a_question_stands_once_on_an_agenda(scene):
    meeting_id = scene.plan(make_pick())
    scene.question(words="One?")
    scene.question(words="Two?")
    assert agenda(scene, meeting_id)[:2] == ["One?", "Two?"]
    assert len(agenda(scene, meeting_id)) == 3


def test_young_advisors_questions_wait_before_lay_members_as_they_were_sent(scene, clock):
    for actor, words in ((scene.lou, "Third?"), (scene.yui, "First?"), (scene.yas, "Second?")):
        scene.question(actor, words=words)
        clock.advance(hours=1)
    assert waiting(scene) == ["First?", "Second?", "Third?"]
    assert agenda(scene, plan(scene)) == ["First?", "Second?", "Third?"]


# nobody else moves them


@pytest.mark.parametrize("by", ["dee", "sam"])
@pytest.mark.parametrize(
    "change",
    [
        lambda theirs, _: (meetings.remove_item, {"item_id": theirs}),
        lambda theirs, _: (meetings.change_item, {"item_id": theirs, "by": 1}),
        lambda theirs, _: (meetings.change_item, {"item_id": theirs, "question": "A kinder question?"}),
        lambda _, other: (meetings.change_item, {"item_id": other, "by": -1}),
    ],
    ids=["remove", "move down", "reword", "put something before"],
)
def test_who_runs_the_meeting_does_not_remove_move_or_reword_a_question_of_theirs(scene, by, change):
    meeting_id = scene.plan(*picks("A"))
    scene.question(words="Why?")
    act, details = change(scene.item(meeting_id, 1).item_id, scene.item(meeting_id, 2).item_id)
    with pytest.raises(MeetingRefused, match="Only they can take them off"):
        scene.change(act, meeting_id, scene.people[by], **details)
    assert agenda(scene, meeting_id) == ["Why?", "A?"]


def test_how_many_minutes_a_question_gets_is_for_who_runs_the_meeting(scene):
    meeting_id = scene.plan(*picks("A"))
    scene.question()
    scene.change(meetings.change_item, meeting_id, item_id=scene.item(meeting_id).item_id, minutes=25)
    assert scene.item(meeting_id).minutes == 25


def test_other_items_move_among_themselves(scene):
    meeting_id = scene.plan(*picks("A", "B"))
    scene.question(words="Why?")
    scene.change(meetings.change_item, meeting_id, item_id=scene.item(meeting_id, 3).item_id, by=-1)
    assert agenda(scene, meeting_id) == ["Why?", "B?", "A?"]


# taking them off


@pytest.mark.parametrize("by", ["yas", "yui"])
def test_any_young_advisor_takes_one_of_theirs_off(scene, by):
    meeting_id = scene.plan(*picks("A"))
    comment_id = scene.question(words="Why?")
    scene.by_now(questions.take_off, scene.people[by], comment_id)
    assert (agenda(scene, meeting_id), waiting(scene)) == (["A?"], [])


def test_a_question_that_was_taken_off_stays_with_its_writer(scene):
    comment_id = scene.question()
    scene.by_now(questions.take_off, scene.yui, comment_id)
    assert scene.receipt(comment_id).state is CommentState.PUBLISHED


@pytest.mark.parametrize(("writer", "by"), [("yas", "lou"), ("lou", "yas"), ("lou", "lin")])
def test_nobody_takes_off_what_is_not_theirs(scene, writer, by):
    comment_id = scene.question(scene.people[writer], words="Why?")
    with pytest.raises(NotFound):
        scene.by_now(questions.take_off, scene.people[by], comment_id)
    assert waiting(scene) == ["Why?"]


def test_a_lay_member_takes_their_own_off(scene):
    scene.by_now(questions.take_off, scene.lou, scene.question(scene.lou))
    assert waiting(scene) == []


def test_what_is_no_question_cannot_be_taken_off(scene):
    with pytest.raises(NotFound):
        scene.by_now(questions.take_off, scene.yas, scene.published())


@pytest.mark.parametrize("leave", ["withdrawn", "changed", "held", "out of sight"])
def test_a_question_leaves_the_agenda_when_it_is_withdrawn_changed_held_or_taken_out_of_sight(scene, leave):
    meeting_id = scene.plan(*picks("A"))
    comment_id = scene.question(words="Why?")
    leaves = {
        "withdrawn": lambda: scene.withdraw(comment_id),
        "changed": lambda: scene.rewrite(comment_id, words="Why now?"),
        "held": lambda: scene.hold(comment_id),
        "out of sight": lambda: scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD),
    }
    leaves[leave]()
    assert (agenda(scene, meeting_id), waiting(scene)) == (["A?"], [])


@pytest.mark.parametrize("state", ["open", "ended"])
def test_of_a_question_that_was_withdrawn_a_meeting_that_has_begun_keeps_the_place_and_no_words(scene, state):
    meeting_id = scene.plan(*picks("A"))
    comment_id = scene.question(words="Why do we wait?")
    scene.change(meetings.start_meeting, meeting_id)
    if state == "ended":
        scene.end(meeting_id)
    scene.withdraw(comment_id)
    assert agenda(scene, meeting_id) == ["A question that was taken back", "A?"]
    assert "Why do we wait?" not in scene.words()


def test_a_question_that_was_changed_and_checked_again_is_first_again_in_its_new_words(scene):
    meeting_id = scene.plan(*picks("A"))
    comment_id = scene.question(words="Why?")
    scene.rewrite(comment_id, words="Why now?")
    scene.publish(comment_id)
    assert agenda(scene, meeting_id) == ["Why now?", "A?"]


# reached or not


def test_what_a_meeting_reached_waits_no_more_and_its_writer_is_told(scene):
    meeting_id = plan(scene, *picks("A"))
    comment_id = scene.question(words="Why?")
    run(scene, meeting_id)
    assert waiting(scene) == []
    assert scene.receipt(comment_id).meetings == ("Asked at the meeting on 20 November 2026.",)


@pytest.mark.engine
def test_its_writer_is_told_what_was_said_there_once_that_is_confirmed_and_the_meeting_has_ended(scene):
    meeting_id = plan(scene, *picks("A"))
    comment_id = scene.question(words="Why?")
    scene.change(meetings.start_meeting, meeting_id)
    on = {"item_id": scene.item(meeting_id).item_id}
    noted = scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words="We meet you in May.", owner="A post.", **on)
    struck = scene.capture(meeting_id, NoteKind.DECISION, scene.sam, words="Not this.", owner="A post.", **on)
    scene.capture(meeting_id, NoteKind.DECISION, words="Of another item.", owner="A post.",
        item_id=scene.item(meeting_id, 2).item_id,
    )  # fmt: skip
    told = "Asked at the meeting on 20 November 2026."
    scene.settle(notes.strike_note, struck)
    scene.end(meeting_id)
    assert scene.receipt(comment_id).meetings == (told,)
    scene.settle(notes.confirm_note, noted, words="We meet you in May.")
    assert scene.receipt(comment_id).meetings == (told, "This was decided there: We meet you in May.")


def test_what_a_meeting_did_not_reach_heads_the_next_and_its_receipt_says_so(scene):
    meeting_id = scene.plan()
    scene.question(words="Reached?")
    comment_id = scene.question(scene.lou, words="Not reached?")
    run(scene, meeting_id)
    fresh = scene.question(scene.yui, words="New?")
    following = plan(scene, *picks("A"), held_on=NEXT_WEEK)
    assert agenda(scene, following) == ["Not reached?", "New?", "A?"]
    assert scene.receipt(comment_id, scene.lou).meetings == (
        "Not reached at the meeting on 20 November 2026. It heads the next one.", "On the agenda for 27 November 2026.",
    )  # fmt: skip
    assert scene.receipt(fresh, scene.yui).meetings == ("On the agenda for 27 November 2026.",)


def test_why_a_question_heads_the_agenda_is_told_to_those_who_run_meetings(scene):
    meeting_id = scene.plan()
    for words in ("Reached?", "Not reached?"):
        scene.question(words=words)
    run(scene, meeting_id)
    (pick,) = scene.ask(questions.list_waiting, scene.dee)
    assert pick.because == "Not reached on 20 November 2026."


def test_once_a_later_meeting_reached_it_a_question_waits_no_more(scene):
    first = scene.plan()
    for words in ("Reached?", "Not reached?"):
        scene.question(words=words)
    run(scene, first)
    run(scene, plan(scene, held_on=NEXT_WEEK))
    assert waiting(scene) == []


def test_a_question_that_was_not_reached_is_carried_over_by_its_own_line_alone(scene):
    meeting_id = scene.plan(*picks("A"))
    scene.question(words="One?")
    scene.question(words="Two?")
    run(scene, meeting_id)
    carried = scene.ask(suggestions.list_carried, scene.dee)
    assert [one.question for one in carried] == ["A?"]


def test_a_question_on_an_agenda_names_its_source_by_an_id_that_tells_nothing(scene):
    scene.plan()
    comment_id = scene.question()
    assert [(one.source_kind, one.source_id) for one in scene.every(AgendaItem)] == [(SourceKind.QUESTION, comment_id)]


# whose they are


def test_each_side_sees_its_own_questions_apart_from_the_others(scene):
    ours = scene.question(scene.yas, words="Ours?")
    mine = scene.question(scene.lou, words="Mine?")
    theirs = scene.question(scene.lin, words="Another's?")

    def line(actor):
        return {one.comment_id: (one.whose, one.own) for one in scene.ask(questions.in_line, actor)}

    young, lay = "Young Advisors", "Lay members"
    assert line(scene.yui) == {ours: (young, True), mine: (lay, False), theirs: (lay, False)}
    assert line(scene.lou) == {ours: (young, False), mine: (lay, True), theirs: (lay, False)}


# lay members have one


def test_a_lay_member_puts_one_question(scene):
    scene.question(scene.lou)
    with pytest.raises(CommentRefused, match="one question"):
        scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="And another?")


@pytest.mark.parametrize("state", ["waits", "held"])
def test_a_question_that_waits_or_is_held_is_the_one(scene, state):
    comment_id = scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="Why?")
    if state == "held":
        scene.hold(comment_id)
    with pytest.raises(CommentRefused, match="one question"):
        scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="And another?")


def test_a_worry_that_was_sent_from_the_form_for_questions_is_not_the_one(scene):
    scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="He hits me.", worry=About.SOMEBODY)
    assert scene.question(scene.lou)


def test_another_lay_members_question_does_not_count(scene):
    scene.question(scene.lou)
    assert scene.question(scene.lin, words="And mine?")


def test_young_advisors_put_as_many_as_they_like(scene):
    for words in ("One?", "Two?", "Three?"):
        scene.question(scene.yas, words=words)
    assert len(waiting(scene)) == 3


def test_a_draft_of_a_question_is_no_question_yet(scene):
    scene.save(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="Perhaps?")
    assert scene.question(scene.lou)


@pytest.mark.parametrize("leave", ["withdrawn", "taken off", "sent back"])
def test_anyone_who_took_theirs_back_or_had_it_sent_back_may_put_another(scene, leave):
    comment_id = scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="Why?")
    if leave == "withdrawn":
        scene.withdraw(comment_id, scene.lou)
    elif leave == "sent back":
        scene.send_back(comment_id)
    else:
        scene.publish(comment_id)
        scene.by_now(questions.take_off, scene.lou, comment_id)
    assert scene.question(scene.lou, words="Another?")


def test_a_question_that_was_sent_back_is_not_sent_again_beside_a_new_one(scene):
    first = scene.sent_back(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="Why?")
    scene.question(scene.lou, words="Another?")
    with pytest.raises(CommentRefused, match="one question"):
        scene.rewrite(first, scene.lou, words="Why, though?")


def test_a_lay_member_can_change_the_question_that_waits(scene):
    comment_id = scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="Why?")
    scene.rewrite(comment_id, scene.lou, words="Why, though?")
    assert scene.receipt(comment_id, scene.lou).words == "Why, though?"


def test_wanting_to_ask_an_item_is_the_one_question_too(scene):
    meeting_id = scene.plan(make_pick())
    scene.act(questions.want_to_ask, scene.lou, meeting_id=meeting_id, item_id=scene.item(meeting_id).item_id)
    with pytest.raises(CommentRefused, match="one question"):
        scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words="And another?")


def test_anyone_who_put_a_question_does_not_ask_an_item_too(scene):
    meeting_id = scene.plan(make_pick())
    scene.question(scene.lou)
    with pytest.raises(CommentRefused, match="one question"):
        scene.act(questions.want_to_ask, scene.lou, meeting_id=meeting_id, item_id=scene.item(meeting_id).item_id)


def test_anyone_who_would_rather_not_ask_an_item_may_put_a_question(scene):
    meeting_id = scene.plan(make_pick())
    scene.act(questions.want_to_ask, scene.lou, meeting_id=meeting_id, item_id=scene.item(meeting_id).item_id)
    scene.act(questions.rather_not_ask, scene.lou, meeting_id=meeting_id)
    assert scene.question(scene.lou)


def test_after_the_meeting_a_lay_member_who_asked_an_item_may_put_a_question(scene):
    meeting_id = scene.plan(make_pick())
    scene.act(questions.want_to_ask, scene.lou, meeting_id=meeting_id, item_id=scene.item(meeting_id).item_id)
    run(scene, meeting_id)
    assert scene.question(scene.lou)
