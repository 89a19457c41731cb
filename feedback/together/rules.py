"""How convinced a joint view is, where its wordings are read, and when one is agreed. Pure."""

from collections.abc import Collection

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
