"""Their view is theirs: words that went or changed since are not read, replaced or agreed to any more."""

import pytest

from cscp_core.errors import ChangedMeanwhile
from feedback import published
from feedback.comments import checking
from feedback.comments.rules import CommentState
from feedback.together import service
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from tests.feedback.scene import TINY, TOLD

ABOUT = {"report_id": TINY, "theme_id": "neglect"}
WORDS = "We wait too long."


def wordings(scene, by="yan"):
    return scene.ask(service.list_wordings, scene.people[by], **ABOUT)


def recall(scene, made):
    scene.by_now(checking.unpublish, scene.sam, made, told=TOLD)


def other_words(scene, made, words):
    """A wording taken out of sight, changed by its writer and checked again."""
    recall(scene, made)
    scene.write_together(words=words, comment_id=made, version=scene.row(made).version)
    scene.publish(made)


@pytest.mark.parametrize("goes", ["recall", "hold", "withdraw"])
def test_who_worried_because_of_a_wording_does_not_keep_words_that_are_gone(scene, goes):
    made = scene.let_stand_together(words=WORDS)
    worry = scene.send(scene.yui, about=(TINY, "view", made), stance=None, words="", worry=About.SOMEBODY)
    {"recall": lambda: recall(scene, made), "hold": lambda: scene.hold(made), "withdraw": lambda: scene.withdraw(made)}[
        goes
    ]()
    assert WORDS not in scene.receipt(worry, scene.yui).seen
    for to_read in (True, False):
        assert WORDS not in scene.ask(published.own_data, scene.yui, to_read=to_read).decode("utf-8-sig")


def test_who_looks_after_safety_keeps_the_words_that_somebody_worried_about(scene):
    made = scene.let_stand_together(words=WORDS)
    scene.send(scene.yui, about=(TINY, "view", made), stance=None, words="", worry=About.SOMEBODY)
    scene.withdraw(made)
    assert WORDS in scene.ask(welfare.list_worries, scene.len)[0].finding


def test_a_wording_that_says_something_else_by_now_is_not_replaced_by_who_read_the_earlier_words(scene):
    made = scene.let_stand_together(words=WORDS)
    seen = scene.row(made).version
    other_words(scene, made, "We wait less.")
    with pytest.raises(ChangedMeanwhile) as refused:
        scene.write_together(scene.yui, words="Mine.", replaces=made, version=seen)
    assert refused.value.theirs == "We wait less."


def test_a_wording_that_changed_while_its_replacement_waited_stays_beside_it(scene):
    made = scene.let_stand_together(words=WORDS)
    mine = scene.write_together(scene.yui, words="Mine.", replaces=made)
    other_words(scene, made, "We wait less.")
    scene.publish(mine)
    assert {one.words for one in wordings(scene)} == {"Mine.", "We wait less."}


def test_who_agrees_to_another_wording_while_their_own_waits_does_not_agree_to_their_own_any_more(scene):
    mine = scene.write_together(words="Mine.")
    theirs = scene.let_stand_together(scene.yui, words="Theirs.")
    scene.by_now(service.agree, scene.yas, theirs)
    scene.publish(mine)
    for name in ("yui", "yan"):
        scene.by_now(service.agree, scene.people[name], mine)
    assert scene.row(mine).state == CommentState.SHOWN
