"""The sentences of a receipt: where a comment stands, who read it by role and when, and what came of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from feedback.comments import checking, service, wording
from feedback.comments.rules import CommentKind, Readers, Stance
from feedback.welfare import service as welfare
from feedback.welfare.rules import About, SafeContact
from feedback.welfare.service import ContactAnswer
from feedback.welfare.tables import Concern
from tests.feedback.scene import THEME, TOLD
from tests.scrutiny.meetings.scene import make_pick


def stands(scene, comment_id):
    return " ".join(wording.describe_state(scene.receipt(comment_id)))


def test_a_draft_is_nobody_elses(scene):
    assert stands(scene, scene.save()) == "A draft. Nobody else can see it."


def test_what_waits_says_by_when_it_is_checked_and_that_the_checker_has_read_it(scene):
    made = scene.send()
    assert stands(scene, made) == "It is waiting to be checked by 25 November 2026. Nobody else reads it until then."
    scene.read(scene.sam, made)
    assert stands(scene, made).endswith("Read by the person who checks comments in November 2026.")


def test_what_was_checked_says_on_which_day_and_by_which_role(scene, clock):
    made = scene.send()
    scene.read(scene.sam, made)
    clock.advance(days=1)
    scene.publish(made)
    assert stands(scene, made).startswith(
        "It was checked by the person who checks comments on 21 November 2026. Who may read it: Only the scrutineer."
    )
    assert "Read by" not in stands(scene, made)
    assert "Sam" not in stands(scene, made)


def test_each_role_that_read_it_stands_with_its_month_and_in_no_order_of_days(scene, clock):
    made = scene.published(stance=Stance.MATCHES, words="", readers=Readers.ANYWHERE)
    for by in ("yui", "pat", "dee"):
        clock.advance(days=1)
        scene.read(scene.people[by], made)
    clock.advance(days=10)
    for by in ("lou", "len"):
        scene.read(scene.people[by], made)
    assert wording.describe_state(scene.receipt(made))[1:] == [
        "Read by Young Advisors in November 2026.",
        "Read by the scrutineer in November 2026.",
        "Read by people from services such as the council, health or police in November 2026.",
        "Read by lay members in December 2026.",
        "Read by somebody who looks after safety in December 2026.",
    ]


def test_the_month_of_a_reading_is_that_of_the_clock_in_england(scene, clock):
    made = scene.published(readers=Readers.ANYWHERE)
    clock.moment = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    scene.read(scene.yui, made)
    assert "Read by Young Advisors in July 2027." in stands(scene, made)


def test_what_came_back_says_why_and_by_whom(scene):
    made = scene.sent_back()
    assert stands(scene, made) == (
        "It was checked by the person who checks comments on 20 November 2026. It came back to you, because it could "
        f"show who somebody is. They say: {TOLD} You can change it and send it again."
    )


def test_the_second_look_is_the_scrutineers_and_the_checker_has_read_it_all_the_same(scene, clock):
    made = scene.send()
    scene.read(scene.sam, made)
    scene.send_back(made)
    scene.by_now(service.ask_to_look_again, scene.yas, made)
    assert "The scrutineer looks at it again, and does not know that it is yours." in stands(scene, made)
    clock.advance(days=2)
    scene.by_now(checking.settle_again, scene.dee, made, publishes=True)
    assert "The scrutineer looked again on 22 November 2026. It can be read after all." in stands(scene, made)
    assert "Read by the person who checks comments in November 2026." in stands(scene, made)


def test_where_it_stays_back_the_scrutineers_words_are_told(scene):
    made = scene.sent_back()
    scene.by_now(service.ask_to_look_again, scene.yas, made)
    scene.by_now(checking.settle_again, scene.dee, made, publishes=False, told="It names a street.")
    assert stands(scene, made) == (
        "The scrutineer looked again. It stays unpublished, because it could show who somebody is. They say: It "
        "names a "
        "street."
    )


WITH_THEM = (
    "It is with the people who look after safety: the safeguarding lead or the deputy. Nobody else reads it. "
    "If it is about one of them, that one never sees it. "
)
UNREAD = (
    "Not read yet, as far as we know. The aim is to read it by 20 November 2026, 13:00, UK time. "
    "Nobody is watching live: if somebody is in danger now, call 999."
)


def test_what_is_held_says_so_kindly_to_whom_it_was_not_their_own_choice(scene):
    assert "You did nothing wrong" in stands(scene, scene.held())
    assert stands(scene, scene.send(worry=About.SOMEBODY)) == WITH_THEM + UNREAD


def handle(scene, does, by="len", **details):
    (found,) = scene.ask(welfare.list_worries, scene.people[by])
    scene.act(does, scene.people[by], concern_id=found.concern_id, version=found.version, **details)


@pytest.mark.parametrize(
    ("about", "by", "role"),
    [
        (About.SOMEBODY, "len", "the safeguarding lead"),
        (About.SOMEBODY, "lia", "the safeguarding lead's deputy"),
        (About.LEAD, "lia", "the safeguarding lead's deputy"),
    ],
)
@pytest.mark.parametrize("held_by", ["writer", "checker"])
def test_the_writer_of_a_worry_learns_by_which_role_it_was_read_and_when_it_was_passed_on(
    scene, clock, about, by, role, held_by
):
    made = scene.send(worry=about) if held_by == "writer" else scene.send()
    if held_by == "checker":
        scene.hold(made, about)
    clock.advance(minutes=20)
    handle(scene, welfare.acknowledge, by)
    assert stands(scene, made).endswith(f"Read by {role} on 20 November 2026, 09:20, UK time.")
    clock.advance(hours=1)
    handle(scene, welfare.hand_over, by, to="Front door team", reference="Z-4711")
    assert stands(scene, made).endswith("It was passed on to people who can help on 20 November 2026, 10:20, UK time.")
    assert [one for one in ("Surname", "Front door", "Z-4711") if one in stands(scene, made)] == []


def test_the_post_alone_never_says_that_the_person_a_worry_is_about_has_read_it(scene):
    """The deputy is lead by now, and reads what is about the lead before."""
    made = scene.send(worry=About.LEAD)
    scene.people["lia"] = replace(scene.people["lia"], deputy=False)
    handle(scene, welfare.acknowledge, "lia")
    assert "Read by somebody who looks after safety, and not by the one whom it is about, on 20" in stands(scene, made)


def test_who_passes_a_worry_on_has_read_it(scene):
    made = scene.send(worry=About.SOMEBODY)
    handle(scene, welfare.hand_over, to="Front door team", reference="Z")
    assert "Read by the safeguarding lead on 20 November 2026, 09:00, UK time." in stands(scene, made)


def test_of_what_went_back_to_be_checked_its_writer_still_reads_who_read_it_until_the_words_change(scene, clock):
    made = scene.held()
    handle(scene, welfare.give_back)
    read = "Read by the safeguarding lead on 20 November 2026, 09:00, UK time."
    assert read in stands(scene, made)
    clock.advance(minutes=1)
    scene.rewrite(made, words="Other words.")
    assert read not in stands(scene, made)


def test_of_a_worry_from_before_the_post_was_noted_the_role_is_told_without_it(scene):
    made = scene.send(worry=About.SOMEBODY)
    handle(scene, welfare.acknowledge)
    with scene.store.writing() as session:
        session.execute(update(Concern).values(acknowledged_as=""))
        session.commit()
    assert "Read by somebody who looks after safety on 20 November 2026" in stands(scene, made)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (ContactAnswer(safe=SafeContact.YES), "You said: Yes."),
        (ContactAnswer(safe=SafeContact.AS_SAID, how="At school."), "You said: Only in the way that I say. At school."),
        (ContactAnswer(safe=None, how="After four."), "You said: After four."),
    ],
)
def test_the_writer_of_a_worry_reads_what_they_said_about_contact(scene, answer, sentence):
    made = scene.send(worry=About.SOMEBODY, contact=answer)
    assert stands(scene, made).endswith(f"Is it safe to contact you? {sentence}")


def test_a_question_says_at_which_meeting_it_stood(scene):
    scene.plan(make_pick())
    made = scene.question(about=THEME)
    assert scene.receipt(made).kind is CommentKind.QUESTION
    assert any("20 November 2026" in one for one in wording.describe_state(scene.receipt(made))[1:])
