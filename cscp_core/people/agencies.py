"""Which agency answers for which: what ended passes to its successor, a service to whom it is part of. Pure."""

from collections.abc import Mapping, Set
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
    commissioned_by: str | None = None
    partnership_id: str = ""
    """Of the partnership whose reports name it; two partnerships never answer for each other."""


@dataclass(frozen=True)
class Addressee:
    """Whom a question about an agency's work is put to, and what the asker has to know of that before."""

    agency_id: str
    note: str = ""
    """Why another agency is asked, or how this one is reached; empty: somebody signs in for it."""


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


def find_addressee(cards: Cards, agency_id: str, signs_in: Set[str], attends: Set[str]) -> Addressee:
    """Whom to ask about an agency's work: itself where somebody signs in for it or it attends, otherwise who
    commissions it, otherwise the partners together.

    Args:
        cards: every agency.
        agency_id: whose work it is.
        signs_in: agencies for which somebody can send an answer.
        attends: agencies that have a seat in the partnership.
    """
    agency_id = current_agency(cards, agency_id)
    card = cards.get(agency_id)
    if card is None or agency_id in signs_in:
        return Addressee(agency_id)
    nobody = f"Nobody signs in for {card.short_name}"
    commissioner = cards.get(current_agency(cards, card.commissioned_by)) if card.commissioned_by else None
    pays = f"{commissioner.short_name} commissions it" if commissioner else ""
    if agency_id in attends:
        return Addressee(agency_id, f"{nobody}; it attends meetings" + (f", and {pays}." if pays else "."))
    if commissioner and commissioner.agency_id in signs_in:
        return Addressee(commissioner.agency_id, f"{nobody}; {pays}.")
    together = next(
        (one for one in cards.values() if one.kind == PARTNERSHIP and one.partnership_id == card.partnership_id), None
    )
    if together and together.agency_id in signs_in:
        return Addressee(together.agency_id, f"{nobody}, and no commissioner is known: the partners are asked.")
    return Addressee(agency_id, f"{nobody}.")


def may_be_asked(cards: Cards) -> dict[str, str]:
    """Name by id of the agencies of today, statutory partners first."""
    now = [one for one in cards.values() if not one.successor_id]
    return {one.agency_id: one.name for one in sorted(now, key=lambda one: (not one.statutory_partner, one.name))}
