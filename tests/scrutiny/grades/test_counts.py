"""How claims stand by grade, and which is best evidenced."""

from collections import Counter

import pytest

from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.people.permissions import SYSTEM
from cscp_core.scrutiny.grades import service
from tests.builders import load_into, small_row, write_folder, write_sheet
from tests.scrutiny.grades.test_service import OTHER, SUGGESTED, TINY, grade

OUTPUT, PRACTICE, OUTCOME, PLANNED = HowFar.OUTPUT, HowFar.PRACTICE, HowFar.OUTCOME, HowFar.PLANNED
SAID, SHOWN, TESTED = HowKnown.SAID, HowKnown.SHOWN, HowKnown.TESTED


def stand(store, theme_id="", report_id=TINY):
    with store.reading() as session:
        return service.count_by_theme(session, SYSTEM, report_id=report_id, theme_id=theme_id)


def best(store, theme_id="neglect"):
    return stand(store)[theme_id].best.claim.claim_id


def test_a_claim_that_is_known_better_stands_before_one_that_goes_further(store, claims):
    claims((OUTCOME, SAID), (PLANNED, TESTED))
    assert best(store) == "claim-02"


def test_of_claims_known_equally_the_one_that_goes_furthest_is_best(store, claims):
    claims((OUTPUT, SHOWN), (OUTCOME, SHOWN))
    assert best(store) == "claim-02"


def test_of_equal_claims_the_first_is_best(store, claims):
    claims((OUTPUT, SHOWN), (OUTPUT, SHOWN))
    assert best(store) == "claim-01"


def test_of_equal_claims_the_first_in_the_report_is_best_whatever_their_ids(store, small_folder):
    rows = [small_row("claims", claim_id="claim-z"), small_row("claims", claim_id="claim-a")]
    write_sheet(small_folder, "claims", rows)
    load_into(store, small_folder)
    assert best(store) == "claim-z"


@pytest.mark.parametrize("order", [list(HowFar), list(reversed(HowFar))])
def test_the_furthest_of_all_steps_is_best(store, claims, order):
    claims(*((step, SHOWN) for step in order))
    assert stand(store)["neglect"].best.how_far is HowFar.IMPACT


@pytest.mark.parametrize("order", [list(HowKnown), list(reversed(HowKnown))])
def test_what_is_tested_is_known_best(store, claims, order):
    claims(*((OUTPUT, known) for known in order))
    assert stand(store)["neglect"].best.how_known is TESTED


