"""What can be done about a challenge from its row in a work list."""

from collections.abc import Collection

from cscp_core.people.permissions import Actor
from cscp_core.scrutiny.challenges import reminding, states
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.challenges.views import ChallengeView
from pages.components import doing, menu, unchanged
from pages.components.challenges import agenda_button

REMINDED_OF = (Need.OVERDUE, Need.AWAITED, Need.DUE_SOON)


def of_scrutineer(actor: Actor, one: ChallengeView) -> None:
    """Onto the next agenda, and a reminder of what is late or due."""
    _remind(actor, one)
    agenda_button.of_challenge(actor, "work", one)


def of_manager(actor: Actor, unattended: Collection[str], one: ChallengeView) -> None:
    """A reminder, or the way to give its agency somebody who answers. `unattended` are names of agencies."""
    if one.agency in unattended:
        menu.link("people", "Nobody signs in for it")
    else:
        _remind(actor, one)


def _remind(actor: Actor, one: ChallengeView) -> None:
    if states.need_of(one, unchanged.today()) in REMINDED_OF and not one.waiting_for:
        reminds = doing.bind(actor, reminding.remind_agency, challenge_id=one.challenge_id, version=one.version)
        doing.button(
            "Remind", reminds, f"remind/{one.challenge_id}", type="tertiary", done="The agency has a notice.",
            help=f"Leaves everybody at the agency a notice of {one.name}",
        )  # fmt: skip
