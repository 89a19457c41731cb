"""Permissions: the table of who may do what, and that no service function goes without its guard."""

import ast
import importlib
import inspect
from dataclasses import replace

import pytest

from cscp_core.errors import NotAllowed
from cscp_core.people import lasting, second_factor, sign_in
from cscp_core.people.permissions import MAY, SYSTEM, VOICES, Actor, Permission, Role, check_may, may
from tests.conftest import ROOT

BEFORE_SIGN_IN = {
    "begin_attempt": "nobody is known yet",
    "password_matches": "nobody is known yet",
    "read_issue": "an issue is published for anybody to read",
    "open_session": "its SignInAttempt says that a try was counted",
    "who_is": "it finds the actor",
    "find_holder": "it finds the actor",
    "exchange_ticket": "the ticket is all that is known",
    "has_a_ticket": "the browser is all that is known",
    "renew_ticket": "the browser is all that is known",
    "check_still": "asked of an actor that was found earlier",
    "needs_a_stamp": "asked on every run, by the hash of a token",
    "stamp_session": "done on every run, by the hash of a token",
    "remaining": "asked by the browser that holds the session's own cookie",
    "why_over": "asked by the browser that held the session's own cookie",
    "owner_of_link": "the link is all that its holder has",
    "use_link": "the link is all that its holder has",
    "find_pending": "the password was right; nobody is signed in yet",
    "count_try": "the password was right; nobody is signed in yet",
    "confirm_code": "the password was right; nobody is signed in yet",
    "find_contacts": "whom to ring in danger is told to everybody",
    "who_left": "the link, or the code on paper, is all that its holder has",
}
WITHIN = "works within the transaction of a guarded caller, which commits"
HANDED = "a read for other parts of its room, which have asked who may"
UNGUARDED = {
    "people.demo.restore_accounts": WITHIN,
    "people.sign_in.set_password": WITHIN,
    "people.sign_in.end_all": WITHIN,
    "people.sign_in.hold_open": WITHIN,
    "people.sign_in.is_held_open": HANDED,
    "people.sign_in.let_in": WITHIN,
    "people.tries.count_sign_in": WITHIN,
    "people.tries.count_failed_try": WITHIN,
    "people.tries.reset_count": WITHIN,
    "people.tries.reset_after_sign_in": WITHIN,
    "people.tries.claim_unreported": WITHIN,
    "people.sign_in.release_all": WITHIN,
    "people.service.disable_account": WITHIN,
    "people.service.move_account": WITHIN,
    "evidence.ownership.check_served": WITHIN,
    "improvement.owners.find_recommendation": HANDED,
    "improvement.owners.holder_of": HANDED,
    "notices.service.notify": WITHIN,
    "notices.service.newest_id": WITHIN,
    "scrutiny.challenges.drafting.raise_for_agencies": WITHIN,
    "scrutiny.challenges.drafting.new_draft": WITHIN,
    "scrutiny.challenges.service.note_spoken": WITHIN,
    "scrutiny.challenges.changes.answer_of": HANDED,
    "scrutiny.challenges.changes.check_version": WITHIN,
    "scrutiny.challenges.changes.find_at_version": WITHIN,
    "scrutiny.challenges.changes.find_row": HANDED,
    "scrutiny.challenges.changes.known_agency": HANDED,
    "scrutiny.challenges.changes.log_event": WITHIN,
    "scrutiny.challenges.changes.notify_agency": WITHIN,
    "scrutiny.challenges.changes.notify_asker": WITHIN,
    "scrutiny.challenges.reads.is_open": HANDED,
    "scrutiny.challenges.reads.find_on_agenda": "everybody in a meeting sees the item on the screen, whatever it is",
    "scrutiny.challenges.reads.challenge_views": HANDED,
    "scrutiny.challenges.reads.list_passed_on": HANDED,
    "scrutiny.meetings.service.drop_items": WITHIN,
    "scrutiny.meetings.changes.find_at_version": WITHIN,
    "scrutiny.meetings.changes.find_row": HANDED,
    "scrutiny.meetings.changes.list_items": HANDED,
    "scrutiny.meetings.changes.has_notes": HANDED,
    "scrutiny.meetings.changes.number_items": WITHIN,
    "scrutiny.meetings.changes.mark_reached": WITHIN,
    "scrutiny.meetings.carrying.next_meeting": HANDED,
    "scrutiny.meetings.carrying.list_waiting": HANDED,
    "scrutiny.meetings.carrying.carry_over": WITHIN,
    "scrutiny.meetings.carrying.link_questions": WITHIN,
    "scrutiny.meetings.ending.release_sessions": WITHIN,
    "scrutiny.meetings.ending.end_adjournment": WITHIN,
    "scrutiny.meetings.settling.has_challenge": HANDED,
    "scrutiny.grades.service.proven_themes": HANDED,
    "scrutiny.meetings.service.place_first": WITHIN,
    "scrutiny.meetings.service.forget_source": WITHIN,
    "scrutiny.meetings.reads.list_placements": HANDED,
    "scrutiny.meetings.reads.list_ahead": HANDED,
    "evidence.loader.finish": WITHIN,
    "official.imports.newest_number": HANDED,
    "official.imports.record_load": WITHIN,
    "feedback.comments.service.change_state": WITHIN,
    "feedback.comments.service.record_decision": WITHIN,
    "feedback.comments.reasons.list_reasons": HANDED,
    "feedback.comments.service.detach": WITHIN,
    "feedback.comments.service.details_in": HANDED,
    "feedback.welfare.cover.describe_cover_within": HANDED,
    "scrutiny.challenges.sources.source_of": HANDED,
    "feedback.comments.service.move_to_welfare": WITHIN,
    "feedback.comments.service.erase": WITHIN,
    "feedback.comments.service.leave_tombstone": WITHIN,
    "feedback.comments.service.publish": WITHIN,
    "feedback.comments.following.attach": WITHIN,
    "feedback.comments.following.list_following": WITHIN,
    "feedback.comments.following.narrow_with": WITHIN,
    "feedback.comments.following.pass_on": WITHIN,
    "feedback.comments.following.readers_of": WITHIN,
    "feedback.comments.telling.accounts_owing_reply": WITHIN,
    "feedback.comments.telling.notify_who_owes": WITHIN,
    "feedback.comments.telling.notify_writer": WITHIN,
    "feedback.comments.telling.notify_checkers": WITHIN,
    "feedback.comments.service.find_comment": HANDED,
    "feedback.comments.service.find_at_version": WITHIN,
    "feedback.comments.service.new_row": WITHIN,
    "feedback.comments.service.list_own": HANDED,
    "feedback.comments.sources.find_subject": HANDED,
    "feedback.space.service.list_choices": HANDED,
    "feedback.space.service.forget_space": WITHIN,
    "feedback.ratings.service.list_own": HANDED,
    "feedback.ratings.service.forget_ratings": WITHIN,
    "scrutiny.meetings.reads.list_ended": HANDED,
    "feedback.comments.reads.views_in_print": HANDED,
    "feedback.comments.reads.views_of": HANDED,
    "feedback.comments.known.known_names": "reads names of the report, which every role may read",
    "feedback.together.questions.put_on_the_agenda": WITHIN,
    "feedback.together.questions.check_may_ask": WITHIN,
    "feedback.together.service.withdraw_agreement": WITHIN,
    "feedback.together.picks.list_own": HANDED,
    "feedback.together.service.list_agreed": HANDED,
    "feedback.welfare.cover.check_open": WITHIN,
    "feedback.welfare.service.open_record": WITHIN,
    "feedback.welfare.cover.find_away_today": HANDED,
    "feedback.welfare.cover.find_leads": HANDED,
    "feedback.welfare.service.may_see": HANDED,
    "feedback.welfare.service.note_read": WITHIN,
    "feedback.welfare.service.notify_readers": WITHIN,
    "feedback.welfare.service.list_own": HANDED,
    "feedback.welfare.service.record_act": WITHIN,
    "feedback.welfare.service.find_at_version": WITHIN,
    "feedback.welfare.service.view_of": HANDED,
    "feedback.own.service.forget_account": WITHIN,
    "feedback.own.withdrawals.note_account": WITHIN,
    "feedback.own.withdrawals.note_check_again": WITHIN,
    "feedback.own.withdrawals.note_comment": WITHIN,
    "feedback.own.withdrawals.note_narrowed": WITHIN,
    "feedback.own.withdrawals.find_account": WITHIN,
    "feedback.own.withdrawals.read_log": WITHIN,
    "feedback.own.withdrawals.describe_skipped_lines": "counts lines of a file at a start, before anybody asks",
    "feedback.own.withdrawals.note_not_agreed": WITHIN,
    "feedback.together.service.show_to_advisors": WITHIN,
    "people.directory.accounts_taking_part": HANDED,
    "people.askers.add_asker": WITHIN,
    "people.askers.renew_code": WITHIN,
    "people.askers.open_until": HANDED,
    "people.askers.versions_of": HANDED,
    "people.askers.forget_askers": WITHIN,
    "feedback.comments.service.submit": WITHIN,
    "feedback.comments.service.look_over": HANDED,
    "feedback.comments.reads.replies_to": HANDED,
    "people.leaving.begin_leaving": WITHIN,
    "people.leaving.end_leaving": WITHIN,
    "people.leaving.new_token": WITHIN,
    "people.leaving.list_over": WITHIN,
    "feedback.own.service.erase_all": WITHIN,
    "people.drafts.give_back": WITHIN,
    "scrutiny.challenges.answers.answers_before": HANDED,
    "scrutiny.challenges.answers.answers_of": HANDED,
    "scrutiny.challenges.answers.last_answers": HANDED,
    "scrutiny.challenges.answers.lateness_by_agency": HANDED,
    "scrutiny.meetings.settling.settle_note": WITHIN,
    "confirming.deciding.count_acts": HANDED,
    "confirming.deciding.last_act": HANDED,
    "confirming.holding.find_open": WITHIN,
    "confirming.holding.find_year_before": HANDED,
    "confirming.sections.check_mine": HANDED,
    "confirming.sections.go_on": WITHIN,
    "confirming.sections.rows_in_short": HANDED,
    "confirming.sections.section_of": HANDED,
    "confirming.sections.taken_by_others": HANDED,
    "evidence.finding.find_candidates": HANDED,
    "evidence.finding.condition_on_figures": HANDED,
    "evidence.finding.find_lexicon": HANDED,
    "evidence.finding.rebuild": WITHIN,
    "evidence.finding.find_hits": HANDED,
    "scrutiny.challenges.reads.visible_to": HANDED,
    "scrutiny.search.live.list_entries": "asks the room of each kind, which asks who may",
    "evidence.finding.rebuild_missing": "done at a start, before anybody asks",
    "evidence.stored.rows_of": HANDED,
    "people.directory.agency_cards": HANDED,
    "people.directory.has_someone_to_answer": HANDED,
    "people.directory.name_of": HANDED,
    "people.directory.of_agency": HANDED,
    "people.directory.of_role": HANDED,
    "people.directory.agencies_that_can_answer": HANDED,
    "people.directory.works_for": HANDED,
}
NO_DOORS = ("storage", "__main__.py")
"""The store knows nobody, and the command line nobody but itself: what they do is asked for by guarded services."""