def test_the_best_evidenced_claim_follows_the_confirmed_grade(store, claims, scrutineer):
    claims((OUTCOME, SHOWN), (OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-02", reason="Two audits agree.", **OTHER)
    found = stand(store)["neglect"].best
    assert (found.claim.claim_id, found.how_known, found.version) == ("claim-02", TESTED, 1)


def test_a_claim_that_was_graded_down_is_best_no_more(store, claims, scrutineer):
    claims((OUTCOME, TESTED), (OUTPUT, SHOWN))
    grade(store, scrutineer, claim_id="claim-01", reason="No audit is named.", how_far=OUTCOME, how_known=SAID)
    assert best(store) == "claim-02"


def test_each_theme_has_its_own_best_evidenced_claim(store, claims):
    claims((OUTPUT, SAID), (OUTPUT, SHOWN), elsewhere=[(PLANNED, SAID), (OUTCOME, TESTED)])
    assert (best(store), best(store, "health")) == ("claim-02", "claim-04")


def test_suggested_and_confirmed_grades_are_counted_apart(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTPUT, SAID), (OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-02")
    assert stand(store)["neglect"].counts == {(OUTPUT, SAID, False): 2, (OUTPUT, SAID, True): 1}


def test_a_claim_is_counted_where_its_confirmed_grade_puts_it(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01", reason="Two audits agree.", **OTHER)
    assert stand(store)["neglect"].counts == {(OUTCOME, TESTED, True): 1}


def test_a_claim_graded_twice_is_counted_once_where_the_last_decision_puts_it(store, claims, scrutineer, colleague):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01", reason="Two audits agree.", **OTHER)
    grade(store, colleague, claim_id="claim-01", seen=1, reason="One audit.", how_far=PRACTICE, how_known=SHOWN)
    assert stand(store)["neglect"].counts == {(PRACTICE, SHOWN, True): 1}


def test_each_theme_is_counted_apart(store, claims):
    claims((OUTPUT, SAID), elsewhere=[(OUTPUT, SAID), (OUTCOME, TESTED)])
    assert {theme: one.total for theme, one in stand(store).items()} == {"neglect": 1, "health": 2}


def test_where_one_theme_stands_can_be_asked_alone(store, claims):
    claims((OUTPUT, SAID), elsewhere=[(OUTCOME, TESTED)])
    assert list(stand(store, "health")) == ["health"]


def test_where_one_theme_stands_is_told_the_same_alone_as_among_all(store, claims, scrutineer):
    claims((OUTPUT, SAID), (OUTCOME, SHOWN), elsewhere=[(OUTCOME, TESTED)])
    grade(store, scrutineer, claim_id="claim-01")
    assert stand(store, "neglect")["neglect"] == stand(store)["neglect"]


def test_a_theme_without_a_claim_stands_nowhere(store, claims):
    claims((OUTPUT, SAID))
    assert stand(store, "health") == {}


def test_a_claim_that_was_retired_neither_counts_nor_is_best(store, claims):
    claims((OUTPUT, SAID), (OUTCOME, TESTED))
    claims((OUTPUT, SAID))
    found = stand(store)["neglect"]
    assert (found.total, found.best.claim.claim_id) == (1, "claim-01")


def test_grades_of_another_report_do_not_count(report, scrutineer, tmp_path):
    other = small_row("report", report_id="tiny-2021-22", period="2021-22")
    load_into(report, write_folder(tmp_path / "other", report=[other]))
    grade(report, scrutineer, reason="Two audits agree.", **OTHER)
    assert stand(report, report_id="tiny-2021-22")["neglect"].counts == {(OUTPUT, SAID, False): 1}


def test_what_is_counted_in_the_database_is_what_the_claims_say(camden):
    with camden.reading() as session:
        found = service.count_by_theme(session, SYSTEM, report_id="annual-report-2019-20")
        one_by_one = service.graded_claims(session, SYSTEM, report_id="annual-report-2019-20")
    for theme_id, standing_now in found.items():
        of_theme = [one for one in one_by_one if one.claim.theme_id == theme_id]
        places = Counter((one.how_far, one.how_known, one.confirmed is not None) for one in of_theme)
        first = max(of_theme, key=lambda one: (one.how_known.rank, one.how_far.rank))
        assert (standing_now.counts, standing_now.best) == (places, first)


def proven(store, how_far, how_known):
    with store.reading() as session:
        return service.proven_themes(session, TINY, how_far, how_known)


@pytest.mark.parametrize(
    ("how_far", "how_known", "found"),
    [
        (OUTPUT, SHOWN, {"neglect", "health"}),
        (OUTCOME, SHOWN, {"health"}),
        (PRACTICE, SAID, {"neglect", "health"}),
        (PRACTICE, SHOWN, {"health"}),
        (HowFar.IMPACT, SAID, set()),
    ],
)
def test_a_theme_is_proven_by_one_claim_that_reaches_both_scales(store, claims, how_far, how_known, found):
    claims((OUTPUT, TESTED), (PRACTICE, SAID), elsewhere=[(OUTCOME, SHOWN)])
    assert proven(store, how_far, how_known) == found


def test_a_theme_is_proven_by_the_confirmed_grade(store, claims, scrutineer):
    claims((OUTPUT, SAID))
    grade(store, scrutineer, claim_id="claim-01", reason="Two audits agree.", **OTHER)
    assert proven(store, OUTCOME, TESTED) == {"neglect"}


def test_a_theme_whose_claim_was_graded_down_is_not_proven(store, claims, scrutineer):
    claims((OUTCOME, TESTED))
    grade(store, scrutineer, claim_id="claim-01", reason="No audit is named.", **SUGGESTED)
    assert proven(store, OUTCOME, TESTED) == set()
