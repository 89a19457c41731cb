"""What agencies owe young people and lay members: who replies, in which words, by when, and how punctual each was."""

from datetime import date, timedelta

import pytest

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotAllowed, NotFound, TextRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import replies
from feedback.comments.rules import CommentKind, Readers, ReplyKind, Stance
from tests.feedback.scene import CLUB, COUNCIL, FIGURE, THEME, TINY, TODAY, TRUST

DUE = date(2026, 12, 18)  # twenty working days after the tests' day
TOMORROW = TODAY + timedelta(days=1)


def asked(scene, about=COUNCIL, actor=None, **details):
    """A published comment that partners read."""
    known = {"about": about, "readers": Readers.PARTNERS}
    return scene.published(actor, **known | details)


def waiting(scene, actor):
    return [one.comment_id for one in scene.ask(replies.list_waiting, actor)]


def punctuality(scene, agency_id="council", actor=None):
    return scene.ask(replies.measure_punctuality, actor or scene.dee, agency_id=agency_id)


# who owes a reply


@pytest.mark.parametrize("readers", [Readers.PARTNERS, Readers.ANYWHERE])
def test_a_comment_that_partners_read_waits_for_the_agency_of_its_finding(scene, readers):
    comment_id = asked(scene, readers=readers)
    assert [waiting(scene, scene.people[by]) for by in ("pat", "ida", "hal", "dee")] == [[comment_id]] * 2 + [[]] * 2


def test_the_agency_hears_that_it_is_asked(scene):
    asked(scene)
    assert [scene.notices(scene.people[by]) for by in ("pat", "ida", "hal", "dee")] == [
        [NoticeKind.TO_REPLY], [NoticeKind.TO_REPLY], [], [],
    ]  # fmt: skip


def test_a_comment_that_only_the_scrutineer_reads_waits_for_the_scrutineer(scene):
    comment_id = scene.published(readers=Readers.SCRUTINEER)
    assert [waiting(scene, scene.people[by]) for by in ("dee", "pat", "hal")] == [[comment_id], [], []]
    assert [scene.notices(scene.people[by]) for by in ("dee", "pat")] == [[NoticeKind.TO_REPLY], []]


def test_what_is_asked_of_an_agency_that_ended_waits_for_the_one_that_took_over(scene):
    comment_id = asked(scene, TRUST)
    assert [waiting(scene, scene.people[by]) for by in ("hal", "pat", "dee")] == [[comment_id], [], []]
    assert scene.notices(scene.hal) == [NoticeKind.TO_REPLY]


def test_what_is_asked_of_an_agency_that_nobody_works_for_waits_for_the_scrutineer(scene):
    comment_id = asked(scene, CLUB)
    assert [waiting(scene, scene.people[by]) for by in ("dee", "pat", "hal")] == [[comment_id], [], []]
    assert scene.notices(scene.dee) == [NoticeKind.TO_REPLY]


@pytest.mark.engine
def test_what_is_asked_of_the_partnership_waits_for_each_statutory_partner(scene):
    comment_id = asked(scene, THEME)
    assert [waiting(scene, scene.people[by]) for by in ("pat", "hal", "dee")] == [[comment_id], [comment_id], []]


@pytest.mark.parametrize("by", ["pat", "hal"])
def test_one_of_them_replies_for_all(scene, by):
    comment_id = asked(scene, THEME)
    scene.reply(comment_id, scene.people[by])
    assert [waiting(scene, scene.people[by]) for by in ("pat", "hal", "dee")] == [[], [], []]


@pytest.mark.engine
def test_a_reply_for_all_of_them_says_so_and_one_for_an_agency_alone_does_not(scene):
    shared, alone = asked(scene, THEME), asked(scene)
    scene.reply(shared, scene.hal)
    scene.reply(alone)
    assert scene.receipt(shared).replies[0].by == "Tiny Health Board, for the partners together"
    assert scene.receipt(alone).replies[0].by == "Tiny Council"


def test_who_owes_a_reply_is_told_that_one_serves_all_partners(scene):
    shared, alone = asked(scene, THEME), asked(scene)
    owed = {one.comment_id: one.for_all for one in scene.ask(replies.list_waiting, scene.pat)}
    assert owed == {shared: True, alone: False}


def test_a_comment_on_a_figure_waits_for_the_agency_of_what_is_measured(scene):
    comment_id = asked(scene, (TINY, "figure", FIGURE))
    assert waiting(scene, scene.pat) == [comment_id]


def test_a_comment_on_a_challenge_that_was_opened_waits_for_the_agency_that_was_asked(scene):
    number = scene.raise_challenge("board")
    details = {"challenge_id": number, "version": scene.version(number), "opened": True}
    scene.act(challenges.open_to_voices, scene.dee, **details)
    comment_id = asked(scene, (TINY, "challenge", str(number)))
    assert waiting(scene, scene.hal) == [comment_id]


@pytest.mark.parametrize("kind", [CommentKind.VIEW, CommentKind.MISSING])
def test_what_is_said_to_be_missing_is_replied_to_as_any_view(scene, kind):
    comment_id = asked(scene, THEME, kind=kind)
    assert waiting(scene, scene.pat) == [comment_id]


