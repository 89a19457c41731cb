"""Lists of actions: which are overdue and whose, which have evidence of impact, and what an agency said since."""

from datetime import date, timedelta

import pytest

from cscp_core.evidence.rules import RecommendationKind, ReviewKind, WorkStatus
from cscp_core.evidence.views import Wanted
from cscp_core.improvement import actions, service
from cscp_core.improvement.actions import IMPACT, NOBODY, PAGE_SIZE
from cscp_core.improvement.rules import Reference
from cscp_core.improvement.states import ActionState, ActionView, is_in_view
from cscp_core.people.permissions import SYSTEM
from tests.builders import small_row, write_folder
from tests.improvement.conftest import AGENCIES, TINY, action

TODAY = date(2026, 11, 20)
ROWS = [
    action("late", "council", due="autumn 2020"),
    action("late-too", "council", due="2020-21"),
    action("late-health", "ccg", due="over the summer"),
    action("late-together", "together", due="2021"),
    action("late-nobody", "", due="2021"),
    action("ahead", "police", due="2029-30"),
    action("no-date", "police", due="ongoing"),
    action("no-owner", ""),
    action("printed-owner", "", owner="Named Nurse"),
    action("done", "council", due="2020-21", work_status="done, evidence awaited"),
    action("proved", "council", work_status="done, evidenced", evidence_of_impact="A re-audit of 40 cases."),
    action("given", "council", evidence_of_impact="73% of cases, without their base."),
    action("strength", "council", kind="strength", evidence_of_impact="A share."),
]


@pytest.fixture
def folder(tmp_path):
    agencies = [small_row("agencies", **cells) for cells in AGENCIES]
    return write_folder(tmp_path / "states", agencies=agencies, recommendations=ROWS)


def found(store, **details):
    with store.reading() as session:
        return actions.list_actions(session, SYSTEM, report_id=TINY, **details)


def ids(store, **details):
    return [one.told.recommendation_id for one in found(store, **details).page.items]


def update(store, actor, recommendation_id, seen=0, **details):
    with store.writing() as session:
        service.update_action(
            session, actor, report_id=TINY, recommendation_id=recommendation_id, seen_version=seen,
            **{"status": WorkStatus.ON_TRACK} | details,
        )  # fmt: skip


def test_every_action_is_in_one_state(report):
    assert found(report).states == {
        ActionState.OVERDUE: 5,
        ActionState.DUE: 1,
        ActionState.NO_OWNER: 1,
        ActionState.NO_DATE: 3,
        ActionState.UNEVIDENCED: 1,
        ActionState.EVIDENCED: 1,
        ActionState.STRENGTH: 1,
    }


def test_the_most_pressing_state_comes_first(report):
    ranks = [one.state.rank for one in found(report).page.items]
    assert ranks == sorted(ranks)


def test_which_are_overdue_and_whose(report):
    late = found(report, state="overdue")
    assert ids(report, state="overdue") == ["late", "late-too", "late-nobody", "late-health", "late-together"]
    assert dict(late.agencies.values()) == {
        "Tiny Council": 2, "Tiny Health Board": 1, "Tiny Partnership": 1, "No agency is named": 1,
    }  # fmt: skip
    assert late.about_overdue == (
        "5 actions are past their date: Tiny Council has 2, Tiny Health Board has 1, Tiny Partnership has 1 and "
        "no agency is named for 1."
    )


@pytest.mark.parametrize(
    ("agency_id", "expected"),
    [
        ("council", ["late", "late-too"]),
        ("ccg", ["late-health"]),
        ("icb", ["late-health"]),
        (NOBODY, ["late-nobody"]),
        ("charity", []),
    ],
)
def test_what_is_overdue_is_found_by_the_agency_of_today(report, agency_id, expected):
    assert ids(report, state="overdue", wanted=Wanted(agency_id=agency_id)) == expected


def test_nothing_overdue_is_said_too(report):
    assert found(report, wanted=Wanted(agency_id="charity")).about_overdue == "No action is past its date."


def test_a_day_that_the_agency_gave_wins_over_the_report_s_words(report, people):
    update(report, people["cora"], "late", next_by=TODAY + timedelta(days=10))
    update(report, people["pat"], "ahead", next_by=TODAY - timedelta(days=1))
    late = ids(report, state="overdue")
    assert "late" not in late
    assert "ahead" in late
    assert ids(report, state="due_soon") == ["late"]


def test_an_update_without_a_day_leaves_the_report_s_words(report, people):
    update(report, people["cora"], "late")
    assert "late" in ids(report, state="overdue")


def test_a_status_that_the_agency_gave_wins_over_the_report_s(report, people):
    update(report, people["cora"], "late", status=WorkStatus.DONE_AWAITED)
    update(report, people["cora"], "done", status=WorkStatus.SLIPPING)
    assert ids(report, state="unevidenced") == ["late"]
    assert "done" in ids(report, state="overdue")


