"""Issues of Because of you: only the business manager publishes one, anybody reads it, and writers keep their say."""

from datetime import timedelta

import pytest

from cscp_core.errors import ChangedMeanwhile, CommentRefused, NotAllowed
from cscp_core.notices.rules import NoticeKind
from feedback.because import issues
from feedback.comments import promises, service
from feedback.comments.rules import CommentKind, Promise, Readers, ReplyKind, Stance
from tests.feedback.scene import TODAY


def open_to_all(scene, actor=None, **details):
    return scene.published(actor, **{"readers": Readers.ANYWHERE} | details)


def candidates(scene):
    return [(one.comment_id, one.version) for one in scene.ask(issues.list_candidates, scene.sam)]


def newest(scene):
    """The number of the newest issue, as its list shows it."""
    return max((one.issue_id for one in scene.ask(issues.list_issues, scene.sam)), default=0)


def publish(scene, by="sam", **details):
    known = {"seen_number": newest(scene), "drawn": candidates(scene)} | details
    return scene.act(issues.publish_issue, scene.people[by], **known)


def read(scene, number=0):
    with scene.store.reading() as session:
        return issues.read_issue(session, number=number)


def shown(scene, number=0):
    return [one.comment_id for month in read(scene, number).months for one in month.stories]


def test_there_is_nothing_to_read_before_an_issue_is_published(scene):
    open_to_all(scene)
    assert read(scene) is None


@pytest.mark.engine
def test_anybody_reads_what_its_writers_let_be_shown_in_meetings_and_reports(scene):
    young, lay = open_to_all(scene), open_to_all(scene, scene.lou)
    for readers in (Readers.SCRUTINEER, Readers.PARTNERS):
        scene.published(readers=readers)
    publish(scene)
    assert sorted(shown(scene)) == sorted([young, lay])


@pytest.mark.parametrize("kind", ["matches", "question", "together", "sent", "held"])
def test_nothing_else_can_be_put_in(scene, kind):
    {
        "matches": lambda: open_to_all(scene, stance=Stance.MATCHES, words=""),
        "question": scene.question,
        "together": scene.agreed,
        "sent": lambda: scene.send(readers=Readers.ANYWHERE),
        "held": lambda: scene.held(readers=Readers.ANYWHERE),
    }[kind]()
    assert candidates(scene) == []


@pytest.mark.parametrize("by", ["dee", "len", "pat", "yas", "lou", "system"])
def test_only_the_business_manager_publishes(scene, by):
    open_to_all(scene)
    with pytest.raises(NotAllowed):
        publish(scene, by)


def test_an_empty_issue_is_refused(scene):
    with pytest.raises(CommentRefused):
        publish(scene)


MEANWHILE = {
    "narrowed": lambda scene, one: scene.by_now(service.narrow, scene.yas, one, readers=Readers.PARTNERS),
    "replied to": lambda scene, one: scene.reply(one),
}


@pytest.mark.parametrize("how", MEANWHILE)
def test_what_changed_after_it_was_drawn_is_not_published(scene, how):
    comment_id = open_to_all(scene)
    drawn = candidates(scene)
    MEANWHILE[how](scene, comment_id)
    with pytest.raises(ChangedMeanwhile):
        publish(scene, drawn=drawn)
    assert read(scene) is None


def test_of_two_who_publish_the_second_publishes_nothing(scene):
    open_to_all(scene)
    publish(scene)
    with pytest.raises(ChangedMeanwhile, match="Another issue"):
        publish(scene, "bea", seen_number=0)
    assert newest(scene) == 1


def test_a_comment_for_fewer_readers_cannot_be_slipped_in(scene):
    comment_id = scene.published(readers=Readers.PARTNERS)
    with pytest.raises(ChangedMeanwhile):
        publish(scene, drawn=[(comment_id, scene.row(comment_id).version)])


LEAVES = {
    "withdrawn": lambda scene, one: scene.withdraw(one),
    "narrowed": lambda scene, one: scene.by_now(service.narrow, scene.yas, one, readers=Readers.PARTNERS),
    "held": lambda scene, one: scene.hold(one),
    "changed": lambda scene, one: scene.rewrite(one, readers=Readers.ANYWHERE, words="Others."),
    "unknown": lambda scene, one: scene.tamper(one, readers="everybody"),
}


