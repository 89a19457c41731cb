"""A clock that jumps ahead or is set back: nobody is signed in for longer or shut out, and no worry waits."""

from datetime import timedelta

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from cscp_core.errors import ClockDoubtful, SignInRefused
from cscp_core.notices import post, service
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import sign_in
from cscp_core.people.permissions import SYSTEM
from cscp_core.people.tables import Account
from cscp_core.storage import trail
from feedback.comments.rules import CommentState
from feedback.own import retention
from feedback.welfare import service as welfare
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern
from tests.builders import WordOf
from tests.inbox import Inbox, listening, settings_for
from tests.people.signing import attempt, fail, open_for, who_is
from tests.people.test_second_factor import Half

pytestmark = pytest.mark.engine

AHEAD = {"days": 400}
BACK = {"days": -400}


@pytest.fixture
def dee(scene):
    """Signed in by password, for the wrong tries and sessions below."""
    return "dee"


def test_who_signed_in_before_the_clock_was_set_back_signs_in_again(scene, clock, dee):
    token = open_for(scene.store, dee)
    clock.advance(**BACK)
    assert who_is(scene.store, token) is None


def test_clocks_of_two_servers_that_differ_a_little_sign_nobody_out(scene, clock, dee):
    token = open_for(scene.store, dee)
    clock.advance(minutes=-4)
    assert who_is(scene.store, token) is not None


def test_a_session_is_over_once_the_clock_jumps_ahead(scene, clock, dee):
    token = open_for(scene.store, dee)
    clock.advance(**AHEAD)
    assert who_is(scene.store, token) is None


def test_wrong_tries_while_the_clock_was_ahead_shut_nobody_out_afterwards(scene, clock, dee):
    clock.advance(**AHEAD)
    fail(scene.store, dee, times=5)
    with pytest.raises(SignInRefused, match="Too many tries"):
        attempt(scene.store, dee)
    clock.advance(**BACK)
    assert open_for(scene.store, dee)


def test_a_code_that_was_used_while_the_clock_was_ahead_shuts_nobody_out_afterwards(scene, clock):
    sam = Half(scene.store)
    clock.advance(**AHEAD)
    sam.begin()
    sam.give(sam.code())
    clock.advance(**BACK)
    sam.begin()
    code = sam.code()
    sam.give(code)
    assert sam.is_in
    sam.begin()
    with pytest.raises(SignInRefused):  # it works once, as ever
        sam.give(code)


def pass_on(scene):
    return scene.act(welfare.pass_on_unopened, SYSTEM)


def escalated(scene):
    with scene.store.reading() as session:
        return session.exec(select(Concern)).one().escalated


def test_a_worry_from_while_the_clock_was_ahead_is_passed_on_at_once(scene, clock):
    clock.advance(**AHEAD)
    scene.send(words="I am worried.", worry=About.SOMEBODY)
    clock.advance(**BACK)
    assert (pass_on(scene), pass_on(scene)) == (1, 0)
    assert escalated(scene) == 2


def test_after_the_clock_was_set_back_a_worry_is_passed_on_every_day_as_before(scene, clock):
    scene.send(words="I am worried.", worry=About.SOMEBODY)
    clock.advance(**AHEAD)
    assert pass_on(scene) == 1
    clock.advance(**BACK)
    assert pass_on(scene) == 0
    for _ in range(3):
        clock.advance(days=1)
        assert pass_on(scene) == 1


@pytest.mark.parametrize("jump", [AHEAD, BACK], ids=["ahead", "back"])
def test_an_email_is_not_kept_waiting_by_a_clock_that_jumped(scene, clock, jump):
    with scene.store.writing() as session:
        row = session.get(Account, scene.pat.account_id)
        row.email = "pat@example.org"
        session.add(row)
        service.notify(session, [scene.pat.account_id], NoticeKind.RAISED, "/challenge?id=7")
        session.commit()
    clock.advance(**jump)
    inbox = Inbox()
    with listening(inbox) as server:
        post.send_waiting(scene.store, settings_for(server.port))
    assert inbox.went_to == [["pat@example.org"]]


