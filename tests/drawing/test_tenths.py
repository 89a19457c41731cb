"""A share as ten people and in words: never more than it is, never rounded to a nicer one."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cscp_core.drawing.tenths import fill_of_ten, share_in_words


@given(some.floats(min_value=0, max_value=100))
def test_ten_people_hold_the_share(percent):
    full = fill_of_ten(percent)
    assert len(full) == 10
    assert list(full) == sorted(full, reverse=True)
    assert sum(full) / 10 == pytest.approx(percent, abs=0.1)


@pytest.mark.parametrize(
    ("percent", "told"),
    [
        (0, "none"), (0.5, "fewer than 1 in 100"), (1, "1 in 100"), (8.1, "about 8 in 100"), (10, "1 in 10"),
        (25, "between 2 and 3 in 10"), (50, "5 in 10"), (62.5, "a bit more than 6 in 10"), (68, "nearly 7 in 10"),
        (90, "9 in 10"), (91, "91 in 100"), (99, "99 in 100"), (100, "all"),
    ],
)  # fmt: skip
def test_a_share_is_told_as_people_say_it(percent, told):
    assert share_in_words(percent) == told
