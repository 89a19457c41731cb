"""Notices: who is left one, whether it goes by e-mail too, and what of them is unread."""

import pytest
from sqlmodel import select

from cscp_core.notices import service
from cscp_core.notices.rules import Email, NoticeKind
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import Role
from cscp_core.storage.tables import TrailRow
from tests.conftest import make_account

RAISED, ANSWERED = NoticeKind.RAISED, NoticeKind.ANSWERED
ADDRESS = "/challenge?id=7"


@pytest.fixture
def kim(store):
    """Somebody with an e-mail address."""
    with store.writing() as session:
        return make_account(session, "kim", Role.PARTNER, email="kim@example.org")


def tell(store, *actors, kind=RAISED, address=ADDRESS, **details):
    with store.writing() as session:
        service.notify(session, [actor.account_id for actor in actors], kind, address, **details)
        session.commit()


def unread(store, actor):
    with store.reading() as session:
        return service.list_unread(session, actor)


def read(store, actor, **which):
    with store.writing() as session:
        service.mark_read(session, actor, **which)


def every(store, table=Notice):
    with store.reading() as session:
        return list(session.exec(select(table)))


def test_who_is_told_has_an_unread_notice(store, scrutineer):
    tell(store, scrutineer)
    (found,) = unread(store, scrutineer)
    assert (found.says, found.address, found.when) == (str(RAISED), ADDRESS, "20 November 2026")


def test_nobody_else_has_it(store, scrutineer, manager):
    tell(store, scrutineer)
    assert unread(store, manager) == []


@pytest.mark.engine
def test_several_people_are_told_at_once(store, scrutineer, manager):
    tell(store, scrutineer, manager)
    assert [len(unread(store, one)) for one in (scrutineer, manager)] == [1, 1]


def test_who_is_named_twice_is_told_once(store, scrutineer):
    tell(store, scrutineer, scrutineer)
    assert len(every(store)) == 1


def test_a_disabled_account_is_left_no_notice(store, clock):
    with store.writing() as session:
        gone = make_account(session, "gone", Role.PARTNER, email="gone@example.org", disabled_at=clock.moment)
    tell(store, gone)
    assert every(store) == []


def test_beside_a_disabled_account_the_others_are_told(store, scrutineer, clock):
    with store.writing() as session:
        gone = make_account(session, "gone", Role.PARTNER, disabled_at=clock.moment)
    tell(store, gone, scrutineer)
    assert [one.account_id for one in every(store)] == [scrutineer.account_id]


def test_an_account_that_is_not_there_is_left_no_notice(store):
    with store.writing() as session:
        service.notify(session, [999], RAISED, ADDRESS)
        session.commit()
    assert every(store) == []


def test_when_nobody_is_to_be_told_nothing_happens(store):
    tell(store)
    assert every(store) == []


def test_a_notice_that_its_caller_does_not_commit_is_not_kept(store, scrutineer):
    with store.writing() as session:
        service.notify(session, [scrutineer.account_id], RAISED, ADDRESS)
    assert every(store) == []


def test_who_has_an_address_gets_an_email_too_at_once(store, kim, clock):
    tell(store, kim)
    (notice,) = every(store)
    assert (notice.email, notice.try_at, notice.tries) == (Email.WAITING, clock.moment, 0)


def test_who_has_no_address_gets_no_email(store, scrutineer):
    tell(store, scrutineer)
    (notice,) = every(store)
    assert (notice.email, notice.try_at) == (Email.NONE, None)


def test_a_notice_keeps_no_content_but_its_kind_and_address(store, kim):
    tell(store, kim)
    (notice,) = every(store)
    assert (notice.kind, notice.address) == (NoticeKind.RAISED, ADDRESS)


def test_telling_leaves_the_trail_to_who_caused_it(store, kim):
    tell(store, kim)
    assert every(store, TrailRow) == []


def test_unread_notices_come_newest_first(store, scrutineer, clock):
    for number in (1, 2, 3):
        tell(store, scrutineer, address=f"/challenge?id={number}")
        clock.advance(minutes=1)
    assert [one.address for one in unread(store, scrutineer)] == [
        "/challenge?id=3",
        "/challenge?id=2",
        "/challenge?id=1",
    ]


def test_of_several_alike_about_one_address_only_the_newest_is_shown(store, scrutineer, clock):
    tell(store, scrutineer)
    clock.advance(days=1)
    tell(store, scrutineer)
    (found,) = unread(store, scrutineer)
    assert found.when == "21 November 2026"


def test_notices_of_two_kinds_about_one_address_are_both_shown(store, scrutineer):
    tell(store, scrutineer)
    tell(store, scrutineer, kind=ANSWERED)
    assert [one.says for one in unread(store, scrutineer)] == [str(ANSWERED), str(RAISED)]


def test_only_so_many_unread_notices_are_shown_at_once(store, scrutineer):
    for number in range(service.MOST_SHOWN + 5):
        tell(store, scrutineer, address=f"/challenge?id={number}")
    assert len(unread(store, scrutineer)) == service.MOST_SHOWN


def test_many_notices_alike_do_not_hide_another(store, scrutineer):
    tell(store, scrutineer, kind=ANSWERED, address="/challenge?id=1")
    for _ in range(service.MOST_SHOWN):
        tell(store, scrutineer)
    assert [one.address for one in unread(store, scrutineer)] == [ADDRESS, "/challenge?id=1"]


def test_what_was_read_is_unread_no_more(store, scrutineer):
    tell(store, scrutineer)
    read(store, scrutineer)
    assert unread(store, scrutineer) == []


def test_reading_one_address_leaves_the_others_unread(store, scrutineer):
    tell(store, scrutineer)
    tell(store, scrutineer, address="/challenge?id=70")
    read(store, scrutineer, address=ADDRESS)
    assert [one.address for one in unread(store, scrutineer)] == ["/challenge?id=70"]


def test_reading_one_address_reads_every_kind_about_it(store, scrutineer):
    tell(store, scrutineer)
    tell(store, scrutineer, kind=ANSWERED)
    read(store, scrutineer, address=ADDRESS)
    assert unread(store, scrutineer) == []


def test_reading_everything_leaves_nothing_unread(store, scrutineer):
    for number in range(30):
        tell(store, scrutineer, address=f"/challenge?id={number}")
    read(store, scrutineer)
    assert unread(store, scrutineer) == []


def test_reading_leaves_other_peoples_notices(store, scrutineer, manager):
    tell(store, scrutineer, manager)
    read(store, scrutineer)
    assert len(unread(store, manager)) == 1


def test_a_notice_is_read_once(store, scrutineer, clock):
    tell(store, scrutineer)
    first = clock.moment
    read(store, scrutineer)
    clock.advance(hours=1)
    read(store, scrutineer)
    assert [one.read_at for one in every(store)] == [first]


def test_what_happens_after_reading_is_unread_again(store, scrutineer):
    tell(store, scrutineer)
    read(store, scrutineer)
    tell(store, scrutineer)
    assert len(unread(store, scrutineer)) == 1


def test_reading_where_there_is_nothing_does_no_harm(store, scrutineer):
    read(store, scrutineer, address=ADDRESS)
    assert unread(store, scrutineer) == []


def test_an_email_that_waits_still_goes_out_when_the_notice_was_read_in_the_app(store, kim):
    tell(store, kim)
    read(store, kim)
    assert [one.email for one in every(store)] == [Email.WAITING]
