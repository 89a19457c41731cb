"""Who leaves, or is disabled, keeps their data for 90 days; then their words stay or go as they chose."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text

from cscp_core.errors import LinkRefused, NotAllowed
from cscp_core.people import leaving
from cscp_core.people import service as people
from cscp_core.people.leaving import KEPT_FOR
from cscp_core.people.permissions import SYSTEM
from cscp_core.people.rules import Choice
from cscp_core.people.tables import Account, Leaving, TalkReminder
from cscp_core.scrutiny.challenges import handover
from feedback import published
from feedback.comments import reads, service
from feedback.comments.rules import CommentState, Readers
from feedback.own import retention
from feedback.own import service as own
from feedback.together import service as together
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from tests.feedback.scene import COUNCIL, TINY, WORDS, make_content


def version_of(scene, actor):
    with scene.store.reading() as session:
        return session.get(Account, actor.account_id).version


def leave(scene, actor=None):
    """Disables somebody; returns them as they come by their link."""
    one = actor or scene.yas
    token = scene.act(
        handover.disable_voice, scene.sam, account_id=one.account_id, version=version_of(scene, one)
    )  # fmt: skip
    with scene.store.reading() as session:
        return leaving.who_left(session, token)


def choose(scene, gone, choice):
    scene.act(leaving.choose_outcome, gone, version=1, choice=choice)


def after_ninety_days(scene):
    scene.clock.advance(days=KEPT_FOR.days)
    return scene.act(retention.apply, SYSTEM)


def test_who_left_reads_their_receipts_and_their_copies(scene):
    made = scene.published(readers=Readers.PARTNERS)
    scene.reply(made)
    gone = leave(scene)
    (receipt,) = scene.ask(reads.list_receipts, gone)
    assert (receipt.words, receipt.replies[0].words) == (WORDS, "We changed the letter.")
    assert WORDS in scene.ask(published.own_data, gone, to_read=True).decode("utf-8-sig")
    assert json.loads(scene.ask(published.own_data, gone, to_read=False))["what you wrote"][0]["words"] == WORDS


def test_who_left_takes_one_thing_back(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    gone = leave(scene)
    scene.by_now(service.withdraw, gone, made)
    assert (scene.row(made).state, scene.said(scene.dee)) == (CommentState.WITHDRAWN, [])


def test_who_left_takes_everything_back_and_a_welfare_record_stays(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    held = scene.send(words="I am worried.", worry=About.SOMEBODY)
    gone = leave(scene)
    scene.act(own.withdraw_all, gone)
    assert [scene.row(one).words for one in (made, held)] == ["", ""]
    assert [one.words for one in scene.every(Concern)] == ["I am worried."]


@pytest.mark.parametrize(
    ("does", "details"),
    [
        (service.send, {"about": COUNCIL, "content": make_content()}),
        (service.save, {"about": COUNCIL, "content": make_content()}),
        (service.point_out, {"words": WORDS}),
        (reads.list_comments, {"report_id": TINY}),
        (together.list_wordings, {"report_id": TINY, "theme_id": "neglect"}),
        (published.joint_views, {"report_id": TINY}),
        (people.list_people, {}),
    ],
)
def test_who_left_writes_nothing_and_reads_nothing_of_others(scene, does, details):
    gone = leave(scene)
    with pytest.raises(NotAllowed):
        scene.act(does, gone, **details)


def test_who_left_takes_back_nothing_of_somebody_else(scene):
    made = scene.published(scene.yui, readers=Readers.ANYWHERE)
    gone = leave(scene)
    with pytest.raises(Exception, match="nothing of yours"):
        scene.by_now(service.withdraw, gone, made)


def test_their_words_stay_until_then_whatever_they_choose(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    choose(scene, leave(scene), Choice.GO)
    scene.clock.advance(days=KEPT_FOR.days - 1)
    scene.act(retention.apply, SYSTEM)
    assert scene.row(made).words == WORDS


def test_after_ninety_days_the_words_go_where_they_chose_so(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    joint = scene.let_stand_together()
    choose(scene, leave(scene), Choice.GO)
    found = after_ninety_days(scene)
    assert found[retention.LEFT.kind] == 1
    assert [(scene.row(one).state, scene.row(one).words) for one in (made, joint)] == [(CommentState.WITHDRAWN, "")] * 2
    assert scene.every(Leaving) == []


@pytest.mark.parametrize("choice", [Choice.STAY, None])
def test_after_ninety_days_the_words_stay_where_they_chose_so_or_never_chose(scene, choice):
    made = scene.published(readers=Readers.ANYWHERE)
    gone = leave(scene)
    if choice:
        choose(scene, gone, choice)
    after_ninety_days(scene)
    assert [one.words for one in scene.said(scene.dee)] == [WORDS]
    assert scene.row(made).account_id == scene.yas.account_id
    assert scene.every(Leaving) == []


def test_a_stored_choice_that_nobody_knows_deletes_nothing(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    leave(scene)
    with scene.store.writing() as session:
        session.execute(text("UPDATE leaving SET chosen = 'burn'"))
        session.commit()
    after_ninety_days(scene)
    assert scene.row(made).words == WORDS


def test_a_dry_run_applies_no_choice(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    choose(scene, leave(scene), Choice.GO)
    scene.clock.advance(days=KEPT_FOR.days)
    assert scene.act(retention.apply, SYSTEM, dry_run=True)[retention.LEFT.kind] == 1
    assert (scene.row(made).words, len(scene.every(Leaving))) == (WORDS, 1)


def test_who_is_let_in_again_keeps_their_words(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    choose(scene, leave(scene), Choice.GO)
    scene.act(people.enable_account, scene.sam, account_id=scene.yas.account_id, version=version_of(scene, scene.yas))
    after_ninety_days(scene)
    assert scene.row(made).words == WORDS


def test_who_is_erased_has_no_link_any_more(scene):
    token = scene.act(
        handover.disable_voice, scene.sam, account_id=scene.yas.account_id, version=version_of(scene, scene.yas)
    )
    scene.act(own.erase_person, scene.sam, account_id=scene.yas.account_id, version=version_of(scene, scene.yas))
    with scene.store.reading() as session, pytest.raises(LinkRefused):
        leaving.who_left(session, token)
    assert scene.every(Leaving) == scene.every(TalkReminder) == []


def test_what_went_by_choice_does_not_come_back_with_an_older_copy(scene):
    made = scene.published(readers=Readers.ANYWHERE)
    choose(scene, leave(scene), Choice.GO)
    after_ninety_days(scene)
    scene.tamper(made, state=CommentState.PUBLISHED, words=WORDS)  # as an older copy holds it
    assert retention.take_back_again(scene.store) == 1
    assert scene.row(made).words == ""


def test_a_reply_to_who_left_still_reaches_them_by_the_link(scene):
    made = scene.published(readers=Readers.PARTNERS)
    gone = leave(scene)
    scene.clock.advance(days=10)
    scene.reply(made)
    assert len(scene.ask(reads.list_receipts, gone)[0].replies) == 1
    assert timedelta(days=10) < KEPT_FOR
