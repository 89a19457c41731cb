"""The clock of a worry: how much time is left to acknowledge it, or by how much that is over."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from feedback.welfare.wording import describe_clock

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Worry:
    acknowledge_by: datetime
    late: bool = False
    acknowledged_at: datetime | None = None
    look_again_is_due: bool = False


@pytest.mark.parametrize(
    ("worry", "says"),
    [
        (Worry(NOW + timedelta(hours=4)), "4 hours left"),
        (Worry(NOW + timedelta(minutes=61)), "61 minutes left"),
        (Worry(NOW + timedelta(minutes=1)), "1 minute left"),
        (Worry(NOW - timedelta(minutes=5), late=True), "Late by 5 minutes"),
        (Worry(NOW - timedelta(days=1), late=True), "Late by 24 hours"),
        (Worry(NOW - timedelta(days=1), acknowledged_at=NOW), "Acknowledged"),
        (Worry(NOW - timedelta(days=1), acknowledged_at=NOW, look_again_is_due=True), "Look again"),
    ],
)
def test_the_clock_says_what_is_left_or_how_late_it_is(worry, says):
    assert describe_clock(worry, NOW) == says
