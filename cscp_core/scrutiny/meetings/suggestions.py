"""What the next agenda may hold: what is overdue, answers to judge, new challenges, then the worst gaps."""

from collections.abc import Sequence

from sqlmodel import Session

from cscp_core.evidence.kinds import SourceKind
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges import views
from cscp_core.scrutiny.challenges.rules import ChallengeState
from cscp_core.scrutiny.challenges.views import ChallengeView
from cscp_core.scrutiny.meetings import carrying
from cscp_core.scrutiny.meetings.reads import list_placements
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.missing import service as missing
from cscp_core.scrutiny.missing.ranking import Question
from cscp_core.storage.session import ENGLAND

SUGGESTED = 10


@needs(Permission.RUN_MEETINGS)
def list_carried(session: Session, actor: Actor) -> list[Pick]:
    """What earlier meetings carried over and waits for the next one to be planned, which takes it by itself."""
    return [
        Pick(
            source_kind=one.source_kind,
            source_id=one.source_id,
            report_id=one.report_id or "",
            title=one.title,
            question=one.question,
            would_answer=one.would_answer,
            missing=one.missing,
            agency_id=one.agency_id or "",
            because=f"Carried over from {meeting.held_on:%-d %B %Y}.",
            minutes=one.minutes,
        )
        for one, meeting in carrying.list_waiting(session)
    ]


@needs(Permission.RUN_MEETINGS)
def suggest_items(
    session: Session, actor: Actor, *, report_id: str, most: int = SUGGESTED, worth: Sequence[Question] | None = None
) -> list[Pick]:
    """What the next agenda may hold: what is overdue, answers to judge, new challenges, then the worst gaps, without
    what is carried over anyway. Each says why it is there. `worth` are the questions worth asking, from a caller that
    has kept them."""
    found: list[Pick] = []
    for state, because in (
        (ChallengeState.RAISED, "overdue"),
        (ChallengeState.ESCALATED, "overdue"),
        (ChallengeState.ANSWERED, "to judge"),
    ):
        overdue = state is not ChallengeState.ANSWERED
        wanted = views.RegisterFilter(state=state, overdue=overdue)
        for one in challenges.list_register(session, actor, wanted=wanted).items:
            due = f", since {one.due_on:%-d %B %Y}" if overdue and one.due_on else ""
            why = f"The answer is {because}{due}." if overdue else "An answer waits to be judged."
            found.append(pick_of(one, why))
    found += _just_raised(session, actor)
    gaps = worth if worth is not None else missing.worth_asking(session, actor, report_id=report_id, most=most)
    found += [pick_of_question(question, report_id) for question in gaps]
    carried = {(one.source_kind, one.source_id or one.question) for one in list_carried(session, actor)}
    once: dict[tuple[str, str], Pick] = {}
    for pick in found:
        once.setdefault((pick.source_kind, pick.source_id or pick.question), pick)
    return [one for which, one in once.items() if which not in carried][:most]


def _just_raised(session: Session, actor: Actor) -> list[Pick]:
    """Challenges with an agency that have been on no agenda yet, newest first."""
    placed = list_placements(session, source_kind=SourceKind.CHALLENGE)
    raised = challenges.list_register(session, actor, wanted=views.RegisterFilter(state=ChallengeState.RAISED)).items
    fresh = [(one.raised_at, one) for one in raised if one.raised_at and str(one.challenge_id) not in placed]
    fresh.sort(key=lambda pair: pair[0], reverse=True)
    return [pick_of(one, f"Raised on {at.astimezone(ENGLAND):%-d %B %Y}, on no agenda yet.") for at, one in fresh]


def pick_of(challenge: ChallengeView, because: str) -> Pick:
    """A challenge as an item for an agenda."""
    return Pick(
        source_kind=SourceKind.CHALLENGE,
        source_id=str(challenge.challenge_id),
        report_id=challenge.report_id,
        title=challenge.reported or challenge.question,
        question=challenge.question,
        would_answer=challenge.would_answer,
        missing="",
        agency_id=challenge.agency_id,
        because=because,
    )


def pick_of_question(question: Question, report_id: str) -> Pick:
    """A suggested question as an item for an agenda."""
    return Pick(
        source_kind=question.source_kind,
        source_id=question.source_id,
        report_id=report_id,
        title=question.reported,
        question=question.text,
        would_answer=question.would_answer,
        missing=question.missing,
        agency_id=question.agency_id,
        because=question.because,
        asked_instead=question.asked_instead,
    )
