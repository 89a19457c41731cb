"""What of a long loop runs by day: a sample. The rest is marked `nightly`, and `make nightly` runs it."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest

EVERY_LOOK = False
"""Whether each screen is looked at in all its looks; `--every-look` says so."""
SCREENS_BY_DAY = {
    "privacy": "",
    "priorities": "scrutineer",
    "to_check": "business.manager",
    "what_we_owe": "council.partner",
    "next_meeting": "lay.member",
    "say": "young.advisor",
    "welfare": "safeguarding.lead",
}
"""One screen for each role, and one for nobody in particular."""


def sampled(cases: Iterable[Any], by_day: Collection[Any]) -> list[Any]:
    """Cases to parametrize with: those in `by_day` always run, the others at night alone.

    Raises:
        ValueError: the sample has a case that is not there.
    """
    every = list(cases)
    if lost := [one for one in by_day if one not in every]:
        raise ValueError(f"These cases of the sample do not exist: {lost}.")
    return [one if one in by_day else _at_night(one) for one in every]


def _at_night(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.nightly)