@pytest.mark.engine
@pytest.mark.parametrize("how", LEAVES)
def test_what_its_writer_does_not_want_shown_any_more_leaves_the_public_page_at_once(scene, how):
    stays, goes = open_to_all(scene, scene.yui), open_to_all(scene)
    publish(scene)
    LEAVES[how](scene, goes)
    assert shown(scene) == [stays]


def test_changed_words_do_not_come_back_into_an_earlier_issue(scene, clock):
    comment_id = open_to_all(scene)
    publish(scene)
    clock.advance(minutes=1)
    scene.rewrite(comment_id, readers=Readers.ANYWHERE, words="Other words.")
    scene.publish(comment_id)
    assert shown(scene) == []


def test_an_issue_holds_what_stood_on_its_day(scene, clock):
    comment_id = open_to_all(scene)
    scene.reply(comment_id, kind=ReplyKind.WILL, by=TODAY + timedelta(days=9), words="We will.")
    publish(scene)
    clock.advance(days=1)
    details = {"number": 1, "promise": Promise.KEPT, "words": "We did it."}
    scene.by_now(promises.settle, scene.pat, comment_id, **details)
    (month,) = read(scene).months
    assert [(one.words, one.promise) for one in month.stories[0].replies] == [("We will.", None)]


def test_what_its_writer_says_of_a_reply_after_its_day_waits_for_another_issue(scene, clock):
    comment_id = open_to_all(scene)
    scene.reply(comment_id)
    first = publish(scene)
    clock.advance(days=1)
    scene.answers(comment_id, False)
    more = scene.send(kind=CommentKind.STILL, words="You did not say when.", stance=None)
    scene.publish(more)
    clock.advance(days=1)
    second = publish(scene)
    told = [
        (reply.answers, reply.still_missing)
        for number in (first, second)
        for month in read(scene, number).months
        for one in month.stories
        for reply in one.replies
    ]
    assert told == [(None, ()), (False, ("You did not say when.",))]


def test_what_is_still_missing_is_printed_only_where_its_writer_lets_it_be(scene):
    comment_id = open_to_all(scene)
    scene.reply(comment_id)
    scene.answers(comment_id, False)
    more = scene.send(kind=CommentKind.STILL, words="You did not say when.", stance=None)
    publish(scene)
    said = [words for month in read(scene).months for one in month.stories for words in one.replies[-1].still_missing]
    assert said == []
    scene.publish(more)
    scene.withdraw(comment_id)
    assert shown(scene) == []


@pytest.mark.engine
def test_an_issue_is_taken_down_and_the_one_before_it_stands(scene):
    first = publish_of(scene)
    second = publish_of(scene)
    assert read(scene).issue_id == second
    assert [number for number, _ in read(scene).others] == [first]
    scene.act(issues.unpublish_issue, scene.sam, issue_id=second, version=1)
    assert (read(scene).issue_id, read(scene, second)) == (first, None)
    with pytest.raises(ChangedMeanwhile):
        scene.act(issues.unpublish_issue, scene.sam, issue_id=second, version=1)


def publish_of(scene):
    open_to_all(scene)
    return publish(scene)


def test_writers_are_told_and_their_receipt_says_so_while_it_stands(scene):
    comment_id = open_to_all(scene)
    issue_id = publish(scene)
    assert scene.notices(scene.yas)[-1] is NoticeKind.ISSUED
    assert len(scene.receipt(comment_id).issued) == 1
    scene.act(issues.unpublish_issue, scene.sam, issue_id=issue_id, version=1)
    assert scene.receipt(comment_id).issued == ()


def test_an_issue_names_nobody_and_no_day_on_which_anybody_wrote(scene, clock):
    open_to_all(scene)
    clock.advance(days=5)
    publish(scene)
    said = str(read(scene).months)
    assert all(word not in said for word in ("Yas", "Surname", f"{TODAY:%-d %B}", "'yas'"))
    assert "Young Advisors" in said