def service_functions():
    """Every public function, with its name, that takes a session or wears a guard, wherever it is defined."""
    for path in sorted(path for room in ("cscp_core", "feedback") for path in (ROOT / room).rglob("*.py")):
        if not set(NO_DOORS) & set(path.parts):
            module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for name, function in inspect.getmembers(module, inspect.isfunction):
                own = function.__module__ == module.__name__ and not name.startswith("_")
                if own and (takes_a_session(function) or hasattr(function, "permission")):
                    yield name, function


def full_name(function):
    return f"{function.__module__}.{function.__name__}".removeprefix("cscp_core.")


def takes_a_session(function):
    return next(iter(inspect.signature(function).parameters), "") == "session"


FOUND = list(service_functions())
GUARDED = [(name, function) for name, function in FOUND if getattr(function, "permission", None)]


def everybody(role):
    return SYSTEM if role is Role.SYSTEM else Actor(account_id=1, username="kim", name="Kim", role=role)


def test_every_service_function_wears_a_guard():
    bare = {full_name(one) for _, one in FOUND if takes_a_session(one) and not hasattr(one, "permission")}
    assert bare == set(UNGUARDED)


def used_in(path):
    """The full name of everything that a module takes from the modules that it imports."""
    modules = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                modules[one.asname or one.name] = f"{node.module}.{one.name}"
                yield modules[one.asname or one.name].removeprefix("cscp_core.")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield f"{modules[node.value.id]}.{node.attr}".removeprefix("cscp_core.")


