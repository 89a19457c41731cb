"""Where wordings of a joint view are read, when one is agreed, and which finding stands on top. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cscp_core.errors import CommentRefused
from feedback.comments.rules import CommentState

FEWEST = 2  # people: what one person says alone would be theirs to everybody who knows them
STANDING = frozenset({CommentState.SHOWN, CommentState.PUBLISHED})
"""Where the other Young Advisors read a wording: somebody has checked it."""


def all_agree(active: Collection[int], agreed: Collection[int]) -> bool:
    """Whether every active Young Advisor has agreed, and there are enough of them to speak together."""
    return len(active) >= FEWEST and set(active) <= set(agreed)


def check_enough(active: Collection[int]) -> None:
    """Raises CommentRefused where a view together would be one person's."""
    if len(active) < FEWEST:
        raise CommentRefused("A view together needs at least two Young Advisors.")


@dataclass(frozen=True, kw_only=True)
class OnePick:
    """What one person wants on top, and when they said so; `for_all` where the business manager records it."""

    finding: tuple[str, str]
    """Its kind and id."""
    at: datetime
    for_all: bool = False


def chosen_together(picks: Iterable[OnePick]) -> tuple[str, str] | None:
    """The finding that Young Advisors chose for a month: at least two of them picked it, or it was recorded for them
    all. Of several the one that was agreed last; None while nothing is agreed, since one pick is one person's."""
    found: dict[tuple[str, str], list[OnePick]] = {}
    for one in picks:
        found.setdefault(one.finding, []).append(one)
    agreed = [
        (max(one.at for one in of_one), finding)
        for finding, of_one in found.items()
        if len(of_one) >= FEWEST or any(one.for_all for one in of_one)
    ]
    return max(agreed)[1] if agreed else None


def next_in_turn(finding_ids: Sequence[str], month: date) -> str | None:
    """Where nobody chose, each finding has its month, in order; None where there is none."""
    return finding_ids[(12 * month.year + month.month) % len(finding_ids)] if finding_ids else None
