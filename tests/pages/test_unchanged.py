"""What is handed out again: to whom it was shown, and only for as long as nothing in the database has changed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cscp_core import start
from cscp_core.errors import NotAllowed
from cscp_core.evidence.views import Year
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.storage import trail
from cscp_core.storage.session import now, this_minute, today
from cscp_core.storage.trail_actions import DemonstrationAction
from cscp_core.storage.versions import committed_version
from pages.components import by_load, unchanged, until_commit
from tests.pages.conftest import actor_of

calls: list[Actor] = []


@needs(Permission.CHALLENGE)
def counted(session, actor, *, about=""):
    """A service that says how often it was asked."""
    calls.append(actor)
    return len(calls)


@needs(Permission.READ_REPORT)
def by_the_day(session, actor):
    return today(session), counted(session, replace(actor, role=Role.SCRUTINEER))


@needs(Permission.READ_REPORT)
def by_the_moment(session, actor):
    return now(session), counted(session, replace(actor, role=Role.SCRUTINEER))


@needs(Permission.READ_REPORT)
def by_the_minute(session, actor):
    return this_minute(session), counted(session, replace(actor, role=Role.SCRUTINEER))


@pytest.fixture(autouse=True)
def in_a_whole_run(installation, monkeypatch):
    """The gate has been asked, as it is at the beginning of every run."""
    calls.clear()
    monkeypatch.setattr("pages.components.gate.check_still", lambda _: None)


@pytest.fixture
def scrutineer():
    return actor_of("scrutineer")


def change():
    with start.store().writing() as session:
        trail.record(session, actor_of("business.manager"), DemonstrationAction.MADE, "a change")
        session.commit()


def test_a_second_run_is_handed_what_the_first_was(scrutineer):
    assert unchanged.ask_for_actor(counted, scrutineer) == unchanged.ask_for_actor(counted, scrutineer) == 1


def test_after_any_commit_the_service_is_asked_again(scrutineer):
    unchanged.ask_for_actor(counted, scrutineer)
    unchanged.ask_for_role(counted, scrutineer)
    change()
    assert unchanged.ask_for_actor(counted, scrutineer) == 3
    assert unchanged.ask_for_role(counted, scrutineer) == 4


@pytest.fixture
def versions(monkeypatch):
    """Every version that somebody asked the database for."""
    asked: list[str | None] = []

    def version(store):
        asked.append(committed_version(store))
        return asked[-1]

    monkeypatch.setattr(until_commit, "committed_version", version)
    return asked


def test_a_whole_run_asks_for_the_version_once(scrutineer, versions):
    with until_commit.keep_version_for_run():
        for about in ("one", "two", "one"):
            unchanged.ask_for_actor(counted, scrutineer, about=about)
    assert (len(calls), len(versions)) == (2, 1)


def test_a_run_asks_again_after_it_has_changed_something(scrutineer, versions):
    with until_commit.keep_version_for_run():
        unchanged.ask_for_actor(counted, scrutineer)
        change()
        assert unchanged.ask_for_actor(counted, scrutineer) == 2
    assert len(set(versions)) == 2


def test_a_run_asks_again_once_another_has_found_a_newer_version(scrutineer, versions):
    def other():
        change()
        with until_commit.keep_version_for_run():
            unchanged.ask_for_actor(counted, scrutineer, about="of the other")

    with until_commit.keep_version_for_run():
        unchanged.ask_for_actor(counted, scrutineer)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(other).result()
        assert unchanged.ask_for_actor(counted, scrutineer) == 3
    assert len(set(versions)) == 2


def test_the_next_run_asks_for_the_version_anew(scrutineer):
    with until_commit.keep_version_for_run():
        unchanged.ask_for_actor(counted, scrutineer)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(change).result()
    with until_commit.keep_version_for_run():
        assert unchanged.ask_for_actor(counted, scrutineer) == 2


def test_what_runs_without_a_whole_run_asks_each_time(scrutineer, versions):
    unchanged.ask_for_actor(counted, scrutineer)
    unchanged.ask_for_actor(counted, scrutineer)
    assert len(versions) == 2


def test_other_details_are_another_question(scrutineer):
    assert unchanged.ask_for_actor(counted, scrutineer, about="one") == 1
    assert unchanged.ask_for_actor(counted, scrutineer, about="two") == 2


@pytest.mark.parametrize(
    "other",
    [{"account_id": 999}, {"session_id": "another"}, {"agency_id": "nhs"}, {"answers": True}, {"deputy": True}],
)
def test_what_is_ones_own_is_handed_to_nobody_else(scrutineer, other):
    unchanged.ask_for_actor(counted, scrutineer)
    assert unchanged.ask_for_actor(counted, replace(scrutineer, **other)) == 2


@pytest.mark.parametrize("other", [{"agency_id": "nhs"}, {"answers": True}, {"deputy": True}])
def test_what_is_shared_is_handed_to_nobody_of_another_agency_or_office(scrutineer, other):
    unchanged.ask_for_role(counted, scrutineer)
    assert unchanged.ask_for_role(counted, replace(scrutineer, **other)) == 2


def test_what_is_shared_is_handed_to_a_colleague_of_the_same_role(scrutineer):
    unchanged.ask_for_role(counted, scrutineer)
    assert (
        unchanged.ask_for_role(counted, replace(scrutineer, account_id=999, username="x", name="X", session_id="y"))
        == 1
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SCRUTINEER])
@pytest.mark.parametrize("ask", [unchanged.ask_for_actor, unchanged.ask_for_role])
def test_whom_the_service_refuses_is_handed_nothing_that_another_was(scrutineer, role, ask):
    ask(counted, scrutineer)
    with pytest.raises(NotAllowed):
        ask(counted, replace(scrutineer, role=role))


@pytest.mark.parametrize("ask", [unchanged.ask_for_actor, unchanged.ask_for_role])
def test_who_has_left_is_handed_nothing_from_before(scrutineer, ask):
    ask(counted, scrutineer)
    with pytest.raises(NotAllowed):
        ask(counted, replace(scrutineer, has_left=True))


def test_who_is_not_signed_in_any_more_is_handed_nothing(scrutineer, monkeypatch):
    unchanged.ask_for_actor(counted, scrutineer)

    def gone(actor):
        raise RuntimeError("the page begins again")

    monkeypatch.setattr("pages.components.gate.rerun_unless_still", gone)
    with pytest.raises(RuntimeError):
        unchanged.ask_for_actor(counted, scrutineer)


def test_what_depends_on_the_day_is_asked_again_on_the_next(scrutineer):
    store = start.store()
    first = unchanged.ask_for_actor(by_the_day, scrutineer)
    assert unchanged.ask_for_actor(by_the_day, scrutineer) == first
    with pytest.MonkeyPatch.context() as patch:
        later = replace(store, clock=lambda: store.clock() + timedelta(days=1))
        patch.setattr(start, "store", lambda: later)
        assert unchanged.ask_for_actor(by_the_day, scrutineer)[0] == first[0] + timedelta(days=1)


def test_what_depends_on_the_minute_is_asked_again_in_the_next(scrutineer):
    store, moment = start.store(), [datetime(2020, 5, 4, 12, 30, 1, tzinfo=UTC)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start, "store", lambda: replace(store, clock=lambda: moment[0]))
        assert unchanged.ask_for_actor(by_the_minute, scrutineer) == (datetime(2020, 5, 4, 12, 30, tzinfo=UTC), 1)
        moment[0] += timedelta(seconds=58)
        assert unchanged.ask_for_actor(by_the_minute, scrutineer)[1] == 1
        moment[0] += timedelta(seconds=1)
        assert unchanged.ask_for_actor(by_the_minute, scrutineer) == (datetime(2020, 5, 4, 12, 31, tzinfo=UTC), 2)


def test_what_depends_on_the_moment_is_never_kept(scrutineer):
    assert unchanged.ask_for_actor(by_the_moment, scrutineer)[1] == 1
    assert unchanged.ask_for_actor(by_the_moment, scrutineer)[1] == 2


def test_a_database_that_cannot_tell_its_version_keeps_nothing(scrutineer, monkeypatch):
    monkeypatch.setattr(until_commit, "committed_version", lambda _: None)
    assert [unchanged.ask_for_actor(counted, scrutineer) for _ in range(2)] == [1, 2]


def test_no_more_is_kept_than_there_is_room_for(scrutineer, monkeypatch):
    monkeypatch.setattr(until_commit, "MOST", 2)
    for about in ("one", "two", "three"):
        unchanged.ask_for_actor(counted, scrutineer, about=about)
    assert unchanged.ask_for_actor(counted, scrutineer, about="three") == 3
    assert unchanged.ask_for_actor(counted, scrutineer, about="one") == 4


YEAR = Year(
    report_id="r", title="", partnership="", period="2019-20", home_area="", covers="", not_loaded="", load_number=1
)


def test_what_a_load_fixed_is_read_once_for_each_load_and_role(scrutineer):
    read: list[str] = []

    @by_load.cache_until_load(2)
    def words(actor: Actor, year: Year, theme: str) -> int:
        read.append(theme)
        return len(read)

    assert words(scrutineer, YEAR, "a") == words(scrutineer, YEAR, "a") == 1
    assert words(replace(scrutineer, role=Role.LAY_MEMBER), YEAR, "a") == 2
    assert words(scrutineer, replace(YEAR, load_number=2), "a") == 3
    assert words(scrutineer, YEAR, "a") == 4