SCREENS = sorted([*(ROOT / "pages").rglob("*.py"), *ROOT.glob("*.py")])


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_screen_uses_what_goes_without_a_guard(path):
    assert set(used_in(path)) & set(UNGUARDED) == set()


def test_what_a_screen_uses_is_seen():
    assert "people.service.list_people" in {name for path in SCREENS for name in used_in(path)}


def test_only_these_work_before_anybody_is_known():
    open_to_all = {name for name, function in FOUND if getattr(function, "permission", Permission) is None}
    assert open_to_all == set(BEFORE_SIGN_IN)


def test_unguarded_functions_are_about_signing_in_but_for_contacts_and_the_link_after_leaving():
    rooms = (sign_in, second_factor, lasting)
    others = {name for name in BEFORE_SIGN_IN if not any(hasattr(room, name) for room in rooms)}
    assert others == {"find_contacts", "read_issue", "who_left"}


def test_every_guarded_function_takes_the_session_and_then_the_actor():
    assert {tuple(inspect.signature(function).parameters)[:2] for _, function in GUARDED} == {("session", "actor")}


def test_the_doors_of_every_room_were_looked_at():
    assert {function.__module__ for _, function in FOUND} >= {
        "cscp_core.people.service",
        "cscp_core.people.sign_in",
        "cscp_core.people.drafts",
        "cscp_core.notices.service",
        "cscp_core.evidence.service",
        "cscp_core.evidence.loader",
        "cscp_core.improvement.service",
        "cscp_core.demonstration.service",
        "cscp_core.scrutiny.challenges.service",
        "cscp_core.scrutiny.challenges.answering",
        "cscp_core.scrutiny.challenges.changes",
        "cscp_core.scrutiny.challenges.drafting",
        "cscp_core.scrutiny.challenges.reads",
        "cscp_core.scrutiny.challenges.handover",
        "cscp_core.scrutiny.grades.service",
        "cscp_core.scrutiny.judgements.service",
        "cscp_core.scrutiny.meetings.service",
        "cscp_core.scrutiny.meetings.notes",
        "cscp_core.scrutiny.meetings.reads",
        "cscp_core.scrutiny.missing.service",
        "cscp_core.scrutiny.notebook.service",
        "cscp_core.scrutiny.year.service",
        "cscp_core.exports.service",
        "feedback.comments.service",
        "feedback.comments.checking",
        "feedback.comments.on_behalf",
        "feedback.comments.reads",
        "feedback.comments.replies",
        "feedback.comments.chosen",
        "feedback.comments.sources",
        "feedback.together.service",
        "feedback.together.questions",
        "feedback.welfare.cover",
        "feedback.welfare.service",
        "feedback.own.service",
        "feedback.own.retention",
        "feedback.published",
    }


