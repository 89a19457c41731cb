"""The life of a comment in rules: what may follow what, who may read what, by when, and who owes a reply."""

from datetime import date

import pytest

from cscp_core.errors import CommentRefused, TextRefused
from cscp_core.evidence.rules import HowFar
from cscp_core.people.permissions import Role
from feedback.comments import rules
from feedback.comments.rules import (
    AUDIENCE,
    MOVES,
    WRITABLE,
    CommentKind,
    CommentState,
    Promise,
    Readers,
    Reason,
    ReplyKind,
    Stance,
    Stands,
)

MAY_FOLLOW = {
    CommentState.DRAFT: [CommentState.SENT, CommentState.HELD, CommentState.WITHDRAWN],
    CommentState.SENT: [
        CommentState.SENT,
        CommentState.SHOWN,
        CommentState.PUBLISHED,
        CommentState.SENT_BACK,
        CommentState.HELD,
        CommentState.WITHDRAWN,
    ],
    CommentState.SHOWN: [
        CommentState.SENT,
        CommentState.PUBLISHED,
        CommentState.SENT_BACK,
        CommentState.HELD,
        CommentState.WITHDRAWN,
    ],
    CommentState.PUBLISHED: [
        CommentState.SENT,
        CommentState.SHOWN,
        CommentState.SENT_BACK,
        CommentState.HELD,
        CommentState.WITHDRAWN,
    ],
    CommentState.SENT_BACK: [
        CommentState.SENT,
        CommentState.SHOWN,
        CommentState.PUBLISHED,
        CommentState.HELD,
        CommentState.WITHDRAWN,
    ],
    CommentState.HELD: [CommentState.SENT, CommentState.WITHDRAWN],
    CommentState.WITHDRAWN: [],
}
EVERY_MOVE = [(state, to) for state in CommentState for to in CommentState]
SCRUTINY = [Role.BUSINESS_MANAGER, Role.SCRUTINEER]
MAY_READ = {
    CommentState.SENT: {readers: [Role.BUSINESS_MANAGER] for readers in Readers},
    CommentState.HELD: {readers: [Role.SAFEGUARDING_LEAD] for readers in Readers},
    CommentState.SHOWN: {Readers.ANYWHERE: [Role.BUSINESS_MANAGER, Role.YOUNG_ADVISOR]},
    CommentState.PUBLISHED: {
        Readers.SCRUTINEER: SCRUTINY,
        Readers.PARTNERS: [*SCRUTINY, Role.PARTNER],
        Readers.ANYWHERE: [one for one in Role if one not in (Role.PARTICIPATION_WORKER, Role.YOUNG_PERSON)],
    },
}
EVERY_READING = [(state, readers, role) for state in CommentState for readers in Readers for role in Role]


# what may follow what


@pytest.mark.parametrize("state", CommentState)
def test_every_state_says_what_may_follow_it(state):
    assert state in MOVES


def refusal(state, to):
    """How the sentence that refuses a move begins; empty where it is allowed."""
    try:
        rules.check_becomes(state, to)
    except CommentRefused as error:
        return str(error)[: len(f"This comment is {state}")]
    return ""


def test_a_comment_moves_only_where_its_state_allows():
    assert {(state, to): refusal(state, to) for state, to in EVERY_MOVE} == {
        (state, to): "" if to in MAY_FOLLOW[state] else f"This comment is {state}" for state, to in EVERY_MOVE
    }


@pytest.mark.parametrize("state", [state for state in CommentState if state is not CommentState.WITHDRAWN])
def test_whatever_is_there_can_be_taken_back(state):
    assert CommentState.WITHDRAWN in MOVES[state]


def test_nothing_comes_back_from_being_taken_back():
    assert MOVES[CommentState.WITHDRAWN] == frozenset()


@pytest.mark.parametrize("state", CommentState)
def test_what_can_be_changed_can_be_sent_again(state):
    assert (state in WRITABLE) == (
        CommentState.SENT in MOVES[state] and state not in (CommentState.SHOWN, CommentState.HELD)
    )


