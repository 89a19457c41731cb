"""What each Young Advisor chose for a term, and the reminders that somebody switched on for themselves."""

from datetime import date

from sqlmodel import Field

from cscp_core.storage.base import Table, codes
from feedback.space.rules import Often, SpaceChoice


class TermChoice(Table, table=True):
    """One thing that one Young Advisor wants in a term."""

    __tablename__ = "term_choice"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    term: date = Field(primary_key=True, description="its first day", index=True)
    what: SpaceChoice = Field(sa_type=codes(SpaceChoice), primary_key=True)
    code: str = Field(primary_key=True)


class OwnReminder(Table, table=True):
    """That somebody wants to be reminded, how often, and when next."""

    __tablename__ = "own_reminder"
    account_id: int = Field(primary_key=True, foreign_key="account.account_id")
    often: Often = Field(sa_type=codes(Often))
    next_on: date = Field(index=True)
