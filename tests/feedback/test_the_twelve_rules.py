"""The rules of young people's participation that the comments keep, each as its own tests: 1, 2, 5, 7, 8, 11 and 12.

Rules 3, 9 and 10 have files of their own beside this one; rules 4 and 6 are about screens:
tests/pages/test_rules_4_and_6.py.
"""

import dataclasses
import inspect

import pytest

from cscp_core.errors import CommentRefused, DetailsFound, NotAllowed, NotFound, TextRefused
from cscp_core.evidence import service as evidence
from cscp_core.people.permissions import MAY, SYSTEM, VOICES, Permission, Role
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.storage import trail
from feedback import published
from feedback.comments import checking, replies, service, sources
from feedback.comments.reads import Receipt, Said
from feedback.comments.rules import MOVES, CommentState, Readers, Really, Reason, ReplyKind, Stance
from feedback.welfare.rules import About
from tests.conftest import REPORT
from tests.feedback.scene import COUNCIL, EVERYBODY, PHONE, TINY, TOLD, YOUNG, Scene, make_content
from tests.scrutiny.meetings.scene import make_pick

OTHERS = [by for by in EVERYBODY if by != "yas"]
VIEWS = [Said, checking.CommentToCheck, checking.SentBack]
"""Everything in which somebody else than the writer sees a comment."""


# 1. Nobody is identifiable by accident


@pytest.mark.parametrize("by", OTHERS)
def test_rule_1_others_see_young_advisors_and_never_a_name(scene, by):
    """Others see "Young Advisors" or "Lay members", never an account name, and only the month."""
    scene.published(readers=Readers.ANYWHERE)
    (one,) = scene.said(scene.people[by])
    assert (one.whose, one.month) == ("Young Advisors", "November 2026")
    assert "Yas" not in str(one)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_rule_1_nothing_that_others_are_shown_has_a_place_for_a_writer(view):
    """The shapes that leave the room cannot hold an account."""
    names = {field.name for field in dataclasses.fields(view)}
    assert (
        names & {"account_id", "username", "name", "writer", "made_at", "sent_at", "published_at", "settled_at"}
        == set()
    )


def test_rule_1_there_is_no_tally_of_a_person(scene):
    """Comments of one person and of three look the same: nothing joins two of them."""
    for by in (*YOUNG, "yas", "yas"):
        scene.published(scene.people[by], readers=Readers.ANYWHERE)
    told = [dataclasses.replace(one, comment_id="") for one in scene.said(scene.dee)]
    assert told == told[:1] * 5


def test_rule_1_a_question_in_the_meeting_names_nobody(scene):
    """On the screen in the room a question is a Young Advisors' one."""
    meeting_id = scene.plan(make_pick())
    scene.question(words="Why do we wait?")
    told = str(scene.meeting(meeting_id))
    assert "A question from Young Advisors" in told
    assert "Yas" not in told


def test_rule_1_who_wrote_is_looked_up_only_with_a_reason_and_the_writer_is_told_when_and_why(scene, clock):
    """The business manager sees it in a logged act; the writer hears of it."""
    comment_id = scene.published()
    with pytest.raises(TextRefused):
        scene.by_now(checking.look_up_writer, scene.sam, comment_id, reason="")
    scene.by_now(checking.look_up_writer, scene.sam, comment_id, reason="A parent asks.")
    assert scene.receipt(comment_id).looked_up == ((clock.moment, "A parent asks."),)


@pytest.mark.parametrize("by", [by for by in OTHERS if by not in ("sam", "bea")])
def test_rule_1_nobody_else_looks_up_who_wrote(scene, by):
    """Not the scrutineer, not a partner, not the safeguarding lead, not the command line."""
    comment_id = scene.published(readers=Readers.ANYWHERE)
    with pytest.raises(NotAllowed):
        scene.by_now(checking.look_up_writer, scene.people[by], comment_id, reason="I wonder.")


