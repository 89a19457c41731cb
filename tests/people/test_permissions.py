"""Permissions: the table of who may do what, and that no service function goes without its guard."""

import importlib
import inspect

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.people import sign_in
from cscp_core.people.permissions import MAY, SYSTEM, Actor, Permission, Role, check_may, may
from tests.conftest import ROOT

BEFORE_SIGN_IN = {
    "begin": "nobody is known yet",
    "matches": "nobody is known yet",
    "open_session": "its Attempt says that a try was counted",
    "who_is": "it finds the actor",
    "needs_a_stamp": "asked on every run, by the hash of a token",
    "stamp": "done on every run, by the hash of a token",
    "owner_of_link": "the link is all that its holder has",
    "use_link": "the link is all that its holder has",
}
UNGUARDED = {
    "set_password": "works within the transaction of a guarded caller, which commits",
    "end_all": "works within the transaction of a guarded caller, which commits",
}
DOORS = ("service.py", "sign_in.py", "loader.py")


def service_functions():
    """Every public function, with its name, that a room's door defines and that takes a session first."""
    for path in sorted(path for room in ("cscp_core", "feedback") for path in (ROOT / room).rglob("*.py")):
        if path.name in DOORS:
            module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__ and not name.startswith("_"):
                    yield name, function


def takes_a_session(function):
    return next(iter(inspect.signature(function).parameters), "") == "session"


FOUND = list(service_functions())
GUARDED = [(name, function) for name, function in FOUND if getattr(function, "permission", None)]


def everybody(role):
    return SYSTEM if role is Role.SYSTEM else Actor(1, "kim", "Kim", role)


def test_every_service_function_wears_a_guard():
    bare = {name for name, function in FOUND if takes_a_session(function) and not hasattr(function, "permission")}
    assert bare == set(UNGUARDED)


def test_only_these_work_before_anybody_is_known():
    open_to_all = {name for name, function in FOUND if getattr(function, "permission", Permission) is None}
    assert open_to_all == set(BEFORE_SIGN_IN)


def test_every_function_that_works_before_sign_in_stands_in_the_sign_in():
    assert [name for name in BEFORE_SIGN_IN if not hasattr(sign_in, name)] == []


def test_every_guarded_function_takes_the_session_and_then_the_actor():
    assert {tuple(inspect.signature(function).parameters)[:2] for _, function in GUARDED} == {("session", "actor")}


def test_the_doors_of_every_room_were_looked_at():
    assert {function.__module__ for _, function in FOUND} >= {
        "cscp_core.people.service",
        "cscp_core.people.sign_in",
        "cscp_core.evidence.service",
        "cscp_core.evidence.loader",
        "cscp_core.scrutiny.grades.service",
        "cscp_core.exports.service",
    }


@pytest.mark.parametrize(
    ("function", "role"),
    [
        pytest.param(function, role, id=f"{function.__module__}.{name}-{role}")
        for name, function in GUARDED
        for role in Role
        if role not in MAY[function.permission]
    ],
)
def test_the_body_of_a_service_function_never_runs_for_a_role_without_the_permission(function, role):
    with pytest.raises(NotAllowed, match="Your role is not allowed to"):
        function(None, everybody(role))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_may_do_what_the_table_says_and_nothing_else(permission, role):
    try:
        check_may(everybody(role), permission)
        allowed = True
    except NotAllowed:
        allowed = False
    assert allowed == (role in MAY[permission])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_page_is_told_the_same_as_the_service(permission, role):
    assert may(everybody(role), permission) == (role in MAY[permission])


def test_every_permission_stands_in_the_table():
    assert set(MAY) == set(Permission)


def test_every_permission_is_held_by_somebody():
    assert [permission for permission, roles in MAY.items() if not roles] == []


def test_only_the_scrutineer_grades_claims():
    assert MAY[Permission.GRADE_CLAIMS] == {Role.SCRUTINEER}


def test_only_the_business_manager_and_the_command_line_manage_accounts():
    assert MAY[Permission.MANAGE_ACCOUNTS] == {Role.BUSINESS_MANAGER, Role.SYSTEM}


def test_only_the_business_manager_and_the_command_line_load_a_report():
    assert MAY[Permission.LOAD_REPORT] == {Role.BUSINESS_MANAGER, Role.SYSTEM}


def test_everybody_reads_the_report():
    assert MAY[Permission.READ_REPORT] == set(Role)


@pytest.mark.parametrize("stranger", [None, "business manager", Role.BUSINESS_MANAGER, object()])
def test_whoever_is_no_actor_is_refused(stranger):
    with pytest.raises(NotAllowed):
        check_may(stranger, Permission.READ_REPORT)


def test_what_the_table_does_not_name_is_not_allowed():
    assert not may(everybody(Role.BUSINESS_MANAGER), "fly")


@pytest.mark.parametrize("role", Role)
def test_only_young_advisors_and_lay_members_are_pseudonymous(role):
    assert everybody(role).is_pseudonymous == (role in (Role.YOUNG_ADVISOR, Role.LAY_MEMBER))