def test_a_question_for_a_meeting_waits_for_no_written_reply(scene):
    scene.question()
    assert [waiting(scene, scene.people[by]) for by in ("pat", "hal", "dee")] == [[], [], []]


def test_that_something_matches_waits_for_no_reply(scene):
    asked(scene, stance=Stance.MATCHES, words="")
    assert waiting(scene, scene.pat) == []


@pytest.mark.parametrize("state", ["sent", "sent back", "held", "withdrawn"])
def test_what_cannot_be_read_waits_for_no_reply(scene, state):
    comment_id = scene.send(readers=Readers.PARTNERS)
    {"sent": lambda _: None, "sent back": scene.send_back, "held": scene.hold, "withdrawn": scene.withdraw}[state](
        comment_id
    )
    assert [waiting(scene, scene.people[by]) for by in ("pat", "dee")] == [[], []]


@pytest.mark.engine
def test_the_most_overdue_comes_first(scene, clock):
    first = asked(scene)
    clock.advance(days=3)
    second = asked(scene, words="Later.")
    assert waiting(scene, scene.pat) == [first, second]


@pytest.mark.parametrize("spoilt", [{"state": "shown to all"}, {"readers": "everybody"}, {"readers": ""}], ids=str)
def test_what_the_app_does_not_understand_waits_for_nobody(scene, spoilt):
    comment_id = asked(scene)
    scene.tamper(comment_id, **spoilt)
    assert [waiting(scene, scene.people[by]) for by in ("pat", "hal", "dee")] == [[], [], []]
    with pytest.raises(CommentRefused, match="owes no reply here"):
        scene.reply(comment_id)


# replying


@pytest.mark.parametrize("kind", ReplyKind)
def test_there_are_four_kinds_of_reply(scene, kind):
    comment_id = asked(scene)
    scene.reply(comment_id, kind=kind, words="In words.", by=TOMORROW)
    (reply,) = scene.receipt(comment_id).replies
    assert (reply.kind, reply.words, reply.by_date) == (kind, "In words.", TOMORROW if kind is ReplyKind.WILL else None)


@pytest.mark.parametrize("by", [None, TODAY, TODAY - timedelta(days=1)])
def test_a_promise_needs_a_date_ahead(scene, by):
    comment_id = asked(scene)
    with pytest.raises(CommentRefused, match="Say by when"):
        scene.reply(comment_id, kind=ReplyKind.WILL, by=by)
    assert waiting(scene, scene.pat) == [comment_id]


@pytest.mark.parametrize("words", ["", " ", "a" * 1001])
def test_a_reply_has_words_and_not_too_many(scene, words):
    comment_id = asked(scene)
    with pytest.raises(TextRefused, match="your reply"):
        scene.reply(comment_id, words=words)
    assert scene.receipt(comment_id).replies == ()


def test_an_account_that_only_drafts_does_not_reply(scene):
    comment_id = asked(scene)
    with pytest.raises(CommentRefused, match="drafts for its agency"):
        scene.reply(comment_id, scene.ida)
    assert scene.receipt(comment_id).replies == ()


@pytest.mark.parametrize("by", ["hal", "dee"])
def test_nobody_replies_to_what_another_agency_is_asked(scene, by):
    comment_id = asked(scene)
    with pytest.raises(CommentRefused, match="owes no reply here"):
        scene.reply(comment_id, scene.people[by])


@pytest.mark.parametrize("by", ["pat", "hal"])
def test_no_partner_replies_to_what_only_the_scrutineer_reads(scene, by):
    comment_id = scene.published(about=COUNCIL)
    with pytest.raises(CommentRefused, match="owes no reply here"):
        scene.reply(comment_id, scene.people[by])


def test_the_scrutineer_replies_to_what_only_the_scrutineer_reads(scene):
    comment_id = scene.published(about=COUNCIL)
    scene.reply(comment_id, scene.dee)
    (reply,) = scene.receipt(comment_id).replies
    assert reply.by == "The independent scrutineer"


@pytest.mark.parametrize("state", ["sent", "sent back", "held", "withdrawn", "draft"])
def test_what_cannot_be_read_is_not_replied_to(scene, state):
    comment_id = scene.save(readers=Readers.PARTNERS) if state == "draft" else scene.send(readers=Readers.PARTNERS)
    acts = {"sent back": scene.send_back, "held": scene.hold, "withdrawn": scene.withdraw}
    acts.get(state, str)(comment_id)
    with pytest.raises(CommentRefused, match="owes no reply here"):
        scene.reply(comment_id)