# what is deleted by age


def nightly(scene, **how):
    return scene.act(retention.apply, SYSTEM, **how)


def test_nothing_is_deleted_by_a_clock_that_jumped_ahead_until_somebody_says_that_it_is_right(scene, clock):
    made = scene.published(words="Words to keep.")
    nightly(scene)
    clock.advance(days=retention.PUBLISHED.days + 1)
    with pytest.raises(ClockDoubtful, match="--clock-is-right"):
        nightly(scene)
    assert scene.row(made).words == "Words to keep."
    nightly(scene, clock_is_right=True)
    assert scene.row(made).state == CommentState.WITHDRAWN


def test_a_run_under_an_earlier_version_counts_as_the_last(scene, clock):
    with scene.store.writing() as session:
        trail.record(session, SYSTEM, WordOf("deleted what was kept long enough"), "retention")
        session.commit()
    clock.advance(days=retention.LONGEST_PAUSE.days + 1)
    with pytest.raises(ClockDoubtful):
        nightly(scene)


def test_what_others_do_while_the_clock_is_ahead_does_not_vouch_for_it(scene, clock):
    nightly(scene)
    clock.advance(**AHEAD)
    scene.send()
    with pytest.raises(ClockDoubtful):
        nightly(scene)


@pytest.mark.parametrize("pause", [timedelta(days=1), retention.LONGEST_PAUSE])
def test_a_timer_that_ran_lately_goes_on_by_itself(scene, clock, pause):
    made = scene.published(words="Words to keep.")
    nightly(scene)
    clock.moment += pause
    nightly(scene)
    assert scene.row(made).words == "Words to keep."


def test_a_clock_that_was_set_back_deletes_less_and_no_more(scene, clock):
    made = scene.published(words="Words to keep.")
    nightly(scene)
    clock.advance(**BACK)
    nightly(scene)
    assert scene.row(made).words == "Words to keep."


def test_the_command_says_that_the_clock_may_be_wrong(fresh_process):
    from cscp_core import start
    from cscp_core.settings import settings
    from cscp_core.storage import migrate
    from cscp_core.storage.session import Store, wall_clock
    from feedback.__main__ import app

    opened = start.open_store(settings())
    migrate.upgrade(opened, "demo")
    long_ago = Store(opened.engine, opened.chain_key, lambda: wall_clock() - timedelta(days=400))
    with long_ago.writing() as session:
        retention.apply(session, SYSTEM)
    told = CliRunner().invoke(app, ["retention"])
    assert (told.exit_code, "Nothing was deleted. By this server's clock" in told.output) == (1, True)
    assert CliRunner().invoke(app, ["retention", "--clock-is-right"]).exit_code == 0


# the order of what happened


@pytest.mark.parametrize("jump", [AHEAD, BACK], ids=["ahead", "back"])
def test_the_trail_keeps_the_order_in_which_things_happened_whatever_the_clock_says(scene, clock, jump):
    first = scene.send()
    clock.advance(**jump)
    second = scene.send()
    subjects = [row.subject for row in scene.trail()]
    assert subjects.index(f"comment {first}") < subjects.index(f"comment {second}")
    with scene.store.reading() as session:
        assert trail.first_broken(session) is None


def test_a_date_that_was_set_before_the_clock_jumped_is_the_same_day_afterwards(scene, clock):
    made = scene.send()
    due = scene.row(made).check_by
    clock.advance(**AHEAD)
    assert scene.row(made).check_by == due
    clock.advance(**BACK)
    assert scene.row(made).check_by == due


def test_how_long_a_try_must_wait_is_as_before(scene, clock, dee):
    fail(scene.store, dee, times=5)
    with pytest.raises(SignInRefused):
        attempt(scene.store, dee)
    clock.advance(hours=1)
    assert isinstance(attempt(scene.store, dee), sign_in.SignInAttempt)