def test_rule_1_the_trail_holds_a_keyed_pseudonym(scene):
    """Without the key nobody can say whose acts these were."""
    scene.published()
    own = {one.who for one in scene.trail() if one.role == Role.YOUNG_ADVISOR}
    assert own == {trail.pseudonym_of(scene.yas.account_id, scene.store.chain_key)}
    assert own != {trail.pseudonym_of(scene.yas.account_id, b"another key")}


# 2. Everything is checked before anyone else sees it, and it fails closed


@pytest.mark.parametrize("by", [by for by in OTHERS if by not in ("sam", "bea")])
def test_rule_2_nobody_reads_what_was_not_checked(scene, by):
    """Sent is not shown."""
    scene.send(readers=Readers.ANYWHERE)
    assert scene.said(scene.people[by]) == []


def test_rule_2_an_edit_goes_back_to_sent(scene):
    """What was published is checked again in its new words."""
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.rewrite(comment_id, words="Other words.", readers=Readers.ANYWHERE)
    assert (scene.receipt(comment_id).state, scene.said(scene.dee)) == (CommentState.SENT, [])


@pytest.mark.parametrize("spoilt", [{"state": "shown to all"}, {"readers": "everybody"}], ids=["state", "readers"])
@pytest.mark.parametrize("by", EVERYBODY)
def test_rule_2_what_the_app_does_not_know_is_not_shown(scene, by, spoilt):
    """Unknown status: not shown."""
    scene.tamper(scene.published(readers=Readers.ANYWHERE), **spoilt)
    assert scene.said(scene.people[by]) == []


def test_rule_2_a_published_comment_was_sent_or_looked_at_again_first():
    """Nothing but a check leads to being published."""
    others = (state for state in CommentState if state is not CommentState.PUBLISHED)
    assert [state for state in others if CommentState.SHOWN in MOVES[state]] == [
        CommentState.SENT, CommentState.SENT_BACK,
    ]  # fmt: skip
    assert [state for state in CommentState if CommentState.PUBLISHED in MOVES[state]] == [
        CommentState.SENT, CommentState.SHOWN, CommentState.SENT_BACK,
    ]  # fmt: skip


@pytest.mark.parametrize("act", [checking.let_stand, checking.send_back, checking.hold_for_welfare, checking.unpublish])
def test_rule_2_the_checker_never_rewrites(scene, act):
    """No act of the checker takes words for the comment, and none changes them."""
    details = {"told": TOLD, "reason": Reason.LIVE_CASE, "about": About.SOMEBODY}
    comment_id = (
        scene.published(words="My own words.") if act is checking.unpublish else scene.send(words="My own words.")
    )
    wanted = set(inspect.signature(act).parameters)
    scene.by_now(act, scene.sam, comment_id, **{name: value for name, value in details.items() if name in wanted})
    assert scene.receipt(comment_id).words == "My own words."


def test_rule_2_being_critical_is_no_reason_for_sending_back():
    """It identifies someone, is about a live case, or is unlawful: there is no fourth word for it."""
    assert [one.name for one in Reason] == ["IDENTIFIES", "LIVE_CASE", "UNLAWFUL"]


def test_rule_2_the_writer_may_ask_the_scrutineer_to_look_again_unnamed(scene):
    """The scrutineer reads the words and the checker's reason, and not whose they are."""
    comment_id = scene.sent_back(words="Nobody listens.")
    scene.by_now(service.ask_to_look_again, scene.yas, comment_id)
    (one,) = scene.ask(checking.sent_back, scene.dee)
    assert (one.words, one.reason, one.told, one.whose) == (
        "Nobody listens.", Reason.IDENTIFIES.label, TOLD, "Young Advisors",
    )  # fmt: skip


def test_rule_2_the_scrutineer_sees_every_reason_for_sending_back(scene):
    """Also where nobody asks to look again: a checker who sends back what is critical is seen."""
    for reason in Reason:
        scene.sent_back(reason=reason)
    assert sorted(one.reason for one in scene.ask(checking.sent_back, scene.dee)) == sorted(one.label for one in Reason)


