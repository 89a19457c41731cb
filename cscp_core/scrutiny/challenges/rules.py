"""The life of a challenge: its states, what may follow what, when it is overdue, and what closing it needs. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cscp_core.errors import ChallengeRefused
from cscp_core.evidence.rules import HowFar, HowKnown, counted
from cscp_core.labelled import Labelled
from cscp_core.scrutiny.assurance import GIVEN, Assurance
from cscp_core.scrutiny.challenges import days

WORKING_DAYS = 10
RECHECK_AFTER = timedelta(days=182)  # six months
SHARES_FROM = 10  # answers: under that many a list, never a percentage


class ChallengeState(Labelled):
    """Where a challenge stands."""

    DRAFT = "draft", "draft"
    RAISED = "raised", "raised"
    ANSWERED = "answered", "answered"
    ESCALATED = "escalated", "escalated"
    CLOSED = "closed", "closed"
    WITHDRAWN = "withdrawn", "withdrawn"


MOVES: dict[ChallengeState, frozenset[ChallengeState]] = {
    ChallengeState.DRAFT: frozenset({ChallengeState.RAISED, ChallengeState.WITHDRAWN}),
    ChallengeState.RAISED: frozenset({ChallengeState.ANSWERED, ChallengeState.ESCALATED, ChallengeState.WITHDRAWN}),
    ChallengeState.ANSWERED: frozenset(
        {ChallengeState.RAISED, ChallengeState.ESCALATED, ChallengeState.CLOSED, ChallengeState.WITHDRAWN}
    ),
    ChallengeState.ESCALATED: frozenset(
        {ChallengeState.RAISED, ChallengeState.ANSWERED, ChallengeState.CLOSED, ChallengeState.WITHDRAWN}
    ),
    ChallengeState.CLOSED: frozenset({ChallengeState.RAISED}),
    ChallengeState.WITHDRAWN: frozenset(),
}
OPEN = frozenset({ChallengeState.RAISED, ChallengeState.ANSWERED, ChallengeState.ESCALATED})
WITH_AGENCY = frozenset({ChallengeState.RAISED, ChallengeState.ESCALATED})


class Rating(Labelled):
    """The asker's word for an answer."""

    ANSWERS = "answers", "answers it"
    PARTLY = "partly", "partly"
    OTHER_QUESTION = "other_question", "answers a different question"
    NOT = "does_not_answer", "does not answer"


class AskedBack(Labelled):
    """What an agency may ask instead of answering."""

    MEANING = "meaning", "what is meant"
    TIME = "more_time", "more time"
    NOT_OURS = "not_ours", "not ours"

    @property
    def stops_the_clock(self) -> bool:
        return self is not AskedBack.NOT_OURS


class Happened(Labelled):
    """What can happen to a challenge, as its record words it."""

    RAISED = "raised", "raised"
    ASKED_BACK = "asked_back", "asked back"
    REPLIED = "replied", "replied"
    ANSWERED = "answered", "answered"
    SAID = "said", "said, written evidence awaited"
    RATED = "rated", "answer rated"
    FURTHER = "further", "further challenge"
    ESCALATED = "escalated", "escalated"
    WITHDRAWN = "withdrawn", "withdrawn"
    CLOSED = "closed", "closed"
    HELD = "held", "re-checked: held"
    REOPENED = "reopened", "re-checked: did not hold"
    HANDED_OVER = "handed_over", "handed over"
    REMINDED = "reminded", "reminded"


@dataclass(frozen=True)
class Boxes:
    """An answer's four boxes; the last has the step, its owner and its date."""

    did: str = ""
    changed: str = ""
    known: str = ""
    next_step: str = ""
    next_owner: str = ""
    next_by: date | None = None


def answer_place(challenge_id: int, round: int) -> str:
    """Under which name people's own drafts of one round's answer are kept."""
    return f"answer/{challenge_id}/{round}"


def can_become(state: ChallengeState, to: ChallengeState) -> bool:
    return to in MOVES[state]


def check_becomes(state: ChallengeState, to: ChallengeState) -> None:
    """Raises ChallengeRefused unless a challenge in one state may come to the other."""
    if not can_become(state, to):
        raise ChallengeRefused(f"A challenge that is {state} cannot become {to}.")


def is_overdue(state: ChallengeState, due_on: date | None, paused: bool, today: date) -> bool:
    """Whether the agency should have answered by now. While the clock is stopped nothing is overdue."""
    return state in WITH_AGENCY and due_on is not None and due_on < today and not paused


def due_after(start: date, working_days: int = WORKING_DAYS) -> date:
    return days.working_day_after(start, working_days)


def due_after_pause(due_on: date, since: date, until: date) -> date:
    """The due date put off by the working days for which the clock stood still; never earlier than before."""
    return days.working_day_after(due_on, days.working_days_between(since, until))


def check_due(due_on: date, today: date) -> None:
    """Raises ChallengeRefused for a due date that is not ahead, or further away than a year."""
    if due_on <= today:
        raise ChallengeRefused("Choose a due date after today.")
    if due_on > today + timedelta(days=366):
        raise ChallengeRefused("Choose a due date within a year.")


def check_answer(boxes: Boxes) -> None:
    """Raises ChallengeRefused unless every box of an answer that is sent says something."""
    named = {
        "What we did": boxes.did,
        "What changed for children": boxes.changed,
        "How we know": boxes.known,
        "What is next": boxes.next_step,
        "Who owns what is next": boxes.next_owner,
    }
    empty = [name for name, text in named.items() if not text]
    if empty:
        raise ChallengeRefused(
            f"Fill in: {', '.join(empty)}. You can say that there is nothing yet, or that you do not know."
        )
    if boxes.next_by is None:
        raise ChallengeRefused("Say by when the next step is done.")


def check_closing(how_far: HowFar, how_known: HowKnown, assurance: Assurance, reason: str, why_assured: str) -> None:
    """Raises ChallengeRefused unless the closing has what it needs."""
    if assurance not in GIVEN:
        raise ChallengeRefused("Say whether you are assured, partly assured or not assured.")
    if not reason:
        raise ChallengeRefused("Give the reason for closing it there.")
    if assurance is Assurance.ASSURED and how_far.rank < HowFar.PRACTICE.rank and not why_assured:
        raise ChallengeRefused(
            f"The answer goes no further than {how_far}. To close as assured below Practice, "
            "write why you are assured all the same."
        )


def describe_punctuality(late: Sequence[bool]) -> str:
    """How many answers came on time: a share only from ten answers on, and never rounded up."""
    on_time = sum(not one for one in late)
    if not late:
        return "no answer yet"
    if len(late) < SHARES_FROM:
        return f"{on_time} of {counted(len(late), 'answer')} on time"
    return f"{on_time} of {len(late)} answers on time ({100 * on_time // len(late)}%)"
