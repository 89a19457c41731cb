"""What others read of a comment, and what its writer sees of what became of it."""

from dataclasses import fields, replace

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.people.permissions import WRITERS, Role
from feedback.comments import checking, reads
from feedback.comments import service as comments
from feedback.comments.reads import Said
from feedback.comments.rules import CommentKind, CommentState, Readers, Really, ReplyKind, Stance
from feedback.comments.tables import CommentReading
from tests.feedback.scene import BOARD, CLAIM, COUNCIL, EVERYBODY, THEME, TINY, WORDS

WHO_READS = {
    Readers.SCRUTINEER: ["dee", "sam"],
    Readers.PARTNERS: ["dee", "sam", "pat", "ida", "hal"],
    Readers.ANYWHERE: list(EVERYBODY),
}
OTHERS = [by for by in EVERYBODY if by != "yas"]


def in_state(scene, state, readers):
    """A comment in one state, for readers; one that is shown to Young Advisors is always a view together."""
    if state is CommentState.SHOWN:
        return scene.let_stand_together()
    comment_id = scene.save(readers=readers) if state is CommentState.DRAFT else scene.send(readers=readers)
    if state is CommentState.PUBLISHED:
        scene.publish(comment_id)
    if state is CommentState.SENT_BACK:
        scene.send_back(comment_id)
    if state is CommentState.HELD:
        scene.hold(comment_id)
    if state is CommentState.WITHDRAWN:
        scene.withdraw(comment_id)
    return comment_id


# who reads


@pytest.mark.parametrize("by", EVERYBODY)
@pytest.mark.parametrize("readers", Readers)
def test_a_published_comment_is_read_by_those_whom_its_writer_chose_and_by_nobody_else(scene, readers, by):
    comment_id = scene.published(readers=readers)
    expected = [comment_id] if by in WHO_READS[readers] else []
    assert [one.comment_id for one in scene.said(scene.people[by])] == expected


@pytest.mark.parametrize("readers", Readers)
@pytest.mark.parametrize("state", [state for state in CommentState if state is not CommentState.PUBLISHED])
def test_what_was_not_published_nobody_reads(scene, state, readers):
    in_state(scene, state, readers)
    assert [by for by in EVERYBODY if scene.said(scene.people[by])] == []


@pytest.mark.parametrize("readers", Readers)
@pytest.mark.parametrize("state", [state for state in CommentState if state is not CommentState.PUBLISHED])
def test_what_was_not_published_is_new_to_nobody_and_only_its_checker_has_read_it(scene, state, readers):
    comment_id = in_state(scene, state, readers)
    for by in OTHERS:
        scene.read(scene.people[by], comment_id)
        assert scene.ask(reads.list_unread, scene.people[by]) == []
    checked = ((Role.BUSINESS_MANAGER, "November 2026"),) if state is CommentState.SENT else ()
    assert [one.read_by for one in scene.own()] in ([], [checked])


def test_anyone_who_holds_no_role_that_reads_is_refused(scene):
    nobody = replace(scene.dee, role="administrator")
    with pytest.raises(NotAllowed):
        scene.said(nobody)


# words that the app does not know


@pytest.mark.parametrize(
    "spoilt",
    [
        {"state": "shown to all"},
        {"state": ""},
        {"state": "PUBLISHED"},
        {"readers": "everybody"},
        {"readers": ""},
        {"readers": "ANYWHERE"},
        {"kind": "rumour"},
    ],
    ids=str,
)
def test_what_the_app_does_not_understand_nobody_reads_and_no_list_stops(scene, spoilt):
    bad = scene.published(readers=Readers.ANYWHERE)
    good = scene.published(readers=Readers.ANYWHERE, words="Good.")
    scene.tamper(bad, **spoilt)
    for by in EVERYBODY:
        assert [one.comment_id for one in scene.said(scene.people[by])] == [good]
        assert [one.comment_id for one in scene.ask(reads.list_unread, scene.people[by])] == [good]
    assert [one.comment_id for one in scene.own()] == [good]


