"""Whose a report is: the partnerships that an installation serves, and whose agency an id names."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from cscp_core.errors import AnotherPartnership
from cscp_core.evidence.cells import look_alike
from cscp_core.evidence.rules import in_words
from cscp_core.evidence.tables import Report
from cscp_core.people.tables import Agency


def partnership_id(name: str) -> str:
    """A partnership by its name, however people write it: "&" and "and" are one."""
    return look_alike(name).replace(" ", "-")


def check_served(session: Session, *, name: str, served: Sequence[str]) -> None:
    """That a report of this partnership may be loaded. An installation serves the partnerships that it is told to; told
    nothing, it serves the one whose report it holds.

    Raises:
        AnotherPartnership: it serves another.
    """
    held = session.exec(select(Report.partnership).where(col(Report.withdrawn).is_(False)).distinct())
    serves = list(served) or sorted(held)
    if serves and partnership_id(name) not in {partnership_id(one) for one in serves}:
        raise AnotherPartnership(
            f"This report is of the {name}, and this installation serves the {in_words(serves)}. Nothing was loaded. "
            "To serve several partnerships, name all of them in CSCP_PARTNERSHIPS."
        )


class Agencies:
    """One partnership's agencies. Two partnerships may call two agencies by one id: each keeps its own, and the second
    is stored under an id that names its partnership too."""

    def __init__(self, session: Session, partnership: str) -> None:
        self.whose = partnership_id(partnership)
        rows = session.exec(select(Agency)).all()
        self._taken = {row.agency_id for row in rows}
        self._stored = {row.own_id or row.agency_id: row.agency_id for row in rows if row.partnership_id == ""} | {
            row.own_id or row.agency_id: row.agency_id for row in rows if row.partnership_id == self.whose
        }
        self._own = {stored: own for own, stored in self._stored.items()}

    @property
    def stored_ids(self) -> list[str]:
        """In the order of their own ids."""
        return [self._stored[own] for own in sorted(self._stored)]

    def stored_id(self, own: str) -> str:
        """The id under which the agency is stored, or will be."""
        if own in self._stored:
            return self._stored[own]
        return f"{own}.{self.whose}" if own in self._taken else own

    def own_id(self, stored: str) -> str:
        """The id that the partnership's reports use."""
        return self._own.get(stored, stored)
