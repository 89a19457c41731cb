"""Where claims stand, in words: what a claim's grade tells, and what a reason must be."""

import pytest

from cscp_core.errors import GradeRefused
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.scrutiny.grades import rules
from cscp_core.scrutiny.grades.rules import GradeCounts, WantedClaims
from tests.builders import make_confirmed, make_graded

PLANNED, OUTPUT, OUTCOME = HowFar.PLANNED, HowFar.OUTPUT, HowFar.OUTCOME
SAID, SHOWN, TESTED = HowKnown.SAID, HowKnown.SHOWN, HowKnown.TESTED


def test_claims_are_counted_over_all_places():
    assert GradeCounts({(OUTPUT, SAID, False): 2, (OUTPUT, SHOWN, True): 3}).total == 5


def test_only_confirmed_grades_count_as_confirmed():
    assert GradeCounts({(OUTPUT, SAID, False): 2, (OUTPUT, SAID, True): 3, (OUTCOME, SHOWN, True): 1}).confirmed == 4


def test_where_nothing_is_claimed_nothing_is_counted():
    assert (GradeCounts().total, GradeCounts().confirmed, GradeCounts().best) == (0, 0, None)


def test_a_suggested_grade_has_no_version():
    assert make_graded().version == 0


def test_a_suggested_grade_is_told_as_suggested():
    assert make_graded(how_far=OUTPUT, how_known=SAID).placed == "How far: Output · how we know: said (suggested)"


def test_a_confirmed_grade_is_told_as_confirmed():
    one = make_graded(make_confirmed(how_far=OUTCOME, how_known=TESTED))
    assert one.placed == "How far: Outcome · how we know: tested (confirmed)"


def test_a_grade_confirmed_before_the_words_changed_says_so():
    one = make_graded(make_confirmed(data_version=1), load_number=2)
    assert one.placed.endswith("(confirmed before a later load changed it)")


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_change_needs_a_reason(reason):
    with pytest.raises(GradeRefused, match=r"^Say in a sentence why you place the claim differently\.$"):
        rules.check_reason(reason, changes=True)


def test_agreement_needs_no_reason():
    assert rules.check_reason("", changes=False) is None


@pytest.mark.parametrize("changes", [True, False])
def test_a_reason_may_have_a_thousand_characters(changes):
    assert rules.check_reason("x" * rules.LONGEST_REASON, changes=changes) is None


@pytest.mark.parametrize("changes", [True, False])
def test_a_longer_reason_is_refused_and_its_length_told(changes):
    with pytest.raises(GradeRefused, match=r"1,000 characters\. Yours has 1,001"):
        rules.check_reason("x" * 1001, changes=changes)


# which claims, and how many of each


def claim_of(number, how_far, how_known, *, confirmed=False, agency_id="council"):
    by = make_confirmed(how_far=how_far, how_known=how_known) if confirmed else None
    details = {"claim_id": f"claim-{number}", "agency_id": agency_id, "agency": agency_id.title()}
    return make_graded(by, how_far=how_far, how_known=how_known, **details)


CLAIMS = [
    claim_of(1, OUTPUT, SAID, agency_id="police"),
    claim_of(2, OUTCOME, SAID, confirmed=True),
    claim_of(3, OUTCOME, TESTED),
    claim_of(4, PLANNED, SAID, agency_id=""),
]


def numbers_of(claims):
    return [int(one.claim.claim_id[-1]) for one in claims]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [1, 2, 3, 4]),
        ({"how_far": OUTCOME}, [2, 3]),
        ({"how_known": SAID}, [1, 2, 4]),
        ({"how_far": OUTCOME, "how_known": SAID}, [2]),
        ({"agency_id": "council"}, [2, 3]),
        ({"agency_id": "health"}, []),
        ({"confirmed": True}, [2]),
        ({"confirmed": False}, [1, 3, 4]),
        ({"confirmed": False, "agency_id": "council", "how_far": OUTCOME}, [3]),
    ],
)
def test_each_choice_of_a_filter_narrows_the_claims(wanted, found):
    assert numbers_of(one for one in CLAIMS if WantedClaims(**wanted).fits(one)) == found


def test_a_filter_counts_what_each_choice_would_leave_while_the_others_stay():
    counts = rules.count_choices(
        CLAIMS, WantedClaims(how_far=OUTCOME, how_known=TESTED, agency_id="council", confirmed=False)
    )
    assert counts.how_far == {OUTCOME: 1}
    assert counts.how_known == {TESTED: 1}
    assert counts.agencies == {"council": ("Council", 1)}
    assert counts.confirmed == {False: 1}


@pytest.mark.parametrize(
    ("wanted", "how_far", "how_known", "confirmed"),
    [
        ({}, {OUTPUT: 1, OUTCOME: 2, PLANNED: 1}, {SAID: 3, TESTED: 1}, {False: 3, True: 1}),
        ({"how_far": OUTCOME}, {OUTPUT: 1, OUTCOME: 2, PLANNED: 1}, {SAID: 1, TESTED: 1}, {False: 1, True: 1}),
        ({"how_known": SAID}, {OUTPUT: 1, OUTCOME: 1, PLANNED: 1}, {SAID: 3, TESTED: 1}, {False: 2, True: 1}),
        ({"confirmed": True}, {OUTCOME: 1}, {SAID: 1}, {False: 3, True: 1}),
        ({"agency_id": "police"}, {OUTPUT: 1}, {SAID: 1}, {False: 1}),
    ],
)
def test_the_counts_of_one_filter_follow_the_choices_of_the_others(wanted, how_far, how_known, confirmed):
    counts = rules.count_choices(CLAIMS, WantedClaims(**wanted))
    assert (counts.how_far, counts.how_known, counts.confirmed) == (how_far, how_known, confirmed)


def test_agencies_are_counted_the_most_first_and_claims_of_nobody_in_none():
    counts = rules.count_choices(CLAIMS, WantedClaims(agency_id="police"))
    assert list(counts.agencies.items()) == [("council", ("Council", 2)), ("police", ("Police", 1))]


def test_what_claims_the_most_on_the_least_evidence_comes_first():
    rows = [(OUTPUT, SAID), (OUTCOME, TESTED), (OUTCOME, SAID), (PLANNED, SHOWN), (OUTPUT, SAID)]
    claims = [claim_of(number, *row) for number, row in enumerate(rows, 1)]
    assert numbers_of(rules.weakest_first(claims)) == [3, 1, 5, 4, 2]