@pytest.mark.parametrize("spoilt", [{"state": "shown to all"}, {"readers": "everybody"}], ids=str)
def test_what_the_app_does_not_understand_is_not_noted_as_read(scene, spoilt):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.tamper(comment_id, **spoilt)
    scene.read(scene.dee, comment_id)
    assert scene.every(CommentReading) == []


# what others see


@pytest.mark.parametrize(("by", "whose"), [("yas", "Young Advisors"), ("lou", "Lay members")])
def test_others_see_whose_kind_and_which_month_only(scene, by, whose):
    scene.published(scene.people[by], words=WORDS)
    (one,) = scene.said(scene.dee)
    assert (one.whose, one.month) == (whose, "November 2026")


@pytest.mark.parametrize("reader", OTHERS)
@pytest.mark.parametrize("by", ["yas", "lou"])
def test_nothing_that_others_see_names_the_writer_or_the_day(scene, by, reader):
    actor = scene.people[by]
    scene.published(actor, readers=Readers.ANYWHERE)
    shown = str(scene.said(scene.people[reader]))
    assert actor.name not in shown
    assert f"'{actor.username}'" not in shown
    assert "datetime" not in shown


def test_what_others_see_of_a_comment_has_no_place_for_a_writer_a_day_or_a_number():
    assert [field.name for field in fields(Said)] == [
        "comment_id", "version", "whose", "month", "kind", "stance", "really", "words", "readers", "seen", "report_id",
        "source_kind", "source_id", "theme_id", "replies", "waits_until", "for_all",
    ]  # fmt: skip


def test_two_young_advisors_cannot_be_told_apart(scene):
    for actor in (scene.yas, scene.yui):
        scene.published(actor, words=WORDS)
    first, second = scene.said(scene.dee)
    assert replace(first, comment_id="") == replace(second, comment_id="")


def test_others_see_what_was_said_and_the_words_that_the_writer_saw(scene):
    scene.published(stance=Stance.NOT_SURE, really=Really.IMPACT, words=WORDS, readers=Readers.PARTNERS)
    (one,) = scene.said(scene.pat)
    assert (one.stance, one.really, one.words, one.readers, one.seen) == (
        Stance.NOT_SURE, Really.IMPACT, WORDS, Readers.PARTNERS,
        "Fewer children were neglected.",
    )  # fmt: skip


# lists


@pytest.mark.engine
def test_comments_are_found_by_theme_and_by_finding(scene):
    on_claim, on_theme = scene.published(about=COUNCIL), scene.published(about=THEME)
    elsewhere = scene.published(about=BOARD)
    ids = [[one.comment_id for one in scene.said(scene.dee, **wanted)] for wanted in (
        {"theme_id": "neglect"}, {"source": ("claim", CLAIM)}, {"theme_id": "leavers"}, {"theme_id": "nothing"},
    )]  # fmt: skip
    assert [sorted(one) for one in ids] == [sorted([on_claim, on_theme]), [on_claim], [elsewhere], []]


def test_comments_on_another_report_are_not_found(scene):
    scene.published()
    assert scene.said(scene.dee, report_id="another") == []


def test_the_newest_month_comes_first(scene, clock):
    for words in ("November.", "December.", "January."):
        scene.published(words=words)
        clock.advance(days=31)
    assert [one.words for one in scene.said(scene.dee)] == ["January.", "December.", "November."]


def test_every_comment_is_on_exactly_one_page(scene):
    sent = [scene.published(words=f"{number}") for number in range(45)]
    pages = [scene.ask(reads.list_comments, scene.dee, report_id=TINY, page=page) for page in (1, 2, 3, 4)]
    assert [(len(found), more) for found, more in pages] == [(20, True), (20, True), (5, False), (0, False)]
    assert sorted(one.comment_id for found, _ in pages for one in found) == sorted(sent)


def test_a_full_last_page_promises_no_more(scene):
    for number in range(20):
        scene.published(words=f"{number}")
    assert scene.ask(reads.list_comments, scene.dee, report_id=TINY)[1] is False


@pytest.mark.parametrize("page", [0, -1])
def test_before_the_first_page_is_the_first_page(scene, page):
    comment_id = scene.published()
    assert [one.comment_id for one in scene.said(scene.dee, page=page)] == [comment_id]


