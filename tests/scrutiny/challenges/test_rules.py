"""The life of a challenge in rules: what may follow what, the clock, what closing and answering need, punctuality."""

import re
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cscp_core.errors import ChallengeRefused
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import days, rules
from cscp_core.scrutiny.challenges.rules import MOVES, AskedBack, ChallengeState, Happened, Rating
from tests.scrutiny.asking import BOXES, DUE, TODAY, boxes_with, days_on

quietly = settings(database=None, deadline=None, max_examples=100)
a_day = some.dates(min_value=date(2024, 1, 1), max_value=date(2031, 12, 31))
a_while = some.integers(min_value=0, max_value=60)
STATE_WORDS = "draft raised answered escalated closed withdrawn"
ALLOWED = {
    ("draft", "raised"),
    ("draft", "withdrawn"),
    ("raised", "answered"),
    ("raised", "escalated"),
    ("raised", "withdrawn"),
    ("answered", "raised"),
    ("answered", "escalated"),
    ("answered", "closed"),
    ("answered", "withdrawn"),
    ("escalated", "raised"),
    ("escalated", "answered"),
    ("escalated", "closed"),
    ("escalated", "withdrawn"),
    ("closed", "raised"),
}
BELOW_PRACTICE = (HowFar.PLANNED, HowFar.ACTIVITY, HowFar.OUTPUT)


@pytest.mark.parametrize("ahead", [1, 366])
def test_an_answer_may_be_due_from_tomorrow_until_the_same_day_next_year(ahead):
    assert rules.check_due(days_on(ahead), TODAY) is None


@pytest.mark.parametrize(("ahead", "said"), [(0, "after today"), (-1, "after today"), (367, "within a year")])
def test_an_answer_is_not_due_today_nor_later_than_in_a_year(ahead, said):
    with pytest.raises(ChallengeRefused, match=rf"^Choose a due date {said}\.$"):
        rules.check_due(days_on(ahead), TODAY)


def closes(how_far=HowFar.PRACTICE, how_known=HowKnown.SHOWN, assurance=Assurance.PARTLY, reason="So.", why=""):
    return rules.check_closing(how_far, how_known, assurance, reason, why)


def test_the_states_are_the_vocabularys():
    assert " ".join(ChallengeState) == STATE_WORDS


def test_every_state_says_what_may_follow_it():
    assert set(MOVES) == set(ChallengeState)


def refusal(state, to):
    """The sentence that refuses a move; empty where it is allowed."""
    try:
        rules.check_becomes(state, to)
    except ChallengeRefused as error:
        return str(error)
    return ""


def test_a_challenge_becomes_what_the_vocabulary_says_and_nothing_else():
    assert {
        (str(one), str(to)) for one, to in product(ChallengeState, ChallengeState) if rules.can_become(one, to)
    } == ALLOWED


def test_a_move_that_is_not_allowed_is_refused_in_a_sentence():
    assert {(state, to): refusal(state, to) for state, to in product(ChallengeState, ChallengeState)} == {
        (state, to): "" if (str(state), str(to)) in ALLOWED else f"A challenge that is {state} cannot become {to}."
        for state, to in product(ChallengeState, ChallengeState)
    }


@pytest.mark.parametrize("state", [state for state in ChallengeState if state is not ChallengeState.DRAFT])
def test_nothing_becomes_a_draft_again(state):
    assert not rules.can_become(state, ChallengeState.DRAFT)


@quietly
@given(some.data())
def test_however_it_goes_a_challenge_is_closed_only_after_it_was_answered_or_escalated(data):
    path = [ChallengeState.DRAFT]
    while MOVES[path[-1]] and len(path) < 12:
        path.append(data.draw(some.sampled_from(sorted(MOVES[path[-1]]))))
    before = [earlier for earlier, later in pairwise(path) if later is ChallengeState.CLOSED]
    assert set(before) <= {ChallengeState.ANSWERED, ChallengeState.ESCALATED}


@pytest.mark.parametrize("state", ChallengeState)
def test_every_state_but_the_last_can_still_end(state):
    reached, left = {state}, [state]
    while left:
        for to in MOVES[left.pop()] - reached:
            reached.add(to)
            left.append(to)
    assert ChallengeState.WITHDRAWN in reached


def test_what_is_with_an_agency_is_open():
    assert rules.WITH_AGENCY < rules.OPEN


def test_a_draft_and_what_is_over_are_not_open():
    assert set(ChallengeState) - rules.OPEN == {ChallengeState.DRAFT, ChallengeState.CLOSED, ChallengeState.WITHDRAWN}


