"""Wordings of questions that the business manager changed; the others stand in data/questions.csv."""

from datetime import datetime

from sqlmodel import Field

from cscp_core.scrutiny.missing.kinds import Missing
from cscp_core.storage.base import Table, UtcDateTime, codes


class QuestionWording(Table, table=True):
    """One wording for one kind of what is missing. Wordings are added, never changed: the highest `version` stands."""

    __tablename__ = "question_wording"
    missing: Missing = Field(sa_type=codes(Missing), primary_key=True)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    question: str
    would_answer: str
    account_id: int = Field(foreign_key="account.account_id")
    at: datetime = Field(sa_type=UtcDateTime)
