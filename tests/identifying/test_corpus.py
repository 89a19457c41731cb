"""How well identifying details are found in texts that others have labelled, one part of them never looked at."""

import pytest

from tests.identifying.measure import PARTS, measure

LEAST_RECALL = 0.95
LEAST_PRECISION = 0.9


@pytest.mark.parametrize("part", PARTS)
def test_nearly_every_detail_is_found_and_hardly_anything_else(part):
    score = measure(part)
    assert score.recall >= LEAST_RECALL
    assert score.precision >= LEAST_PRECISION
