"""What the year in scrutiny holds, and the sentences in which it speaks of agencies: for the page, the Word file and
each agency's check alike. Pure."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cscp_core.evidence.rules import counted
from cscp_core.evidence.views import Theme
from cscp_core.labelled import Labelled
from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.challenges.rules import OPEN, ChallengeState
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.scrutiny.judgements.service import ThemeViews
from cscp_core.scrutiny.year.rules import ScrutinyYear

IN_ITS_WORDS = "What changed for children, in the agency's words:"


class Part(Labelled):
    """Where in the year a sentence about an agency stands."""

    ASKED = "asked", "What was asked, and of whom"
    CHANGED = "changed", "What changed"
    UNANSWERED = "unanswered", "What is still unanswered"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence that the year says of an agency."""

    part: Part
    agency_id: str
    agency: str
    challenge: ChallengeView | None
    """The challenge that it is about; None for the agency as a whole."""
    words: str


@dataclass(frozen=True, kw_only=True)
class AgencyYear:
    """One agency in the year."""

    agency_id: str
    agency: str
    challenges: tuple[ChallengeView, ...]
    passed_on: tuple[ChallengeView, ...]
    """What it was asked first and another agency has now."""
    answers: dict[int, Answered]
    """Its own last answer by challenge, to what was passed on too."""
    punctuality: str

    @property
    def open(self) -> tuple[ChallengeView, ...]:
        return tuple(one for one in self.challenges if one.state in OPEN)

    @property
    def number(self) -> str:
        """How many questions it was asked."""
        return str(len(self.challenges))


@dataclass(frozen=True, kw_only=True)
class Little:
    """A theme with little or no evidence of progress, and why it is called so."""

    theme: Theme
    why: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    words: str
    owner: str
    due_on: date | None
    meeting: str
    held_on: date


@dataclass(frozen=True, kw_only=True)
class YearInScrutiny:
    """Everything that the year says, of one report's themes and of every challenge raised in the year or open in it."""

    year: ScrutinyYear
    agencies: tuple[AgencyYear, ...]
    changed: tuple[tuple[ChallengeView, Answered], ...]
    """Challenges closed in the year with the answer that closed them."""
    unanswered: tuple[ChallengeView, ...]
    closed_unanswered: tuple[ChallengeView, ...]
    """Closed in the year though the agency that was asked had not answered."""
    reopened: tuple[ChallengeView, ...]
    views: tuple[ThemeViews, ...]
    little: tuple[Little, ...]
    decisions: tuple[Decision, ...]
    meetings: int

    @property
    def raised(self) -> int:
        return sum(len(one.challenges) for one in self.agencies)

    @property
    def in_sum(self) -> str:
        """How much was asked, of how many, in how many meetings."""
        held = f"{counted(self.meetings, 'meeting')} held."
        if not self.agencies:
            return f"Nothing has been asked in this year yet. {held}"
        whom = counted(len(self.agencies), "agency", "agencies")
        return f"{counted(self.raised, 'question')} to {whom}; {held}"

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence that names an agency or one of its challenges, part by part."""
        return (*_asked(self), *_changed(self), *_unanswered(self))

    def of(self, part: Part) -> tuple[Sentence, ...]:
        return tuple(one for one in self.sentences if one.part is part)


def said_of(found: YearInScrutiny, agency_id: str) -> list[str]:
    """Every sentence that the year says of an agency."""
    return [one.words for one in found.sentences if one.agency_id == agency_id]


def fingerprint_of(found: YearInScrutiny) -> str:
    """Stands for every sentence that the year says of an agency: SHA-256 in hexadecimal."""
    said = [[one.agency_id, *said_of(found, one.agency_id)] for one in found.agencies]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _asked(found: YearInScrutiny) -> Iterator[Sentence]:
    for one in found.agencies:
        passed = f"; {counted(len(one.passed_on), 'question')} passed on to another agency" if one.passed_on else ""
        whole = (
            f"{one.agency} was asked {counted(len(one.challenges), 'question')}; {one.punctuality}; "
            f"{counted(len(one.open), 'question')} still open{passed}."
        )
        yield Sentence(part=Part.ASKED, agency_id=one.agency_id, agency=one.agency, challenge=None, words=whole)
        for challenge in (*one.challenges, *one.passed_on):
            answer = one.answers.get(challenge.challenge_id)
            told = f" What changed for children, in its words: {answer.boxes.changed}" if answer else ""
            missing = (
                "" if answer or challenge.state is ChallengeState.CLOSED or challenge.passed_on else " No answer yet."
            )
            words = f"{challenge.name}: {challenge.question} It is {challenge.stands}.{told}{missing}"
            yield Sentence(
                part=Part.ASKED, agency_id=one.agency_id, agency=one.agency, challenge=challenge, words=words
            )


def _changed(found: YearInScrutiny) -> Iterator[Sentence]:
    for challenge, answer in found.changed:
        yield _about(Part.CHANGED, challenge, f"{challenge.name}. {IN_ITS_WORDS} {answer.boxes.changed}")
        yield _about(Part.CHANGED, challenge, f"{challenge.name}. {_closed(challenge)}")
    for challenge in found.reopened:
        words = f"{challenge.name} was looked at again, did not hold, and was opened again."
        yield _about(Part.CHANGED, challenge, words)


def _unanswered(found: YearInScrutiny) -> Iterator[Sentence]:
    for challenge in found.unanswered:
        yield _about(Part.UNANSWERED, challenge, f"{challenge.name}: {challenge.question} It is {challenge.stands}.")
    for challenge in found.closed_unanswered:
        words = f"{challenge.name}: {challenge.question} It was closed without an answer. {_closed(challenge)}"
        yield _about(Part.UNANSWERED, challenge, words)


def _about(part: Part, challenge: ChallengeView, words: str) -> Sentence:
    return Sentence(part=part, agency_id=challenge.agency_id, agency=challenge.agency, challenge=challenge, words=words)


def _closed(challenge: ChallengeView) -> str:
    return f"Closed: {challenge.assurance}. {challenge.placed}. {challenge.closing_reason}"
