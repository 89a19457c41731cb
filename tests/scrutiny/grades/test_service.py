"""Grading claims: confirming, changing with a reason, deciding in turn, and what waits for a judgement."""

import pytest
from sqlmodel import select

from cscp_core.errors import ChangedMeanwhile, GradeRefused, NotAllowed, NotFound
from cscp_core.evidence.rules import HowFar, HowKnown, WorkStatus
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.people.tables import Agency
from cscp_core.scrutiny.grades import service
from cscp_core.scrutiny.grades.tables import Grade
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import GradesAction, ReportsAction
from tests.builders import facts_of, load_into, small_row, write_folder, write_sheet
from tests.conftest import make_account

TINY = "tiny-2020-21"
CLAIM = "claim-1.1-01"
SUGGESTED = {"how_far": HowFar.OUTPUT, "how_known": HowKnown.SAID}
OTHER = {"how_far": HowFar.OUTCOME, "how_known": HowKnown.TESTED}


def grade(store, actor, *, seen=0, claim_id=CLAIM, reason="", **where):
    with store.writing() as session:
        service.confirm_grade(
            session,
            actor,
            report_id=TINY,
            claim_id=claim_id,
            seen_version=seen,
            reason=reason,
            **SUGGESTED | where,
        )


def standing(store, claim_id=CLAIM):
    with store.reading() as session:
        (one,) = service.graded_claims(session, SYSTEM, report_id=TINY, claim_id=claim_id)
    return one


def history(store, claim_id=CLAIM):
    with store.reading() as session:
        return service.grade_history(session, SYSTEM, report_id=TINY, claim_id=claim_id)


def states(store, what=service.theme_states, actor=SYSTEM):
    with store.reading() as session:
        return what(session, actor, report_id=TINY)


def every(store, table):
    with store.reading() as session:
        return list(session.exec(select(table)))


def test_before_anybody_confirms_it_the_suggested_grade_stands(report):
    assert standing(report).placed == "How far: Output · how we know: said (suggested)"


def test_a_scrutineer_confirms_a_grade_without_a_reason(report, scrutineer):
    grade(report, scrutineer)
    assert standing(report).placed == "How far: Output · how we know: said (confirmed)"


def test_a_scrutineer_changes_a_grade_with_a_reason(report, scrutineer):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    assert standing(report).placed == "How far: Outcome · how we know: tested (confirmed)"


@pytest.mark.parametrize("changed", [{"how_far": HowFar.OUTCOME}, {"how_known": HowKnown.SHOWN}, OTHER])
def test_a_change_without_a_reason_is_refused(report, scrutineer, changed):
    with pytest.raises(GradeRefused, match="why you place the claim differently"):
        grade(report, scrutineer, **changed)
    assert standing(report).version == 0


def test_a_reason_that_is_too_long_is_refused(report, scrutineer):
    with pytest.raises(GradeRefused, match="1,000 characters"):
        grade(report, scrutineer, reason="x" * 1001)
    assert standing(report).version == 0


def test_a_reason_is_kept_without_spaces_around_it(report, scrutineer):
    grade(report, scrutineer, reason="  Two audits agree. ", **OTHER)
    assert standing(report).confirmed.reason == "Two audits agree."


def test_a_confirmed_grade_tells_who_decided_when(report, colleague, clock):
    grade(report, colleague)
    confirmed = standing(report).confirmed
    assert (confirmed.by, confirmed.at) == ("Lee Park", clock.moment)


def test_a_decision_on_what_somebody_graded_meanwhile_is_refused(report, scrutineer, colleague):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    with pytest.raises(ChangedMeanwhile, match=r"How far: Outcome · how we know: tested \(confirmed\)"):
        grade(report, colleague, seen=0)


def test_a_refused_decision_leaves_the_first_standing(report, scrutineer, colleague):
    grade(report, scrutineer)
    with pytest.raises(ChangedMeanwhile):
        grade(report, colleague, seen=0, reason="I think not.", **OTHER)
    assert [one.by for one in history(report)] == ["dee"]


