"""E-mails of notices, sent to a server that is really there: once, without content, again later, and never for ever."""

import socket
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from pydantic import SecretStr
from sqlmodel import select

from cscp_core.errors import AccountRefused
from cscp_core.notices import post, rules, service
from cscp_core.notices.rules import MOST_TRIES, Email, NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import handover
from tests.conftest import make_account
from tests.inbox import HOST, PUBLIC, Inbox, free_port, listening, settings_for

pytestmark = pytest.mark.engine


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def server(inbox):
    with listening(inbox) as controller:
        yield controller


@pytest.fixture
def settings(server):
    return settings_for(server.port)


@pytest.fixture
def away():
    """Settings of a server that does not answer."""
    return settings_for(free_port())


@pytest.fixture
def kim(store):
    with store.writing() as session:
        return make_account(session, "kim", Role.PARTNER, email="kim@example.org")


@pytest.fixture
def lee(store):
    with store.writing() as session:
        return make_account(session, "lee", Role.PARTNER, email="lee@example.org")


def tell(store, *actors, address="/challenge?id=7", **details):
    with store.writing() as session:
        service.notify(session, [one.account_id for one in actors], NoticeKind.RAISED, address, **details)
        session.commit()


def notices(store):
    with store.reading() as session:
        return list(session.exec(select(Notice).order_by(Notice.notice_id)))


def states(store):
    return [one.email for one in notices(store)]


def test_a_notice_that_waits_is_sent_to_its_owner(store, kim, settings, inbox):
    tell(store, kim)
    assert post.send_waiting(store, settings) == 1
    assert inbox.went_to == [["kim@example.org"]]


def test_a_notice_that_went_out_is_marked_as_sent(store, kim, settings):
    tell(store, kim)
    post.send_waiting(store, settings)
    assert states(store) == [Email.SENT]


def test_an_email_holds_the_link_and_nothing_else(store, kim, settings, inbox):
    tell(store, kim)
    post.send_waiting(store, settings)
    assert inbox.bodies == [rules.message(PUBLIC, "/challenge?id=7")]


def test_an_email_says_whom_it_is_from_and_to_under_a_subject_without_content(store, kim, settings, inbox):
    tell(store, kim)
    post.send_waiting(store, settings)
    (message,) = inbox.messages
    assert (message["From"], message["To"], message["Subject"]) == (
        "scrutiny@example.org",
        "kim@example.org",
        "Something is waiting for you",
    )


def test_an_email_is_plain_text_without_attachments(store, kim, settings, inbox):
    tell(store, kim)
    post.send_waiting(store, settings)
    (message,) = inbox.messages
    assert (message.get_content_type(), message.is_multipart()) == ("text/plain", False)


def test_an_email_says_when_it_was_sent_as_every_email_must(store, kim, settings, inbox):
    tell(store, kim)
    post.send_waiting(store, settings)
    (message,) = inbox.messages
    assert message["Date"] is not None


def test_a_notice_is_sent_once(store, kim, settings, inbox, clock):
    tell(store, kim)
    post.send_waiting(store, settings)
    clock.advance(days=30)
    assert post.send_waiting(store, settings) == 0
    assert len(inbox.taken) == 1


def test_each_notice_goes_to_its_own_owner_alone(store, kim, lee, settings, inbox):
    tell(store, kim, lee)
    assert post.send_waiting(store, settings) == 2
    assert inbox.went_to == [["kim@example.org"], ["lee@example.org"]]


def test_where_nothing_waits_nothing_is_sent(store, settings, inbox):
    assert post.send_waiting(store, settings) == 0
    assert inbox.taken == []


def test_who_has_no_address_is_sent_nothing(store, scrutineer, settings, inbox):
    tell(store, scrutineer)
    assert (post.send_waiting(store, settings), inbox.taken, states(store)) == (0, [], [Email.NONE])


def test_a_demonstration_sends_nothing(store, kim, server, inbox):
    tell(store, kim)
    assert post.send_waiting(store, settings_for(server.port, database_url=None)) == 0
    assert (inbox.taken, states(store)) == ([], [Email.WAITING])


def test_without_a_server_in_the_settings_nothing_is_sent(store, kim, server, inbox):
    tell(store, kim)
    assert post.send_waiting(store, settings_for(server.port, smtp_host="")) == 0
    assert [(one.email, one.tries) for one in notices(store)] == [(Email.WAITING, 0)]


