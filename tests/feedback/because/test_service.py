"""Because of you: whose stories a group reads, by month, wins first."""

from datetime import timedelta

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import NoteKind
from feedback.because import service
from feedback.because.rules import Ending
from feedback.comments.rules import CommentKind, Readers, ReplyKind, Stance
from feedback.together import questions
from tests.feedback.scene import BOARD, CLUB, TODAY
from tests.scrutiny.meetings.scene import picks


def told(scene, actor=None):
    months = scene.ask(service.list_months, actor or scene.yas)
    return [(month.name, [one.comment_id for one in month.stories]) for month in months]


def open_to_all(scene, actor=None, **details):
    return scene.published(actor, **{"readers": Readers.ANYWHERE} | details)


@pytest.mark.engine
def test_a_month_tells_wins_first_and_what_never_came_last(scene):
    nothing = open_to_all(scene)
    will = open_to_all(scene, about=BOARD)
    did = open_to_all(scene)
    scene.reply(will, scene.hal, kind=ReplyKind.WILL, words="We will.", by=TODAY + timedelta(days=9))
    scene.reply(did)
    scene.answers(did, True)
    assert told(scene) == [(f"{TODAY:%B %Y}", [did, will, nothing])]


def test_the_newest_month_comes_first(scene, clock):
    earlier = open_to_all(scene)
    clock.advance(days=45)
    later = open_to_all(scene)
    assert [ids for _, ids in told(scene)] == [[later], [earlier]]


def test_what_others_did_not_let_everybody_read_is_told_to_its_writer_alone(scene):
    hidden = [open_to_all(scene, readers=readers) for readers in (Readers.SCRUTINEER, Readers.PARTNERS)]
    assert sorted(told(scene, scene.yas)[0][1]) == sorted(hidden)
    assert told(scene, scene.yui) == []


def test_a_group_is_told_what_its_own_asked(scene):
    young, lay = open_to_all(scene), open_to_all(scene, scene.lou)
    assert [ids for _, ids in told(scene, scene.yui)] == [[young]]
    assert [ids for _, ids in told(scene, scene.lin)] == [[lay]]


@pytest.mark.parametrize("by", ["dee", "sam", "len", "pat", "system"])
def test_nobody_else_opens_it(scene, by):
    with pytest.raises(NotAllowed):
        told(scene, scene.people[by])


@pytest.mark.parametrize("state", ["sent", "sent back", "held", "withdrawn", "draft"])
def test_what_is_not_published_is_no_story(scene, state):
    comment_id = scene.save(readers=Readers.ANYWHERE) if state == "draft" else scene.send(readers=Readers.ANYWHERE)
    {"sent back": scene.send_back, "held": scene.hold, "withdrawn": scene.withdraw}.get(state, id)(comment_id)
    assert told(scene) == []


def test_an_unknown_state_or_choice_of_readers_is_not_shown(scene):
    for values in ({"state": "new"}, {"readers": "new"}, {"kind": "new"}):
        scene.tamper(open_to_all(scene), **values)
    assert told(scene) == []


def test_what_waits_for_nothing_is_no_story(scene):
    open_to_all(scene, stance=Stance.MATCHES, words="")
    scene.question()
    scene.agreed()
    assert told(scene) == []


def test_a_story_says_neither_who_nor_how_many(scene):
    open_to_all(scene, about=CLUB, kind=CommentKind.VIEW)
    (month,) = scene.ask(service.list_months, scene.yui)
    said = str(month)
    assert all(word not in said for word in ("Yas", "Surname", str(TODAY), f"{TODAY:%-d %B}"))
    assert month.stories[0].ending is Ending.NOTHING


def test_what_is_changed_leaves_until_it_is_checked_again(scene):
    comment_id = open_to_all(scene)
    scene.rewrite(comment_id, readers=Readers.ANYWHERE, words="Other words.")
    assert told(scene) == []
    scene.publish(comment_id)
    assert [ids for _, ids in told(scene)] == [[comment_id]]


# questions that meetings reached


def reached(scene, actor=None, **details):
    """A question that a meeting asked, and what was decided on it."""
    comment_id = scene.question(actor, **details)
    meeting_id = scene.plan(*picks("A"), first=scene.ask(questions.list_waiting, scene.dee))
    scene.change(meetings.start_meeting, meeting_id)
    item = scene.item(meeting_id)
    scene.capture(meeting_id, NoteKind.DECISION, words="We meet you in May.", owner="A post.", item_id=item.item_id)
    scene.end(meeting_id)
    return comment_id


def at_meetings(scene, actor):
    return [(one.comment_id, one.told[1:]) for one in scene.ask(service.list_asked_at_meetings, actor)]


@pytest.mark.engine
def test_a_group_is_told_what_was_said_to_its_questions_at_meetings(scene):
    comment_id = reached(scene)
    told = ("This was decided there: We meet you in May.",)
    assert [at_meetings(scene, who) for who in (scene.yas, scene.yui, scene.lou)] == [
        [(comment_id, told)], [(comment_id, told)], [],
    ]  # fmt: skip


def test_a_question_that_waits_or_that_was_taken_back_is_not_told(scene):
    comment_id = reached(scene)
    scene.question(words="Waits?")
    scene.withdraw(comment_id)
    assert at_meetings(scene, scene.yas) == []


@pytest.mark.parametrize("by", ["dee", "sam", "len", "pat", "system"])
def test_nobody_else_opens_what_was_asked_at_meetings(scene, by):
    with pytest.raises(NotAllowed):
        at_meetings(scene, scene.people[by])
