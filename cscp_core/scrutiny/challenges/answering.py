"""What an agency does with a challenge: drafts and sends its answer, or asks back."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlmodel import Session

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.free_text import SHORT, tidy
from cscp_core.improvement.rules import Reference, checked_references, fields_of, from_json, to_json
from cscp_core.notices.rules import NoticeKind
from cscp_core.people import directory, drafts
from cscp_core.people.permissions import Actor, Permission, needs
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.changes import (
    answer_of,
    check_version,
    find_row,
    id_of,
    known_agency,
    log_event,
    notify_asker,
    subject_of,
)
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, ChallengeState, Happened
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer
from cscp_core.storage import trail
from cscp_core.storage.session import now, today
from cscp_core.storage.trail_actions import ChallengesAction


@needs(Permission.ANSWER)
def save_answer(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    seen_version: int,
    boxes: Boxes,
    evidence: Sequence[Reference] = (),
    seen_round: int = 1,
) -> int:
    """Keeps the agency's shared draft of its answer, and returns the draft's new version. `seen_version` is 0 before
    there is a draft of the round that was seen.

    Raises:
        ChangedMeanwhile: a colleague saved the draft after it was read; `theirs` is what stands there now.
    """
    row = _find_own(session, actor, challenge_id)
    answer = _save_draft(session, actor, row, seen_round, seen_version, boxes, checked_references(evidence))
    trail.record(session, actor, ChallengesAction.ANSWER_DRAFTED, subject_of(row), version=answer.version)
    session.commit()
    return answer.version


@needs(Permission.ANSWER)
def send_answer(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    seen_version: int,
    boxes: Boxes,
    evidence: Sequence[Reference] = (),
    seen_round: int = 1,
) -> None:
    """Sends the agency's answer. Whether it is late is decided now, for good.

    Raises:
        NotAllowed: this account drafts for the agency, and another sends.
        ChallengeRefused: a box is empty, or the challenge is not with the agency.
    """
    row = _find_own(session, actor, challenge_id)
    if not actor.answers:
        raise NotAllowed(
            "Your account drafts for your agency. Save the draft: only a colleague who answers for it can send."
        )
    references = checked_references(evidence)
    answer = _save_draft(session, actor, row, seen_round, seen_version, boxes, references)
    rules.check_answer(_boxes_of(answer))
    answer.sent_by, answer.sent_at, answer.due_on = actor.own_id, now(session), row.due_on
    paused = bool(row.waiting_for) and AskedBack(row.waiting_for).stops_the_clock
    ran_until = row.waiting_since if paused and row.waiting_since else today(session)
    answer.late = row.due_on is not None and row.due_on < ran_until
    session.add(answer)
    row.state, row.waiting_for, row.waiting_since, row.said_until = ChallengeState.ANSWERED, "", None, None
    row.version += 1
    log_event(session, actor, row, Happened.ANSWERED, "late" if answer.late else "on time")
    notify_asker(session, row, NoticeKind.ANSWERED)
    trail.record(
        session, actor, ChallengesAction.ANSWERED, subject_of(row), late=answer.late, references=len(references)
    )
    session.commit()


@needs(Permission.ANSWER)
def ask_back(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    asked: AskedBack,
    words: str,
    until: date | None = None,
    agency_id: str = "",
) -> None:
    """Asks what is meant, asks for more time, or says that another agency should be asked. The first two stop the
    clock until the scrutineer replies."""
    row = _find_own(session, actor, challenge_id)
    check_version(session, row, version)
    if not actor.answers:
        raise NotAllowed("Your account drafts for your agency. Only a colleague who answers for it can ask this.")
    if row.state not in rules.WITH_AGENCY:
        raise ChallengeRefused(f"This challenge is {row.state}: your agency has nothing to answer.")
    if row.waiting_for:
        raise ChallengeRefused(f"Your agency has asked already: {row.waiting_for}. Wait for the reply.")
    words = tidy(words, "what you want to ask")
    if asked is AskedBack.TIME:
        if until is None:
            raise ChallengeRefused("Choose the day by which you can answer.")
        rules.check_due(until, today(session))
        words = f"Until {until:%-d %B %Y}. {words}"
    if asked is AskedBack.NOT_OURS:
        if not agency_id:
            raise ChallengeRefused("Say which agency the scrutineer should ask instead.")
        words = f"Try {directory.agency_cards(session)[known_agency(session, agency_id)].name}. {words}"
    row.waiting_for, row.waiting_since = asked, today(session)
    row.version += 1
    log_event(session, actor, row, Happened.ASKED_BACK, f"{asked.label[0].upper()}{asked.label[1:]}. {words}")
    notify_asker(session, row, NoticeKind.ASKED_BACK)
    trail.record(session, actor, ChallengesAction.SCRUTINEER_ASKED, subject_of(row), asked=asked)
    session.commit()


def _save_draft(
    session: Session, actor: Actor, row: Challenge, seen_round: int, seen_version: int, boxes: Boxes,
    references: Sequence[Reference],
) -> ChallengeAnswer:  # fmt: skip
    if row.state not in rules.WITH_AGENCY or row.agency_id is None:
        raise ChallengeRefused(f"This challenge is {row.state}: your agency has nothing to answer.")
    if row.round != seen_round:
        raise ChangedMeanwhile(
            "The scrutineer challenged this further after you opened it. What you wrote answers the earlier question."
        )
    answer = answer_of(session, row)
    if (answer.version if answer else 0) != seen_version:
        raise ChangedMeanwhile(
            "A colleague saved this answer after you opened it. What you wrote is still in the boxes; "
            "theirs is shown below. Choose whether to keep yours or to use theirs, then save.",
            theirs=_describe_answer(answer) if answer else "",
        )
    answer = answer or ChallengeAnswer(
        challenge_id=id_of(row), agency_id=row.agency_id, round=row.round, version=0, did="", changed="", known="",
        next_step="", next_owner="", evidence="[]", drafted_by=actor.own_id, drafted_at=now(session),
    )  # fmt: skip
    before = _words_by_field(answer)
    for name, text in asdict(boxes).items():
        if name == "next_by":
            answer.next_by = boxes.next_by
        else:
            most = SHORT if name == "next_owner" else 1500
            setattr(answer, name, tidy(text, "each box", most=most, needed=False))
    answer.evidence = to_json(references)
    if answer.drafted_by != actor.own_id:  # nobody's saved words go without their writer having them still
        after, place = _words_by_field(answer), rules.answer_place(id_of(row), row.round)
        replaced = {name: text for name, text in before.items() if text != after.get(name, "")}
        drafts.give_back(session, answer.drafted_by, place=place, words=replaced, seen_version=answer.version)
    answer.version += 1
    answer.drafted_by, answer.drafted_at = actor.own_id, now(session)
    session.add(answer)
    session.flush()
    return answer


def _boxes_of(answer: ChallengeAnswer) -> Boxes:
    return Boxes(answer.did, answer.changed, answer.known, answer.next_step, answer.next_owner, answer.next_by)


def _words_by_field(answer: ChallengeAnswer) -> dict[str, str]:
    """Its words by the names of their fields."""
    boxes = {name: text for name, text in asdict(_boxes_of(answer)).items() if isinstance(text, str)}
    return boxes | fields_of(from_json(answer.evidence))


def _describe_answer(answer: ChallengeAnswer) -> str:
    by = f"{answer.next_by:%-d %B %Y}" if answer.next_by else "no date"
    return "\n\n".join(
        (
            f"What we did: {answer.did or '(empty)'}",
            f"What changed for children: {answer.changed or '(empty)'}",
            f"How we know: {answer.known or '(empty)'}",
            f"What is next: {answer.next_step or '(empty)'} ({answer.next_owner or 'no owner'}, {by})",
        )
    )


def _find_own(session: Session, actor: Actor, challenge_id: int) -> Challenge:
    row = find_row(session, challenge_id)
    if row.state == ChallengeState.DRAFT or row.agency_id not in directory.works_for(session, actor):
        raise NotFound("There is no such challenge.")
    return row
