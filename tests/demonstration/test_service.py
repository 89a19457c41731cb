"""Making the demonstration once, starting it again, starting empty; and nothing of it in a live installation."""

from dataclasses import replace
from importlib import import_module

import pytest
from pydantic import SecretStr
from sqlmodel import col, func, select

from cscp_core import start
from cscp_core.confirming import tables as confirming
from cscp_core.demonstration import service as demonstration
from cscp_core.demonstration.service import WRITTEN
from cscp_core.errors import ChangedMeanwhile, DemonstrationRefused, NotAllowed, NotFound
from cscp_core.evidence import tables as evidence
from cscp_core.evidence.tables import Claim, Report
from cscp_core.official import tables as official
from cscp_core.people import demo
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account, Leaving, SecondFactor
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.meetings.tables import Meeting
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.settings import Settings, settings
from cscp_core.storage import trail
from cscp_core.storage.base import Table
from cscp_core.storage.installation import emptied_at
from cscp_core.storage.session import now, today
from cscp_core.storage.tables import Installation, TrailRow
from cscp_core.storage.trail_actions import DemonstrationAction
from feedback.comments import checking
from tests.builders import WordOf, small_row, write_folder
from tests.conftest import ROOT
from tests.people.signing import open_for
from tests.scenes import people_of

STAYS = {
    "account", "agency", "installation", "known_network", "leaving", "one_time_link", "second_factor",
    "sign_in_session", "trail", "trail_head", "wrong_tries",
}  # fmt: skip
OF_REPORTS = {
    one.__tablename__
    for room in (confirming, evidence, official)
    for one in vars(room).values()
    if hasattr(one, "__table__")
}
ACTS = (demonstration.start_again, demonstration.start_empty)


@pytest.fixture
def made(place, demonstrated):
    return place("made", demonstrated)


@pytest.fixture
def manager(made):
    return people_of(made)["business.manager"]


def counts(store, names=WRITTEN):
    with store.reading() as session:
        return {
            name: session.execute(select(func.count()).select_from(Table.metadata.tables[name])).scalar()
            for name in names
        }


def version_of(store):
    with store.reading() as session:
        return demonstration.read_standing(session, SYSTEM).version


def act(store, service, actor, **details):
    with store.writing() as session:
        return service(session, actor, **details)


def make_once(store):
    return act(store, demonstration.make_once, SYSTEM)


def go_live(store):
    with store.writing() as session:
        session.exec(select(Installation)).one().mode = "live"
        session.commit()


def actions_on(store):
    with store.reading() as session:
        rows = session.exec(select(TrailRow).where(TrailRow.subject == "demonstration").order_by(TrailRow.number))
        return [(one.action, one.who) for one in rows]


def test_it_is_made_once(made):
    before = counts(made)
    assert make_once(made) is False
    assert counts(made) == before


def test_after_days_its_dates_are_still_those_of_its_making(made, clock):
    clock.advance(days=9)
    make_once(made)
    with made.reading() as session:
        standing = demonstration.read_standing(session, SYSTEM)
    assert standing.sentence.startswith("This demonstration was made on 20 November 2026.")


def test_a_demonstration_that_somebody_has_begun_to_use_is_left_as_it_is(camden):
    act(camden, notebook.write_note, people_of(camden)["scrutineer"], words="A thought")
    assert make_once(camden) is False
    assert version_of(camden) == 0


def test_without_its_report_there_is_none(store):
    assert make_once(store) is False
    with pytest.raises(DemonstrationRefused, match="annual-report-2019-20"):
        act(store, demonstration.start_again, SYSTEM, version=0)


@pytest.mark.engine
def test_starting_again_deletes_what_was_written_since_and_fits_the_new_day(made, manager, clock):
    before = counts(made)
    act(made, notebook.write_note, people_of(made)["scrutineer"], words="A thought")
    clock.advance(days=30)
    act(made, demonstration.start_again, manager, version=version_of(made))
    assert counts(made) == before
    with made.reading() as session:
        ahead = session.exec(select(Meeting).where(Meeting.state == "planned")).one()
        assert (ahead.held_on - clock.moment.date()).days in range(1, 10)


@pytest.mark.engine
def test_starting_empty_leaves_reports_and_accounts_and_the_trail(made, manager):
    kept = counts(made, STAYS | OF_REPORTS)
    act(made, demonstration.start_empty, manager, version=version_of(made))
    assert set(counts(made).values()) == {0}
    after = counts(made, STAYS | OF_REPORTS)
    assert {name for name in kept if kept[name] != after[name]} == {"account", "leaving", "trail"}
    with made.reading() as session:
        assert set(session.exec(select(Account.username))) == set(
            demo.ACCOUNTS
        )  # whom nobody wrote for any more is gone
    assert make_once(made) is False


def test_reasons_for_sending_back_are_told_of_the_newest_start_alone(made, manager):
    dee = people_of(made)["scrutineer"]
    with made.reading() as session:
        before = checking.sent_back(session, dee)
    act(made, demonstration.start_again, manager, version=version_of(made))
    with made.reading() as session:
        assert [one.reason for one in checking.sent_back(session, dee)] == [one.reason for one in before]
    act(made, demonstration.start_empty, manager, version=version_of(made))
    with made.reading() as session:
        assert checking.sent_back(session, dee) == []


def test_the_trail_says_who_did_it(made, manager):
    act(made, demonstration.start_empty, manager, version=version_of(made))
    act(made, demonstration.start_again, manager, version=version_of(made))
    who = f"account {manager.account_id}"
    assert actions_on(made) == [
        (DemonstrationAction.MADE, "system"),
        (DemonstrationAction.EMPTIED, who),
        (DemonstrationAction.EMPTIED, who),
        (DemonstrationAction.MADE, who),
    ]


