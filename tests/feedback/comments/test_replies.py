"""What agencies owe young people and lay members: who replies, in which words, by when, and how punctual each was."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotAllowed, NotFound, TextRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import MAY, Permission, Role
from cscp_core.readability import TOO_HARD
from cscp_core.scrutiny.challenges import service as challenges
from feedback.comments import replies
from feedback.comments.replies import Punctual
from feedback.comments.rules import CommentKind, CommentState, Readers, ReplyKind, Stance
from feedback.comments.tables import Reply
from tests.feedback.scene import BOARD, CLUB, COUNCIL, FIGURE, THEME, TINY, TODAY, TRUST

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


def test_whoever_replies_to_words_that_changed_meanwhile_looks_again(scene):
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
    assert (row.action, row.who) == ("replied to a comment", f"account {scene.pat.account_id}")
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


# how punctual an agency was


def test_of_an_agency_that_was_never_asked_nothing_is_said(scene):
    assert punctuality(scene) == Punctual(0, 0, 0, 0, 0)
    assert punctuality(scene).words == ""


def test_what_waits_what_is_overdue_what_came_on_time_and_late_are_counted_as_single_cases(scene, clock):
    on_time, late, _, unanswered = (asked(scene, words=words) for words in ("a", "b", "c", "d"))
    scene.reply(on_time)
    scene.reply(unanswered)
    clock.advance(days=29)
    scene.reply(late)
    scene.answers(unanswered, False)
    asked(scene, words="e")
    assert punctuality(scene) == Punctual(owed=3, overdue=1, on_time=1, late=1, not_answering=1)
    assert punctuality(scene).words == (
        "1 replied to on time, 1 late, 1 did not answer who asked, 3 waiting, 1 of them overdue"
    )


def test_a_reply_that_does_not_answer_is_not_done(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    assert punctuality(scene).on_time == 1
    scene.answers(comment_id, False)
    found = punctuality(scene)
    assert (found.on_time, found.owed, found.not_answering) == (0, 1, 1)


def test_a_reply_that_was_late_and_does_not_answer_stays_late(scene, clock):
    comment_id = asked(scene)
    clock.advance(days=40)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    scene.reply(comment_id)
    found = punctuality(scene)
    assert (found.late, found.on_time, found.not_answering) == (1, 1, 1)


def test_no_percentage_is_told(scene):
    scene.reply(asked(scene))
    assert "%" not in punctuality(scene).words


def test_what_was_taken_back_after_a_reply_that_did_not_answer_is_still_told(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    scene.withdraw(comment_id)
    assert punctuality(scene).words == "0 replied to on time, 0 late, 1 did not answer who asked, 0 waiting"


def test_what_only_the_scrutineer_reads_does_not_count_against_the_agency(scene, clock):
    scene.published(about=COUNCIL, readers=Readers.SCRUTINEER)
    clock.advance(days=60)
    assert punctuality(scene).words == ""


def test_what_was_asked_of_an_agency_that_ended_counts_for_the_one_that_took_over(scene, clock):
    comment_id = asked(scene, TRUST)
    clock.advance(days=60)
    assert (punctuality(scene, "board").owed, punctuality(scene, "board").overdue) == (1, 1)
    scene.reply(comment_id, scene.hal)
    assert punctuality(scene, "board") == Punctual(0, 0, 0, 1, 0)


def test_what_was_asked_of_the_partnership_counts_for_each_until_one_has_replied(scene):
    comment_id = asked(scene, THEME)
    assert [punctuality(scene, one).owed for one in ("council", "board", "club")] == [1, 1, 0]
    scene.reply(comment_id, scene.hal)
    assert [punctuality(scene, one) for one in ("council", "board")] == [
        Punctual(0, 0, 0, 0, 0),
        Punctual(0, 0, 1, 0, 0),
    ]


def test_what_the_scrutineer_replied_for_an_agency_without_accounts_is_not_its_merit(scene):
    scene.reply(asked(scene, CLUB), scene.dee)
    assert punctuality(scene, "club").on_time == 0


def test_another_agency_has_its_own_count(scene):
    scene.reply(asked(scene, BOARD), scene.hal)
    assert (punctuality(scene, "board").on_time, punctuality(scene).on_time) == (1, 0)


@pytest.mark.parametrize("role", sorted(Role))
def test_whoever_reads_challenges_reads_how_punctual_an_agency_was(scene, role):
    actor = replace(scene.dee, role=role)
    if role in MAY[Permission.READ_CHALLENGES]:
        assert punctuality(scene, actor=actor).owed == 0
    else:
        with pytest.raises(NotAllowed):
            punctuality(scene, actor=actor)


@pytest.mark.parametrize(("about", "by"), [(COUNCIL, "pat"), (BOARD, "hal"), (TRUST, "hal")])
def test_the_day_by_which_a_reply_is_due_is_told_to_whoever_owes_it(scene, about, by):
    asked(scene, about)
    assert [one.waits_until for one in scene.ask(replies.list_waiting, scene.people[by])] == [DUE]


def test_a_reply_leaves_the_comment_published(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    assert scene.receipt(comment_id).state is CommentState.PUBLISHED


# words that a young person can read

HARD = "We will operationalise multi-agency arrangements in order to facilitate comprehensive engagement."


def test_a_reply_that_is_too_hard_says_why_it_cannot_be_simpler(scene):
    comment_id = asked(scene)
    with pytest.raises(CommentRefused, match="Use easier words"):
        scene.reply(comment_id, words=HARD)
    with pytest.raises(CommentRefused, match="Use easier words"):
        scene.reply(comment_id, words=HARD, hard_because="   ")
    assert waiting(scene, scene.pat) == [comment_id]
    scene.reply(comment_id, words=HARD, hard_because="These are the words of the law.")
    (found,) = scene.every(Reply)
    assert found.hard_because == "These are the words of the law."
    assert found.reading_age > TOO_HARD


def test_a_plain_reply_needs_no_reason_and_keeps_none(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words="We asked each of you. Now we ask you first.", hard_because="It is fine.")
    (found,) = scene.every(Reply)
    assert found.hard_because == ""
    assert found.reading_age <= 12


def test_the_trail_says_that_a_reply_was_too_hard_and_nothing_of_the_reason(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words=HARD, hard_because="The words of the law.")
    row = scene.trail(f"comment {comment_id}")[-1]
    assert json.loads(row.detail)["too_hard"] is True
    assert "law" not in row.detail


def test_a_reply_of_a_word_or_two_is_never_too_hard(scene):
    comment_id = asked(scene)
    scene.reply(comment_id, words="Unfortunately not.")
    (found,) = scene.every(Reply)
    assert found.reading_age is None
