"""Every deadline and period that a screen states, in words, from its one number in the rules."""

from cscp_core.evidence.rules import counted
from cscp_core.people.leaving import KEPT_FOR
from cscp_core.scrutiny.challenges.rules import RECHECK_AFTER, WORKING_DAYS
from feedback.comments.rules import CHECK_WITHIN, REPLY_WITHIN
from feedback.own import retention
from feedback.welfare import rules as welfare

YEAR, HALF_A_YEAR = 365, 180  # days


def in_words(days: int) -> str:
    """A length of time as people say it: 1095 days are "3 years", 182 days "6 months", 90 days "90 days"."""
    if days % YEAR == 0:
        return counted(days // YEAR, "year")
    return counted(round(days * 12 / YEAR), "month") if days >= HALF_A_YEAR else counted(days, "day")


ANSWER = counted(WORKING_DAYS, "working day")
LOOK_AGAIN = in_words(RECHECK_AFTER.days)
CHECK = counted(CHECK_WITHIN, "working day")
REPLY = counted(REPLY_WITHIN, "working day")
ACKNOWLEDGE = counted(int(welfare.ACKNOWLEDGE_WITHIN.total_seconds() / 3600), "hour")
LINK_AFTER_LEAVING = in_words(KEPT_FOR.days)
KEPT_DRAFTS = in_words(retention.DRAFTS.days)
KEPT_SENT_BACK = in_words(retention.SENT_BACK.days)
KEPT_PUBLISHED = in_words(retention.PUBLISHED.days)
KEPT_WORRIES = in_words(welfare.KEPT_FOR.days)
