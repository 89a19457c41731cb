"""The trail: who stands in it, and that nobody without the key can change it unseen."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from cscp_core.storage.session import Store
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import AccountsAction, DemonstrationAction

pytestmark = pytest.mark.engine

GUESSED = b"a key that somebody without the key makes up"


@pytest.fixture
def five_rows(store):
    """A store whose trail has five rows."""
    with store.writing() as session:
        for step in range(1, 6):
            trail.record(session, SYSTEM, DemonstrationAction.MADE, f"thing {step}", step=step)
        session.commit()
    return store


def tamper(store, *statements, **values):
    """Does to the database what somebody could do who owns it and not the key: drops the guards and writes."""
    with store.engine.execution_options(writing=True).begin() as raw:
        if raw.dialect.name == "sqlite":
            for (guard,) in raw.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                raw.execute(text(f"DROP TRIGGER {guard}"))
        else:
            raw.execute(text("ALTER TABLE trail DISABLE TRIGGER USER"))
        for statement in statements:
            raw.execute(text(statement), values)


def first_broken(store):
    with store.reading() as session:
        return trail.first_broken(session)


def rows_of(store):
    with store.reading() as session:
        return list(session.exec(select(TrailRow).order_by(col(TrailRow.number))))


def test_an_untouched_trail_holds(five_rows):
    assert first_broken(five_rows) is None


def test_an_empty_trail_holds(store):
    assert first_broken(store) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE trail SET at = '2020-01-01 00:00:00.000000' WHERE number = 3",
        "UPDATE trail SET who = 'account 9' WHERE number = 3",
        "UPDATE trail SET role = 'lay member' WHERE number = 3",
        "UPDATE trail SET action = 'did nothing' WHERE number = 3",
        "UPDATE trail SET subject = 'thing 9' WHERE number = 3",
        "UPDATE trail SET detail = '{}' WHERE number = 3",
        "UPDATE trail SET previous = '0' WHERE number = 3",
        "UPDATE trail SET digest = '0' WHERE number = 3",
    ],
)
def test_a_row_changed_without_the_key_is_found_and_named(five_rows, change):
    tamper(five_rows, change)
    assert first_broken(five_rows) == 3


def test_a_row_changed_and_signed_anew_with_a_guessed_key_is_found(five_rows):
    row = rows_of(five_rows)[2]
    row.subject = "thing 9"
    forged = trail.digest_of(row, GUESSED)
    tamper(five_rows, "UPDATE trail SET subject = 'thing 9', digest = :forged WHERE number = 3", forged=forged)
    assert first_broken(five_rows) == 3


@pytest.mark.parametrize("number", [1, 3, 4])
def test_a_removed_row_is_found_and_named(five_rows, number):
    tamper(five_rows, "DELETE FROM trail WHERE number = :number", number=number)
    assert first_broken(five_rows) == number


def test_a_removed_row_is_found_when_the_later_ones_move_up(five_rows):
    tamper(
        five_rows,
        "DELETE FROM trail WHERE number = 3",
        "UPDATE trail SET number = 3 WHERE number = 4",
        "UPDATE trail SET number = 4 WHERE number = 5",
    )
    assert first_broken(five_rows) == 3


def test_rows_removed_from_the_end_are_found_and_the_first_of_them_named(five_rows):
    tamper(five_rows, "DELETE FROM trail WHERE number >= 4")
    assert first_broken(five_rows) == 4


def test_a_row_put_in_between_is_found_and_named(five_rows):
    tamper(
        five_rows,
        "UPDATE trail SET number = number + 100 WHERE number >= 3",
        "INSERT INTO trail SELECT 3, at, who, role, action, 'forged', detail, previous, digest "
        "FROM trail WHERE number = 2",
        "UPDATE trail SET number = number - 99 WHERE number >= 100",
    )
    assert first_broken(five_rows) == 3


def test_a_row_put_in_at_the_end_is_found_and_named(five_rows):
    row = rows_of(five_rows)[4]
    forged = TrailRow(**row.model_dump() | {"number": 6, "previous": row.digest})
    tamper(
        five_rows,
        "INSERT INTO trail SELECT 6, at, who, role, action, subject, detail, digest, :forged "
        "FROM trail WHERE number = 5",
        forged=trail.digest_of(forged, GUESSED),
    )
    assert first_broken(five_rows) == 6


def test_two_rows_that_changed_places_are_found_and_the_first_named(five_rows):
    tamper(
        five_rows,
        "UPDATE trail SET number = 99 WHERE number = 2",
        "UPDATE trail SET number = 2 WHERE number = 4",
        "UPDATE trail SET number = 4 WHERE number = 99",
    )
    assert first_broken(five_rows) == 2


def test_a_trail_does_not_hold_under_another_key(five_rows):
    assert first_broken(Store(five_rows.engine, GUESSED)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail SET who = 'account 9' WHERE number = 3",
        "DELETE FROM trail WHERE number = 3",
        "DELETE FROM trail",
        "INSERT INTO trail SELECT * FROM trail WHERE number = 3 ON CONFLICT (number) DO UPDATE SET who = 'account 9'",
        pytest.param(
            "INSERT OR REPLACE INTO trail SELECT 3, at, 'account 9', role, action, subject, detail, previous, digest "
            "FROM trail WHERE number = 3",
            marks=pytest.mark.sqlite,
        ),
        pytest.param("TRUNCATE trail", marks=pytest.mark.postgresql),
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_trail(five_rows, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        five_rows.engine.execution_options(writing=True).begin() as raw,
    ):
        raw.execute(text(statement))


@pytest.mark.parametrize("role", [Role.YOUNG_ADVISOR, Role.LAY_MEMBER])
def test_young_advisors_and_lay_members_stand_under_a_pseudonym(session, role):
    trail.record(session, Actor(account_id=7, username="kim", name="Kim", role=role), DemonstrationAction.MADE, "thing")
    assert session.get(TrailRow, 1).who == trail.pseudonym_of(7, session.info["chain_key"])


@pytest.mark.parametrize("role", [Role.SCRUTINEER, Role.PARTNER, Role.BUSINESS_MANAGER, Role.SAFEGUARDING_LEAD])
def test_everybody_else_stands_under_the_number_of_the_account(session, role):
    trail.record(session, Actor(account_id=7, username="kim", name="Kim", role=role), DemonstrationAction.MADE, "thing")
    assert session.get(TrailRow, 1).who == "account 7"


def test_the_command_line_stands_as_the_system(session):
    trail.record(session, SYSTEM, DemonstrationAction.MADE, "thing")
    assert session.get(TrailRow, 1).who == "system"


def test_no_name_stands_in_the_trail(session):
    trail.record(
        session,
        Actor(account_id=7, username="kim.lee", name="Kim Lee", role=Role.SCRUTINEER),
        DemonstrationAction.MADE,
        "thing",
    )
    assert "kim" not in session.get(TrailRow, 1).model_dump_json().lower()


def test_one_account_has_one_pseudonym():
    assert trail.pseudonym_of(7, GUESSED) == trail.pseudonym_of(7, GUESSED)


def test_two_accounts_have_two_pseudonyms():
    assert trail.pseudonym_of(7, GUESSED) != trail.pseudonym_of(8, GUESSED)


def test_a_pseudonym_cannot_be_made_again_without_the_key(session):
    assert trail.pseudonym_of(7, GUESSED) != trail.pseudonym_of(7, session.info["chain_key"])


def test_a_row_tells_its_facts_in_one_order(session):
    trail.record(session, SYSTEM, DemonstrationAction.MADE, "thing", zeal=1, agency="café")
    assert session.get(TrailRow, 1).detail == '{"agency": "café", "zeal": 1}'


def test_a_row_tells_when_it_happened_by_the_stores_clock(session, clock):
    trail.record(session, SYSTEM, DemonstrationAction.MADE, "thing")
    assert session.get(TrailRow, 1).at == clock.moment


def test_a_change_and_its_row_are_undone_together(store, clock):
    with store.writing() as session:
        session.add(Account(username="kim", name="Kim", role=Role.SCRUTINEER, made_at=clock.moment))
        trail.record(session, SYSTEM, AccountsAction.ADDED, "account 1")
        session.rollback()
    with store.reading() as session:
        kept = [*session.exec(select(Account)), *session.exec(select(TrailRow))]
    assert kept == []


def test_a_change_and_its_row_are_kept_together(store, clock):
    with store.writing() as session:
        session.add(Account(username="kim", name="Kim", role=Role.SCRUTINEER, made_at=clock.moment))
        trail.record(session, SYSTEM, AccountsAction.ADDED, "account 1")
        session.commit()
    with store.reading() as session:
        kept = [*session.exec(select(Account)), *session.exec(select(TrailRow))]
    assert len(kept) == 2


def test_facts_read_back_as_json(five_rows):
    assert [json.loads(row.detail)["step"] for row in rows_of(five_rows)] == [1, 2, 3, 4, 5]


def test_many_writers_at_once_make_one_chain(store):
    def write(number):
        with store.writing() as session:
            trail.record(session, SYSTEM, DemonstrationAction.MADE, f"thing {number}")
            session.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert first_broken(store) is None
    assert [row.number for row in rows_of(store)] == list(range(1, 41))
    assert {row.subject for row in rows_of(store)} == {f"thing {number}" for number in range(40)}


def test_the_trail_of_the_real_report_holds(camden):
    assert first_broken(camden) is None