def test_what_was_replied_to_is_not_replied_to_again(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    with pytest.raises(CommentRefused, match="owes no reply here"):
        scene.reply(comment_id)


def test_of_two_colleagues_who_reply_at_once_the_second_looks_again(scene):
    comment_id = asked(scene, THEME)
    seen = scene.row(comment_id).version
    scene.reply(comment_id, scene.pat)
    with pytest.raises(ChangedMeanwhile):
        scene.reply(comment_id, scene.hal, version=seen)


def test_anyone_who_replies_to_words_that_changed_meanwhile_looks_again(scene):
    comment_id = asked(scene)
    seen = scene.row(comment_id).version
    scene.rewrite(comment_id, words="Other words.", readers=Readers.PARTNERS)
    scene.publish(comment_id)
    with pytest.raises(ChangedMeanwhile):
        scene.reply(comment_id, version=seen)


def test_what_never_was_is_not_replied_to(scene):
    with pytest.raises(NotFound):
        scene.act(
            replies.reply, scene.pat, comment_id="0123456789abcdef", version=1, kind=ReplyKind.DID, words="We did."
        )


@pytest.mark.parametrize("by", ["sam", "len", "yui", "lou", "yas", "system"])
def test_nobody_else_replies(scene, by):
    comment_id = asked(scene)
    with pytest.raises(NotAllowed):
        scene.reply(comment_id, scene.people[by])


@pytest.mark.parametrize("by", ["sam", "len", "yas", "lou", "system"])
def test_nobody_else_is_shown_what_waits(scene, by):
    with pytest.raises(NotAllowed):
        waiting(scene, scene.people[by])


def test_the_writer_hears_that_somebody_replied(scene):
    scene.reply(asked(scene))
    assert scene.notices(scene.yas)[-1] is NoticeKind.REPLIED_TO


def test_a_reply_stands_in_the_trail_by_kind_and_without_words(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words="What was replied.")
    row = scene.trail(f"comment {comment_id}")[-1]
    assert (row.action, row.who) == (CommentsAction.REPLIED_TO, f"account {scene.pat.account_id}")
    assert row.detail == '{"kind": {"code": "did", "label": "We did"}, "late": false}'


# on time or late


@pytest.mark.parametrize(("days", "late"), [(0, False), (28, False), (29, True), (60, True)])
def test_whether_a_reply_is_late_is_settled_when_it_comes(scene, clock, days, late):
    comment_id = asked(scene)
    clock.advance(days=days)
    scene.reply(comment_id)
    assert [one.late for one in scene.receipt(comment_id).replies] == [late]


def test_a_reply_that_came_late_stays_late(scene, clock):
    comment_id = asked(scene)
    clock.advance(days=40)
    scene.reply(comment_id)
    scene.answers(comment_id, True)
    assert [one.late for one in scene.receipt(comment_id).replies] == [True]


def test_a_reply_that_came_on_time_stays_on_time(scene, clock):
    comment_id = asked(scene)
    scene.reply(comment_id)
    clock.advance(days=90)
    assert [one.late for one in scene.receipt(comment_id).replies] == [False]


# does this answer you?


def test_yes_settles_it(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, True)
    found = scene.receipt(comment_id)
    assert ([one.answers for one in found.replies], found.waits_until) == ([True], None)
    assert waiting(scene, scene.pat) == []


def test_no_keeps_it_open_and_owed_again_with_a_new_day(scene, clock):
    comment_id = asked(scene)
    clock.advance(days=3)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    found = scene.receipt(comment_id)
    assert ([one.answers for one in found.replies], f"{found.waits_until:%-d %B}") == ([False], "21 December")
    assert waiting(scene, scene.pat) == [comment_id]


def test_the_agency_hears_that_its_reply_did_not_answer(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    assert [scene.notices(scene.people[by])[-1] for by in ("pat", "ida")] == [NoticeKind.NOT_ANSWERED] * 2


def test_replies_go_on_until_one_answers(scene):
    comment_id = asked(scene)
    for words in ("First.", "Second.", "Third."):
        scene.reply(comment_id, words=words)
        scene.answers(comment_id, words == "Third.")
    found = scene.receipt(comment_id)
    assert [(one.words, one.answers) for one in found.replies] == [
        ("First.", False), ("Second.", False), ("Third.", True),
    ]  # fmt: skip
    assert waiting(scene, scene.pat) == []


@pytest.mark.parametrize("answers", [True, False])
def test_without_a_reply_there_is_nothing_to_say(scene, answers):
    comment_id = asked(scene)
    with pytest.raises(CommentRefused, match="no reply here"):
        scene.answers(comment_id, answers)


@pytest.mark.parametrize("answers", [True, False])
def test_it_is_said_once_of_each_reply(scene, answers):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, answers)
    with pytest.raises(CommentRefused, match="no reply here"):
        scene.answers(comment_id, not answers)


def test_while_a_change_waits_nothing_is_said_of_the_old_reply(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.rewrite(comment_id, readers=Readers.PARTNERS)
    with pytest.raises(CommentRefused, match="no reply here"):
        scene.answers(comment_id, False)


def test_a_comment_that_was_changed_after_a_reply_is_owed_another(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words="First.")
    scene.rewrite(comment_id, words="But why?", readers=Readers.PARTNERS)
    scene.publish(comment_id)
    scene.reply(comment_id, words="Second.")
    assert [one.words for one in scene.receipt(comment_id).replies] == ["First.", "Second."]
    assert scene.receipt(comment_id).may_say


def test_nobody_but_the_writer_says_whether_it_answers(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    with pytest.raises(NotFound):
        scene.answers(comment_id, True, scene.yui)