def test_a_version_that_never_was_is_refused(report, scrutineer):
    with pytest.raises(ChangedMeanwhile):
        grade(report, scrutineer, seen=7)
    assert standing(report).version == 0


@pytest.mark.engine
def test_two_scrutineers_decide_in_turn(report, scrutineer, colleague):
    grade(report, scrutineer)
    grade(report, colleague, seen=1, reason="Two audits agree.", **OTHER)
    assert (standing(report).version, standing(report).confirmed.by) == (2, "Lee Park")


def test_agreeing_with_a_colleague_needs_no_reason(report, scrutineer, colleague):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    grade(report, colleague, seen=1, **OTHER)
    assert standing(report).version == 2


def test_going_back_to_the_suggested_grade_needs_a_reason(report, scrutineer):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    with pytest.raises(GradeRefused):
        grade(report, scrutineer, seen=1, **SUGGESTED)
    assert standing(report).version == 1


@pytest.mark.engine
def test_every_decision_stays_in_the_history_newest_first(report, scrutineer, colleague):
    grade(report, scrutineer)
    grade(report, colleague, seen=1, reason="Two audits agree.", **OTHER)
    assert [(one.version, one.by, one.how_far) for one in history(report)] == [
        (2, "Lee Park", HowFar.OUTCOME),
        (1, "dee", HowFar.OUTPUT),
    ]


def test_a_claim_that_nobody_graded_has_no_history(report):
    assert history(report) == []


def test_a_grade_of_one_claim_leaves_the_others_suggested(store, small_folder, scrutineer):
    write_sheet(small_folder, "claims", [small_row("claims"), small_row("claims", claim_id="claim-1.1-02")])
    load_into(store, small_folder)
    grade(store, scrutineer)
    assert standing(store, "claim-1.1-02").version == 0


def test_a_claim_that_is_not_in_the_report_cannot_be_graded(report, scrutineer):
    with pytest.raises(NotFound, match="not in this report"):
        grade(report, scrutineer, claim_id="claim-9")
    assert every(report, Grade) == []


def test_a_claim_that_was_retired_cannot_be_graded(report, small_folder, scrutineer):
    write_sheet(small_folder, "claims", [])
    load_into(report, small_folder)
    with pytest.raises(NotFound):
        grade(report, scrutineer)
    assert every(report, Grade) == []


def test_a_statutory_partner_does_not_grade(report):
    with report.writing() as session:
        assert session.get(Agency, "council")
        partner = make_account(session, "pat", Role.PARTNER, agency_id="council")
    with pytest.raises(NotAllowed, match="confirm or change the grade"):
        grade(report, partner)
    assert every(report, Grade) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SCRUTINEER])
def test_nobody_but_a_scrutineer_grades(report, role):
    with pytest.raises(NotAllowed):
        grade(report, Actor(account_id=1, username="kim", name="Kim", role=role))
    assert every(report, Grade) == []


def test_a_grade_is_somebodys_own(report):
    with pytest.raises(NotAllowed, match="sign in"):
        grade(report, Actor(account_id=None, username="nobody", name="Nobody", role=Role.SCRUTINEER))
    assert every(report, Grade) == []


def test_a_grade_stands_in_the_trail_without_its_reason(report, scrutineer):
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    row = every(report, TrailRow)[-1]
    assert (row.action, row.subject, facts_of(row)) == (
        GradesAction.GRADED,
        f"{TINY} {CLAIM}",
        {"how_far": "Outcome", "how_known": "tested", "version": 1},
    )


def test_a_refused_grade_leaves_no_trace_in_the_trail(report, scrutineer):
    with pytest.raises(GradeRefused):
        grade(report, scrutineer, **OTHER)
    assert [row.action for row in every(report, TrailRow)] == [ReportsAction.LOADED]