@pytest.mark.parametrize("to", [CommentState.SHOWN, CommentState.PUBLISHED])
@pytest.mark.parametrize("state", [CommentState.DRAFT, CommentState.HELD, CommentState.WITHDRAWN])
def test_nothing_is_shown_or_published_that_was_not_checked(state, to):
    assert to not in MOVES[state]


# who may read


def test_a_role_reads_a_comment_only_in_the_states_and_for_the_readers_named():
    assert {one for one in EVERY_READING if rules.may_read(*one)} == {
        (state, readers, role) for state in MAY_READ for readers in Readers for role in MAY_READ[state].get(readers, [])
    }


def test_every_state_and_choice_of_readers_that_somebody_reads_is_a_decision_taken_here():
    named = [(state, one) for state, found in MAY_READ.items() for one, roles in found.items() if roles]
    assert sorted(AUDIENCE) == sorted(named)


@pytest.mark.parametrize("state", [CommentState.DRAFT, CommentState.SENT_BACK, CommentState.WITHDRAWN])
@pytest.mark.parametrize("readers", Readers)
def test_drafts_what_was_sent_back_and_what_was_taken_back_have_no_readers(state, readers):
    assert (state, readers) not in AUDIENCE


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("shown to all", "anywhere"),
        ("", "anywhere"),
        ("PUBLISHED", "anywhere"),
        ("Published", "anywhere"),
        ("published", "everybody"),
        ("published", ""),
        ("published", "ANYWHERE"),
        ("published ", "anywhere"),
    ],
)
def test_words_that_the_app_does_not_know_let_nobody_read(state, readers):
    assert [role for role in Role if rules.may_read(state, readers, role)] == []


@pytest.mark.parametrize("role", ["administrator", "", "everyone"])
def test_a_role_that_the_app_does_not_know_reads_nothing(role):
    assert not rules.may_read(CommentState.PUBLISHED, Readers.PARTNERS, role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", CommentState)
def test_with_more_readers_nobody_reads_less(state, role):
    reads = [rules.may_read(state, readers, role) for readers in Readers]
    assert reads == sorted(reads)


@pytest.mark.parametrize("role", Role)
def test_the_choices_that_let_a_role_read_are_those_under_which_it_reads_what_is_published(role):
    found = [readers for readers in Readers if role in MAY_READ[CommentState.PUBLISHED][readers]]
    assert rules.readable_by(role) == found


@pytest.mark.parametrize("readers", Readers)
def test_each_choice_of_readers_is_said_in_words_of_its_own(readers):
    assert [one for one in Readers if one.plain == readers.plain] == [readers]


def test_the_widest_choice_says_that_print_cannot_be_called_back():
    assert "print can't be called back" in Readers.ANYWHERE.plain


# fewer readers


@pytest.mark.parametrize(
    ("readers", "to"),
    [
        (Readers.ANYWHERE, Readers.PARTNERS),
        (Readers.ANYWHERE, Readers.SCRUTINEER),
        (Readers.PARTNERS, Readers.SCRUTINEER),
    ],
)
def test_fewer_readers_can_be_chosen_at_any_time(readers, to):
    rules.check_narrower(readers, to)


@pytest.mark.parametrize(
    ("readers", "to"),
    [
        *((one, one) for one in Readers),
        (Readers.SCRUTINEER, Readers.PARTNERS),
        (Readers.SCRUTINEER, Readers.ANYWHERE),
        (Readers.PARTNERS, Readers.ANYWHERE),
    ],
)
def test_more_readers_or_the_same_need_a_new_check(readers, to):
    with pytest.raises(
        CommentRefused,
        match=r"^You can choose fewer readers here\. To let more people read it, change it and send it again\.$",
    ):
        rules.check_narrower(readers, to)


# who checks, and why something is sent back


def test_nobody_checks_what_they_wrote_themselves():
    with pytest.raises(CommentRefused, match=r"^You wrote this one\. Somebody else checks it\.$"):
        rules.check_by(3, 3)


@pytest.mark.parametrize(("by", "writer"), [(3, 4), (3, None), (None, 3), (None, None)])
def test_somebody_else_checks(by, writer):
    rules.check_by(by, writer)


def test_there_are_three_reasons_for_sending_back_and_being_critical_is_none():
    assert [one.label for one in Reason] == [
        "it could show who somebody is",
        "it is about a case that is still open",
        "the law does not allow it to be shown",
    ]


# by when; the tests' Friday is 20 November 2026


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 19)),
        (date(2026, 11, 20), date(2026, 11, 25)),
        (date(2026, 11, 21), date(2026, 11, 25)),
        (date(2026, 12, 24), date(2026, 12, 31)),  # Christmas, Boxing Day on a Saturday and its substitute
        (date(2027, 3, 25), date(2027, 4, 1)),  # over Easter
    ],
)
def test_a_comment_is_checked_within_three_working_days(sent, due):
    assert rules.check_by_day(sent) == due


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 11, 20), date(2026, 12, 18)),
        (date(2026, 12, 1), date(2026, 12, 31)),  # two bank holidays later than four weeks
        (date(2027, 4, 30), date(2027, 6, 1)),  # early May and spring bank holiday
    ],
)
def test_a_reply_comes_within_twenty_working_days(start, due):
    assert rules.reply_by_day(start) == due


