"""What a writer can do: save, send, change, narrow, take back."""

from dataclasses import replace

import pytest

from cscp_core.errors import CommentRefused, DetailsFound, NotAllowed, TextRefused
from cscp_core.free_text import LONG
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.permissions import VOICES, Role
from feedback.comments import checking, reads, service
from feedback.comments.rules import LONGEST, LONGEST_QUESTION, CommentKind, CommentState, Readers, Really, Stance
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from tests.feedback.scene import COUNCIL, PHONE, THEME, TODAY, make_content

STONE = {"comment_id", "version", "kind", "state", "role", "report_id", "data_version", "readers"}
STONE |= {"made_at", "settled_at", "agency_id", "round"}
"""What may be left of a comment that was taken back: nothing that says what it said, of what, or who wrote it."""
ACTS = [
    (service.save, {"about": ("", "", ""), "content": make_content()}),
    (service.send, {"content": make_content()}),
    (service.narrow, {"readers": Readers.SCRUTINEER}),
    (service.withdraw, {}),
    (service.ask_to_look_again, {}),
    (service.say_whether_it_answers, {"answers": True}),
]
"""What a writer does to something of theirs."""


def act_names(act):
    return act.__name__ if callable(act) else None


# drafts


def test_a_draft_is_kept_when_its_writer_saves_it(scene):
    draft = scene.save(
        words="I have to think.", stance=Stance.NOT_SURE, really=Really.PLANNED, readers=Readers.PARTNERS
    )
    found = scene.receipt(draft)
    assert (found.state, found.words, found.stance, found.readers) == (
        CommentState.DRAFT, "I have to think.", Stance.NOT_SURE, Readers.PARTNERS,
    )  # fmt: skip


def test_a_draft_can_be_saved_again(scene):
    draft = scene.save(words="First.")
    scene.by_now(service.save, scene.yas, draft, about=COUNCIL, content=make_content(words="Second."))
    assert [one.words for one in scene.own()] == ["Second."]


def test_a_draft_may_be_empty(scene):
    assert scene.receipt(scene.save(words="", stance=None)).words == ""


def test_a_draft_may_hold_what_would_be_pointed_out(scene):
    assert scene.receipt(scene.save(words=PHONE)).words == PHONE


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "yui", "lou", "len", "system"])
def test_nobody_else_reads_a_draft(scene, by):
    scene.save(readers=Readers.ANYWHERE)
    assert scene.said(scene.people[by]) == []


def test_a_draft_waits_for_no_checker(scene):
    scene.save()
    assert scene.ask(checking.to_check, scene.sam).items == []
    assert scene.notices(scene.sam) == []


def test_what_was_sent_is_not_saved_as_a_draft_again(scene):
    comment_id = scene.send()
    with pytest.raises(CommentRefused, match="sent already"):
        scene.by_now(service.save, scene.yas, comment_id, about=COUNCIL, content=make_content())


def test_a_draft_that_is_sent_stays_the_same_comment(scene):
    draft = scene.save()
    scene.rewrite(draft, words="Now I know.")
    assert [(one.comment_id, one.state, one.words) for one in scene.own()] == [
        (draft, CommentState.SENT, "Now I know.")
    ]


# sending


def test_what_is_sent_waits_to_be_checked_for_three_working_days_at_most(scene):
    found = scene.receipt(scene.send())
    assert (found.state, found.sent_at.date(), f"{found.check_by:%a %-d %B}") == (
        CommentState.SENT,
        TODAY,
        "Wed 25 November",
    )


def test_the_checkers_hear_that_something_waits(scene):
    scene.send()
    assert (scene.notices(scene.sam), scene.notices(scene.bea)) == ([NoticeKind.TO_CHECK], [NoticeKind.TO_CHECK])


@pytest.mark.parametrize("by", ["dee", "pat", "hal", "len", "lia", "yui", "lou", "yas"])
def test_nobody_else_hears_of_it_before_it_is_checked(scene, by):
    scene.send(readers=Readers.ANYWHERE)
    assert scene.notices(scene.people[by]) == []