def refusal(function, *arguments):
    """The sentence with which a function refuses; what else it raises, by its kind; empty where it does neither."""
    try:
        function(*arguments)
    except NotAllowed as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def test_the_body_of_a_service_function_never_runs_for_a_role_without_the_permission():
    refused = {
        (full_name(function), role): refusal(function, None, everybody(role))
        for _, function in GUARDED
        for role in Role
        if role not in MAY[function.permission]
    }
    assert len(refused) > len(GUARDED)
    assert {one: said for one, said in refused.items() if "Your role is not allowed to" not in said} == {}


def test_a_role_may_do_what_the_table_says_and_nothing_else():
    allowed = {(one, role) for one in Permission for role in Role if not refusal(check_may, everybody(role), one)}
    assert allowed == {(one, role) for one in Permission for role in MAY[one]}


def test_a_page_is_told_the_same_as_the_service():
    allowed = {(one, role) for one in Permission for role in Role if may(everybody(role), one)}
    assert allowed == {(one, role) for one in Permission for role in MAY[one]}


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


@pytest.mark.parametrize(
    "permission",
    [
        Permission.CHALLENGE,
        Permission.JUDGE,
        Permission.RECHECK_ACTIONS,
        Permission.CONFIRM_NOTES,
        Permission.CHECK_YEAR,
        Permission.KEEP_NOTEBOOK,
    ],
)
def test_only_the_scrutineer_judges_asks_and_keeps_a_notebook(permission):
    assert MAY[permission] == {Role.SCRUTINEER}