# who owes a reply


@pytest.mark.parametrize("stance", ["", *Stance])
@pytest.mark.parametrize("kind", [CommentKind.VIEW, CommentKind.MISSING])
def test_words_are_owed_a_reply_whatever_the_stance(kind, stance):
    assert rules.wants_reply(kind, stance, "Why?")


@pytest.mark.parametrize(
    ("stance", "owed"),
    [
        (Stance.MATCHES, False),
        (Stance.DOES_NOT, True),
        (Stance.NOT_SURE, False),
        (Stance.DO_NOT_GET_IT, True),
    ],
)
def test_without_words_a_doubt_and_what_is_not_understood_are_owed_a_reply(stance, owed):
    assert rules.wants_reply(CommentKind.VIEW, stance, "") == owed


@pytest.mark.parametrize("stance", ["", *Stance])
@pytest.mark.parametrize("kind", [CommentKind.QUESTION, CommentKind.TOGETHER])
def test_a_meeting_answers_a_question_and_a_view_together_stands_for_itself(kind, stance):
    assert not rules.wants_reply(kind, stance, "Why?")


TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("by", [None, date(2026, 11, 19), TODAY])
def test_a_promise_names_a_day_after_today(by):
    with pytest.raises(CommentRefused, match=r"^Say by when: a date after today\.$"):
        rules.check_reply(ReplyKind.WILL, by, TODAY)


def test_a_promise_for_tomorrow_stands():
    rules.check_reply(ReplyKind.WILL, date(2026, 11, 21), TODAY)


@pytest.mark.parametrize("kind", [ReplyKind.DID, ReplyKind.NOT_YET, ReplyKind.DID_NOT])
def test_other_replies_need_no_date(kind):
    rules.check_reply(kind, None, TODAY)


# whose, and in which words


@pytest.mark.parametrize(
    ("role", "whose"),
    [
        (Role.LAY_MEMBER, "Lay members"),
        (Role.YOUNG_ADVISOR, "Young Advisors"),
        (Role.YOUNG_PERSON, "Young people, written down by a participation worker"),
    ],
)
def test_a_writer_appears_as_one_of_a_kind(role, whose):
    assert rules.describe_writer(role) == whose


@pytest.mark.parametrize("how_far", HowFar)
def test_a_writer_can_say_in_plain_words_how_far_it_really_went(how_far):
    assert rules.Really(how_far.value).label == how_far.plain


