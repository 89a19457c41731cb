"""What the trail may say that somebody did: a closed list, of which every member is recorded somewhere."""

import ast
import functools
import re
from collections import Counter

import pytest

from cscp_core.people.permissions import SYSTEM
from cscp_core.storage import trail, trail_actions
from cscp_core.storage.trail_actions import ACTIONS, ROOMS, AccountsAction, TrailAction
from tests.conftest import ROOT

RECORDERS = frozenset({"trail.record", "record_act", "_finish"})
"""Functions that write a row, and those that are handed the action of one."""
READERS = frozenset({"written", "label", "value", "before"})
"""What is asked of an action by code that looks for rows."""
LIST = ROOT / "cscp_core" / "storage" / "trail_actions.py"


@functools.cache
def trees():
    paths = [one for room in ("cscp_core", "feedback", "bench", "scripts") for one in (ROOT / room).rglob("*.py")]
    return {str(one.relative_to(ROOT)): ast.parse(one.read_text(encoding="utf-8")) for one in paths if one != LIST}


@functools.cache
def calls(tree):
    return [one for one in ast.walk(tree) if isinstance(one, ast.Call) and ast.unparse(one.func) in RECORDERS]


def named(tree):
    """Every action that code names in order to record it."""
    asked = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr in READERS}
    return {ast.unparse(one) for one in ast.walk(tree) if isinstance(one, ast.Attribute) and id(one) not in asked}


def test_every_action_is_recorded_by_a_service():
    recorded = {name for tree in trees().values() if calls(tree) for name in named(tree)}
    listed = {f"{type(one).__name__}.{one.name}" for room in ROOMS for one in room}
    assert len(listed) > 120
    assert listed - recorded == set()


def test_no_row_is_recorded_with_words_of_its_own():
    free = [
        f"{path}:{call.lineno}"
        for path, tree in trees().items()
        for call in calls(tree)
        if any(isinstance(one, ast.Constant | ast.JoinedStr) for given in call.args[2:3] for one in ast.walk(given))
    ]
    assert sum(len(calls(tree)) for tree in trees().values()) > 100
    assert free == []


def test_an_action_that_is_no_member_is_refused(session):
    with pytest.raises(AttributeError):
        trail.record(session, SYSTEM, "did something", "thing")


def test_no_code_and_no_words_stand_for_two_actions_of_any_room():
    written = Counter(word for room in ROOMS for one in room for word in one.written)
    assert [word for word, count in written.items() if count > 1] == []
    assert len(ACTIONS) == len(written)


def test_a_label_is_plain_words_in_small_letters_and_no_sentence():
    labels = [one.label for room in ROOMS for one in room]
    form = re.compile(r"[a-z][a-z-]+( [A-Za-z'-]+)*")
    assert [one for one in labels if not form.fullmatch(one) or len(one) > 60] == []


def test_every_list_of_actions_is_in_the_file_that_the_trail_is_read_with():
    assert {one.__module__ for one in TrailAction.__subclasses__()} == {trail_actions.__name__}
    assert list(ROOMS) == TrailAction.__subclasses__()


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("deputy_changed", "changed who is deputy"),
        ("changed who is deputy", "changed who is deputy"),
        ("changed who deputises", "changed who deputises"),
        ("removed the rehearsal", "removed the rehearsal"),
    ],
)
def test_a_code_is_shown_by_its_label_and_words_as_they_are(stored, shown):
    assert trail_actions.describe_action(stored) == shown


@pytest.mark.parametrize("asked", AccountsAction.DEPUTY_CHANGED.written)
def test_an_action_is_looked_for_by_all_that_ever_stood_for_it(asked):
    assert trail_actions.written_for(asked) == ("deputy_changed", "changed who is deputy", "changed who deputises")
    assert trail_actions.written_for("removed the rehearsal") == ("removed the rehearsal",)
