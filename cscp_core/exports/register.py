"""The register of challenges as a table: those raised here, then those that the report itself has on record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from cscp_core.evidence import service as evidence
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.evidence.views import RecordedChallenge
from cscp_core.exports.columns import Cell, ExportColumn
from cscp_core.labelled import Labelled
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges import views
from cscp_core.scrutiny.challenges.answers import Answered
from cscp_core.scrutiny.challenges.rules import ChallengeState, Happened
from cscp_core.scrutiny.challenges.views import ChallengeView

WIDTH = 24


@dataclass(frozen=True, kw_only=True)
class Raised:
    """A challenge that was raised here, with its last answer, and the words when it was escalated or withdrawn."""

    challenge: ChallengeView
    answer: Answered | None
    escalated: str
    taken_back: str


Registered = Raised | RecordedChallenge


@needs(Permission.EXPORT_REGISTER)
def rows(session: Session, actor: Actor, *, report_id: str) -> Iterator[Registered]:
    """Everything that the register holds, in its order."""
    found = list(challenges.list_register(session, actor, page=None).items)
    withdrawn = challenges.list_register(
        session, actor, wanted=views.RegisterFilter(state=ChallengeState.WITHDRAWN), page=None
    ).items
    found += [one for one in withdrawn if one.agency_id]  # a draft that was thrown away was never a challenge
    escalated = challenges.last_words(session, actor, kind=Happened.ESCALATED)
    taken_back = challenges.last_words(session, actor, kind=Happened.WITHDRAWN)
    answers = challenges.answers_to(session, actor, challenge_ids=[one.challenge_id for one in found])
    for one in found:
        yield Raised(
            challenge=one,
            answer=answers.get(one.challenge_id),
            escalated=escalated.get(one.challenge_id, ""),
            taken_back=taken_back.get(one.challenge_id, ""),
        )
    yield from evidence.recorded_challenges(session, actor, report_id=report_id)


def _column(
    name: str,
    raised: Callable[[ChallengeView], Cell],
    recorded: Callable[[RecordedChallenge], Cell] = lambda _: "",
) -> ExportColumn[Registered]:
    """A column about what was asked. Most say nothing of what the report has on record."""
    return ExportColumn(name, lambda row: raised(row.challenge) if isinstance(row, Raised) else recorded(row), WIDTH)


def _answered(
    name: str,
    answer: Callable[[Answered], str],
    recorded: Callable[[RecordedChallenge], str] = lambda _: "",
) -> ExportColumn[Registered]:
    """A column about the last answer; empty where there is none."""

    def value(row: Registered) -> str:
        if isinstance(row, Raised):
            return answer(row.answer) if row.answer else ""
        return recorded(row)

    return ExportColumn(name, value, WIDTH)


def _happened(name: str, words: Callable[[Raised], str]) -> ExportColumn[Registered]:
    """A column about what was done with the challenge."""
    return ExportColumn(name, lambda row: words(row) if isinstance(row, Raised) else "", WIDTH)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _label(one: Labelled | None) -> str:
    return one.label if one else ""


COLUMNS: tuple[ExportColumn[Registered], ...] = (
    _column("Number", lambda one: one.challenge_id, lambda told: told.challenge_id),
    _column("From", lambda _: "raised here", lambda _: "on record in the report"),
    _column("Agency", lambda one: one.agency, lambda told: told.asked_of),
    _column("Question", lambda one: one.question, lambda told: told.text),
    _column("What would answer it", lambda one: one.would_answer),
    _column("Category", lambda one: one.category, lambda told: _label(ChallengeCategory.read(told.category))),
    _column("About", lambda one: " ".join(str(part) for part in (one.source_kind, one.source_id) if part) or "free"),
    _column("Section", lambda one: one.section, lambda told: told.section),
    _column("State", lambda one: one.state.label),
    _column("Due", lambda one: _day(one.due_on)),
    _column("Overdue", lambda one: "yes" if one.overdue else ""),
    _column("Raised", lambda one: _day(one.raised_at)),
    _column("Rounds", lambda one: one.round, lambda _: None),
    _answered("On time", lambda answer: "late" if answer.late else "on time"),
    _answered(
        "What changed for children",
        lambda answer: answer.boxes.changed,
        lambda told: told.what_came or "the report does not say",
    ),
    _answered("How we know", lambda answer: answer.boxes.known),
    _answered("What is next", lambda answer: answer.boxes.next_step),
    _answered("Who owns it", lambda answer: answer.boxes.next_owner),
    _answered("By when", lambda answer: _day(answer.boxes.next_by)),
    _answered("Evidence", lambda answer: "\n".join(reference.words for reference in answer.evidence)),
    _answered("Rating", lambda answer: _label(answer.rating)),
    _happened("Escalated", lambda raised: raised.escalated),
    _column("Closed as", lambda one: _label(one.assurance)),
    _column("How far", lambda one: _label(one.how_far)),
    _column("How known", lambda one: _label(one.how_known)),
    _happened("Reason", lambda raised: raised.challenge.closing_reason or raised.taken_back),
    _column("Look again on", lambda one: _day(one.recheck_on)),
)
