"""A challenge as a register, its own screen and an agency's record show it."""

from dataclasses import dataclass
from datetime import date, datetime

from cscp_core.evidence.reported import sentence
from cscp_core.evidence.rules import HowFar, HowKnown, placed
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened


@dataclass(frozen=True, kw_only=True)
class ChallengeView:
    """A challenge as a register shows it."""

    challenge_id: int
    version: int
    state: ChallengeState
    agency_id: str
    agency: str
    question: str
    would_answer: str
    category: str
    theme_id: str
    section: str
    report_id: str
    source_kind: str
    source_id: str
    source_text: str
    due_on: date | None
    overdue: bool
    waiting_for: AskedBack | None
    said_until: date | None
    round: int
    raised_at: datetime | None
    closed_at: datetime | None
    how_far: HowFar | None
    how_known: HowKnown | None
    assurance: Assurance | None
    closing_reason: str
    recheck_on: date | None
    recheck_due: bool
    opened: bool
    sent_with_marks: bool = False
    """Its question was sent with quotation marks round our account of the report, which are left out of `question`."""
    passed_on: bool = False
    """Told as to an agency that has it no more: what became of it is the next one's."""
    agency_in_short: str = ""
    """Its short name, where it has one."""

    @property
    def name(self) -> str:
        """What people call it in the room."""
        return f"Challenge {self.challenge_id}"

    @property
    def reported(self) -> str:
        """What the report says of what it is about, as a sentence; empty for a free question."""
        return sentence(self.source_kind, self.section, self.source_text, agency=self.agency)

    @property
    def stands(self) -> str:
        """Where it stands, in words."""
        if self.passed_on:
            return f"passed on to {self.agency}"
        parts = [str(self.state)]
        if self.state in rules.WITH_AGENCY and self.due_on:
            parts.append(f"{'overdue since' if self.overdue else 'due'} {self.due_on:%-d %B %Y}")
        if self.waiting_for:
            stopped = self.waiting_for.stops_the_clock
            parts.append(f"the agency asked: {self.waiting_for}" + (", the deadline is paused" if stopped else ""))
        if self.said_until:
            parts.append(f"said in a meeting, written evidence awaited by {self.said_until:%-d %B %Y}")
        if self.state is ChallengeState.CLOSED:
            parts.append(f"{self.assurance}; {self.placed}")
        if self.recheck_on and self.state is ChallengeState.CLOSED:
            parts.append(f"look again on {self.recheck_on:%-d %B %Y}")
        return " · ".join(parts)

    @property
    def placed(self) -> str:
        """Both scales of the closing; empty while it is open."""
        return placed(self.how_far, self.how_known) if self.how_far and self.how_known else ""


@dataclass(frozen=True, kw_only=True)
class LoggedEvent:
    at: datetime
    by: str
    kind: Happened
    words: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class WholeChallenge:
    """A challenge with everything that its reader may see of it."""

    challenge: ChallengeView
    agency_ids: tuple[str, ...]
    """Whom a draft is for."""
    answers: tuple[Answered, ...]
    draft: Answered | None
    """The agency's unsent draft of this round: only for the agency itself."""
    events: tuple[LoggedEvent, ...]
    beside: tuple[ChallengeView, ...]
    """The same question to other agencies, for readers who may see those."""
    can_answer: bool
    somebody_answers: bool


@dataclass(frozen=True, kw_only=True)
class RegisterFilter:
    """What a register is narrowed to; empty is everything."""

    state: str = ""
    agency_id: str = ""
    theme_id: str = ""
    overdue: bool = False
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class AgencyRecord:
    """What one agency was asked and how it answered."""

    agency_id: str
    agency: str
    by_state: dict[ChallengeState, int]
    overdue: int
    punctuality: str
    ratings: dict[str, int]
    challenges: tuple[ChallengeView, ...]
    passed_on: tuple[ChallengeView, ...]
    """What another agency has now. How it answered until then counts here."""

    @property
    def open(self) -> int:
        return sum(number for state, number in self.by_state.items() if state in rules.OPEN)