def test_how_many_there_are_is_told_to_nobody(scene):
    scene.published()
    scene.published(scene.yui)
    found, more = scene.ask(reads.list_comments, scene.dee, report_id=TINY)
    assert (len(found), more) == (2, False)
    assert not hasattr(found, "total")


# what is new


def test_a_comment_is_new_until_somebody_of_the_role_has_read_it_an_hour_ago(scene, clock):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.read(scene.pat, comment_id)
    clock.advance(minutes=59)
    assert [one.comment_id for one in scene.ask(reads.list_unread, scene.hal)] == [comment_id]
    clock.advance(minutes=1)
    assert scene.ask(reads.list_unread, scene.hal) == []
    assert [one.comment_id for one in scene.ask(reads.list_unread, scene.dee)] == [comment_id]


def test_what_is_new_is_told_oldest_first_and_a_few_at_a_time(scene, clock):
    for number in range(7):
        scene.published(words=f"{number}")
        clock.advance(hours=1)
    assert [one.words for one in scene.ask(reads.list_unread, scene.dee)] == ["0", "1", "2", "3", "4"]


def test_after_sixty_days_nothing_is_new_any_more(scene, clock):
    scene.published()
    clock.advance(days=60)
    assert scene.ask(reads.list_unread, scene.dee) == []


def test_what_a_role_has_not_read_is_told_in_the_order_asked(scene):
    first, second, third = (scene.published(words=words) for words in "abc")
    scene.read(scene.dee, second)
    assert scene.ask(reads.not_noted, scene.dee, comment_ids=[third, second, first]) == [third, first]
    assert scene.ask(reads.not_noted, scene.sam, comment_ids=[third, second]) == [third, second]


# who has read it


def test_a_receipt_says_who_has_read_it_by_role_and_month_in_no_order_of_days(scene, clock):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.read(scene.pat, comment_id)
    clock.advance(days=1)
    scene.read(scene.dee, comment_id)
    assert scene.receipt(comment_id).read_by == (
        (Role.SCRUTINEER, "November 2026"), (Role.PARTNER, "November 2026"),
    )  # fmt: skip


def test_each_role_stands_once_with_its_first_reading(scene, clock):
    comment_id = scene.published(readers=Readers.PARTNERS)
    for reader in (scene.pat, scene.hal, scene.pat):
        scene.read(reader, comment_id)
        clock.advance(days=20)
    assert scene.receipt(comment_id).read_by == ((Role.PARTNER, "November 2026"),)


