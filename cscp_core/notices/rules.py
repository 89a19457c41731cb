"""What kinds of notices there are, each a sentence without content, and when an e-mail is tried again."""

from datetime import datetime, timedelta

from cscp_core.labelled import Labelled
from cscp_core.storage.session import ENGLAND, month_of

MOST_TRIES = 6
SUBJECT = "Something is waiting for you"


class NoticeKind(Labelled):
    """What happened; its label is a sentence."""

    RAISED = "raised", "The scrutineer raised a challenge to your agency.", "A challenge was put to your agency."
    ANSWERED = "answered", "An agency answered a challenge.", "An agency has answered a challenge."
    ASKED_BACK = (
        "asked_back",
        "An agency has a question about a challenge.",
        "An agency has asked something back about a challenge.",
    )
    REPLIED = (
        "replied",
        "The scrutineer answered a question of your agency about a challenge.",
        "What your agency asked back about a challenge has been answered.",
    )
    FURTHER = "further", "The scrutineer challenged your agency further.", "A further challenge was put to your agency."
    ESCALATED = (
        "escalated",
        "The scrutineer escalated a challenge to your agency.",
        "A challenge to your agency was escalated.",
    )
    REMINDED = "reminded", "You are reminded of a challenge to your agency."
    WITHDRAWN = (
        "withdrawn",
        "The scrutineer withdrew a challenge to your agency.",
        "A challenge to your agency was withdrawn.",
    )
    CLOSED = "closed", "The scrutineer closed a challenge to your agency.", "A challenge to your agency was closed."
    REOPENED = (
        "reopened",
        "The scrutineer reopened a challenge to your agency.",
        "A challenge to your agency was opened again.",
    )
    HANDED_OVER = "handed_over", "Open challenges passed to you from somebody who left or moved."
    NOBODY_ANSWERS = "nobody_answers", "Nobody can answer for an agency that has an open challenge."
    NOBODY_ACTS = "nobody_acts", "Nobody signs in for an agency that was given an action."
    PLACED = (
        "placed",
        "Another agency assigned an action to yours.",
        "Another agency placed an action with yours.",
    )
    GIVEN_BACK = (
        "given_back",
        "An agency returned an action that yours had assigned to it.",
        "An agency gave an action back that yours had placed with it.",
    )
    NOTED = (
        "noted",
        "A note of a meeting is waiting for you to confirm it.",
        "Something was noted in a meeting and waits to be confirmed.",
    )
    CHECK_YEAR = (
        "check_year",
        "Please check what the year in scrutiny will say about your agency.",
        "Please check what the year in scrutiny will say of your agency.",
    )
    YEAR_CHECKED = (
        "year_checked",
        "An agency checked what the year in scrutiny will say about it.",
        "An agency has checked what the year in scrutiny will say of it.",
    )
    TO_CHECK = "to_check", "A comment is waiting for you to check it.", "A comment waits to be checked."
    SENT_BACK = "sent_back", "Something about what you wrote needs a look."
    COMMENT_READ = (
        "comment_read",
        "What you wrote is checked and can be read now.",
        "What you wrote was checked, and can now be read.",
    )
    TO_REPLY = (
        "to_reply",
        "Young people or lay members are waiting for a reply.",
        "Young people or lay members wait for a reply.",
    )
    REPLIED_TO = "replied_to", "Somebody replied to what you wrote."
    NOT_ANSWERED = "not_answered", "A reply did not answer the person who asked."
    ISSUED = "issued", "What you wrote is in something that anyone can read now."
    REMINDER = "reminder", "You asked to be reminded to look in."
    NOTE = "note", "The scrutineer wrote to you all."
    RATE = "rate", "You can say how the meeting was."
    PROMISE = "promise", "There is news of something that you were promised."
    LOOK_AGAIN = "look_again", "Somebody asks you to look again at a comment that was sent back."
    LOOKED_UP = (
        "looked_up",
        "Somebody looked up that you wrote something, and says why.",
        "Somebody looked up who wrote something of yours, and says why.",
    )
    LET_YOU_KNOW = "let_you_know", "There is something kind to know about what you wrote."
    JOINT_VIEW = "joint_view", "There is something to agree in Our view."
    GUESSING = "guessing", "Somebody may be guessing passwords, so look at People for accounts with wrong tries."
    WELFARE = "welfare", "Something is waiting for you in Welfare.", "Something waits for you in Welfare."
    WELFARE_LOOK_AGAIN = (
        "welfare_look_again",
        "It is time to look again at something in Welfare.",
        "A day to look again at something in Welfare has come.",
    )
    WELFARE_UNREAD = (
        "welfare_unread",
        "Nobody opened a notice to the safeguarding lead, so reach the lead or the deputy now.",
        "A notice to the safeguarding lead was not opened, so reach the lead or the deputy now.",
    )

    def when(self, at: datetime) -> str:
        """The day on which it was made; where a young person or lay member did what it tells of, unnamed, the month: on
        that day there may have been one of them only."""
        of_a_few = (NoticeKind.JOINT_VIEW, NoticeKind.LOOK_AGAIN, NoticeKind.NOT_ANSWERED)
        return month_of(at) if self in of_a_few else f"{at.astimezone(ENGLAND):%-d %B %Y}"

    def link(self, address: str) -> str:
        """Where an e-mail leads: of a worry not even the name of the screen stands in it."""
        welfare = (NoticeKind.WELFARE, NoticeKind.WELFARE_LOOK_AGAIN, NoticeKind.WELFARE_UNREAD)
        return "/" if self in welfare else address


ANSWERS = (
    NoticeKind.ANSWERED,
    NoticeKind.REPLIED,
    NoticeKind.WITHDRAWN,
    NoticeKind.CLOSED,
    NoticeKind.YEAR_CHECKED,
)
"""What the weekly e-mail tells of: answers to challenges, and never anything about a comment."""


class Email(Labelled):
    """Where the e-mail of a notice stands."""

    NONE = "none", "none"
    WAITING = "waiting", "waiting"
    SENT = "sent", "sent"
    GIVEN_UP = "given_up", "given up"


def wait_after(tries: int) -> timedelta:
    """How long until a failed e-mail is tried again: a minute, then five times as long each time."""
    return timedelta(minutes=5 ** max(tries - 1, 0))


def message(public_address: str, address: str) -> str:
    """The whole text of an e-mail: that something waits, and where. Never what."""
    return (
        f"Something is waiting for you in the partnership's scrutiny tool.\n\n{public_address}{address}\n\n"
        "Sign in to read it. This is an automatic message: nobody reads replies to it.\n"
    )
