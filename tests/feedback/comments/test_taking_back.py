"""Taking a comment back, and whose it is."""

import pytest

from cscp_core.errors import ChangedMeanwhile, NotAllowed, NotFound
from feedback.comments import checking, replies, service
from feedback.comments.rules import CommentState, Readers
from feedback.comments.tables import CommentReading, Reply, WriterLookup
from feedback.welfare.tables import Concern
from tests.feedback.comments.test_writing import ACTS, STONE, act_names

# taking back


def make_known(scene, comment_id):
    """A comment that was read, replied to, and whose writer was looked up."""
    scene.read(scene.dee, comment_id)
    scene.reply(comment_id, words="A reply that goes too.")
    scene.by_now(service.say_whether_it_answers, scene.yas, comment_id, answers=False)
    scene.by_now(checking.look_up_writer, scene.sam, comment_id, reason="A reason that goes too.")
    return comment_id


STATES = {
    "draft": lambda scene: scene.save(words="All that I said.", readers=Readers.PARTNERS),
    "sent": lambda scene: scene.send(words="All that I said.", readers=Readers.PARTNERS),
    "published": lambda scene: make_known(scene, scene.published(words="All that I said.", readers=Readers.PARTNERS)),
    "sent back": lambda scene: scene.sent_back(words="All that I said."),
    "held": lambda scene: scene.held(words="All that I said."),
}


@pytest.mark.parametrize("state", list(STATES))
def test_taken_back_a_comment_leaves_a_stone_without_text_or_writer(scene, state):
    comment_id = STATES[state](scene)
    scene.withdraw(comment_id)
    row = scene.row(comment_id)
    left = {name for name, value in row.model_dump().items() if value not in ("", None, False)}
    assert row.state == CommentState.WITHDRAWN
    assert left <= STONE


@pytest.mark.parametrize("state", list(STATES))
def test_what_was_taken_back_is_not_among_what_its_writer_wrote(scene, state):
    comment_id = STATES[state](scene)
    scene.withdraw(comment_id)
    assert scene.own() == []


@pytest.mark.parametrize("state", [state for state in STATES if state != "held"])
def test_of_what_was_taken_back_no_word_is_left_in_the_database(scene, state):
    comment_id = STATES[state](scene)
    scene.withdraw(comment_id)
    kept = scene.words()
    for words in ("All that I said.", "A reply that goes too.", "A reason that goes too."):
        assert words not in kept


def test_of_a_worry_that_was_taken_back_only_the_welfare_record_keeps_the_words(scene):
    scene.withdraw(STATES["held"](scene))
    assert "All that I said." not in scene.words("concern")
    assert [one.words for one in scene.every(Concern)] == ["All that I said."]


def test_readings_and_lookups_of_what_was_taken_back_go(scene):
    scene.withdraw(STATES["published"](scene))
    assert (scene.every(CommentReading), scene.every(WriterLookup)) == ([], [])


def test_that_a_reply_was_late_stays_without_its_words(scene, clock):
    comment_id = scene.published(readers=Readers.PARTNERS)
    clock.advance(days=60)
    scene.reply(comment_id)
    scene.withdraw(comment_id)
    assert [(one.words, one.late) for one in scene.every(Reply)] == [("", True)]


def test_what_was_taken_back_is_owed_no_reply(scene):
    scene.withdraw(scene.published(readers=Readers.PARTNERS))
    assert scene.ask(replies.list_waiting, scene.pat) == []


@pytest.mark.parametrize("by", ["dee", "sam", "pat", "yui", "lou", "len", "system"])
def test_nobody_reads_what_was_taken_back(scene, by):
    scene.withdraw(scene.published(readers=Readers.ANYWHERE))
    assert scene.said(scene.people[by]) == []


@pytest.mark.parametrize(("act", "details"), ACTS, ids=act_names)
def test_nothing_can_be_done_to_what_was_taken_back(scene, act, details):
    comment_id = scene.published()
    scene.withdraw(comment_id)
    with pytest.raises(NotFound):
        scene.by_now(act, scene.yas, comment_id, **details)


def test_that_it_was_taken_back_is_noted_outside_the_database(scene):
    comment_id = scene.published()
    scene.withdraw(comment_id)
    noted = [(one.kind, one.which) for one in scene.noted()]
    assert noted == [("comment", comment_id)]


# whose it is


@pytest.mark.parametrize(("act", "details"), ACTS, ids=act_names)
@pytest.mark.parametrize("by", ["yui", "lou"])
def test_what_somebody_else_wrote_is_not_found(scene, by, act, details):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    before = scene.row(comment_id).model_dump()
    with pytest.raises(NotFound, match="nothing of yours"):
        scene.by_now(act, scene.people[by], comment_id, **details)
    assert scene.row(comment_id).model_dump() == before


@pytest.mark.parametrize(("act", "details"), ACTS, ids=act_names)
def test_what_never_was_is_not_found_in_the_same_words(scene, act, details):
    with pytest.raises(NotFound, match="nothing of yours"):
        scene.act(act, scene.yas, comment_id="0123456789abcdef", version=1, **details)


@pytest.mark.parametrize(("act", "details"), ACTS, ids=act_names)
@pytest.mark.parametrize("by", ["dee", "sam", "pat", "len", "system"])
def test_no_other_role_does_what_writers_do(scene, by, act, details):
    comment_id = scene.published(readers=Readers.ANYWHERE)
    with pytest.raises(NotAllowed):
        scene.by_now(act, scene.people[by], comment_id, **details)


@pytest.mark.parametrize(("act", "details"), ACTS, ids=act_names)
def test_an_act_on_an_older_version_is_refused(scene, act, details):
    comment_id = scene.published()
    seen = scene.row(comment_id).version
    scene.rewrite(comment_id, words="Other words.")
    with pytest.raises(ChangedMeanwhile, match="while this page was open"):
        scene.act(act, scene.yas, comment_id=comment_id, version=seen, **details)
    assert scene.receipt(comment_id).words == "Other words."


def test_a_writer_sees_only_what_they_wrote_newest_first(scene, clock):
    first = scene.send(words="First.")
    clock.advance(minutes=1)
    scene.send(scene.yui, words="Another's.")
    second = scene.save(words="Second.")
    assert [one.comment_id for one in scene.own()] == [second, first]
