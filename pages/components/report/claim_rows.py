"""Claims as rows: the sentence is the link; beneath it how far, how known and whose; acts at the end."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cscp_core.people.permissions import Actor, Permission, may
from cscp_core.scrutiny.grades.rules import GradedClaim, SeenGrade
from pages.components import menu
from pages.components.glance import row_list, state
from pages.components.glance.row_list import Row
from pages.components.report import claim_card

Then = Callable[[Sequence[SeenGrade]], None]


def show(actor: Actor, report_id: str, found: Sequence[GradedClaim], *, then: Then) -> None:
    """`then` takes the grade that a press on *Confirm* has made."""
    if not may(actor, Permission.GRADE_CLAIMS):
        row_list.show([_row(one, report_id) for one in found], "claims")
        return
    by_id = {one.claim.claim_id: one for one in found}

    def act(claim_id: str) -> None:
        one = by_id[claim_id]
        made = replace(one.seen, version=one.version + 1)
        claim_card.grade_buttons(actor, report_id, one, then=lambda _: then([made]))

    row_list.show_with_acts({name: _row(one, report_id) for name, one in by_id.items()}, "claims", act)


def _row(one: GradedClaim, report_id: str) -> Row:
    """A full mark for a grade that the scrutineer confirmed, a hollow one for a suggested."""
    claim = one.claim
    stale = one.confirmed is not None and claim.load_number > one.confirmed.data_version
    word = "confirmed before a later load" if stale else "confirmed" if one.confirmed else "suggested"
    return Row(
        sentence=claim.text,
        address=menu.href("claim", id=claim.claim_id, report=report_id),
        badges=[
            state.badge("▸", f"{one.how_far.label}, {one.how_known.label}"),
            state.badge("●" if one.confirmed else "○", word),
            *([state.badge("…", "is said to")] if claim.hedged else []),
        ],
        beneath=(claim.agency, claim.claim_id.removeprefix("claim-")),
    )