def test_a_grade_keeps_which_load_of_the_report_was_seen(report, small_folder, scrutineer):
    write_sheet(small_folder, "themes", [small_row("themes", said="It rose.")])
    load_into(report, small_folder)
    grade(report, scrutineer)
    assert [one.data_version for one in every(report, Grade)] == [2]


def test_a_confirmed_grade_outlives_a_reload_that_suggests_another(report, small_folder, scrutineer):
    grade(report, scrutineer)
    write_sheet(small_folder, "claims", [small_row("claims", how_far="Impact", how_known="tested")])
    load_into(report, small_folder)
    told = "How far: Output · how we know: said (confirmed before a later load changed it)"
    assert standing(report).placed == told


def test_a_confirmed_grade_outlives_its_claims_absence(report, small_folder, scrutineer):
    grade(report, scrutineer)
    for rows in ([], [small_row("claims")]):
        write_sheet(small_folder, "claims", rows)
        load_into(report, small_folder)
    assert standing(report).confirmed.by == "dee"


def test_grades_of_two_reports_do_not_mix(report, scrutineer, tmp_path):
    other = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(report, write_folder(tmp_path / "other", report=[other]))
    grade(report, scrutineer)
    with report.reading() as session:
        (one,) = service.graded_claims(session, SYSTEM, report_id="tiny-2021-22")
    assert one.version == 0


def test_a_theme_tells_how_many_grades_are_confirmed(report, scrutineer):
    grade(report, scrutineer)
    (state,) = states(report)
    assert (state.standing.confirmed, state.unconfirmed) == (1, 0)


def recommendation(number, status, kind="recommendation"):
    return {
        "recommendation_id": f"recommendation-{number}",
        "theme_id": "neglect",
        "kind": kind,
        "text": "Ask children.",
        "plain": "Ask us.",
        "work_status": status,
        "section": "1.1",
    }


def test_a_theme_counts_its_open_work_by_status(store, small_folder):
    said = ["not reported", "not reported", "on track", "done, evidenced", "stopped"]
    write_sheet(small_folder, "recommendations", [recommendation(n, status) for n, status in enumerate(said)])
    load_into(store, small_folder)
    assert states(store)[0].open_work == {WorkStatus.NOT_REPORTED: 2, WorkStatus.ON_TRACK: 1}


def test_a_strength_is_no_open_work(store, small_folder):
    write_sheet(small_folder, "recommendations", [recommendation(1, "not reported", "strength")])
    load_into(store, small_folder)
    assert states(store)[0].open_work == {}


@pytest.fixture
def several(store, tmp_path):
    """Four themes: one priority with one claim, one with two, no priority with three, and one without a claim."""
    wanted = {"one": ("yes", 1), "two": ("yes", 2), "three": ("no", 3), "none": ("yes", 0)}
    themes = [small_row("themes", theme_id=name, is_priority=first) for name, (first, _) in wanted.items()]
    claims = [
        small_row("claims", claim_id=f"{name}-{n}", theme_id=name, figure_ids="")
        for name, (_, number) in wanted.items()
        for n in range(number)
    ]
    load_into(store, write_folder(tmp_path / "several", themes=themes, claims=claims, indicators=[], figures=[]))
    return store


def waiting(store, actor):
    return {state.theme.theme_id: state.unconfirmed for state in states(store, service.theme_states, actor)}


def test_a_theme_whose_grades_are_all_confirmed_waits_for_nothing(several, scrutineer):
    grade(several, scrutineer, claim_id="one-0")
    assert waiting(several, scrutineer)["one"] == 0


def test_a_theme_waits_while_one_of_its_grades_does(several, scrutineer):
    before = waiting(several, scrutineer)["two"]
    grade(several, scrutineer, claim_id="two-1")
    assert waiting(several, scrutineer)["two"] == before - 1 > 0


def test_a_theme_without_a_claim_waits_for_nothing(several, scrutineer):
    assert waiting(several, scrutineer)["none"] == 0
