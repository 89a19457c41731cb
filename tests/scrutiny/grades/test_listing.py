"""A theme's claims as a list with filters, and suggested grades confirmed and taken back together."""

import pytest

from cscp_core.errors import ChangedMeanwhile, GradeRefused, NotAllowed
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.people.permissions import SYSTEM, Actor, Role
from cscp_core.scrutiny.grades import service, together
from cscp_core.scrutiny.grades.rules import WantedClaims
from cscp_core.storage.tables import TrailRow
from cscp_core.storage.trail_actions import GradesAction
from tests.scrutiny.grades.test_service import OTHER, TINY, every, grade, history, standing

OUTPUT, OUTCOME, PLANNED = HowFar.OUTPUT, HowFar.OUTCOME, HowFar.PLANNED
SAID, TESTED = HowKnown.SAID, HowKnown.TESTED


def listed(store, *, theme_id="neglect", page=1, **wanted):
    with store.reading() as session:
        return service.list_claims(
            session, SYSTEM, report_id=TINY, theme_id=theme_id, wanted=WantedClaims(**wanted), page=page
        )


def a_page(store, **how):
    return listed(store, **how)[0]


def numbers(page):
    return [int(one.claim.claim_id[-2:]) for one in page.items]


def test_claims_come_the_weakest_first_and_equals_in_the_reports_order(store, claims):
    claims((OUTPUT, SAID), (OUTCOME, TESTED), (OUTCOME, SAID), (PLANNED, SAID), (OUTPUT, SAID))
    assert numbers(a_page(store)) == [3, 1, 5, 4, 2]


@pytest.mark.parametrize(("page", "held"), [(0, 12), (1, 12), (2, 12), (3, 3), (4, 0)])
def test_a_page_holds_twelve_claims_and_tells_how_many_there_are(store, claims, page, held):
    claims(*[(OUTPUT, SAID)] * 27)
    found = a_page(store, page=page)
    assert (len(found.items), found.total, found.pages) == (held, 27, 3)


def test_a_page_holds_the_claims_of_its_theme_alone(store, claims):
    claims((OUTPUT, SAID), (OUTPUT, SAID), elsewhere=[(OUTPUT, SAID)])
    found = a_page(store, theme_id="health")
    assert (numbers(found), found.total) == ([3], 1)


def test_claims_are_narrowed_by_both_scales(store, claims):
    claims((OUTPUT, SAID), (OUTCOME, SAID), (PLANNED, SAID), (OUTCOME, TESTED))
    assert numbers(a_page(store, how_far=OUTCOME)) == [2, 4]
    assert numbers(a_page(store, how_known=TESTED)) == [4]
    assert numbers(a_page(store, how_far=OUTCOME, how_known=SAID)) == [2]


def test_claims_are_narrowed_by_the_confirmed_grade_where_there_is_one(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-02", reason="Two audits agree.", **OTHER)
    assert (numbers(a_page(store, how_far=OUTPUT)), numbers(a_page(store, how_far=OUTCOME))) == ([1], [2])
    assert (numbers(a_page(store, confirmed=False)), numbers(a_page(store, confirmed=True))) == ([1], [2])


def test_a_filter_counts_what_each_of_its_choices_would_leave(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTCOME, SAID), (OUTCOME, TESTED))
    grade(store, scrutineer, claim_id="claim-01")
    _, counts = listed(store, how_far=OUTCOME)
    assert counts.how_far == {OUTPUT: 1, OUTCOME: 2}
    assert counts.how_known == {SAID: 1, TESTED: 1}
    assert counts.confirmed == {False: 2}


def test_claims_are_narrowed_to_those_of_an_agency(store, claims):
    claims((OUTPUT, SAID), (OUTPUT, SAID))
    _, counts = listed(store)
    for agency_id, (_, number) in counts.agencies.items():
        assert a_page(store, agency_id=agency_id).total == number
    assert a_page(store, agency_id="nobody-at-all").total == 0