def test_a_writer_can_say_that_they_do_not_know_what_really_happened():
    assert rules.Really.NOT_KNOWN.label == "I don't know"


@pytest.mark.parametrize("stance", ["", *Stance])
def test_what_is_still_missing_from_a_reply_asks_what_was_asked_before(stance):
    assert not rules.wants_reply(CommentKind.STILL, stance, "Why?")


@pytest.mark.parametrize(
    ("day", "waited"),
    [
        (date(2026, 11, 20), 0),
        (date(2026, 11, 23), 1),
        (date(2026, 12, 17), 19),
        (date(2026, 12, 18), 20),
        (date(2026, 12, 19), 20),
        (date(2026, 12, 21), 21),
        (date(2026, 12, 29), 25),  # Christmas and Boxing Day are no working days
        (date(2026, 11, 2), 0),
    ],
)
def test_a_wait_is_counted_in_working_days_before_and_after_the_day_that_it_was_due(day, waited):
    assert rules.days_waited(date(2026, 12, 18), day) == waited


# what came of a promise

KEPT, LATE, DROPPED = Promise.KEPT, Promise.LATE, Promise.DROPPED


@pytest.mark.parametrize(
    ("promise", "to"),
    [("", KEPT), ("", LATE), ("", DROPPED), (LATE, KEPT), (LATE, DROPPED), (DROPPED, KEPT)],
)
def test_a_promise_is_kept_late_or_dropped(promise, to):
    assert rules.check_promise_becomes(promise, to) is None


@pytest.mark.parametrize(
    ("promise", "to"),
    [(LATE, LATE), (DROPPED, LATE), (DROPPED, DROPPED), *((KEPT, to) for to in Promise), ("unknown", KEPT)],
)
def test_a_promise_that_is_settled_stays_so(promise, to):
    with pytest.raises(CommentRefused, match=r"^This is settled already, and cannot be changed that way\.$"):
        rules.check_promise_becomes(promise, to)


# how hard words may be

EASY = "We will come and see you next week."
HARD = "Multidisciplinary safeguarding arrangements necessitate comprehensive organisational accountability."


@pytest.mark.parametrize(("age", "why"), [(14.0, ""), (9.0, ""), (14.1, "The law says so."), (30.0, "A quotation.")])
def test_words_may_be_as_hard_as_for_a_reader_of_fourteen_or_say_why(age, why):
    assert rules.check_readable(age, why) is None


def test_words_that_are_too_hard_are_refused_with_the_age_that_they_need():
    with pytest.raises(
        CommentRefused,
        match=r"^Only a reader of about 17 can follow this\. Use easier words, or say why it cannot be simpler\.$",
    ):
        rules.check_readable(16.6, "")


@pytest.mark.parametrize(
    ("words", "why", "kept"),
    [(EASY, "", ""), (EASY, "The law says so.", ""), (HARD, "  The law says so. ", "The law says so.")],
)
def test_the_reason_for_hard_words_is_kept_only_where_they_are_hard(words, why, kept):
    assert rules.reason_kept(words, why) == kept


@pytest.mark.parametrize("why", ["", "  "])
def test_hard_words_without_a_reason_are_refused(why):
    with pytest.raises(CommentRefused, match=r"^Only a reader of about \d\d can follow this"):
        rules.reason_kept(HARD, why)


def test_a_reason_for_hard_words_has_three_hundred_characters_at_most():
    assert rules.reason_kept(HARD, "x" * 300) == "x" * 300
    with pytest.raises(TextRefused, match="why it cannot be simpler"):
        rules.reason_kept(HARD, "x" * 301)


@pytest.mark.parametrize(
    ("code", "stance"),
    [
        ("matches", Stance.MATCHES),
        ("not_sure", Stance.NOT_SURE),
        ("convinced", Stands.CONVINCED),
        ("not_decided", None),
        ("", None),
    ],
)
def test_a_writers_stance_is_one_on_a_finding_or_one_in_a_view_together(code, stance):
    assert rules.stance_of(code) is stance