@pytest.mark.parametrize("since", [Scene.rewrite, Scene.withdraw], ids=["sent again", "taken back"])
def test_rule_2_the_scrutineer_sees_the_reason_also_after_the_comment_was_changed_or_taken_back(scene, since):
    """A reason does not go because its writer gave way."""
    since(scene, scene.sent_back(reason=Reason.UNLAWFUL))
    assert [one.reason for one in scene.ask(checking.sent_back, scene.dee)] == [Reason.UNLAWFUL.label]


def test_rule_2_the_targets_are_shown_to_the_writer(scene):
    """Checked in three working days, replied to in twenty."""
    comment_id = scene.send()
    assert f"{scene.receipt(comment_id).check_by:%-d %B}" == "25 November"
    scene.publish(comment_id)
    assert f"{scene.receipt(comment_id).waits_until:%-d %B}" == "18 December"


# 5. Identifying details are pointed out before sending


def test_rule_5_details_are_pointed_out_before_anything_is_kept(scene):
    """The words found come back to the writer; nothing was sent."""
    with pytest.raises(DetailsFound) as refused:
        scene.send(words=f"Ring me on {PHONE}.")
    assert [words for words, _ in refused.value.found] == [PHONE]
    assert scene.own() == []


def test_rule_5_the_writer_can_change_them(scene):
    """Without them it goes through."""
    with pytest.raises(DetailsFound):
        scene.send(words=f"Ring me on {PHONE}.")
    assert scene.receipt(scene.send(words="Ask me.")).state is CommentState.SENT


def test_rule_5_the_writer_can_keep_them_and_the_checker_is_told_the_kind(scene):
    """Kept ones are marked for the checker."""
    scene.send(words=f"Ring me on {PHONE}.", keeps=True)
    (one,) = scene.ask(checking.to_check, scene.sam).items
    assert "phone" in one.kept_details


# 7. Before sending it says who will read it


def test_rule_7_there_are_three_choices_each_in_plain_words_the_fewest_first():
    """The scrutineer, partners too, or meetings and reports, of which print cannot be called back."""
    assert [one.plain.split(",")[0] for one in Readers] == [
        "Only the scrutineer", "The scrutineer", "Anyone here. It may be shown in meetings and reports",
    ]  # fmt: skip


def test_rule_7_without_a_choice_only_the_scrutineer_reads_it():
    """What a form leaves out opens nothing."""
    assert make_content().readers is Readers.SCRUTINEER


@pytest.mark.parametrize("readers", Readers)
def test_rule_7_prints_carry_only_what_was_let_into_meetings_and_reports(scene, readers):
    """Meeting mode, packs, records and prints."""
    scene.published(about=COUNCIL, readers=readers)
    item = scene.meeting(scene.plan(make_pick())).items[0]
    shown = scene.ask(meetings.on_screen, scene.dee, item=item)
    assert bool(scene.ask(published.in_print, scene.dee, shown=[shown])) == (readers is Readers.ANYWHERE)


def test_rule_7_the_choice_can_be_narrowed_later_and_not_widened(scene):
    """Fewer at once; more only with a new check."""
    comment_id = scene.published(readers=Readers.PARTNERS)
    with pytest.raises(CommentRefused):
        scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.ANYWHERE)
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.SCRUTINEER)
    assert scene.said(scene.pat) == []


# 8. A receipt for every comment


def test_rule_8_a_receipt_says_who_has_read_it_by_role_and_in_which_month(scene):
    comment_id = scene.published()
    scene.read(scene.dee, comment_id)
    assert scene.receipt(comment_id).read_by == ((Role.SCRUTINEER, "November 2026"),)


def test_rule_8_there_are_four_kinds_of_reply():
    """We did, we will by, not yet because, we did not because."""
    assert [one.label for one in ReplyKind] == ["We did", "We will", "Not yet, because", "We did not, because"]