def test_a_claim_graded_twice_stands_in_the_list_once(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01")
    grade(store, scrutineer, claim_id="claim-01", seen=1, reason="Two audits agree.", **OTHER)
    found = a_page(store)
    assert (numbers(found), found.total, found.items[0].version) == ([1], 1, 2)


def test_a_claim_that_was_retired_is_in_no_list(store, claims):
    claims((OUTPUT, SAID), (OUTPUT, SAID))
    claims((OUTPUT, SAID))
    found = a_page(store)
    assert (numbers(found), found.total) == ([1], 1)


def test_a_theme_without_a_claim_has_one_empty_page(store, claims):
    claims((OUTPUT, SAID))
    found = a_page(store, theme_id="health")
    assert (numbers(found), found.total, found.pages) == ([], 0, 1)


# together


def seen(store, *claim_ids):
    with store.reading() as session:
        every = service.graded_claims(session, SYSTEM, report_id=TINY)
    return tuple(one.seen for one in every if one.claim.claim_id in claim_ids)


def confirm(store, actor, shown, reason="I read each of them."):
    with store.writing() as session:
        return together.confirm_grades(session, actor, report_id=TINY, shown=shown, reason=reason)


def take_back(store, actor, shown):
    with store.writing() as session:
        return together.take_back_grades(session, actor, report_id=TINY, shown=shown)


def test_grades_are_confirmed_together_with_one_reason_and_one_row_of_the_trail(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTCOME, SAID), (PLANNED, SAID))
    confirm(store, scrutineer, seen(store, "claim-01", "claim-02"))
    first, second, third = (standing(store, f"claim-0{one}") for one in (1, 2, 3))
    assert [one.confirmed.reason for one in (first, second)] == ["I read each of them."] * 2
    assert (first.how_far, second.how_far, third.confirmed) == (OUTPUT, OUTCOME, None)
    assert [one.action for one in every(store, TrailRow)].count(GradesAction.CONFIRMED) == 1


def test_one_grade_that_changed_meanwhile_stops_them_all(store, claims, scrutineer, colleague):
    claims((OUTPUT, SAID), (OUTPUT, SAID))
    drawn = seen(store, "claim-01", "claim-02")
    grade(store, colleague, claim_id="claim-02", reason="Two audits agree.", **OTHER)
    with pytest.raises(ChangedMeanwhile, match="1 of these grades was changed"):
        confirm(store, scrutineer, drawn)
    assert standing(store, "claim-01").confirmed is None


def test_a_suggestion_that_a_load_changed_meanwhile_is_not_confirmed(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    drawn = seen(store, "claim-01")
    claims((OUTCOME, SAID))
    with pytest.raises(ChangedMeanwhile):
        confirm(store, scrutineer, drawn)


def test_confirming_together_needs_a_reason_and_grades_that_are_only_suggested(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    with pytest.raises(GradeRefused, match="why you agree"):
        confirm(store, scrutineer, seen(store, "claim-01"), reason=" ")
    with pytest.raises(GradeRefused, match="no grade here"):
        confirm(store, scrutineer, ())
    grade(store, scrutineer, claim_id="claim-01")
    with pytest.raises(GradeRefused, match="only suggested grades"):
        confirm(store, scrutineer, seen(store, "claim-01"))


def test_what_was_confirmed_together_is_taken_back_together_and_stays_on_record(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTCOME, SAID))
    made = confirm(store, scrutineer, seen(store, "claim-01", "claim-02"))
    take_back(store, scrutineer, made)
    assert [standing(store, one).confirmed for one in ("claim-01", "claim-02")] == [None, None]
    assert standing(store, "claim-01").placed == "How far: Output · how we know: said (suggested)"
    assert [(one.version, one.taken_back) for one in history(store, "claim-01")] == [(2, True), (1, False)]


def test_after_it_was_taken_back_an_older_screen_confirms_nothing(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    drawn = seen(store, "claim-01")
    take_back(store, scrutineer, confirm(store, scrutineer, drawn))
    with pytest.raises(ChangedMeanwhile):
        confirm(store, scrutineer, drawn)
    confirm(store, scrutineer, seen(store, "claim-01"))
    assert standing(store, "claim-01").version == 3


def test_nothing_is_taken_back_that_was_graded_again_or_changes_an_earlier_decision(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    made = confirm(store, scrutineer, seen(store, "claim-01"))
    grade(store, scrutineer, claim_id="claim-01", seen=1, reason="Two audits agree.", **OTHER)
    with pytest.raises(ChangedMeanwhile):
        take_back(store, scrutineer, made)
    with pytest.raises(GradeRefused, match="first decision"):
        take_back(store, scrutineer, seen(store, "claim-01"))


def test_only_the_scrutineer_confirms_together(store, claims):
    claims((OUTPUT, SAID))
    with pytest.raises(NotAllowed):
        confirm(store, Actor(role=Role.PARTNER, account_id=9, username="pat", name="Pat"), seen(store, "claim-01"))