def test_an_account_disabled_meanwhile_is_sent_nothing(store, kim, settings, inbox):
    tell(store, kim)
    with store.writing() as session:
        handover.disable_person(session, SYSTEM, account_id=kim.account_id, version=1)
    assert post.send_waiting(store, settings) == 0
    assert (inbox.taken, states(store)) == ([], [Email.GIVEN_UP])


def test_who_took_the_address_away_meanwhile_is_sent_nothing(store, kim, settings, inbox):
    tell(store, kim)
    with store.writing() as session:
        people.set_email(session, SYSTEM, account_id=kim.account_id, version=1, email="")
    assert post.send_waiting(store, settings) == 0
    assert (inbox.taken, states(store)) == ([], [Email.GIVEN_UP])


def test_a_notice_goes_to_the_address_that_its_owner_has_now(store, kim, settings, inbox):
    tell(store, kim)
    with store.writing() as session:
        people.set_email(session, SYSTEM, account_id=kim.account_id, version=1, email="kim@new.example.org")
    post.send_waiting(store, settings)
    assert inbox.went_to == [["kim@new.example.org"]]


def test_of_many_that_wait_some_go_now_and_the_others_next_time(store, kim, settings, inbox):
    for number in range(post.AT_ONCE + 3):
        tell(store, kim, address=f"/challenge?id={number}")
    assert [post.send_waiting(store, settings) for _ in range(3)] == [post.AT_ONCE, 3, 0]
    assert len(set(inbox.bodies)) == post.AT_ONCE + 3


def test_a_server_that_is_away_loses_nothing(store, kim, away):
    tell(store, kim)
    assert post.send_waiting(store, away) == 0
    assert states(store) == [Email.WAITING]


def test_a_notice_goes_out_once_the_server_is_back(store, kim, away, settings, inbox, clock):
    tell(store, kim)
    post.send_waiting(store, away)
    clock.advance(minutes=1)
    assert post.send_waiting(store, settings) == 1
    assert len(inbox.taken) == 1


def test_a_try_that_failed_is_counted_and_waits(store, kim, away, clock):
    tell(store, kim)
    post.send_waiting(store, away)
    (notice,) = notices(store)
    assert (notice.tries, notice.try_at) == (1, clock.moment + rules.wait_after(1))


def test_before_its_time_nothing_is_tried_again(store, kim, away, settings, inbox, clock):
    tell(store, kim)
    post.send_waiting(store, away)
    clock.advance(seconds=59)
    assert (post.send_waiting(store, settings), inbox.taken) == (0, [])


def test_each_try_waits_longer_than_the_one_before(store, kim, away, clock):
    tell(store, kim)
    waits = []
    for _ in range(MOST_TRIES):
        post.send_waiting(store, away)
        waits.append((notices(store)[0].try_at - clock.moment).total_seconds() / 60)
        clock.moment = notices(store)[0].try_at
    assert waits == [1, 5, 25, 125, 625, 3125]


def fail_for_good(store, settings, clock):
    for _ in range(MOST_TRIES):
        post.send_waiting(store, settings)
        clock.moment = notices(store)[0].try_at


def test_after_the_last_try_a_notice_is_given_up(store, kim, away, clock):
    tell(store, kim)
    fail_for_good(store, away, clock)
    post.send_waiting(store, away)
    assert [(one.email, one.tries) for one in notices(store)] == [(Email.GIVEN_UP, MOST_TRIES)]


def test_what_was_given_up_is_not_sent_when_the_server_is_back(store, kim, away, settings, inbox, clock):
    tell(store, kim)
    fail_for_good(store, away, clock)
    post.send_waiting(store, away)
    clock.advance(days=30)
    assert (post.send_waiting(store, settings), inbox.taken) == (0, [])


def test_the_last_try_may_still_succeed(store, kim, away, settings, inbox, clock):
    tell(store, kim)
    for _ in range(MOST_TRIES - 1):
        post.send_waiting(store, away)
        clock.moment = notices(store)[0].try_at
    assert (post.send_waiting(store, settings), states(store)) == (1, [Email.SENT])


def test_what_was_given_up_is_still_unread_in_the_app(store, kim, away, clock):
    tell(store, kim)
    fail_for_good(store, away, clock)
    post.send_waiting(store, away)
    with store.reading() as session:
        assert len(service.list_unread(session, kim)) == 1


