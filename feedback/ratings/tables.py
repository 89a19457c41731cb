"""What Young Advisors answered after a meeting. Once the form closes nothing says whose answer is whose."""

from datetime import date

from sqlmodel import Field, UniqueConstraint

from cscp_core.storage.base import Table, codes
from feedback.ratings.rules import Felt


class MeetingRating(Table, table=True):
    """One answer. Its id is random and it has no time, so that no order tells who gave it."""

    __tablename__ = "meeting_rating"
    __table_args__ = (UniqueConstraint("meeting_id", "account_id"),)
    rating_id: str = Field(primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.meeting_id", index=True)
    account_id: int | None = Field(
        default=None, foreign_key="account.account_id", index=True, description="empty once the form is closed"
    )
    heard: Felt = Field(sa_type=codes(Felt))
    straight: Felt = Field(sa_type=codes(Felt))
    wishes: str = Field(default="", description="codes of Wish, separated by spaces")
    closes_on: date = Field(description="the last day of the form; it never moves once somebody has answered")
