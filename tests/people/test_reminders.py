"""Reminders to talk about turning 18 or 25: a month that the business manager sets, and no birth date."""

from datetime import date

import pytest

from cscp_core.errors import AccountRefused, ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.people import reminders, service
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import TalkReminder
from cscp_core.scrutiny.challenges import handover
from tests.conftest import make_account

JANUARY = date(2027, 1, 20)


@pytest.fixture
def kim(store):
    with store.writing() as session:
        return make_account(session, "kim", Role.YOUNG_ADVISOR).account_id


def remind(store, account_id, *, version=0, age=18, month=JANUARY, actor=SYSTEM):
    with store.writing() as session:
        reminders.set_reminder(session, actor, account_id=account_id, version=version, age=age, month=month)


def known(store, **details):
    with store.reading() as session:
        return [(one.name, one.age, one.month) for one in reminders.list_reminders(session, SYSTEM, **details)]


def version_of(store):
    with store.reading() as session:
        return reminders.list_reminders(session, SYSTEM)[0].version


def finish(store, account_id, version):
    with store.writing() as session:
        reminders.remove_reminder(session, SYSTEM, account_id=account_id, version=version)


def test_of_the_date_only_the_month_is_kept(store, kim):
    remind(store, kim)
    assert known(store) == [("kim", 18, date(2027, 1, 1))]


def test_no_birth_date_has_a_place_in_the_table():
    assert set(TalkReminder.model_fields) == {"account_id", "age", "month", "version"}


def test_it_is_due_from_the_first_day_of_its_month(store, kim, clock):
    remind(store, kim)
    clock.advance(days=(date(2026, 12, 31) - clock().date()).days)
    assert known(store, due=True) == []
    clock.advance(days=1)
    assert len(known(store, due=True)) == 1


def test_it_is_moved_on(store, kim):
    remind(store, kim)
    remind(store, kim, version=version_of(store), age=25, month=date(2034, 5, 2))
    assert known(store) == [("kim", 25, date(2034, 5, 1))]


def test_once_they_have_talked_nothing_is_kept_of_it(store, kim):
    remind(store, kim)
    finish(store, kim, version_of(store))
    assert known(store) == []


def test_a_page_that_shows_a_finished_reminder_does_nothing_to_the_next_one(store, kim):
    remind(store, kim)
    drawn = version_of(store)
    finish(store, kim, drawn)
    remind(store, kim)
    with pytest.raises(ChangedMeanwhile):
        finish(store, kim, drawn)
    assert len(known(store)) == 1


def test_it_goes_when_its_young_advisor_leaves(store, kim):
    remind(store, kim)
    with store.reading() as session:
        found = service.find_person(session, SYSTEM, username="kim")
    with store.writing() as session:
        handover.disable_voice(session, SYSTEM, account_id=kim, version=found.version)
    assert known(store) == []


@pytest.mark.parametrize(("age", "month"), [(16, JANUARY), (0, JANUARY), (18, date(2026, 1, 1))])
def test_another_age_or_a_month_that_is_over_is_refused(store, kim, age, month):
    with pytest.raises(AccountRefused):
        remind(store, kim, age=age, month=month)


def test_it_is_about_young_advisors_alone(store):
    with store.writing() as session:
        lou = make_account(session, "lou", Role.LAY_MEMBER).account_id
    with pytest.raises(AccountRefused):
        remind(store, lou)


def test_what_somebody_else_changed_meanwhile_is_not_changed(store, kim):
    remind(store, kim)
    with pytest.raises(ChangedMeanwhile):
        remind(store, kim)
    with store.writing() as session, pytest.raises(ChangedMeanwhile):
        reminders.remove_reminder(session, SYSTEM, account_id=kim, version=7)


def test_what_is_not_there_cannot_be_finished(store, kim):
    with store.writing() as session, pytest.raises(NotFound):
        reminders.remove_reminder(session, SYSTEM, account_id=kim, version=1)


def test_nobody_but_who_manages_accounts_sets_or_sees_them(store, kim):
    with store.writing() as session:
        dee = make_account(session, "dee", Role.SCRUTINEER)
    with pytest.raises(NotAllowed):
        remind(store, kim, actor=dee)
    with store.reading() as session, pytest.raises(NotAllowed):
        reminders.list_reminders(session, dee)
