"""Full, friendly, fast, followed up: what adults owe, counted for adults."""

from datetime import timedelta

import pytest

from cscp_core.errors import NotAllowed
from feedback.comments import replies
from feedback.comments.rules import Readers, ReplyKind
from tests.feedback.scene import TODAY

HARD = "We will operationalise multi-agency arrangements in order to facilitate comprehensive engagement."


def asked(scene, actor=None):
    """A published comment that partners read."""
    return scene.published(actor, readers=Readers.PARTNERS)


def four(scene, actor=None):
    return scene.ask(replies.measure_four, actor or scene.pat)


def test_an_agency_that_owes_nothing_has_four_clean_clocks(scene):
    found = four(scene)
    assert (found.not_full, found.too_hard, found.waited, found.overdue, found.promises_open) == (0, 0, 0, 0, 0)


@pytest.mark.engine
def test_the_clock_counts_the_working_days_that_the_oldest_has_waited(scene, clock):
    asked(scene)
    clock.advance(days=7)
    asked(scene, scene.yui)
    assert (four(scene).waited, four(scene).overdue) == (5, 0)
    clock.advance(days=28)
    assert (four(scene).waited > 20, four(scene).overdue) == (True, 1)


def test_a_reply_that_does_not_answer_is_not_full_until_another_comes(scene):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    assert four(scene).not_full == 1
    scene.reply(comment_id)
    assert four(scene).not_full == 0


def test_words_that_are_too_hard_are_not_friendly(scene):
    scene.reply(asked(scene), words=HARD, hard_because="These are the words of the law.")
    scene.reply(asked(scene, scene.yui), words="We asked you. Now we do it.")
    assert four(scene).too_hard == 1


def test_what_is_promised_is_followed_up(scene):
    scene.reply(asked(scene), kind=ReplyKind.WILL, by=TODAY + timedelta(days=1))
    assert (four(scene).promises_open, four(scene).promises_late) == (1, 0)


@pytest.mark.parametrize("by", ["hal", "dee"])
def test_a_clock_counts_what_is_owed_by_its_reader_alone(scene, by):
    comment_id = asked(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    found = four(scene, scene.people[by])
    assert (found.not_full, found.waited) == (0, 0)


@pytest.mark.parametrize("by", ["yas", "lou", "sam", "len"])
def test_the_clock_of_adults_is_never_shown_to_who_wrote(scene, by):
    with pytest.raises(NotAllowed):
        four(scene, scene.people[by])
