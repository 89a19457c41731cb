"""Checking comments, taking one out of sight again, looking up who wrote one, and looking again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotAllowed, NotFound, TextRefused
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import Role
from cscp_core.storage import trail
from feedback.comments import checking, service
from feedback.comments.rules import CommentKind, CommentState, Readers, Really, Reason, ReplyKind, Stance
from feedback.comments.tables import WriterLookup
from feedback.welfare import cover
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from tests.builders import facts_of
from tests.feedback.scene import COUNCIL, THEME, TODAY, TOLD, WORDS, make_content

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
    with pytest.raises(CommentRefused, match="does not wait to be checked"):
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


def test_whoever_holds_something_learns_who_is_here_today(scene):
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
        (Readers.ANYWHERE, "; ".join(sorted(role.value for role in Role))),
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
    assert [one.who for one in scene.trail(f"comment {comment_id}") if one.action.startswith("looked up")] == [
        f"account {scene.sam.account_id}"
    ]


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


# looking again


def again(scene, **details):
    """A comment that was sent back and that its writer asks to look at again."""
    comment_id = scene.sent_back(**details)
    scene.by_now(service.ask_to_look_again, scene.yas, comment_id)
    return comment_id


def settle(scene, comment_id, **details):
    known = {"publishes": False, "told": "It names the street."}
    scene.by_now(checking.settle_again, scene.dee, comment_id, **known | details)


def test_the_scrutineer_sees_every_reason_and_no_words(scene):
    for reason in Reason:
        scene.sent_back(reason=reason, words="What was said.")
    found = scene.ask(checking.sent_back, scene.dee)
    assert sorted(one.reason for one in found) == sorted(one.label for one in Reason)
    assert {(one.comment_id, one.told, one.words, one.seen) for one in found} == {("",) * 4}
    assert {(one.stance, one.readers) for one in found} == {(None, None)}


def test_the_scrutineer_reads_the_words_where_the_writer_asks_to_look_again(scene):
    again(scene, words="What was said.")
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.asked, found.words) == (True, "What was said.")


def test_whoever_asks_to_look_again_is_not_named(scene):
    again(scene)
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.whose, found.month) == ("Young Advisors", "November 2026")
    assert "Yas" not in str(found)


def test_what_is_to_be_looked_at_again_comes_first(scene, clock):
    asked = again(scene)
    clock.advance(days=1)
    scene.sent_back(scene.yui)
    assert scene.ask(checking.sent_back, scene.dee)[0].comment_id == asked


def test_the_scrutineer_hears_that_somebody_asks(scene):
    again(scene)
    assert scene.notices(scene.dee) == [NoticeKind.LOOK_AGAIN]


def test_a_writer_asks_once(scene):
    comment_id = again(scene)
    with pytest.raises(CommentRefused, match="once"):
        scene.by_now(service.ask_to_look_again, scene.yas, comment_id)


def test_after_an_answer_a_writer_does_not_ask_again(scene):
    comment_id = again(scene)
    settle(scene, comment_id)
    with pytest.raises(CommentRefused, match="once"):
        scene.by_now(service.ask_to_look_again, scene.yas, comment_id)


@pytest.mark.parametrize("state", [CommentState.DRAFT, CommentState.SENT, CommentState.PUBLISHED, CommentState.HELD])
def test_only_what_was_sent_back_is_looked_at_again(scene, state):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused, match="that was sent back"):
        scene.by_now(service.ask_to_look_again, scene.yas, comment_id)


def test_the_scrutineer_can_leave_it_sent_back_in_words(scene):
    comment_id = again(scene)
    settle(scene, comment_id)
    found = scene.receipt(comment_id)
    assert (found.state, found.look_again, found.told) == (CommentState.SENT_BACK, "stands", "It names the street.")
    assert scene.notices(scene.yas)[-1] is NoticeKind.SENT_BACK


def test_leaving_it_sent_back_needs_words(scene):
    comment_id = again(scene)
    with pytest.raises(TextRefused):
        settle(scene, comment_id, told="")


def test_the_scrutineer_can_publish_it_after_all(scene):
    comment_id = again(scene, readers=Readers.PARTNERS)
    settle(scene, comment_id, publishes=True, told="")
    found = scene.receipt(comment_id)
    assert (found.state, found.look_again, found.reason) == (CommentState.PUBLISHED, "published", None)
    assert [one.comment_id for one in scene.said(scene.pat)] == [comment_id]
    assert found.waits_until


def test_once_it_was_answered_the_scrutineer_reads_the_words_no_more(scene):
    settle(scene, again(scene))
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.asked, found.words) == (False, "")


@pytest.mark.parametrize("publishes", [True, False])
@pytest.mark.parametrize("state", list(CommentState))
def test_what_nobody_asks_about_is_not_settled_again(scene, state, publishes):
    comment_id = IN_EVERY_STATE[state](scene)
    with pytest.raises(CommentRefused, match="Nobody has asked"):
        settle(scene, comment_id, publishes=publishes)
    assert scene.row(comment_id).state == state


def test_of_what_changed_meanwhile_the_scrutineer_looks_at_the_new(scene):
    comment_id = again(scene)
    seen = scene.row(comment_id).version
    scene.rewrite(comment_id)
    with pytest.raises(ChangedMeanwhile):
        scene.act(checking.settle_again, scene.dee, comment_id=comment_id, version=seen, publishes=True)
    assert scene.said(scene.dee) == []


def test_a_changed_comment_that_is_sent_back_again_can_be_asked_about_again(scene):
    comment_id = again(scene)
    scene.rewrite(comment_id)
    scene.send_back(comment_id)
    scene.by_now(service.ask_to_look_again, scene.yas, comment_id)
    assert scene.receipt(comment_id).look_again == "asked"


@pytest.mark.parametrize("role", [role for role in sorted(Role) if role is not Role.SCRUTINEER])
@pytest.mark.parametrize(
    ("look", "details"),
    [(checking.sent_back, {}), (checking.settle_again, {"comment_id": "any", "version": 1, "publishes": True})],
    ids=names,
)
def test_only_the_scrutineer_looks_again(scene, role, look, details):
    with pytest.raises(NotAllowed):
        scene.act(look, replace(scene.dee, role=role), **details)


# the trail


def last(scene, comment_id):
    """What the newest row of the trail about a comment holds."""
    return facts_of(scene.trail(f"comment {comment_id}")[-1])


def life(scene):
    """A comment that every decision was taken about."""
    comment_id = again(scene, words="What nobody may find in the trail.")
    settle(scene, comment_id, publishes=True)
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    scene.rewrite(comment_id, words="What nobody may find in the trail.")
    scene.publish(comment_id)
    scene.rewrite(comment_id, words="What nobody may find in the trail.")
    scene.hold(comment_id)
    (concern,) = scene.every(Concern)
    scene.act(welfare.give_back, scene.len, concern_id=concern.concern_id, version=concern.version)
    return comment_id


def test_each_decision_stands_in_the_trail_with_from_to_and_why(scene):
    identifies = "it could show who somebody is"
    assert scene.decisions(life(scene)) == [
        ("draft", "sent", ""),
        ("sent", "sent back", identifies),
        ("sent back", "published", "looked at again by the scrutineer"),
        ("published", "sent back", identifies),
        ("sent back", "sent", ""),
        ("sent", "published", ""),
        ("published", "sent", ""),
        ("sent", "held for welfare", "welfare"),
        ("held for welfare", "sent", "nobody at risk"),
    ]


def test_each_decision_stands_in_the_trail_with_who_took_it(scene):
    comment_id = life(scene)
    yas, sam, dee, len_ = (
        trail.pseudonym_of(scene.yas.account_id, scene.store.chain_key),
        *(f"account {one.account_id}" for one in (scene.sam, scene.dee, scene.len)),
    )
    rows = [one for one in scene.trail(f"comment {comment_id}") if one.action == "decided on a comment"]
    assert [one.who for one in rows] == [yas, sam, dee, sam, yas, sam, yas, sam, len_]


def test_that_it_was_left_sent_back_stands_in_the_trail(scene):
    comment_id = again(scene)
    settle(scene, comment_id)
    row = scene.trail(f"comment {comment_id}")[-1]
    assert (row.action, row.who) == ("left a comment sent back", f"account {scene.dee.account_id}")
    assert facts_of(row) == {"reason": "it could show who somebody is"}


@pytest.mark.parametrize("statement", ["UPDATE trail SET detail = '{}'", "DELETE FROM trail"])
def test_the_database_refuses_to_change_what_stands_in_the_trail(scene, statement):
    scene.published()
    before = [(one.number, one.detail) for one in scene.trail()]
    with pytest.raises(DatabaseError), scene.store.writing() as session:
        session.execute(text(statement))
    assert [(one.number, one.detail) for one in scene.trail()] == before


def test_the_trail_holds_no_words_of_the_writer_the_checker_or_the_scrutineer(scene):
    life(scene)
    said = "\n".join(f"{one.who} {one.role} {one.action} {one.subject} {one.detail}" for one in scene.trail())
    for words in ("What nobody may find", TOLD, "It names the street.", "Fewer children", "yas", "Yas"):
        assert words not in said


@pytest.mark.parametrize("by", ["yas", "lou"])
def test_writers_stand_in_the_trail_under_a_pseudonym_only(scene, by):
    actor = scene.people[by]
    first = scene.save(actor)
    scene.rewrite(first, actor)
    scene.by_now(service.withdraw, actor, first)
    second = scene.sent_back(actor)
    scene.by_now(service.ask_to_look_again, actor, second)
    third = scene.published(actor, readers=Readers.PARTNERS)
    scene.reply(third)
    scene.answers(third, True, actor)
    scene.by_now(service.narrow, actor, third, readers=Readers.SCRUTINEER)
    own = [one for one in scene.trail() if one.role == actor.role]
    assert len(own) >= 10
    assert {one.who for one in own} == {trail.pseudonym_of(actor.account_id, scene.store.chain_key)}
    assert f"account {actor.account_id}" not in "\n".join(f"{one.who} {one.detail}" for one in scene.trail())


def test_two_writers_have_two_pseudonyms(scene):
    scene.send(scene.yas)
    scene.send(scene.yui)
    assert len({one.who for one in scene.trail() if one.role == Role.YOUNG_ADVISOR}) == 2


# what is told


def test_no_notice_holds_anything_of_what_was_said(scene):
    comment_id = scene.published(words="What was said.", readers=Readers.PARTNERS, about=COUNCIL)
    scene.reply(comment_id, kind=ReplyKind.NOT_YET, words="What was replied.")
    scene.answers(comment_id, False)
    look_up(scene, comment_id)
    again(scene, words="What was said.")
    scene.hold(scene.send(words="What was said."))
    with scene.store.reading() as session:
        told = [(one.kind, one.address) for one in session.exec(select(Notice))]
    assert len({kind for kind, _ in told}) >= 9
    for words in ("said", "replied.", comment_id, "claim", "neglect", "Yas", "yas"):
        assert not [one for one in told if words in one[1]]


@pytest.mark.parametrize(
    ("by", "kind", "address"),
    [
        ("yas", CommentKind.VIEW, "/what_happened"),
        ("lou", CommentKind.VIEW, "/my_comments"),
        ("yas", CommentKind.QUESTION, "/what_happened"),
        ("lou", CommentKind.QUESTION, "/my_comments"),
    ],
)
def test_a_notice_leads_writers_to_where_theirs_stands(scene, by, kind, address):
    actor = scene.people[by]
    scene.published(actor, about=THEME, kind=kind)
    with scene.store.reading() as session:
        rows = session.exec(select(Notice).where(Notice.account_id == actor.account_id)).all()
    assert [(one.kind, one.address) for one in rows] == [(NoticeKind.COMMENT_READ, address)]


# words that the app does not know


@pytest.mark.parametrize(
    "spoilt", [{"readers": "everybody"}, {"readers": ""}, {"kind": "rumour"}], ids=["readers", "no readers", "kind"]
)
def test_what_the_app_does_not_understand_is_in_no_queue_and_stops_none(scene, spoilt):
    scene.tamper(scene.send(), **spoilt)
    good = scene.send(scene.yui)
    assert [one.comment_id for one in queue(scene)] == [good]


@pytest.mark.parametrize("state", ["shown to all", "", "SENT"])
def test_a_state_that_the_app_does_not_know_is_in_no_queue(scene, state):
    scene.tamper(scene.send(), state=state)
    assert queue(scene) == []
    assert scene.ask(checking.sent_back, scene.dee) == []


def test_what_was_sent_back_for_readers_that_the_app_does_not_know_the_scrutineer_does_not_read(scene):
    scene.tamper(again(scene, words="What was said."), readers="everybody")
    (found,) = scene.ask(checking.sent_back, scene.dee)
    assert (found.asked, found.comment_id, found.words) == (False, "", "")


def test_what_is_published_for_readers_that_the_app_does_not_know_can_still_be_taken_out_of_sight(scene):
    comment_id = scene.published()
    scene.tamper(comment_id, readers="everybody")
    scene.by_now(checking.unpublish, scene.sam, comment_id, told=TOLD)
    assert last(scene, comment_id)["could_have_read"] == ""
    assert scene.row(comment_id).state == CommentState.SENT_BACK


def test_a_comment_is_not_made_by_the_checker(scene):
    with pytest.raises(NotAllowed):
        scene.act(service.send, scene.sam, about=COUNCIL, content=make_content())
