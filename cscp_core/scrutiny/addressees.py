"""Whom a question is put to, said before it is asked: who signs in, attends, commissions, or the partners together."""

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.people import directory
from cscp_core.people.agencies import Addressee, current_agency, find_addressee
from cscp_core.people.permissions import Actor


class Addressees:
    """Who can be asked about the work of each agency of a report. For services, within their own transaction."""

    def __init__(self, session: Session, actor: Actor, report_id: str) -> None:
        self.cards = directory.agency_cards(session)
        self.signs_in = directory.agencies_that_can_answer(session)
        attending = evidence.attending_agencies(session, actor, report_id=report_id) if report_id else frozenset()
        self.attends = frozenset(current_agency(self.cards, one) for one in attending)

    def find(self, agency_id: str) -> Addressee:
        return find_addressee(self.cards, agency_id, self.signs_in, self.attends) if agency_id else Addressee("")
