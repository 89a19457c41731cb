"""A checker decides on the words that were on the screen, and on no others."""

import pytest

from cscp_core.errors import ChangedMeanwhile
from feedback.comments import checking, service
from feedback.comments.rules import CommentState, Reason
from feedback.comments.service import CHANGED_BY_WRITER, Content
from feedback.comments.tables import Comment
from feedback.welfare.rules import About
from tests.pages.acting import act, disable, press, refusals, row, shown

SEEN, UNSEEN = "What the checker reads.", "What nobody has checked."
FINDING = ("annual-report-2019-20", "claim", "claim-3.4-04")


@pytest.fixture
def comment(installation):
    return act(service.send, "young.advisor", about=FINDING, content=Content(words=SEEN))


def rewrites(comment_id):
    version = row(Comment, comment_id).version
    details = {"about": FINDING, "comment_id": comment_id, "version": version, "content": Content(words=UNSEEN)}
    act(service.send, "young.advisor", **details)


def state(comment_id):
    found = row(Comment, comment_id)
    return CommentState(found.state), found.words


def checks(open_page, comment_id, label):
    page = open_page("to_check", "business.manager")
    assert SEEN in shown(page)
    return page, next(one for one in page.button if one.key.startswith(f"check/{comment_id} {label}"))


def test_words_that_a_writer_changed_after_they_were_drawn_are_not_published(open_page, comment):
    page, button = checks(open_page, comment, "Publish")
    rewrites(comment)
    page = button.click().run()
    assert state(comment) == (CommentState.SENT, UNSEEN)
    assert refusals(page) == [CHANGED_BY_WRITER]
    assert UNSEEN in shown(page)
    assert SEEN not in shown(page)


def test_the_new_words_are_published_once_they_were_read(open_page, comment):
    page, button = checks(open_page, comment, "Publish")
    rewrites(comment)
    page = button.click().run()
    page = next(one for one in page.button if one.key.startswith(f"check/{comment} Publish")).click().run()
    assert state(comment) == (CommentState.PUBLISHED, UNSEEN)
    assert not page.error


def test_a_writer_cannot_change_unseen_what_was_published_before(open_page, comment):
    version = row(Comment, comment).version
    _, button = checks(open_page, comment, "Publish")
    button.click().run()
    details = {"about": FINDING, "comment_id": comment, "version": version, "content": Content(words=UNSEEN)}
    with pytest.raises(ChangedMeanwhile):
        act(service.send, "young.advisor", **details)
    assert state(comment) == (CommentState.PUBLISHED, SEEN)


def test_a_change_that_a_checker_sees_by_another_click_is_said_until_something_is_done(open_page, comment):
    page, _ = checks(open_page, comment, "Publish")
    rewrites(comment)
    for _ in range(2):
        page = page.run()
        assert [one.value for one in page.warning] == [CHANGED_BY_WRITER]
    assert not open_page("to_check", "business.manager").warning


@pytest.mark.parametrize("label", ["Send back", "Hold for welfare", "Look up the writer"])
def test_a_dialog_does_not_open_on_words_that_were_not_drawn(open_page, comment, label):
    page, button = checks(open_page, comment, label)
    rewrites(comment)
    page = button.click().run()
    assert [one.value for one in page.warning] == [CHANGED_BY_WRITER]
    assert not page.radio
    assert UNSEEN in shown(page)


def test_what_changed_while_a_dialog_was_open_is_not_sent_back(open_page, comment):
    page, button = checks(open_page, comment, "Send back")
    page = button.click().run()
    page.text_area(key=f"check/{comment} help").input("Leave out the street.")
    rewrites(comment)
    page = press(page, "Send back to the writer")
    assert state(comment) == (CommentState.SENT, UNSEEN)
    assert refusals(page) == [CHANGED_BY_WRITER]


def test_what_was_written_in_a_dialog_that_was_refused_is_there_when_it_is_opened_again(open_page, comment):
    page, button = checks(open_page, comment, "Send back")
    page = button.click().run()
    page.text_area(key=f"check/{comment} help").input("Leave out the street.")
    rewrites(comment)
    page = press(page, "Send back to the writer").run()
    page = next(one for one in page.button if one.key.startswith(f"check/{comment} Send back")).click().run()
    assert page.text_area(key=f"check/{comment} help").value == "Leave out the street."
    page = press(page, "Send back to the writer")
    assert row(Comment, comment).told == "Leave out the street."
    assert f"check/{comment} help" not in page.session_state


def test_what_changed_while_a_dialog_was_open_is_not_held(open_page, comment):
    page, button = checks(open_page, comment, "Hold for welfare")
    page = button.click().run()
    page.radio(key=f"check/{comment} about").set_value(About.SOMEBODY)
    rewrites(comment)
    page = press(page, "Hold it")
    assert state(comment) == (CommentState.SENT, UNSEEN)


def test_a_dialog_sends_back_what_was_drawn_with_what_was_written_in_it(open_page, comment):
    page, button = checks(open_page, comment, "Send back")
    page = button.click().run()
    page.text_area(key=f"check/{comment} help").input("Leave out the street.")
    page = press(page, "Send back to the writer")
    found = row(Comment, comment)
    assert (found.state, found.reason, found.told) == (
        CommentState.SENT_BACK,
        next(iter(Reason)),
        "Leave out the street.",
    )


def test_of_two_checkers_the_second_is_told_that_the_first_decided(open_page, comment):
    page, button = checks(open_page, comment, "Publish")
    details = {"reason": Reason.IDENTIFIES, "told": "Leave out the street."}
    act(checking.send_back, "business.manager", comment_id=comment, version=row(Comment, comment).version, **details)
    page = button.click().run()
    assert state(comment) == (CommentState.SENT_BACK, SEEN)
    assert refusals(page) == [service.BY_ANOTHER]
    assert SEEN not in shown(page)


def test_what_its_writer_took_back_is_not_published(open_page, comment):
    page, button = checks(open_page, comment, "Publish")
    act(service.withdraw, "young.advisor", comment_id=comment, version=row(Comment, comment).version)
    page = button.click().run()
    assert state(comment)[0] is CommentState.WITHDRAWN
    assert refusals(page) == [service.MEANWHILE[CommentState.WITHDRAWN]]


def test_a_checker_whose_account_is_disabled_under_the_open_page_publishes_nothing(open_page, comment):
    page, button = checks(open_page, comment, "Publish")
    disable("business.manager")
    page = button.click().run()
    assert state(comment) == (CommentState.SENT, SEEN)
    assert [one.label for one in page.text_input] == ["User name", "Password"]
