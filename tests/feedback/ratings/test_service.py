"""Rating the adults: who may, until when, that nothing is told too early, of too few, or twice in two ways."""

import json

import pytest

from cscp_core.errors import CommentRefused, NotAllowed
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.storage.trail_actions import RatingsAction
from feedback.own import readable, retention
from feedback.own import service as own
from feedback.ratings import service
from feedback.ratings.rules import Felt, Wish
from feedback.ratings.tables import MeetingRating
from feedback.together import questions
from tests.feedback.scene import YOUNG


def rate(scene, meeting_id, by="yas", heard=Felt.YES, straight=Felt.NO, wishes=(Wish.TIME,)):
    details = {"heard": heard, "straight": straight, "wishes": list(wishes)}
    scene.act(service.rate, scene.people[by], meeting_id=meeting_id, version=version(scene, meeting_id, by), **details)


def version(scene, meeting_id, by="yas"):
    forms = scene.ask(service.list_open, scene.people[by])
    return next((one.version for one in forms if one.meeting_id == meeting_id), 0)


def rated_by(scene, *names):
    meeting_id = scene.ended()
    for name in names:
        rate(scene, meeting_id, name)
    return meeting_id


def close(scene, clock=None):
    if clock:
        clock.advance(days=15)
    with scene.store.writing() as session:
        return service.close_forms(session, SYSTEM)


def told(scene, meeting_id, actor=None):
    return scene.ask(service.tell_of, actor or scene.dee, meeting_id=meeting_id)


@pytest.mark.engine
def test_three_answers_are_told_in_words_once_the_form_is_closed(scene, clock):
    meeting_id = rated_by(scene, *YOUNG)
    assert told(scene, meeting_id) == ()
    close(scene)
    assert told(scene, meeting_id) == ()
    close(scene, clock)
    assert told(scene, meeting_id) == (
        "Were you heard? Mostly yes.",
        "Did you get a straight answer? Mostly no.",
        "What should change? Give us more time.",
    )


@pytest.mark.engine
def test_fewer_than_three_are_thrown_away_and_never_told(scene, clock):
    meeting_id = rated_by(scene, "yas", "yui")
    close(scene, clock)
    assert told(scene, meeting_id) == ()
    assert scene.every(MeetingRating) == []


def test_even_past_its_day_a_form_tells_nothing_while_an_answer_has_an_owner(scene, clock):
    meeting_id = rated_by(scene, *YOUNG)
    clock.advance(days=15)
    assert told(scene, meeting_id) == ()


@pytest.mark.engine
def test_once_closed_nothing_says_whose_answer_is_whose(scene, clock):
    rated_by(scene, *YOUNG)
    close(scene, clock)
    assert [row.account_id for row in scene.every(MeetingRating)] == [None] * 3
    assert not [row for row in scene.trail() if row.action == RatingsAction.RATED and "meeting" in row.subject]


def test_what_is_told_never_changes(scene, clock):
    meeting_id = rated_by(scene, *YOUNG)
    close(scene, clock)
    before = told(scene, meeting_id)
    with pytest.raises(CommentRefused):
        rate(scene, meeting_id, heard=Felt.NO)
    with pytest.raises(CommentRefused):
        scene.act(service.take_back, scene.yas, meeting_id=meeting_id, version=version(scene, meeting_id))
    scene.act(own.withdraw_all, scene.yas)
    scene.act(own.erase_person, scene.sam, account_id=scene.yui.account_id, version=1)
    assert told(scene, meeting_id) == before


def test_a_meeting_that_is_opened_again_does_not_open_its_form_again(scene, clock):
    meeting_id = rated_by(scene, *YOUNG)
    close(scene, clock)
    before = told(scene, meeting_id)
    scene.change(meetings.start_meeting, meeting_id)
    scene.end(meeting_id)
    with pytest.raises(CommentRefused):
        rate(scene, meeting_id, heard=Felt.NO)
    assert (scene.ask(service.list_open, scene.yas), told(scene, meeting_id)) == ([], before)


def test_an_answer_can_be_changed_and_taken_back_while_the_form_is_open(scene):
    meeting_id = rated_by(scene, "yas")
    rate(scene, meeting_id, heard=Felt.PARTLY, wishes=())
    (form,) = scene.ask(service.list_open, scene.yas)
    assert (form.own.heard, form.own.wishes) == (Felt.PARTLY, ())
    scene.act(service.take_back, scene.yas, meeting_id=meeting_id, version=version(scene, meeting_id))
    assert scene.ask(service.list_open, scene.yas)[0].own is None


def test_nobody_sees_whether_another_has_answered(scene):
    meeting_id = rated_by(scene, "yas")
    assert scene.ask(service.list_open, scene.yui)[0].own is None
    assert told(scene, meeting_id, scene.yui) == ()


def test_a_meeting_that_has_not_ended_cannot_be_rated(scene):
    meeting_id = scene.open()
    with pytest.raises(CommentRefused):
        rate(scene, meeting_id)


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "len", "lou", "system"])
def test_only_young_advisors_rate(scene, by):
    meeting_id = scene.ended()
    with pytest.raises(NotAllowed):
        rate(scene, meeting_id, by)


def test_they_are_told_when_a_meeting_has_ended(scene):
    meeting_id = scene.open()
    scene.change(questions.end_meeting, meeting_id)
    assert all(NoticeKind.RATE in scene.notices(scene.people[name]) for name in YOUNG)


@pytest.mark.engine
def test_an_answer_is_ones_own_data_while_the_form_is_open(scene):
    rated_by(scene, "yas")
    held = json.loads(scene.ask(own.as_json, scene.yas))["how you rated meetings whose form is open"]
    assert held[0]["heard"] == "Yes"
    assert "Were you heard? Yes." in scene.ask(readable.as_text, scene.yas).decode()
    assert "How you rated a meeting whose form is still open." in scene.ask(own.preview_withdrawal, scene.yas).vanishes
    scene.act(own.withdraw_all, scene.yas)
    assert scene.every(MeetingRating) == []


def test_answers_are_kept_for_three_years(scene, clock):
    rated_by(scene, *YOUNG)
    close(scene, clock)
    clock.advance(days=3 * 365 + 1)
    scene.act(retention.apply, SYSTEM, clock_is_right=True)
    assert scene.every(MeetingRating) == []