@pytest.mark.parametrize("stance", Stance)
def test_a_stance_can_be_sent_without_words(scene, stance):
    assert scene.receipt(scene.send(words="", stance=stance)).stance == stance


def test_words_can_be_sent_without_a_stance(scene):
    assert scene.receipt(scene.send(stance=None)).stance is None


@pytest.mark.parametrize("words", ["", " ", "\n\t", "\u200b\u200b"])
def test_a_comment_says_something(scene, words):
    with pytest.raises(CommentRefused, match="Choose one of the four"):
        scene.send(words=words, stance=None)
    assert scene.own() == []


@pytest.mark.parametrize("kind", [CommentKind.MISSING, CommentKind.QUESTION])
def test_what_is_missing_and_a_question_need_words(scene, kind):
    with pytest.raises(CommentRefused, match="Write what you want to say"):
        scene.send(about=THEME, kind=kind, words="", stance=Stance.DOES_NOT)


def test_that_something_is_missing_is_said_of_a_theme(scene):
    assert scene.receipt(scene.send(about=THEME, kind=CommentKind.MISSING)).kind is CommentKind.MISSING


def test_that_something_is_missing_is_not_said_of_one_claim(scene):
    with pytest.raises(CommentRefused, match="say what is missing"):
        scene.send(about=COUNCIL, kind=CommentKind.MISSING)


@pytest.mark.parametrize("write", ["save", "send"])
def test_nobody_writes_a_view_together_alone(scene, write):
    with pytest.raises(CommentRefused, match="Our view"):
        getattr(scene, write)(about=THEME, kind=CommentKind.TOGETHER)
    assert scene.own() == []


@pytest.mark.parametrize("really", list(Really))
def test_what_really_happened_is_said_in_one_of_the_plain_words(scene, really):
    assert scene.receipt(scene.send(really=really)).really is really


@pytest.mark.parametrize(("kind", "most"), [(CommentKind.VIEW, LONGEST), (CommentKind.QUESTION, LONGEST_QUESTION)])
def test_words_may_be_as_long_as_the_limit(scene, kind, most):
    assert len(scene.receipt(scene.send(about=THEME, kind=kind, words="a" * most)).words) == most


@pytest.mark.parametrize(
    ("kind", "most", "what"),
    [
        (CommentKind.VIEW, LONGEST, "your comment"),
        (CommentKind.MISSING, LONGEST, "your comment"),
        (CommentKind.QUESTION, LONGEST_QUESTION, "your question"),
    ],
)
@pytest.mark.parametrize("write", ["save", "send"])
def test_words_may_not_be_longer_than_the_limit(scene, write, kind, most, what):
    with pytest.raises(TextRefused, match=f"Keep {what} under {most:,} characters"):
        getattr(scene, write)(about=THEME, kind=kind, words="a" * (most + 1))


def test_a_question_for_a_meeting_is_read_in_the_meeting_whatever_was_chosen(scene):
    sent = scene.send(about=THEME, kind=CommentKind.QUESTION, readers=Readers.SCRUTINEER)
    assert scene.receipt(sent).readers is Readers.ANYWHERE


def test_marks_that_cannot_be_seen_are_not_kept(scene):
    assert scene.receipt(scene.send(words="Why\u202e not?\x00 ")).words == "Why not?"


@pytest.mark.parametrize("role", sorted(Role))
def test_only_young_advisors_and_lay_members_write(scene, role):
    actor = replace(scene.yas, role=role)
    if role in VOICES:
        assert scene.send(actor)
    else:
        with pytest.raises(NotAllowed):
            scene.send(actor)


def test_the_id_of_a_comment_tells_neither_order_nor_number(scene):
    ids = [scene.send(words=f"{number}") for number in range(12)]
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in ids)
    assert ids != sorted(ids)


# what may say who somebody is


