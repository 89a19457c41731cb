"""Which agency answers for which: what ended passes to its successor, a service to whom it is part of. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

PARTNERSHIP = "partnership"


@dataclass(frozen=True, kw_only=True)
class AgencyCard:
    """An agency by its names, and where its questions go."""

    agency_id: str
    name: str
    short_name: str
    kind: str
    statutory_partner: bool
    successor_id: str | None
    part_of: str | None
    partnership_id: str = ""
    """Of the partnership whose reports name it; two partnerships never answer for each other."""


Cards = Mapping[str, AgencyCard]


def current_agency(cards: Cards, agency_id: str) -> str:
    """The agency itself, or the one that its work has passed to."""
    seen = {agency_id}
    while (card := cards.get(agency_id)) and card.successor_id and card.successor_id not in seen:
        agency_id = card.successor_id
        seen.add(agency_id)
    return agency_id


def top_agency(cards: Cards, agency_id: str) -> str:
    """The agency of today that an agency is part of, all the way up; itself where it is part of none."""
    agency_id = current_agency(cards, agency_id)
    seen = {agency_id}
    while (
        (card := cards.get(agency_id)) and card.part_of and (above := current_agency(cards, card.part_of)) not in seen
    ):
        agency_id = above
        seen.add(agency_id)
    return agency_id


def who_answers(cards: Cards, agency_id: str) -> frozenset[str]:
    """Whose accounts answer what is put to an agency: itself, whom it is part of, and for the partnership together
    each statutory partner of today."""
    agency_id = current_agency(cards, agency_id)
    found = {agency_id}
    card = cards.get(agency_id)
    while card and card.part_of and (above := current_agency(cards, card.part_of)) not in found:
        found.add(above)
        card = cards.get(above)
    if (asked := cards.get(agency_id)) and asked.kind == PARTNERSHIP:
        found |= {
            one.agency_id
            for one in cards.values()
            if one.statutory_partner and not one.successor_id and one.partnership_id == asked.partnership_id
        }
    return frozenset(found)


def may_be_asked(cards: Cards) -> dict[str, str]:
    """Name by id of the agencies of today, statutory partners first."""
    now = [one for one in cards.values() if not one.successor_id]
    return {one.agency_id: one.name for one in sorted(now, key=lambda one: (not one.statutory_partner, one.name))}
