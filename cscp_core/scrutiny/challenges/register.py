"""The register as a screen lists it: by what each challenge needs and whose it is; what the report has on record."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.evidence.views import RecordedChallenge
from cscp_core.people import directory
from cscp_core.people.agencies import current_agency
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.challenges import states
from cscp_core.scrutiny.challenges.reads import list_register
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.states import Need
from cscp_core.scrutiny.challenges.views import ChallengeView, RegisterFilter
from cscp_core.storage.paging import Page, offset
from cscp_core.storage.session import today

ROWS = 25  # of a page


@dataclass(frozen=True, kw_only=True)
class Register:
    """One page of the register, with how many each choice of a filter has."""

    page: Page[ChallengeView]
    needs: Mapping[Need, int]
    agencies: Mapping[str, tuple[str, int]]
    """Each agency's name and how many it has, by its id: the most first."""


@needs(Permission.READ_CHALLENGES)
def list_by_need(
    session: Session,
    actor: Actor,
    *,
    wanted: RegisterFilter = RegisterFilter(),
    need: Need | None = None,
    page: int = 1,
) -> Register:
    """One page of the register, what is most pressing first, with how many need what and whose they are. `page` counts
    from 1."""
    day = today(session)
    every = list_register(session, actor, wanted=replace(wanted, agency_id=""), page=None).items
    needs_of = {one.challenge_id: states.need_of(one, day) for one in every}
    of_agency = [one for one in every if wanted.agency_id in ("", one.agency_id)]
    of_need = [one for one in every if need in (None, needs_of[one.challenge_id])]
    of_both = [one for one in of_agency if need in (None, needs_of[one.challenge_id])]
    shown = sorted(of_both, key=lambda one: needs_of[one.challenge_id].rank)
    owed = Counter((one.agency_id, one.agency) for one in of_need if one.agency_id)
    return Register(
        page=Page(shown[offset(page, ROWS) :][:ROWS], len(shown), ROWS),
        needs=Counter(needs_of[one.challenge_id] for one in of_agency),
        agencies={agency_id: (name, number) for (agency_id, name), number in owed.most_common()},
    )


@needs(Permission.READ_CHALLENGES)
def list_withdrawn(session: Session, actor: Actor, *, wanted: RegisterFilter, page: int = 1) -> Page[ChallengeView]:
    """One page of what was withdrawn."""
    only = replace(wanted, state=ChallengeState.WITHDRAWN.value)
    found = list_register(session, actor, wanted=only, page=None).items
    return Page(found[offset(page, ROWS) :][:ROWS], len(found), ROWS)


@needs(Permission.SEE_QUESTIONS)
def list_recorded(
    session: Session, actor: Actor, *, report_id: str, wanted: RegisterFilter = RegisterFilter()
) -> list[RecordedChallenge]:
    """The challenges that the report itself records, narrowed like the app's own."""
    recorded = evidence.recorded_challenges(session, actor, report_id=report_id, theme_id=wanted.theme_id)
    words, cards = wanted.text.casefold().split(), directory.agency_cards(session)
    return [
        one
        for one in recorded
        if all(word in f"{one.challenge_id} {one.text} {one.asked_of} {one.what_came}".casefold() for word in words)
        and (not wanted.agency_id or current_agency(cards, one.agency_id or "") == wanted.agency_id)
    ]
