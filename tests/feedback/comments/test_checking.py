"""Checking comments, taking one out of sight again, looking up who wrote one, and looking again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotAllowed, NotFound, TextRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import READING, Role
from cscp_core.storage.trail_actions import CommentsAction
from feedback.comments import checking
from feedback.comments.rules import CommentState, Readers, Really, Reason, Stance
from feedback.comments.tables import WriterLookup
from feedback.welfare import cover
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from tests.builders import facts_of
from tests.feedback.scene import TODAY, TOLD, WORDS

DECISIONS = [
    (checking.let_stand, {}),
    (checking.send_back, {"reason": Reason.IDENTIFIES, "told": TOLD}),
    (checking.hold_for_welfare, {"about": About.SOMEBODY}),
]
"""What a checker decides about a comment that waits."""
RECALL = (checking.unpublish, {"told": TOLD})
IN_EVERY_STATE = {
    CommentState.DRAFT: lambda scene: scene.save(),
    CommentState.SENT: lambda scene: scene.send(),
    CommentState.SHOWN: lambda scene: scene.let_stand_together(),
    CommentState.PUBLISHED: lambda scene: scene.published(),
    CommentState.SENT_BACK: lambda scene: scene.sent_back(),
    CommentState.HELD: lambda scene: scene.held(),
    CommentState.WITHDRAWN: lambda scene: taken_back(scene),
}


def taken_back(scene):
    comment_id = scene.send()
    scene.withdraw(comment_id)
    return comment_id


def names(value):
    return value.__name__ if callable(value) else None


def last(scene, comment_id):
    """What the newest row of the trail about a comment holds."""
    return facts_of(scene.trail(f"comment {comment_id}")[-1])


def queue(scene, actor=None, **details):
    return scene.ask(checking.to_check, actor or scene.sam, **details).items


def became_manager(scene, actor):
    """Somebody whose account passed to another role."""
    return replace(actor, role=Role.BUSINESS_MANAGER)


# the queue


def test_a_checker_sees_what_was_said_of_what_and_for_whom(scene):
    scene.send(words=WORDS, stance=Stance.NOT_SURE, really=Really.ACTIVITY, readers=Readers.PARTNERS, named=True)
    (waiting,) = queue(scene)
    assert (waiting.words, waiting.stance, waiting.really, waiting.readers, waiting.named, waiting.seen) == (
        WORDS, Stance.NOT_SURE, Really.ACTIVITY, Readers.PARTNERS, True, "Fewer children were neglected.",
    )  # fmt: skip


@pytest.mark.parametrize(("by", "whose"), [("yas", "Young Advisors"), ("lou", "Lay members")])
def test_a_checker_sees_whose_kind_it_is_and_never_who_wrote(scene, by, whose):
    actor = scene.people[by]
    scene.send(actor)
    (waiting,) = queue(scene)
    assert waiting.whose == whose
    shown = str(waiting)
    assert actor.name not in shown
    assert actor.username not in shown


def test_the_oldest_comes_first(scene, clock):
    for words in ("First.", "Second.", "Third."):
        scene.send(words=words)
        clock.advance(hours=1)
    assert [one.words for one in queue(scene)] == ["First.", "Second.", "Third."]


@pytest.mark.engine
def test_every_comment_that_waits_is_on_exactly_one_page(scene):
    sent = [scene.send(words=f"{number}") for number in range(60)]
    shown, page = [], 1
    while found := queue(scene, page=page):
        shown += [one.comment_id for one in found]
        page += 1
    assert sorted(shown) == sorted(sent)
    assert scene.ask(checking.to_check, scene.sam).total == 60


@pytest.mark.parametrize("state", [state for state in CommentState if state is not CommentState.SENT])
def test_nothing_else_waits_to_be_checked(scene, state):
    IN_EVERY_STATE[state](scene)
    assert queue(scene) == []


@pytest.mark.parametrize(("days", "age", "late"), [(0, 0, False), (5, 3, False), (6, 4, True), (10, 6, True)])
def test_its_age_is_told_in_working_days_and_after_three_it_is_late(scene, clock, days, age, late):
    scene.send()
    clock.advance(days=days)
    (waiting,) = queue(scene)
    assert (waiting.age, waiting.late) == (age, late)


def test_the_day_on_which_it_was_sent_is_the_day_in_england(scene, clock):
    clock.moment = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight of 1 July
    scene.send()
    (waiting,) = queue(scene)
    assert (f"{waiting.sent_on:%-d %B}", waiting.age) == ("1 July", 0)


def test_a_checker_is_told_which_one_they_wrote_themselves(scene):
    scene.send(scene.lou)
    assert [one.own for one in queue(scene, became_manager(scene, scene.lou))] == [True]
    assert [one.own for one in queue(scene)] == [False]


@pytest.mark.parametrize("role", [role for role in sorted(Role) if role is not Role.BUSINESS_MANAGER])
@pytest.mark.parametrize(
    ("look", "details"),
    [
        (checking.to_check, {}),
        *((act, {"comment_id": "any", "version": 1} | details) for act, details in [*DECISIONS, RECALL]),
        (checking.look_up_writer, {"comment_id": "any", "version": 1, "reason": "Why"}),
    ],
    ids=names,
)
def test_only_the_business_manager_checks(scene, role, look, details):
    with pytest.raises(NotAllowed):
        scene.act(look, replace(scene.dee, role=role), **details)


# deciding


@pytest.mark.engine
def test_what_stands_is_published_in_its_writers_words(scene):
    comment_id = scene.send(words=WORDS)
    scene.publish(comment_id)
    assert [(one.comment_id, one.words) for one in scene.said(scene.dee)] == [(comment_id, WORDS)]


def test_what_stands_is_owed_a_reply_within_twenty_working_days_from_then(scene, clock):
    comment_id = scene.send(readers=Readers.PARTNERS)
    clock.advance(days=3)
    scene.publish(comment_id)
    assert f"{scene.receipt(comment_id).waits_until:%a %-d %B}" == "Mon 21 December"


def test_a_mere_it_matches_is_owed_no_reply(scene):
    comment_id = scene.published(stance=Stance.MATCHES, words="", readers=Readers.PARTNERS)
    assert scene.receipt(comment_id).waits_until is None
    assert scene.notices(scene.pat) == []


@pytest.mark.parametrize("reason", Reason)
def test_something_is_sent_back_for_one_of_three_reasons_and_with_words_that_help(scene, reason):
    comment_id = scene.sent_back(reason=reason)
    found = scene.receipt(comment_id)
    assert (found.state, found.reason, found.told) == (CommentState.SENT_BACK, reason, TOLD)


@pytest.mark.parametrize("told", ["", " ", "\u200b", "a" * 1001])
def test_nothing_is_sent_back_without_words_or_with_a_lecture(scene, told):
    comment_id = scene.send()
    with pytest.raises(TextRefused):
        scene.send_back(comment_id, told=told)
    assert scene.receipt(comment_id).state is CommentState.SENT


def test_a_comment_that_was_sent_back_keeps_its_words(scene):
    assert scene.receipt(scene.sent_back(words=WORDS)).words == WORDS


@pytest.mark.parametrize("state", [state for state in CommentState if state is not CommentState.SENT])
@pytest.mark.parametrize(("act", "details"), DECISIONS[:2], ids=names)
def test_only_what_waits_is_published_or_sent_back(scene, act, details, state):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused, match="is not waiting to be checked"):
        scene.by_now(act, scene.sam, comment_id, **details)
    assert scene.row(comment_id).state == state


@pytest.mark.parametrize("state", [CommentState.DRAFT, CommentState.HELD, CommentState.WITHDRAWN])
def test_a_draft_what_is_held_and_what_was_taken_back_cannot_be_held_by_a_checker(scene, state):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused):
        scene.by_now(checking.hold_for_welfare, scene.sam, comment_id, about=About.SOMEBODY)
    assert scene.row(comment_id).state == state


@pytest.mark.parametrize("state", [CommentState.SENT, CommentState.PUBLISHED, CommentState.SENT_BACK])
def test_a_checker_can_hold_what_waits_what_was_published_and_what_was_sent_back(scene, state):
    comment_id = IN_EVERY_STATE[state](scene)
    scene.hold(comment_id)
    assert scene.receipt(comment_id).state is CommentState.HELD


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "yui", "lou", "len", "system"])
def test_what_is_held_nobody_reads_among_the_comments(scene, by):
    scene.hold(scene.published(readers=Readers.ANYWHERE))
    assert scene.said(scene.people[by]) == []


def test_what_is_held_is_owed_no_reply_and_has_left_the_checkers_queue(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.hold(comment_id)
    assert scene.receipt(comment_id).waits_until is None
    assert queue(scene) == []


@pytest.mark.parametrize(("words", "held_by"), [(WORDS, "checker"), ("She is scared to go home.", "app")])
def test_the_record_says_whether_the_checker_or_the_app_noticed_it(scene, words, held_by):
    scene.held(words=words)
    assert [one.held_by for one in scene.every(Concern)] == [held_by]


def test_anyone_who_holds_something_learns_who_is_here_today(scene):
    assert "Here today: Len Surname, Lia Surname." in scene.hold(scene.send())


def test_where_nobody_is_here_it_is_held_all_the_same_and_the_checker_learns_whom_to_ring(scene):
    comment_id = scene.send()
    for person in (scene.len, scene.lia):
        scene.act(cover.add_absence, person, starts_on=TODAY, ends_on=TODAY)
    assert "999" in scene.hold(comment_id)
    assert scene.receipt(comment_id).state is CommentState.HELD


def test_a_writer_whose_comment_somebody_else_held_is_told_kindly(scene):
    comment_id = scene.held()
    assert scene.receipt(comment_id).held_by_another
    assert scene.notices(scene.yas) == [NoticeKind.LET_YOU_KNOW]


@pytest.mark.parametrize(("act", "details"), DECISIONS, ids=names)
def test_nobody_decides_about_what_they_wrote_themselves(scene, act, details):
    comment_id = scene.send(scene.lou)
    with pytest.raises(CommentRefused, match="You wrote this one"):
        scene.by_now(act, became_manager(scene, scene.lou), comment_id, **details)
    assert scene.row(comment_id).state == CommentState.SENT


@pytest.mark.parametrize(("act", "details"), [*DECISIONS, RECALL], ids=names)
def test_of_two_people_who_decide_at_once_the_second_looks_again(scene, act, details):
    comment_id = scene.published() if act is checking.unpublish else scene.send()
    seen = scene.row(comment_id).version
    scene.rewrite(comment_id, words="Changed while it was read.")
    with pytest.raises(ChangedMeanwhile, match="while you were reading"):
        scene.act(act, scene.sam, comment_id=comment_id, version=seen, **details)
    assert scene.row(comment_id).state == CommentState.SENT


def test_two_checkers_decide_once(scene):
    comment_id = scene.send()
    seen = scene.row(comment_id).version
    scene.act(checking.let_stand, scene.sam, comment_id=comment_id, version=seen)
    with pytest.raises(ChangedMeanwhile):
        scene.act(checking.send_back, scene.bea, comment_id=comment_id, version=seen, reason=Reason.UNLAWFUL, told=TOLD)
    assert scene.receipt(comment_id).state is CommentState.PUBLISHED


@pytest.mark.parametrize(("act", "details"), [*DECISIONS, RECALL], ids=names)
def test_what_never_was_cannot_be_decided_about(scene, act, details):
    with pytest.raises(NotFound):
        scene.act(act, scene.sam, comment_id="0123456789abcdef", version=1, **details)


# taking out of sight again


def test_a_published_comment_that_identifies_somebody_is_out_of_sight_at_once(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    found = scene.receipt(comment_id)
    assert (found.state, found.reason, found.told, found.waits_until) == (
        CommentState.SENT_BACK, Reason.IDENTIFIES, TOLD, None,
    )  # fmt: skip
    assert [scene.said(scene.people[by]) for by in ("dee", "sam", "pat", "lou", "yui")] == [[]] * 5


@pytest.mark.parametrize(
    ("readers", "could"),
    [
        (Readers.SCRUTINEER, "business_manager; scrutineer"),
        (Readers.PARTNERS, "business_manager; partner; scrutineer"),
        (Readers.ANYWHERE, "; ".join(sorted(role.value for role in READING | {Role.SYSTEM}))),
    ],
)
def test_the_trail_keeps_which_roles_could_have_read_it(scene, readers, could):
    comment_id = scene.published(readers=readers)
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    assert last(scene, comment_id)["could_have_read"] == could


def test_the_trail_keeps_which_roles_did_read_it(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    for reader in (scene.pat, scene.hal, scene.dee):
        scene.read(reader, comment_id)
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    assert last(scene, comment_id)["did_read"] == "partner; scrutineer"


def test_where_nobody_had_read_it_the_trail_says_so(scene):
    comment_id = scene.published()
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    assert last(scene, comment_id)["did_read"] == ""


@pytest.mark.parametrize(
    "state", [state for state in CommentState if state not in (CommentState.SHOWN, CommentState.PUBLISHED)]
)
def test_only_what_can_be_read_is_taken_out_of_sight(scene, state):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused, match="cannot read this comment any more"):
        scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)


def test_an_older_copy_of_the_database_learns_that_it_may_not_be_read_as_it_stood(scene):
    comment_id = scene.published()
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    assert [(one.kind, one.which) for one in scene.noted()] == [("check again", comment_id)]


def test_a_writer_whose_comment_was_taken_out_of_sight_can_change_it_and_send_it_again(scene):
    comment_id = scene.published()
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    scene.rewrite(comment_id, words="No street in it.")
    scene.publish(comment_id)
    assert [one.words for one in scene.said(scene.dee)] == ["No street in it."]


# looking up who wrote something


def look_up(scene, comment_id, actor=None, reason="The police ask who it was."):
    return scene.by_now(checking.look_up_writer, actor or scene.sam, comment_id, reason=reason)


@pytest.mark.parametrize("state", [CommentState.SENT, CommentState.PUBLISHED, CommentState.SENT_BACK])
def test_the_business_manager_can_look_up_who_wrote_something(scene, state):
    assert look_up(scene, IN_EVERY_STATE[state](scene)) == "Yas Surname"


@pytest.mark.parametrize("state", [CommentState.DRAFT, CommentState.SHOWN, CommentState.HELD, CommentState.WITHDRAWN])
def test_who_wrote_a_draft_or_what_is_held_is_not_theirs_to_look_up(scene, state):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused, match="cannot look up who wrote"):
        look_up(scene, comment_id)
    assert scene.every(WriterLookup) == []


def test_looking_up_is_kept_with_who_when_and_why(scene, clock):
    comment_id = scene.published()
    look_up(scene, comment_id)
    assert [(one.comment_id, one.account_id, one.reason, one.at) for one in scene.every(WriterLookup)] == [
        (comment_id, scene.sam.account_id, "The police ask who it was.", clock.moment)
    ]
    assert [
        one.who for one in scene.trail(f"comment {comment_id}") if one.action == CommentsAction.WRITER_LOOKED_UP
    ] == [f"account {scene.sam.account_id}"]


@pytest.mark.parametrize("reason", ["", "  ", "a" * 201])
def test_nobody_is_looked_up_without_a_reason_in_a_sentence(scene, reason):
    comment_id = scene.published()
    with pytest.raises(TextRefused):
        look_up(scene, comment_id, reason=reason)
    assert (scene.every(WriterLookup), scene.receipt(comment_id).looked_up) == ([], ())


def test_the_writer_is_told_when_and_why(scene, clock):
    comment_id = scene.published()
    clock.advance(hours=2)
    look_up(scene, comment_id)
    assert scene.receipt(comment_id).looked_up == ((clock.moment, "The police ask who it was."),)
    assert scene.notices(scene.yas)[-1] is NoticeKind.LOOKED_UP


def test_each_looking_up_is_told(scene):
    comment_id = scene.published()
    look_up(scene, comment_id)
    look_up(scene, comment_id, scene.bea, "I forgot.")
    assert sorted(why for _, why in scene.receipt(comment_id).looked_up) == ["I forgot.", "The police ask who it was."]


def test_looking_up_what_never_was_finds_nobody(scene):
    with pytest.raises(NotFound):
        scene.act(checking.look_up_writer, scene.sam, comment_id="0123456789abcdef", version=1, reason="Why")