def test_a_start_under_an_earlier_version_is_still_the_last(made):
    with made.writing() as session:
        trail.record(session, SYSTEM, WordOf("emptied the demonstration"), "demonstration")
        session.commit()
    with made.reading() as session:
        assert demonstration.read_standing(session, SYSTEM).made_on is None
        assert emptied_at(session) == version_of(made)
    with made.writing() as session:
        trail.record(session, SYSTEM, WordOf("made the demonstration"), "demonstration")
        session.commit()
    with made.reading() as session:
        assert demonstration.read_standing(session, SYSTEM).made_on == today(session)


def test_starting_again_puts_accounts_back_and_signs_nobody_out(made, manager):
    open_for(made, "scrutineer", demo.PASSWORD)
    with made.writing() as session:
        row = session.exec(select(Account).where(Account.username == "lay.member")).one()
        row.role, row.disabled_at, row.password_hash = Role.PARTNER, now(session), None
        session.add(SecondFactor(account_id=row.account_id, number="1"))
        session.add(Leaving(account_id=row.account_id, until=now(session)))
        session.commit()
    sessions = counts(made, ["sign_in_session"])
    act(made, demonstration.start_again, manager, version=version_of(made))
    with made.reading() as session:
        known = session.exec(select(Account.account_id).where(col(Account.username).in_(demo.ACCOUNTS))).all()
        assert {row.account_id for row in session.exec(select(Leaving))}.isdisjoint(known)
    assert counts(made, ["second_factor"]) == {"second_factor": 0}
    assert counts(made, ["sign_in_session"]) == sessions
    assert open_for(made, "lay.member", demo.PASSWORD)


def test_every_table_is_either_written_by_people_or_stays():
    for path in [*ROOT.glob("cscp_core/**/tables.py"), *ROOT.glob("feedback/**/tables.py")]:
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert WRITTEN.isdisjoint(STAYS | OF_REPORTS)
    assert set(Table.metadata.tables) == WRITTEN | STAYS | OF_REPORTS


def test_what_cannot_be_made_whole_leaves_everything_as_it_was(made, manager):
    before = counts(made)
    with made.writing() as session:
        session.exec(select(Claim).where(Claim.claim_id == "claim-3.2-36")).one().retired = True
        session.commit()
    with pytest.raises(NotFound):
        act(made, demonstration.start_again, manager, version=version_of(made))
    assert counts(made) == before


@pytest.mark.parametrize("service", ACTS)
def test_it_is_not_started_twice_from_one_screen(made, manager, service):
    seen = version_of(made)
    act(made, demonstration.start_empty, manager, version=seen)
    with pytest.raises(ChangedMeanwhile):
        act(made, service, manager, version=seen)


@pytest.mark.parametrize("username", sorted(set(demo.ACCOUNTS) - {"business.manager"}))
def test_nobody_but_the_business_manager_starts_it_again_or_empty(made, username):
    before, seen = counts(made), version_of(made)
    for service in ACTS:
        with pytest.raises(NotAllowed, match="start the demonstration again"):
            act(made, service, people_of(made)[username], version=seen)
    assert counts(made) == before


@pytest.mark.engine
def test_a_live_database_never_gets_it(camden):
    go_live(camden)
    manager = people_of(camden)["business.manager"]
    with pytest.raises(DemonstrationRefused, match="live"):
        make_once(camden)
    for service in ACTS:
        with pytest.raises(DemonstrationRefused, match="live"):
            act(camden, service, manager, version=0)
    with pytest.raises(DemonstrationRefused, match="live"):
        demo.add_accounts(camden)
    assert set(counts(camden).values()) == {0}


def test_a_live_installation_is_prepared_without_it(place, tmp_path):
    folder = write_folder(tmp_path / demonstration.REPORT, report=[small_row("report", report_id=demonstration.REPORT)])
    live = place("live")
    start.prepare(Settings.model_construct(database_url=SecretStr("sqlite://"), reports=str(folder)), live)
    assert set(counts(live).values()) == {0}
    with live.reading() as session:
        assert session.exec(select(Account)).all() == []
        assert session.get(Report, demonstration.REPORT) is not None


def test_nothing_is_deleted_from_a_live_database(made, manager):
    before = counts(made)
    go_live(made)
    for service in ACTS:
        with pytest.raises(DemonstrationRefused, match="live"):
            act(made, service, manager, version=version_of(made))
    assert counts(made) == before


def test_a_database_that_was_marked_for_neither_mode_gets_none(camden):
    with camden.writing() as session:
        session.delete(session.exec(select(Installation)).one())
        session.commit()
    with pytest.raises(DemonstrationRefused):
        make_once(camden)


def test_a_server_in_live_mode_makes_none_even_on_a_demonstrations_database(camden, monkeypatch):
    monkeypatch.setenv("CSCP_DATABASE_URL", "sqlite:////srv/live.sqlite3")
    monkeypatch.setenv("CSCP_COOKIE_KEY", "Cookie key of thirty-two letters")
    monkeypatch.setenv("CSCP_ALLOWED_HOSTS", "scrutiny.example.org")
    settings.cache_clear()
    try:
        with pytest.raises(DemonstrationRefused, match="live"):
            make_once(camden)
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_a_demonstration_holds_no_challenge_before_it_is_made(camden):
    with camden.reading() as session:
        assert session.exec(select(Challenge)).first() is None
        assert session.get(Report, demonstration.REPORT) is not None


def test_anyone_who_is_signed_in_as_somebody_else_is_refused(made, manager):
    with pytest.raises(NotAllowed):
        act(made, demonstration.start_empty, replace(manager, has_left=True), version=version_of(made))
