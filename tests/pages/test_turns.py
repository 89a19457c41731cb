"""How many scripts draw at once: first come, first served, and nobody who gives up keeps the others waiting."""

from threading import Event, Thread

import pytest
from sqlmodel import select
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

from cscp_core import start
from cscp_core.people.tables import Account
from cscp_core.storage.session import now
from pages.components import gate
from pages.components.frame import turns
from pages.components.frame.turns import Turns

PATIENCE = 20  # seconds, for what happens at once


class CalledOff(Exception):
    """Streamlit does not want the script any more."""


def waiting(line: Turns, arrived: list[str], name: str) -> Thread:
    """Somebody who stands in line, and notes when their turn comes."""
    before = len(line._waiting)

    def wait() -> None:
        line.take(called_off=False)
        arrived.append(name)
        line.give_back()

    thread = Thread(target=wait)
    thread.start()
    stands = Event()
    while len(line._waiting) == before:
        stands.wait(0.001)
    return thread


def test_the_others_have_their_turns_in_the_order_in_which_they_came():
    line, arrived = Turns(1), []
    line.take(called_off=False)
    threads = [waiting(line, arrived, name) for name in ("first", "second", "third")]
    assert arrived == []
    line.give_back()
    for thread in threads:
        thread.join(PATIENCE)
    assert arrived == ["first", "second", "third"]


def test_as_many_draw_at_once_as_there_are_turns():
    line, arrived = Turns(2), []
    line.take(called_off=False)
    line.take(called_off=False)
    thread = waiting(line, arrived, "third")
    assert arrived == []
    line.give_back()
    thread.join(PATIENCE)
    assert arrived == ["third"]


def test_who_is_called_off_leaves_the_line(monkeypatch):
    def called_off() -> None:
        raise CalledOff

    monkeypatch.setattr(turns, "_look_whether_called_off", called_off)
    monkeypatch.setattr(turns, "LOOK_EVERY", 0.001)
    line = Turns(1)
    line.take(called_off=True)
    with pytest.raises(CalledOff):
        line.take(called_off=True)
    line.give_back()
    line.take(called_off=True)  # nobody stands before


def test_a_turn_that_comes_to_somebody_who_is_called_off_goes_to_the_next(monkeypatch):
    line = Turns(1)

    def called_off() -> None:
        line.give_back()  # the turn comes in the very moment
        raise CalledOff

    monkeypatch.setattr(turns, "_look_whether_called_off", called_off)
    monkeypatch.setattr(turns, "LOOK_EVERY", 0.001)
    line.take(called_off=True)
    with pytest.raises(CalledOff):
        line.take(called_off=True)
    assert (line._free, list(line._waiting)) == (1, [])


def test_a_run_that_fails_gives_its_turn_back(monkeypatch):
    line = Turns(1)
    monkeypatch.setattr(turns, "TURNS", line)

    def fail() -> None:
        with turns.turn():
            assert line._free == 0
            raise CalledOff

    with pytest.raises(CalledOff):
        fail()
    assert line._free == 1


def test_while_a_run_waits_to_write_another_draws(monkeypatch):
    line = Turns(1)
    monkeypatch.setattr(turns, "TURNS", line)
    with turns.turn():
        with turns.left_to_others():
            assert line._free == 1
        assert line._free == 0
    assert line._free == 1


def test_what_runs_without_a_turn_gives_none_back(monkeypatch):
    line = Turns(1)
    monkeypatch.setattr(turns, "TURNS", line)
    with turns.left_to_others():
        pass
    assert line._free == 1


def test_every_page_has_given_its_turn_back_when_it_is_drawn(open_page):
    for page in ("priorities", "theme", "claim"):  # the last two say that there is nothing there, and stop
        open_page(page, "scrutineer")
    assert turns.TURNS._free == turns.AT_ONCE


def test_streamlit_calls_a_script_off_when_it_looks_into_the_session_state():
    """What `_look_whether_called_off` rests on."""

    def called_off() -> None:
        raise CalledOff

    with pytest.raises(CalledOff):
        SafeSessionState(SessionState(), called_off)[turns.WAITING]


def test_a_run_asks_the_database_once_who_it_is(open_page, monkeypatch):
    asked = []
    found = gate._find_actor
    monkeypatch.setattr(gate, "_find_actor", lambda: asked.append(1) or found())
    page = open_page("priorities", "scrutineer")
    assert len(asked) == 1
    page.run()
    assert len(asked) == 2


def test_an_account_that_is_disabled_is_noticed_at_the_next_run(open_page):
    page = open_page("priorities", "scrutineer")
    with start.store().writing() as session:
        account = session.exec(select(Account).where(Account.username == "scrutineer")).one()
        account.disabled_at = now(session)
        session.commit()
    page.run()
    assert "Priorities" not in [one.value for one in page.title]