@pytest.mark.parametrize("permission", [Permission.ANSWER, Permission.UPDATE_ACTIONS])
def test_only_a_statutory_partner_answers_and_updates_actions(permission):
    assert MAY[permission] == {Role.PARTNER}


@pytest.mark.parametrize("permission", [Permission.READ_NOTICES, Permission.CHANGE_OWN_PASSWORD])
def test_everybody_who_signs_in_looks_after_what_is_their_own(permission):
    assert MAY[permission] == set(Role) - {Role.SYSTEM, Role.YOUNG_PERSON}


@pytest.mark.parametrize("permission", [Permission.READ_CHALLENGES, Permission.KEEP_DRAFTS, Permission.SEE_QUESTIONS])
@pytest.mark.parametrize("role", [Role.YOUNG_ADVISOR, Role.LAY_MEMBER, Role.SAFEGUARDING_LEAD])
def test_the_work_on_challenges_is_not_open_to_who_has_no_part_in_it(permission, role):
    assert role not in MAY[permission]


def test_an_act_of_ones_own_names_its_account():
    assert Actor(account_id=7, username="kim", name="Kim", role=Role.PARTNER).own_id == 7


def test_the_command_line_has_no_acts_of_its_own():
    with pytest.raises(NotAllowed, match="has signed in"):
        _ = SYSTEM.own_id


def test_everybody_reads_the_report_but_who_writes_for_others_and_who_asked_them():
    assert MAY[Permission.READ_REPORT] == set(Role) - {Role.PARTICIPATION_WORKER, Role.YOUNG_PERSON}


def test_a_participation_worker_writes_for_others_and_has_an_account_and_nothing_else():
    assert {one for one, roles in MAY.items() if Role.PARTICIPATION_WORKER in roles} == {
        Permission.WRITE_FOR_OTHERS,
        Permission.SEE_HOW_IT_WORKS,
        Permission.CHANGE_OWN_PASSWORD,
        Permission.READ_NOTICES,
        Permission.TAKE_TOUR,
    }


def test_nobody_else_writes_for_others():
    assert MAY[Permission.WRITE_FOR_OTHERS] == {Role.PARTICIPATION_WORKER}


def test_a_code_on_paper_opens_ones_own_words_and_nothing_else():
    asker = replace(everybody(Role.YOUNG_PERSON), has_left=True)
    assert {one for one in Permission if may(asker, one)} == {Permission.KEEP_OWN_DATA, Permission.FOLLOW_OWN}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.YOUNG_PERSON}))
def test_the_link_of_who_has_left_opens_their_own_data_alone(role):
    left = replace(everybody(role), has_left=True)
    allowed = {one for one in Permission if may(left, one)}
    assert allowed == ({Permission.KEEP_OWN_DATA} if role in VOICES else set())


@pytest.mark.parametrize("stranger", [None, "business manager", Role.BUSINESS_MANAGER, object()])
def test_anyone_who_is_no_actor_is_refused(stranger):
    with pytest.raises(NotAllowed):
        check_may(stranger, Permission.READ_REPORT)


def test_what_the_table_does_not_name_is_not_allowed():
    assert not may(everybody(Role.BUSINESS_MANAGER), "fly")


@pytest.mark.parametrize("role", Role)
def test_who_speaks_and_who_writes_for_them_are_pseudonymous_and_nobody_else(role):
    few = (Role.YOUNG_ADVISOR, Role.LAY_MEMBER, Role.YOUNG_PERSON, Role.PARTICIPATION_WORKER)
    assert everybody(role).is_pseudonymous == (role in few)