def test_an_answer_is_rated_in_the_vocabularys_four_words():
    assert [one.label for one in Rating] == ["answers it", "partly", "answers a different question", "does not answer"]


@pytest.mark.parametrize(
    ("asked", "stops"), [(AskedBack.MEANING, True), (AskedBack.TIME, True), (AskedBack.NOT_OURS, False)]
)
def test_only_a_question_or_a_wish_for_time_stops_the_clock(asked, stops):
    assert asked.stops_the_clock is stops


def test_no_two_happenings_are_worded_alike():
    assert len(set(Happened)) == len(Happened.__members__)


@pytest.mark.parametrize("state", ChallengeState)
def test_only_what_waits_for_an_agency_is_ever_overdue(state):
    overdue = rules.is_overdue(state, TODAY - timedelta(days=1), False, TODAY)
    assert overdue == (state in (ChallengeState.RAISED, ChallengeState.ESCALATED))


def test_on_its_due_day_a_challenge_is_not_overdue():
    assert not rules.is_overdue(ChallengeState.RAISED, TODAY, False, TODAY)


def test_a_day_after_its_due_day_it_is():
    assert rules.is_overdue(ChallengeState.RAISED, TODAY, False, days_on(1))


def test_while_the_clock_stands_nothing_is_overdue():
    assert not rules.is_overdue(ChallengeState.RAISED, TODAY, True, days_on(30))


def test_what_has_no_due_date_is_not_overdue():
    assert not rules.is_overdue(ChallengeState.RAISED, None, False, TODAY)


@quietly
@given(some.sampled_from(ChallengeState), a_day, a_day, a_while)
def test_what_is_overdue_stays_overdue_as_days_go_by(state, due_on, today, later):
    if rules.is_overdue(state, due_on, False, today):
        assert rules.is_overdue(state, due_on, False, today + timedelta(days=later))


def test_an_answer_is_due_in_ten_working_days():
    assert rules.due_after(TODAY) == DUE


def test_a_pause_over_a_weekend_puts_the_due_date_off_by_the_working_days_alone():
    assert rules.due_after_pause(DUE, TODAY, days_on(4)) == date(2026, 12, 8)


def test_a_pause_that_ends_the_same_day_puts_nothing_off():
    assert rules.due_after_pause(DUE, TODAY, TODAY) == DUE


def test_a_pause_within_a_weekend_puts_nothing_off():
    assert rules.due_after_pause(DUE, date(2026, 11, 21), date(2026, 11, 22)) == DUE


def test_a_due_date_put_off_over_christmas_skips_the_holidays():
    assert rules.due_after_pause(date(2026, 12, 24), date(2026, 12, 21), date(2026, 12, 23)) == date(2026, 12, 30)


@quietly
@given(a_day, a_day, a_while)
def test_a_pause_never_brings_the_due_date_forward(due_on, since, stood):
    assert rules.due_after_pause(due_on, since, since + timedelta(days=stood)) >= due_on


@quietly
@given(a_day, a_while, a_while)
def test_a_pause_leaves_the_agency_the_working_days_that_it_had(asked_on, had, stood):
    replied_on = asked_on + timedelta(days=stood)
    due_on = rules.due_after_pause(days.working_day_after(asked_on, had), asked_on, replied_on)
    assert days.working_days_between(replied_on, due_on) == had


@pytest.mark.parametrize("due_on", [TODAY, days_on(-1), days_on(-400)])
def test_a_due_date_lies_ahead(due_on):
    with pytest.raises(ChallengeRefused, match=r"^Choose a due date after today\.$"):
        rules.check_due(due_on, TODAY)


def test_a_due_date_lies_within_a_year():
    with pytest.raises(ChallengeRefused, match=r"^Choose a due date within a year\.$"):
        rules.check_due(days_on(367), TODAY)


@quietly
@given(a_day, some.integers(min_value=1, max_value=366))
def test_every_day_of_the_coming_year_may_be_a_due_date(today, ahead):
    assert rules.check_due(today + timedelta(days=ahead), today) is None


@quietly
@given(a_day)
def test_the_usual_due_date_is_one_that_may_be_chosen(today):
    assert rules.check_due(rules.due_after(today), today) is None


def test_an_answer_with_every_box_filled_may_be_sent():
    assert rules.check_answer(BOXES) is None