def test_rule_8_a_receipt_says_what_was_decided_and_by_whom(scene):
    """The reply with its agency, and the question whether it answers."""
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.reply(comment_id, kind=ReplyKind.NOT_YET, words="There is no room.")
    found = scene.receipt(comment_id)
    assert [(one.by, one.kind) for one in found.replies] == [("Tiny Council", ReplyKind.NOT_YET)]
    assert found.may_say


def test_rule_8_while_the_writer_says_no_the_reply_does_not_count_as_done(scene):
    """It is owed again and counts neither as on time nor as done."""
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    found = scene.ask(replies.measure_punctuality, scene.dee, agency_id="council")
    assert (found.on_time, found.owed) == (0, 1)


def test_rule_8_late_replies_count_against_the_agency(scene, clock):
    """Also after its writer took the comment back."""
    comment_id = scene.published(readers=Readers.PARTNERS)
    clock.advance(days=60)
    scene.reply(comment_id)
    scene.withdraw(comment_id)
    assert scene.ask(replies.measure_punctuality, scene.dee, agency_id="council").late == 1


def test_rule_8_nothing_in_a_receipt_counts_against_the_writer():
    """A receipt knows when others are late, and has no place for a young person's own lateness, count or rank."""
    names = {field.name for field in dataclasses.fields(Receipt)}
    assert names & {"late", "overdue", "count", "number", "rank", "score", "streak"} == set()


# 11. Plain words


def test_rule_11_each_claim_of_the_report_has_a_plain_version(camden):
    """Nothing is shown to Young Advisors only in the report's own words."""
    with camden.reading() as session:
        claims = evidence.claims(session, SYSTEM, report_id=REPORT.name)
    assert len(claims) > 100
    assert [one.claim_id for one in claims if not one.plain.strip()] == []


def test_rule_11_a_young_advisor_comments_on_the_plain_words(scene):
    """And the comment keeps the words that they saw."""
    assert scene.row(scene.send()).seen == "Fewer children were neglected."


def test_rule_11_i_dont_get_this_is_a_finding(scene):
    """It can be sent without another word, and somebody owes an answer to it."""
    comment_id = scene.published(stance=Stance.DO_NOT_GET_IT, words="", readers=Readers.PARTNERS)
    assert [one.comment_id for one in scene.ask(replies.list_waiting, scene.pat)] == [comment_id]


def test_rule_11_what_really_happened_is_said_in_plain_words_or_as_not_known():
    """Nobody needs the adults' words for how far something went."""
    words = {one.label for one in Really}
    assert "I don't know" in words
    assert not words & {"Planned", "Activity", "Output", "Practice", "Outcome", "Impact"}


# 12. Young users do not reply to each other


@pytest.mark.parametrize("role", sorted(VOICES))
def test_rule_12_neither_young_advisors_nor_lay_members_may_reply(role):
    """The permission is not theirs."""
    assert role not in MAY[Permission.REPLY_TO_COMMENTS]


@pytest.mark.parametrize("by", ["yui", "yan", "lou", "yas"])
def test_rule_12_nobody_replies_to_another_young_person(scene, by):
    """Also not where everybody may read it, and not to oneself."""
    comment_id = scene.published(readers=Readers.ANYWHERE)
    with pytest.raises(NotAllowed):
        scene.reply(comment_id, scene.people[by])


@pytest.mark.parametrize("kind", ["comment", "question", "reply", "our view"])
def test_rule_12_what_another_said_cannot_be_commented_on(scene, kind):
    """A comment is about a finding, never about a comment."""
    comment_id = scene.published(readers=Readers.ANYWHERE)
    with pytest.raises(NotFound):
        scene.send(scene.yui, about=(TINY, kind, comment_id))


@pytest.mark.parametrize("kind", ["comment", "question", "reply"])
def test_rule_12_what_can_be_commented_on_is_what_adults_say(kind):
    """Findings, themes, and challenges that the scrutineer opened."""
    assert kind not in sources.KINDS
