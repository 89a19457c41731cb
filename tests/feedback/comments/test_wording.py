"""The sentences of a receipt: where a comment stands, who read it by role and when, and what came of it."""

from feedback.comments import checking, service, wording
from feedback.comments.rules import Kind, Readers, Stance
from feedback.welfare.rules import About
from tests.feedback.scene import THEME, TOLD
from tests.scrutiny.meetings.scene import make_pick


def stands(scene, comment_id):
    return " ".join(wording.stands(scene.receipt(comment_id)))


def test_a_draft_is_nobody_elses(scene):
    assert stands(scene, scene.save()) == "A draft. Nobody else can see it."


def test_what_waits_says_by_when_it_is_checked_and_that_the_checker_has_read_it(scene):
    made = scene.send()
    assert stands(scene, made) == "It waits to be checked by 25 November 2026. Nobody else reads it until then."
    scene.read(scene.sam, made)
    assert stands(scene, made).endswith("Read by the person who checks comments on 20 November 2026.")


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


def test_each_role_that_read_it_stands_with_its_day_in_the_order_of_the_days(scene, clock):
    made = scene.published(stance=Stance.MATCHES, words="", readers=Readers.ANYWHERE)
    for by in ("pat", "dee", "lou", "yui", "len"):
        clock.advance(days=1)
        scene.read(scene.people[by], made)
    assert wording.stands(scene.receipt(made))[1:] == [
        "Read by people from services such as the council, health or police on 21 November 2026.",
        "Read by the scrutineer on 22 November 2026.",
        "Read by lay members on 23 November 2026.",
        "Read by Young Advisors on 24 November 2026.",
        "Read by somebody who looks after safety on 25 November 2026.",
    ]


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
    assert "Read by the person who checks comments on 20 November 2026." in stands(scene, made)


def test_where_it_stays_back_the_scrutineers_words_are_told(scene):
    made = scene.sent_back()
    scene.by_now(service.ask_to_look_again, scene.yas, made)
    scene.by_now(checking.settle_again, scene.dee, made, publishes=False, told="It names a street.")
    assert stands(scene, made) == (
        "The scrutineer looked again. It stays back, because it could show who somebody is. They say: It names a "
        "street."
    )


def test_what_is_held_says_so_kindly_to_whom_it_was_not_their_own_choice(scene):
    assert "You did nothing wrong" in stands(scene, scene.held())
    assert stands(scene, scene.send(worry=About.SOMEBODY)) == (
        "It is with the people who look after safety: the safeguarding lead or the deputy. Nobody else reads it. "
        "If it is about one of them, that one never sees it."
    )


def test_a_question_says_at_which_meeting_it_stood(scene):
    scene.plan(make_pick())
    made = scene.question(about=THEME)
    assert scene.receipt(made).kind is Kind.QUESTION
    assert any("20 November 2026" in one for one in wording.stands(scene.receipt(made))[1:])
