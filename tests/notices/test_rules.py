"""Rules of notices: sentences without content, when an e-mail is tried again, and all that an e-mail says."""

from datetime import UTC, datetime, timedelta

import pytest

from cscp_core.notices import rules
from cscp_core.notices.rules import NoticeKind


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_notice_is_one_sentence(kind):
    assert kind.label[0].isupper()
    assert kind.label.endswith(".")
    assert kind.label.count(".") == 1


@pytest.mark.parametrize("kind", NoticeKind)
def test_no_notice_has_a_place_for_content(kind):
    assert not set(kind.label) & set("{}%:\"'0123456789")


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_a_young_person_did_unnamed_is_told_by_the_month(kind):
    by_month = {NoticeKind.JOINT_VIEW, NoticeKind.LOOK_AGAIN, NoticeKind.NOT_ANSWERED}
    at = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    assert kind.when(at) == ("July 2027" if kind in by_month else "1 July 2027")


def test_no_two_kinds_of_notices_read_the_same():
    assert len({str(kind) for kind in NoticeKind}) == len(NoticeKind.__members__)


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 25), (4, 125), (5, 625), (6, 3125)])
def test_an_email_that_failed_waits_five_times_as_long_each_time(tries, minutes):
    assert rules.wait_after(tries) == timedelta(minutes=minutes)


def test_before_the_first_try_the_wait_is_the_shortest():
    assert rules.wait_after(0) == timedelta(minutes=1)


def test_an_email_says_that_something_waits_and_where():
    told = rules.message("https://scrutiny.example.org", "/challenge?id=7")
    assert told == (
        "Something is waiting for you in the partnership's scrutiny tool.\n\n"
        "https://scrutiny.example.org/challenge?id=7\n\n"
        "Sign in to read it. This is an automatic message: nobody reads replies to it.\n"
    )


@pytest.mark.parametrize("kind", NoticeKind)
def test_an_email_does_not_say_what_happened(kind):
    told = rules.SUBJECT + rules.message("https://scrutiny.example.org", "/challenge?id=7")
    assert str(kind) not in told


@pytest.mark.parametrize("word", ["challenge", "agency", "answer a", "child", "meeting", "safeguarding", "answered"])
def test_an_email_uses_no_word_of_what_it_is_about(word):
    told = rules.SUBJECT + rules.message("https://scrutiny.example.org", "/x")
    assert word not in told.lower()


def test_an_email_leads_to_what_waits_and_of_a_worry_not_even_to_the_name_of_its_screen():
    to_the_first_page = {kind for kind in NoticeKind if kind.link("/challenge?id=7") == "/"}
    assert to_the_first_page == {NoticeKind.WELFARE, NoticeKind.WELFARE_LOOK_AGAIN, NoticeKind.WELFARE_UNREAD}
    assert NoticeKind.RAISED.link("/challenge?id=7") == "/challenge?id=7"
