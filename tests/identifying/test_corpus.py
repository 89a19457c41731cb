"""How well identifying details are found in texts that others have labelled, one part of them never looked at."""

import pytest

from cscp_core.identifying.rules import DetailKind
from tests.identifying.measure import FROZEN, PARTS, measure

LEAST_RECALL = 0.95
LEAST_PRECISION = 0.9
FIRST_RECALL, FIRST_PRECISION = 139 / 156, 140 / 141  # of names that nobody had seen
LEAST_RECALL_OF_A_KIND = 0.9
LEAST_PRECISION_OF_A_KIND = 0.9


@pytest.mark.parametrize("part", PARTS)
def test_nearly_every_detail_is_found_and_hardly_anything_else(part):
    score = measure(part)
    assert score.recall >= LEAST_RECALL
    assert score.precision >= LEAST_PRECISION


@pytest.mark.parametrize("kind", DetailKind)
def test_no_kind_of_detail_is_found_much_worse_than_the_others(kind):
    scores = [measure(part) for part in PARTS]
    met, labelled = sum(score.met[kind] for score in scores), sum(score.labelled[kind] for score in scores)
    right, found = sum(score.right[kind] for score in scores), sum(score.found[kind] for score in scores)
    assert met / labelled >= LEAST_RECALL_OF_A_KIND
    assert right / found >= LEAST_PRECISION_OF_A_KIND


def test_names_that_no_rule_was_tuned_by_are_found_no_worse_than_at_first():
    score = measure(FROZEN)
    assert score.recall >= FIRST_RECALL
    assert score.precision >= FIRST_PRECISION