@pytest.mark.parametrize(
    ("box", "named"),
    [
        ("did", "What we did"),
        ("changed", "What changed for children"),
        ("known", "How we know"),
        ("next_step", "What is next"),
        ("next_owner", "Who owns what is next"),
    ],
)
def test_an_answer_with_an_empty_box_is_refused_and_the_box_named(box, named):
    with pytest.raises(ChallengeRefused, match=f"^Fill in: {named}\\."):
        rules.check_answer(boxes_with(**{box: ""}))


def test_all_the_empty_boxes_are_named_together():
    with pytest.raises(ChallengeRefused, match=r"^Fill in: What we did, How we know\."):
        rules.check_answer(boxes_with(did="", known=""))


def test_an_answer_without_a_date_for_what_is_next_is_refused():
    with pytest.raises(ChallengeRefused, match=r"^Say by when the next step is done\.$"):
        rules.check_answer(boxes_with(next_by=None))


@pytest.mark.parametrize("how_known", HowKnown)
@pytest.mark.parametrize("how_far", HowFar)
@pytest.mark.parametrize("assurance", [Assurance.PARTLY, Assurance.NOT])
def test_anything_may_be_closed_as_partly_or_not_assured(how_far, how_known, assurance):
    assert closes(how_far, how_known, assurance) is None


@pytest.mark.parametrize("how_known", HowKnown)
@pytest.mark.parametrize("how_far", [far for far in HowFar if far not in BELOW_PRACTICE])
def test_from_practice_on_it_may_be_closed_as_assured(how_far, how_known):
    assert closes(how_far, how_known, Assurance.ASSURED) is None


@pytest.mark.parametrize("how_known", HowKnown)
@pytest.mark.parametrize("how_far", BELOW_PRACTICE)
def test_below_practice_it_is_never_assured_without_a_written_reason(how_far, how_known):
    with pytest.raises(ChallengeRefused, match=f"goes no further than {how_far}.*write why you are assured"):
        closes(how_far, how_known, Assurance.ASSURED)


@pytest.mark.parametrize("how_known", HowKnown)
@pytest.mark.parametrize("how_far", BELOW_PRACTICE)
def test_below_practice_it_may_be_assured_for_a_written_reason(how_far, how_known):
    assert closes(how_far, how_known, Assurance.ASSURED, why="Three agencies count alike.") is None


@pytest.mark.parametrize("how_known", HowKnown)
@pytest.mark.parametrize("how_far", HowFar)
def test_nothing_is_closed_unjudged(how_far, how_known):
    with pytest.raises(ChallengeRefused, match=r"^Say whether you are assured, partly assured or not assured\.$"):
        closes(how_far, how_known, Assurance.NOT_YET, why="Because.")


@pytest.mark.parametrize("assurance", [Assurance.ASSURED, Assurance.PARTLY, Assurance.NOT])
@pytest.mark.parametrize("how_far", HowFar)
def test_nothing_is_closed_without_a_reason(how_far, assurance):
    with pytest.raises(ChallengeRefused, match=r"^Give the reason"):
        closes(how_far, assurance=assurance, reason="", why="Because.")


def test_a_recheck_comes_six_months_on():
    assert timedelta(days=181) <= rules.RECHECK_AFTER <= timedelta(days=184)


def test_without_an_answer_there_is_no_punctuality():
    assert rules.describe_punctuality([]) == "no answer yet"


def test_one_answer_is_told_in_the_singular():
    assert rules.describe_punctuality([False]) == "1 of 1 answer on time"


@pytest.mark.parametrize("number", range(1, 10))
def test_under_ten_answers_no_share_is_told(number):
    assert "%" not in rules.describe_punctuality([True] + [False] * (number - 1))


def test_from_ten_answers_on_the_share_is_told_beside_the_counts():
    assert rules.describe_punctuality([True] * 3 + [False] * 7) == "7 of 10 answers on time (70%)"


@quietly
@given(some.lists(some.booleans(), min_size=1, max_size=60))
def test_the_counts_are_told_however_many_answers_there_are(late):
    assert re.match(r"\d+ of \d+", rules.describe_punctuality(late))[0] == f"{late.count(False)} of {len(late)}"


@quietly
@given(some.lists(some.booleans(), min_size=10, max_size=60))
def test_the_order_of_the_answers_does_not_matter(late):
    assert rules.describe_punctuality(late) == rules.describe_punctuality(sorted(late))


@pytest.mark.parametrize("number", [10, 100, 200, 1000])
def test_one_late_answer_is_never_told_as_all_on_time(number):
    assert "100%" not in rules.describe_punctuality([True] + [False] * (number - 1))
