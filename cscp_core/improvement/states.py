"""What an action needs on a day: one state each, from its status, its date and its owner. Pure."""

from datetime import date, timedelta

from cscp_core.evidence.rules import RecommendationKind, ReviewKind, WorkStatus, counted
from cscp_core.labelled import Labelled

SOON = timedelta(days=28)
MONTHS_FROM, YEARS_FROM = 60, 730  # days


class ActionState(Labelled):
    """What must be done, the most pressing first."""

    OVERDUE = "overdue", "Past its date"
    DUE_SOON = "due_soon", "Due within four weeks"
    DUE = "due", "Due later"
    NO_OWNER = "no_owner", "No owner"
    NO_DATE = "no_date", "No date"
    UNEVIDENCED = "unevidenced", "Done, no evidence"
    EVIDENCED = "evidenced", "Done, evidenced"
    STOPPED = "stopped", "Stopped"
    STRENGTH = "strength", "Strengths"

    @property
    def rank(self) -> int:
        """Its place among the states, from 0 for the most pressing."""
        return list(ActionState).index(self)

    def in_number(self, number: int) -> str:
        """How many have it: "3 past their date"."""
        words = self.label.lower()
        return f"{number} {words if number == 1 else words.replace(' its ', ' their ')}"


class ActionView(Labelled):
    """A part of all actions: what came out of one kind of review, or what lacks an owner or a date."""

    ALL = "all", "All"
    AUDITS = "audits", "Audits"
    INSPECTIONS = "inspections", "Inspections"
    PRACTICE_REVIEWS = "practice_reviews", "Practice reviews"
    NO_OWNER = "no_owner", "Without an owner"
    NO_DATE = "no_date", "Without a date"


KINDS = {
    ActionView.AUDITS: {
        ReviewKind.MULTI_AGENCY_AUDIT,
        ReviewKind.SINGLE_AGENCY_AUDIT,
        ReviewKind.SECTION_11,
        ReviewKind.SCHOOL_AUDIT,
    },
    ActionView.INSPECTIONS: {ReviewKind.INSPECTION},
    ActionView.PRACTICE_REVIEWS: {ReviewKind.PRACTICE_REVIEW},
}


def is_in_view(
    view: ActionView, kind: RecommendationKind, review_kind: ReviewKind | None, *, has_owner: bool, has_date: bool
) -> bool:
    """Whether a row belongs to a view. A strength has neither owner nor date, and lacks neither."""
    if view is ActionView.ALL:
        return True
    if view in KINDS:
        return review_kind in KINDS[view]
    lacks = not has_owner if view is ActionView.NO_OWNER else not has_date
    return lacks and kind is not RecommendationKind.STRENGTH


DONE = {
    WorkStatus.STOPPED: ActionState.STOPPED,
    WorkStatus.DONE_EVIDENCED: ActionState.EVIDENCED,
    WorkStatus.DONE_AWAITED: ActionState.UNEVIDENCED,
}


def state_of(
    kind: RecommendationKind, status: WorkStatus, by: date | None, has_owner: bool, today: date
) -> ActionState:
    """The state of an action for a day. A date that has passed comes before an owner that is missing, and that before
    a date that is missing or far."""
    if kind is RecommendationKind.STRENGTH:
        return ActionState.STRENGTH
    if status in DONE:
        return DONE[status]
    if by and by < today:
        return ActionState.OVERDUE
    if by and by <= today + SOON:
        return ActionState.DUE_SOON
    if not has_owner:
        return ActionState.NO_OWNER
    return ActionState.DUE if by else ActionState.NO_DATE


def in_short(state: ActionState, by: date | None, today: date) -> str:
    """A state with the time that has passed or is left: "Overdue 9 days", "Due in 6 days"."""
    if state is ActionState.OVERDUE and by:
        return f"Overdue {_time((today - by).days)}"
    if state in (ActionState.DUE_SOON, ActionState.DUE) and by:
        return f"Due in {_time((by - today).days)}" if by > today else "Due today"
    return state.label


def _time(days: int) -> str:
    """Days as people say them: from two months on in whole months, from two years on in whole years."""
    if days >= YEARS_FROM:
        return counted(days * 100 // 36525, "year")
    return counted(days * 100 // 3044, "month") if days >= MONTHS_FROM else counted(days, "day")