@pytest.mark.parametrize("answer", ["451 try later", "550 no", "554 looks like spam"])
def test_a_message_that_the_server_refuses_waits_for_another_try(store, kim, settings, inbox, clock, answer):
    tell(store, kim)
    inbox.answer = answer
    assert (post.send_waiting(store, settings), states(store)) == (0, [Email.WAITING])
    inbox.answer = "250 OK"
    clock.advance(minutes=1)
    assert (post.send_waiting(store, settings), states(store)) == (1, [Email.SENT])


def test_one_address_that_the_server_refuses_keeps_nobody_elses_notice_back(store, kim, lee, settings, inbox):
    tell(store, kim, lee)
    inbox.refused["kim@example.org"] = "550 nobody here"
    assert post.send_waiting(store, settings) == 1
    assert (inbox.went_to, states(store)) == ([["lee@example.org"]], [Email.WAITING, Email.SENT])


def test_what_went_out_before_the_server_hung_up_is_not_sent_again(store, kim, lee, settings, inbox, clock):
    tell(store, kim, lee)
    inbox.hangs_up_after = 1
    assert (post.send_waiting(store, settings), states(store)) == (1, [Email.SENT, Email.WAITING])
    inbox.hangs_up_after = None
    clock.advance(minutes=1)
    assert (post.send_waiting(store, settings), inbox.went_to) == (1, [["kim@example.org"], ["lee@example.org"]])


def test_an_address_that_this_server_cannot_write_to_keeps_nobody_elses_notice_back(store, lee, settings, inbox):
    with store.writing() as session:
        jorg = make_account(session, "jorg", Role.PARTNER, email="jörg@example.org")
    tell(store, jorg, lee)
    post.send_waiting(store, settings)
    assert ["lee@example.org"] in inbox.went_to


def test_a_server_without_encryption_is_sent_nothing_where_encryption_is_asked_for(store, kim, server, inbox):
    tell(store, kim)
    assert post.send_waiting(store, settings_for(server.port, smtp_starttls=True)) == 0
    assert (inbox.taken, states(store)) == ([], [Email.WAITING])


def test_a_server_that_takes_no_password_is_sent_nothing_where_one_is_set(store, kim, server, inbox):
    tell(store, kim)
    with_password = settings_for(server.port, smtp_user="tool", smtp_password=SecretStr("hidden-word"))
    assert post.send_waiting(store, with_password) == 0
    assert (inbox.taken, states(store)) == ([], [Email.WAITING])


def test_what_is_logged_of_a_failure_names_nobody(store, kim, settings, inbox, caplog):
    tell(store, kim)
    inbox.refused["kim@example.org"] = "550 nobody called kim@example.org here"
    post.send_waiting(store, settings)
    assert "was not sent" in caplog.text
    assert "kim" not in caplog.text


def test_a_server_that_hangs_up_before_its_greeting_loses_nothing(store, kim):
    with socket.create_server((HOST, 0)) as listening:
        listening.settimeout(10)

        def hang_up():
            listening.accept()[0].close()

        other = Thread(target=hang_up)
        other.start()
        tell(store, kim)
        assert post.send_waiting(store, settings_for(listening.getsockname()[1])) == 0
        other.join()
    assert states(store) == [Email.WAITING]


def test_two_that_send_at_once_do_not_send_the_same_notice(store, kim, settings, inbox):
    tell(store, kim)
    with ThreadPoolExecutor(2) as both:
        sent = list(both.map(lambda _: post.send_waiting(store, settings), range(2)))
    assert (sum(sent), len(inbox.taken)) == (1, 1)


HOSTILE = ["lee@example.org\r\nBcc: all@evil.example", "lee@example.org\nSubject: you won", "lee", "lée@example.org"]


@pytest.mark.parametrize("address", HOSTILE)
def test_an_address_that_is_none_adds_no_receiver_and_keeps_nobody_else_from_hearing(
    store, kim, lee, settings, inbox, address
):
    """As no door writes it: an older version or somebody with the database may have."""
    with store.writing() as session:
        account = session.get(Account, lee.account_id)
        account.email = address
        session.add(account)
        session.commit()
    tell(store, lee)
    tell(store, kim)
    post.send_waiting(store, settings)
    assert ["kim@example.org"] in inbox.went_to
    assert not any("evil" in str(one) for one in inbox.went_to)


@pytest.mark.parametrize("address", [one for one in HOSTILE if "é" not in one])
def test_an_address_that_is_none_is_refused_where_it_is_typed(store, manager, kim, address):
    with store.writing() as session, pytest.raises(AccountRefused):
        people.set_email(session, manager, account_id=kim.account_id, version=1, email=address)