def test_a_receipt_names_nobody_who_read_it(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.read(scene.pat, comment_id)
    assert "Pat" not in str(scene.receipt(comment_id))


def test_ones_own_reading_does_not_count(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.read(scene.yas, comment_id)
    assert scene.receipt(comment_id).read_by == ()


def test_ones_own_reading_does_not_count_in_another_role_either(scene):
    comment_id = scene.published(scene.lou)
    scene.read(replace(scene.lou, role=Role.BUSINESS_MANAGER), comment_id)
    assert scene.receipt(comment_id, scene.lou).read_by == ()


def test_what_the_command_line_reads_is_no_reading(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.read(scene.system, comment_id)
    assert scene.receipt(comment_id).read_by == ()


@pytest.mark.parametrize("by", [by for by in OTHERS if by not in WHO_READS[Readers.PARTNERS]])
def test_somebody_who_may_not_read_it_cannot_be_said_to_have_read_it(scene, by):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.read(scene.people[by], comment_id)
    assert scene.receipt(comment_id).read_by == ()


def test_reading_what_never_was_changes_nothing(scene):
    scene.read(scene.dee, "0123456789abcdef")
    assert scene.own() == []


@pytest.mark.parametrize("by", ["sam", "bea"])
def test_what_waits_is_read_by_the_checker(scene, by):
    comment_id = scene.send()
    scene.read(scene.people[by], comment_id)
    assert scene.receipt(comment_id).read_by == ((Role.BUSINESS_MANAGER, "November 2026"),)


def test_what_was_sent_back_is_read_by_the_scrutineer_only_where_its_writer_asks(scene):
    comment_id = scene.sent_back()
    scene.read(scene.dee, comment_id)
    assert scene.receipt(comment_id).read_by == ()
    scene.by_now(comments.ask_to_look_again, scene.yas, comment_id)
    for by in EVERYBODY:
        scene.read(scene.people[by], comment_id)
    assert scene.receipt(comment_id).read_by == ((Role.SCRUTINEER, "November 2026"),)


def test_what_is_held_leaves_no_note_of_who_looks_after_safety(scene):
    comment_id = scene.held(readers=Readers.ANYWHERE)
    scene.read(scene.len, comment_id)
    assert scene.receipt(comment_id).read_by == ()


@pytest.mark.parametrize("by", ["yas", "system"])
def test_what_would_not_be_noted_is_not_asked_for_at_every_run(scene, by):
    """Nothing is written for one's own words, or for the command line."""
    comment_id = scene.published(readers=Readers.ANYWHERE)
    assert scene.ask(reads.not_noted, scene.people[by], comment_ids=[comment_id]) == []


def test_what_was_noted_is_not_asked_for_again(scene):
    comment_id = scene.published()
    assert scene.ask(reads.not_noted, scene.dee, comment_ids=[comment_id, comment_id]) == [comment_id]
    scene.read(scene.dee, comment_id)
    assert scene.ask(reads.not_noted, scene.dee, comment_ids=[comment_id]) == []


# a writer's own


def test_a_receipt_holds_what_was_said_and_where_it_stands(scene, clock):
    comment_id = scene.send(really=Really.OUTPUT, readers=Readers.PARTNERS)
    found = scene.receipt(comment_id)
    assert (found.kind, found.state, found.words, found.really, found.readers, found.sent_at, found.made_at) == (
        CommentKind.VIEW, CommentState.SENT, WORDS, Really.OUTPUT, Readers.PARTNERS, clock.moment, clock.moment,
    )  # fmt: skip


@pytest.mark.parametrize("state", [state for state in CommentState if state is not CommentState.WITHDRAWN])
def test_a_writer_sees_theirs_in_every_state(scene, state):
    comment_id = in_state(scene, state, Readers.PARTNERS)
    assert scene.receipt(comment_id).state is state


@pytest.mark.parametrize("by", ["yui", "lou"])
def test_a_writer_sees_nothing_of_what_others_wrote(scene, by):
    scene.published(scene.people[by], readers=Readers.ANYWHERE)
    assert scene.own(scene.yas) == []


def test_a_reply_stands_in_the_receipt_by_role(scene, clock):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.reply(comment_id, kind=ReplyKind.DID_NOT, words="There is no money.")
    (reply,) = scene.receipt(comment_id).replies
    assert (reply.by, reply.kind, reply.words, reply.at, reply.late, reply.answers) == (
        "Tiny Council", ReplyKind.DID_NOT, "There is no money.", clock.moment, False, None,
    )  # fmt: skip
    assert "Pat" not in str(reply)


def test_others_who_read_the_comment_read_the_reply_too(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.reply(comment_id)
    assert [[reply.words for reply in one.replies] for one in scene.said(scene.hal)] == [["We changed the letter."]]


def test_a_writer_can_say_whether_a_reply_answers_once_there_is_one(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    assert not scene.receipt(comment_id).may_say
    scene.reply(comment_id)
    assert scene.receipt(comment_id).may_say
    scene.answers(comment_id, True)
    assert not scene.receipt(comment_id).may_say


def test_while_a_change_waits_nothing_is_asked_about_the_old_reply(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.reply(comment_id)
    scene.rewrite(comment_id)
    assert not scene.receipt(comment_id).may_say


def test_only_the_writer_sees_that_they_were_looked_up(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.by_now(checking.look_up_writer, scene.sam, comment_id, reason="The police ask.")
    assert "The police ask." in str(scene.own())
    for by in OTHERS:
        assert "The police ask." not in str(scene.said(scene.people[by]))


@pytest.mark.parametrize("role", sorted(Role))
def test_only_those_who_write_have_anything_of_their_own(scene, role):
    actor = replace(scene.yas, role=role)
    if role in WRITERS:
        assert scene.own(actor) == []
    else:
        with pytest.raises(NotAllowed):
            scene.own(actor)