def test_an_action_is_overdue_from_the_day_after_its_date(report, people, clock):
    update(report, people["pat"], "no-date", next_by=TODAY)
    assert "no-date" not in ids(report, state="overdue")
    clock.advance(days=1)
    assert "no-date" in ids(report, state="overdue")


def test_an_owner_that_the_report_prints_is_an_owner(report):
    (one,) = (x for x in found(report).page.items if x.told.recommendation_id == "printed-owner")
    assert (one.whose, one.state) == ("Named Nurse", ActionState.NO_DATE)


def test_which_have_evidence_of_impact(report):
    impact = found(report, state=IMPACT)
    assert {one.told.recommendation_id for one in impact.page.items} == {"proved", "given", "strength"}
    assert impact.with_impact == 3
    assert impact.about_impact == (
        "1 of 12 actions has evidence of impact. For 1 more, what is given is not enough to show it. "
        "The report also gives something behind 1 strength; each says what is lacking."
    )


def test_none_has_evidence_of_impact_is_an_answer(report):
    police = found(report, wanted=Wanted(agency_id="police"))
    assert police.about_impact == "None of 2 actions has evidence of impact."


def test_what_an_agency_proved_since_is_evidence_until_it_did_not_hold(report, people):
    evidence = [Reference("Audit of twelve cases", "Head of quality", "May 2026", "Council")]
    update(report, people["cora"], "late", status=WorkStatus.DONE_EVIDENCED, evidence_given=evidence)
    assert "late" in ids(report, state=IMPACT)
    assert found(report).about_impact.startswith("2 of 12 actions have evidence of impact.")
    for held, begins in ((True, "2 of 12 actions have evidence of impact, 1 of them"), (False, "1 of 12 actions has")):
        with report.writing() as session:
            service.recheck_action(
                session, people["dee"], report_id=TINY, recommendation_id="late", seen_version=1, held=held, words="So."
            )
        assert found(report).about_impact.startswith(begins)


def test_pages_have_as_many_rows_as_fit(report):
    first = found(report, page=1)
    assert (len(first.page.items), first.page.total, first.page.size) == (13, 13, PAGE_SIZE)
    assert found(report, page=2).page.items == []


def test_every_action_of_the_real_report_has_a_state(camden):
    with camden.reading() as session:
        listed = actions.list_actions(session, SYSTEM, report_id="annual-report-2019-20")
    assert sum(listed.states.values()) == listed.page.total == 259
    assert listed.states[ActionState.OVERDUE] == 45
    assert listed.about_impact.startswith("None of 185 actions has evidence of impact.")
    assert all(one.due.understood for one in listed.page.items)


def test_a_view_holds_what_came_of_its_kind_of_review_or_lacks_an_owner_or_a_date(report):
    assert found(report).views == {
        ActionView.ALL: 13,
        ActionView.AUDITS: 0,
        ActionView.INSPECTIONS: 0,
        ActionView.PRACTICE_REVIEWS: 0,
        ActionView.NO_OWNER: 2,
        ActionView.NO_DATE: 4,
    }
    assert ids(report, view=ActionView.NO_OWNER) == ["late-nobody", "no-owner"]


@pytest.mark.parametrize(
    ("view", "review_kind", "belongs"),
    [
        (ActionView.AUDITS, ReviewKind.SECTION_11, True),
        (ActionView.AUDITS, ReviewKind.INSPECTION, False),
        (ActionView.INSPECTIONS, ReviewKind.INSPECTION, True),
        (ActionView.PRACTICE_REVIEWS, ReviewKind.PRACTICE_REVIEW, True),
        (ActionView.PRACTICE_REVIEWS, None, False),
    ],
)
def test_a_view_of_reviews_asks_what_kind_it_was(view, review_kind, belongs):
    assert is_in_view(view, RecommendationKind.ACTION, review_kind, has_owner=True, has_date=True) is belongs


def test_a_strength_lacks_neither_owner_nor_date():
    for view in (ActionView.NO_OWNER, ActionView.NO_DATE):
        assert not is_in_view(view, RecommendationKind.STRENGTH, None, has_owner=False, has_date=False)


def test_the_bars_count_what_each_agency_has_in_each_state_whatever_state_is_asked_for(report):
    every = found(report, state="overdue")
    assert every.owed["council", ActionState.OVERDUE] == 2
    assert every.owed["council", ActionState.EVIDENCED] == 1
    assert every.owed[NOBODY, ActionState.NO_OWNER] == 1
    assert every.names["council"] == "Tiny Council"
    assert every.overdue_in_short == "5 actions are past their date"
