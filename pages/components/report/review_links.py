"""The reviews of one kind, each the way to its own page: strengths, what to develop and actions side by side."""

from cscp_core.evidence.views import Year
from cscp_core.improvement.states import KINDS, ActionView
from cscp_core.people.permissions import Actor
from pages.components import data, menu
from pages.components.glance import row_list
from pages.components.glance.row_list import Row


def show(actor: Actor, year: Year, view: ActionView, review_id: str) -> None:
    """Those of the view, or the one that the list is narrowed to. The outcome is the inspectorate's own word."""
    rows = [
        Row(
            sentence=one.title,
            address=menu.href("review", id=one.review_id, report=year.report_id),
            beneath=(f"outcome: {one.outcome}" if one.outcome else "", one.body, one.dates),
        )
        for one in data.reviews(actor, year)
        if (one.review_id == review_id if review_id else view in KINDS and one.kind in KINDS[view])
    ]
    row_list.show(rows, "reviews")