def test_what_may_say_who_somebody_is_is_pointed_out_before_it_is_sent(scene):
    with pytest.raises(DetailsFound) as refused:
        scene.send(words=f"Ring {PHONE} and ask.")
    assert [words for words, _ in refused.value.found] == [PHONE]
    assert scene.own() == []


def test_the_form_points_out_the_same_and_keeps_nothing(scene):
    pointed = scene.ask(service.point_out, scene.yas, words=f"Ring {PHONE} and ask.")
    assert [words for words, _ in pointed.details] == [PHONE]
    assert not pointed.worrying
    assert scene.own() == []


def test_the_form_asks_whether_it_is_about_somebodys_safety(scene):
    assert scene.ask(service.point_out, scene.yas, words="She is scared to go home.").worrying


def test_the_finders_look_at_no_more_than_a_field_may_hold(scene):
    told = f"She is scared to go home. Ring {PHONE}."
    within = scene.ask(service.point_out, scene.yas, words=f"{'Yes. ' * 100}{told}")
    beyond = scene.ask(service.point_out, scene.yas, words=f"{'Yes. ' * (LONG // 5)}{told}")
    assert (within.worrying, len(within.details)) == (True, 1)
    assert (beyond.worrying, beyond.details) == (False, ())


def test_the_writer_can_keep_it(scene):
    sent = scene.send(words=f"Ring {PHONE} and ask.", keeps=True)
    assert scene.receipt(sent).words == f"Ring {PHONE} and ask."


def test_what_was_kept_is_marked_for_the_checker_by_its_kind(scene):
    scene.send(words=f"Ring {PHONE} and ask.", keeps=True)
    (waiting,) = scene.ask(checking.to_check, scene.sam).items
    assert waiting.kept_details
    assert PHONE not in waiting.kept_details


def test_without_such_details_nothing_is_marked(scene):
    scene.send(keeps=True)
    (waiting,) = scene.ask(checking.to_check, scene.sam).items
    assert (waiting.kept_details, waiting.worrying) == ("", False)


def test_the_checker_sees_that_it_sounds_like_a_worry(scene):
    scene.send(words="She is scared to go home.")
    (waiting,) = scene.ask(checking.to_check, scene.sam).items
    assert waiting.worrying


def test_a_worry_is_sent_with_the_names_in_it(scene):
    scene.send(words=f"Ring {PHONE}, he is not safe there.", worry=About.SOMEBODY)
    (concern,) = scene.every(Concern)
    assert PHONE in concern.words


def test_a_worry_goes_to_the_safeguarding_lead_and_past_the_checker(scene):
    worry = scene.send(words="He hits me.", worry=About.SOMEBODY)
    assert scene.receipt(worry).state is CommentState.HELD
    assert scene.ask(checking.to_check, scene.sam).items == []
    assert (scene.notices(scene.sam), scene.notices(scene.len)) == ([], [NoticeKind.WELFARE])


def test_a_writer_who_was_worried_is_not_told_that_somebody_else_held_it(scene):
    assert not scene.receipt(scene.send(worry=About.SOMEBODY)).held_by_another


def test_what_was_published_can_become_a_worry(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.rewrite(comment_id, words="She is not safe at home.", worry=About.SOMEBODY)
    assert scene.receipt(comment_id).state is CommentState.HELD
    assert scene.said(scene.pat) == []


# changing


def test_a_change_is_checked_again_before_anybody_reads_it(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.rewrite(comment_id, words="Other words.", readers=Readers.ANYWHERE)
    assert scene.receipt(comment_id).state is CommentState.SENT
    assert [one.words for one in scene.ask(checking.to_check, scene.sam).items] == ["Other words."]
    assert [scene.said(scene.people[by]) for by in ("dee", "sam", "pat", "lou", "yui")] == [[]] * 5


def test_a_change_starts_the_checkers_days_anew(scene, clock):
    comment_id = scene.published()
    clock.advance(days=10)
    scene.rewrite(comment_id)
    assert f"{scene.receipt(comment_id).check_by:%-d %B}" == "3 December"


def test_while_a_change_waits_nobody_owes_a_reply(scene):
    comment_id = scene.published()
    scene.rewrite(comment_id)
    assert scene.receipt(comment_id).waits_until is None


def test_a_changed_comment_can_have_more_readers_once_it_is_checked(scene):
    comment_id = scene.published(readers=Readers.SCRUTINEER)
    scene.rewrite(comment_id, readers=Readers.PARTNERS)
    scene.publish(comment_id)
    assert [one.comment_id for one in scene.said(scene.pat)] == [comment_id]


def test_who_read_the_words_before_is_not_said_of_the_new_ones(scene):
    comment_id = scene.published()
    scene.read(scene.dee, comment_id)
    scene.rewrite(comment_id, words="Other words.")
    scene.publish(comment_id)
    assert scene.receipt(comment_id).read_by == ()
    assert [one.words for one in scene.ask(reads.list_unread, scene.dee)] == ["Other words."]


def test_what_was_sent_back_can_be_changed_and_sent_again(scene):
    comment_id = scene.sent_back()
    scene.rewrite(comment_id, words="No street in it.")
    found = scene.receipt(comment_id)
    assert (found.state, found.reason, found.told) == (CommentState.SENT, None, "")


def test_what_waits_can_be_changed_while_it_waits(scene):
    comment_id = scene.send(words="First.")
    scene.rewrite(comment_id, words="Second.")
    assert [one.words for one in scene.ask(checking.to_check, scene.sam).items] == ["Second."]


def test_what_is_held_cannot_be_changed(scene):
    comment_id = scene.held()
    with pytest.raises(CommentRefused, match="held for welfare"):
        scene.rewrite(comment_id)


def test_a_change_stays_about_what_it_was_about(scene):
    comment_id = scene.send(about=COUNCIL)
    scene.by_now(service.send, scene.yas, comment_id, about=THEME, content=make_content())
    assert scene.receipt(comment_id).source_kind == "claim"


def test_a_change_is_noted_outside_the_database_only_where_others_could_read_it(scene):
    draft, read = scene.save(), scene.published()
    scene.rewrite(draft)
    scene.rewrite(read)
    noted = [(one.kind, one.which) for one in scene.noted()]
    assert noted == [("check again", read)]


# fewer readers


def test_fewer_readers_read_it_at_once_and_without_a_new_check(scene):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.PARTNERS)
    assert [len(scene.said(scene.people[by])) for by in ("dee", "pat", "lou", "yui")] == [1, 1, 0, 0]
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.SCRUTINEER)
    assert [len(scene.said(scene.people[by])) for by in ("dee", "pat", "lou", "yui")] == [1, 0, 0, 0]


def test_more_readers_are_refused(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    with pytest.raises(CommentRefused, match="send it again"):
        scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.ANYWHERE)
    assert scene.receipt(comment_id).readers is Readers.PARTNERS


def test_a_question_for_a_meeting_cannot_be_narrowed(scene):
    with pytest.raises(CommentRefused, match="read in the meeting"):
        scene.by_now(service.narrow, scene.yas, scene.question(), readers=Readers.PARTNERS)


def test_what_only_the_scrutineer_reads_any_more_the_scrutineer_replies_to(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    assert NoticeKind.TO_REPLY not in scene.notices(scene.dee)
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.SCRUTINEER)
    assert NoticeKind.TO_REPLY in scene.notices(scene.dee)
    with pytest.raises(CommentRefused, match="owes no reply here"):
        scene.reply(comment_id, scene.pat)
    scene.reply(comment_id, scene.dee)
    assert [one.by for one in scene.receipt(comment_id).replies] == ["The independent scrutineer"]


def test_narrowed_and_then_sent_again_to_partners_the_agency_replies(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    scene.by_now(service.narrow, scene.yas, comment_id, readers=Readers.SCRUTINEER)
    scene.rewrite(comment_id, readers=Readers.PARTNERS)
    scene.publish(comment_id)
    scene.reply(comment_id, scene.pat)
    assert [one.by for one in scene.receipt(comment_id).replies] == ["Tiny Council"]
