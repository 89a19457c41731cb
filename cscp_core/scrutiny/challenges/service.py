"""What can be done with a challenge: by the scrutineer who asks, and by the agency that answers."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlmodel import Session, col, select

from cscp_core.errors import ChallengeRefused, ChangedMeanwhile, NotAllowed, NotFound
from cscp_core.evidence.rules import ChallengeCategory, HowFar, HowKnown, placed
from cscp_core.free_text import SHORT, tidy
from cscp_core.improvement.rules import Reference, checked_references, fields_of, from_json, to_json
from cscp_core.notices.rules import NoticeKind
from cscp_core.notices.service import tell
from cscp_core.people import directory, drafts
from cscp_core.people.agencies import current
from cscp_core.people.permissions import Actor, Permission, Role, needs
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import rules
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, Happened, Rating, State
from cscp_core.scrutiny.challenges.sources import Source, source_of
from cscp_core.scrutiny.challenges.tables import Answer, Challenge, ChallengeEvent
from cscp_core.scrutiny.missing.rules import Missing
from cscp_core.storage import trail
from cscp_core.storage.session import now, today

PUT = frozenset({NoticeKind.RAISED, NoticeKind.FURTHER, NoticeKind.REOPENED})


@needs(Permission.CHALLENGE)
def make_draft(
    session: Session,
    actor: Actor,
    *,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    report_id: str = "",
    source_kind: str = "",
    source_id: str = "",
    missing: str = "",
) -> int:
    """Keeps a question that only the scrutineer sees, and returns its id. It may be about any item of a report.

    Raises:
        NotFound: that item is not in the report.
        ChallengeRefused, TextRefused: there is no question, or an agency is not known.
    """
    about = {"report_id": report_id, "kind": source_kind, "source_id": source_id, "missing": missing}
    row = _new(session, actor, source_of(session, actor, **about))
    _word(session, row, question, would_answer, category, agency_ids)
    session.add(row)
    session.flush()
    trail.record(session, actor, "drafted a challenge", _subject(row))
    session.commit()
    return _id(row)


@needs(Permission.CHALLENGE)
def change_draft(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
) -> None:
    """Words a draft again."""
    row = _take(session, actor, challenge_id, version)
    _check_state(row, State.DRAFT)
    _word(session, row, question, would_answer, category, agency_ids)
    trail.record(session, actor, "changed a draft", _subject(row))
    session.commit()


@needs(Permission.CHALLENGE)
def raise_draft(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    due_on: date | None = None,
) -> list[int]:
    """Puts a draft, worded as given, to its agencies: one challenge for each. Due in ten working days unless said."""
    row = _take(session, actor, challenge_id, version)
    rules.check_becomes(State(row.state), State.RAISED)
    _check_state(row, State.DRAFT)
    _word(session, row, question, would_answer, category, agency_ids)
    raised = put(session, actor, row, due_on)
    session.commit()
    return raised


@needs(Permission.CHALLENGE)
def raise_new(
    session: Session,
    actor: Actor,
    *,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    due_on: date | None = None,
    report_id: str = "",
    source_kind: str = "",
    source_id: str = "",
    missing: str = "",
) -> list[int]:
    """Puts a question that was never a draft to its agencies, and returns the ids, one for each."""
    about = {"report_id": report_id, "kind": source_kind, "source_id": source_id, "missing": missing}
    row = _new(session, actor, source_of(session, actor, **about))
    _word(session, row, question, would_answer, category, agency_ids)
    raised = put(session, actor, row, due_on)
    session.commit()
    return raised


def put(session: Session, actor: Actor, draft: Challenge, due_on: date | None) -> list[int]:
    """Raises a draft within the caller's transaction and returns the ids, one for each agency."""
    wanted = draft.agency_ids.split()
    if not wanted:
        raise ChallengeRefused("Choose whom to ask.")
    tidy(draft.would_answer, "what would answer this")
    due_on = due_on or rules.due_after(today(session))
    rules.check_due(due_on, today(session))
    session.add(draft)
    session.flush()
    rows = [draft] + [_copy(draft) for _ in wanted[1:]]
    for row, agency_id in zip(rows, wanted, strict=True):
        row.agency_id, row.state, row.due_on, row.round = agency_id, State.RAISED, due_on, 1
        row.raised_at = now(session)
        row.together = draft.challenge_id if len(rows) > 1 else None
        session.add(row)
        session.flush()
        _note(session, actor, row, Happened.RAISED, row.would_answer)
        _tell_agency(session, row, NoticeKind.RAISED)
        trail.record(session, actor, "raised a challenge", _subject(row), agency=agency_id, due=due_on.isoformat())
    return [_id(row) for row in rows]


def draft_row(
    session: Session,
    actor: Actor,
    source: Source,
    *,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
    meeting_id: int | None = None,
    invented: bool = False,
) -> Challenge:
    """A draft within the caller's transaction, for a meeting that raises it at once."""
    row = _new(session, actor, source)
    row.meeting_id, row.invented = meeting_id, invented
    _word(session, row, question, would_answer, category, agency_ids)
    return row


@needs(Permission.CHALLENGE)
def reply(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    words: str,
    due_on: date | None = None,
    agency_id: str = "",
) -> None:
    """Answers what the agency asked back. The clock goes on, put off by the days that it stood; with a date of one's
    own, that date holds; with another agency, the challenge passes to it and its time begins again."""
    row = _take(session, actor, challenge_id, version)
    if not row.waiting_for or row.due_on is None or row.waiting_since is None:
        raise ChallengeRefused("The agency has not asked you anything.")
    words = tidy(words, "your reply")
    asked, day, before = AskedBack(row.waiting_for), today(session), row.agency_id
    if due_on:
        rules.check_due(due_on, day)
    if agency_id and agency_id != row.agency_id:
        if asked is not AskedBack.NOT_OURS:
            raise ChallengeRefused("You can pass on a challenge only if the agency says that it is not theirs.")
        _tell_agency(session, row, NoticeKind.REPLIED)
        row.agency_id = known_agency(session, agency_id)
        row.due_on, row.said_until = due_on or rules.due_after(day), None
        row.round += _answer(session, row) is not None  # what the first agency drafted stays its own
        words = f"Passed on to {directory.cards(session)[row.agency_id].name}. {words}"
        _tell_agency(session, row, NoticeKind.RAISED)
    else:
        if due_on:
            row.due_on = due_on
        elif asked.stops_the_clock:
            row.due_on = rules.due_after_pause(row.due_on, row.waiting_since, day)
        _tell_agency(session, row, NoticeKind.REPLIED)
    row.waiting_for, row.waiting_since = "", None
    _note(session, actor, row, Happened.REPLIED, words, before)
    trail.record(session, actor, "replied to an agency", _subject(row), asked=asked, due=row.due_on.isoformat())
    session.commit()


@needs(Permission.CHALLENGE)
def rate(session: Session, actor: Actor, *, challenge_id: int, version: int, rating: Rating, reason: str = "") -> None:
    """Says how far the answer answers the question. It can be changed until the challenge moves on."""
    row = _take(session, actor, challenge_id, version)
    _check_state(row, State.ANSWERED)
    answer = _answer(session, row)
    if answer is None or answer.sent_at is None:
        raise ChallengeRefused("There is no written answer to rate.")
    answer.rating = rating
    answer.rating_reason = tidy(reason, "the reason", needed=rating is not Rating.ANSWERS)
    session.add(answer)
    _note(session, actor, row, Happened.RATED, f"{rating}. {answer.rating_reason}".strip())
    trail.record(session, actor, "rated an answer", _subject(row), rating=rating)
    session.commit()


@needs(Permission.CHALLENGE)
def open_to_voices(session: Session, actor: Actor, *, challenge_id: int, version: int, opened: bool) -> None:
    """Lets Young Advisors and lay members read the question, nothing else of it, and say what they think; or not."""
    row = _take(session, actor, challenge_id, version)
    if row.state in (State.DRAFT, State.WITHDRAWN):
        raise ChallengeRefused("Raise the challenge first: nobody else sees a draft.")
    row.opened = opened
    action = "opened a challenge to young people" if opened else "closed a challenge to young people"
    trail.record(session, actor, action, _subject(row))
    session.commit()


@needs(Permission.CHALLENGE)
def challenge_further(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    words: str,
    would_answer: str = "",
    due_on: date | None = None,
) -> None:
    """Takes an answered challenge back to raised. What would answer it may change only here; what it was stays on
    record."""
    row = _take(session, actor, challenge_id, version)
    if row.state not in (State.ANSWERED, State.ESCALATED):
        raise ChallengeRefused(f"A challenge that is {row.state} has no answer to challenge further.")
    words = tidy(words, "the further challenge")
    if would_answer.strip():
        row.would_answer = tidy(would_answer, "what would answer this")
    _back_to_raised(session, row, due_on)
    _note(session, actor, row, Happened.FURTHER, f"{words}\n\nWhat would answer this: {row.would_answer}")
    _tell_agency(session, row, NoticeKind.FURTHER)
    trail.record(session, actor, "challenged further", _subject(row), round=row.round)
    session.commit()


@needs(Permission.CHALLENGE)
def escalate(session: Session, actor: Actor, *, challenge_id: int, version: int, to: str, why: str) -> None:
    """Takes a challenge above the agency, to somebody and for a reason; the agency still owes the answer."""
    row = _take(session, actor, challenge_id, version)
    rules.check_becomes(State(row.state), State.ESCALATED)
    if row.state == State.ANSWERED:  # it was answered in time or not, for good: what is owed now is another answer
        row.round, row.due_on = row.round + 1, rules.due_after(today(session))
    to, why = tidy(to, "who it is escalated to", most=SHORT), tidy(why, "why it is escalated")
    row.state = State.ESCALATED
    _note(session, actor, row, Happened.ESCALATED, f"To {to}. {why}")
    _tell_agency(session, row, NoticeKind.ESCALATED)
    trail.record(session, actor, "escalated a challenge", _subject(row))
    session.commit()


@needs(Permission.CHALLENGE)
def withdraw(session: Session, actor: Actor, *, challenge_id: int, version: int, reason: str = "") -> None:
    """Takes a challenge back, with a reason; a draft needs none."""
    row = _take(session, actor, challenge_id, version)
    was = State(row.state)
    rules.check_becomes(was, State.WITHDRAWN)
    reason = tidy(reason, "why it is withdrawn", needed=was is not State.DRAFT)
    row.state, row.waiting_for, row.waiting_since, row.said_until = State.WITHDRAWN, "", None, None
    _note(session, actor, row, Happened.WITHDRAWN, reason)
    if was is not State.DRAFT:
        _tell_agency(session, row, NoticeKind.WITHDRAWN)
    trail.record(session, actor, "withdrew a challenge", _subject(row))
    session.commit()


@needs(Permission.CHALLENGE)
def close(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    how_far: HowFar,
    how_known: HowKnown,
    assurance: Assurance,
    reason: str,
    why_assured: str = "",
    recheck_on: date | None = None,
) -> None:
    """Closes a challenge on both scales, with a reason, and sets one dated re-check: six months on unless said
    otherwise."""
    row = _take(session, actor, challenge_id, version)
    rules.check_becomes(State(row.state), State.CLOSED)
    reason, why_assured = tidy(reason, "the reason"), tidy(why_assured, "why you are assured", needed=False)
    rules.check_closing(how_far, how_known, assurance, reason, why_assured)
    recheck_on = recheck_on or today(session) + rules.RECHECK_AFTER
    if recheck_on <= today(session):
        raise ChallengeRefused("Choose a day after today to look again.")
    row.state, row.closed_at, row.recheck_on = State.CLOSED, now(session), recheck_on
    row.how_far, row.how_known, row.assurance = how_far, how_known, assurance
    excused = assurance is Assurance.ASSURED and how_far.rank < HowFar.PRACTICE.rank
    row.closing_reason = f"{reason}\n\nAssured all the same: {why_assured}" if excused else reason
    row.waiting_for, row.waiting_since, row.said_until = "", None, None
    _note(session, actor, row, Happened.CLOSED, f"{assurance}. {placed(how_far, how_known)}. {row.closing_reason}")
    _tell_agency(session, row, NoticeKind.CLOSED)
    trail.record(
        session, actor, "closed a challenge", _subject(row),
        how_far=how_far, how_known=how_known, assurance=assurance, recheck=recheck_on.isoformat(),
    )  # fmt: skip
    session.commit()


@needs(Permission.CHALLENGE)
def recheck(
    session: Session,
    actor: Actor,
    *,
    challenge_id: int,
    version: int,
    held: bool,
    found: str,
    due_on: date | None = None,
) -> None:
    """Looks again at what was closed. It held, or the challenge reopens with what was found beside the old claim."""
    row = _take(session, actor, challenge_id, version)
    _check_state(row, State.CLOSED)
    if row.recheck_on is None:
        raise ChallengeRefused("This challenge was looked at again already, and it held.")
    found = tidy(found, "what you found: the figure or the evidence, with its date")
    row.recheck_on = None
    if held:
        _note(session, actor, row, Happened.HELD, found)
    else:
        before = f"Then: {row.source_text or row.question}\n\nClosed as {row.assurance}: {row.closing_reason}"
        _back_to_raised(session, row, due_on)
        row.closed_at = None
        row.how_far = row.how_known = row.assurance = row.closing_reason = ""
        _note(session, actor, row, Happened.REOPENED, f"{before}\n\nNow: {found}")
        _tell_agency(session, row, NoticeKind.REOPENED)
    trail.record(session, actor, "re-checked a challenge", _subject(row), held=held)
    session.commit()


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
    row = _own(session, actor, challenge_id)
    answer = _write(session, actor, row, seen_round, seen_version, boxes, checked_references(evidence))
    trail.record(session, actor, "drafted an answer", _subject(row), version=answer.version)
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
    row = _own(session, actor, challenge_id)
    if not actor.answers:
        raise NotAllowed("Your account drafts for your agency. Save the draft; a colleague who answers for it sends.")
    references = checked_references(evidence)
    answer = _write(session, actor, row, seen_round, seen_version, boxes, references)
    rules.check_answer(_boxes(answer))
    answer.sent_by, answer.sent_at, answer.due_on = actor.own_id, now(session), row.due_on
    paused = bool(row.waiting_for) and AskedBack(row.waiting_for).stops_the_clock
    ran_until = row.waiting_since if paused and row.waiting_since else today(session)
    answer.late = row.due_on is not None and row.due_on < ran_until
    session.add(answer)
    row.state, row.waiting_for, row.waiting_since, row.said_until = State.ANSWERED, "", None, None
    row.version += 1
    _note(session, actor, row, Happened.ANSWERED, "late" if answer.late else "on time")
    _tell_asker(session, row, NoticeKind.ANSWERED)
    trail.record(session, actor, "answered a challenge", _subject(row), late=answer.late, references=len(references))
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
    row = _own(session, actor, challenge_id)
    _check_version(session, row, version)
    if not actor.answers:
        raise NotAllowed("Your account drafts for your agency. A colleague who answers for it asks this.")
    if row.state not in rules.WITH_AGENCY:
        raise ChallengeRefused(f"This challenge is {row.state}: your agency has nothing to answer.")
    if row.waiting_for:
        raise ChallengeRefused(f"Your agency has asked already: {row.waiting_for}. Wait for the reply.")
    words = tidy(words, "what you want to ask")
    if asked is AskedBack.TIME:
        if until is None:
            raise ChallengeRefused("Choose the day until which you need more time.")
        rules.check_due(until, today(session))
        words = f"Until {until:%-d %B %Y}. {words}"
    if asked is AskedBack.NOT_OURS:
        if not agency_id:
            raise ChallengeRefused("Say which agency the scrutineer should ask instead.")
        words = f"Try {directory.cards(session)[known_agency(session, agency_id)].name}. {words}"
    row.waiting_for, row.waiting_since = asked, today(session)
    row.version += 1
    _note(session, actor, row, Happened.ASKED_BACK, f"{asked.label[0].upper()}{asked.label[1:]}. {words}")
    _tell_asker(session, row, NoticeKind.ASKED_BACK)
    trail.record(session, actor, "asked back", _subject(row), asked=asked)
    session.commit()


def note_spoken(session: Session, actor: Actor, *, challenge_id: int, words: str, until: date) -> None:
    """Keeps what was said in a meeting, within the caller's transaction: it stays open until the written answer."""
    row = _find(session, challenge_id)
    if row.state not in rules.WITH_AGENCY:
        raise ChallengeRefused(f"This challenge is {row.state}: you cannot add a spoken answer to it.")
    row.said_until = until
    row.version += 1
    _note(session, actor, row, Happened.SAID, f"{words}\n\nWritten evidence awaited by {until:%-d %B %Y}.")
    session.add(row)


def _new(session: Session, actor: Actor, source: Source) -> Challenge:
    if source.missing and source.missing not in set(Missing):
        raise ChallengeRefused("The rules cannot find that missing.")
    return Challenge(
        state=State.DRAFT,
        report_id=source.report_id,
        source_kind=source.kind,
        source_id=source.source_id,
        theme_id=source.theme_id,
        section=source.section,
        source_text=source.text,
        data_version=source.data_version,
        missing=source.missing,
        question="",
        would_answer="",
        category="",
        account_id=actor.own_id,
        made_at=now(session),
    )


def _copy(draft: Challenge) -> Challenge:
    kept = draft.model_dump(exclude={"challenge_id"})
    return Challenge(**kept)


def _word(
    session: Session,
    row: Challenge,
    question: str,
    would_answer: str,
    category: ChallengeCategory,
    agency_ids: Sequence[str],
) -> None:
    row.question = tidy(question, "the question")
    row.would_answer = tidy(would_answer, "what would answer this", needed=False)
    row.category = category
    row.agency_ids = " ".join(dict.fromkeys(known_agency(session, one) for one in agency_ids))


def known_agency(session: Session, agency_id: str) -> str:
    """The agency's id, or its successor's, within the caller's transaction.

    Raises:
        ChallengeRefused: there is no such agency.
    """
    cards = directory.cards(session)
    if agency_id not in cards:
        raise ChallengeRefused("That agency is not known.")
    return current(cards, agency_id)


def _write(
    session: Session, actor: Actor, row: Challenge, seen_round: int, seen_version: int, boxes: Boxes,
    references: Sequence[Reference],
) -> Answer:  # fmt: skip
    if row.state not in rules.WITH_AGENCY or row.agency_id is None:
        raise ChallengeRefused(f"This challenge is {row.state}: your agency has nothing to answer.")
    if row.round != seen_round:
        raise ChangedMeanwhile(
            "The scrutineer challenged this further after you opened it. What you wrote was for the round before."
        )
    answer = _answer(session, row)
    if (answer.version if answer else 0) != seen_version:
        raise ChangedMeanwhile(
            "A colleague saved this answer after you opened it. What you wrote is still in the boxes; "
            "theirs is shown below. Choose whether to keep yours or to use theirs, then save.",
            theirs=_in_words(answer) if answer else "",
        )
    answer = answer or Answer(
        challenge_id=_id(row), agency_id=row.agency_id, round=row.round, version=0, did="", changed="", known="",
        next_step="", next_owner="", evidence="[]", drafted_by=actor.own_id, drafted_at=now(session),
    )  # fmt: skip
    before = _texts(answer)
    for name, text in asdict(boxes).items():
        if name == "next_by":
            answer.next_by = boxes.next_by
        else:
            most = SHORT if name == "next_owner" else 1500
            setattr(answer, name, tidy(text, "each box", most=most, needed=False))
    answer.evidence = to_json(references)
    if answer.drafted_by != actor.own_id:  # nobody's saved words go without their writer having them still
        after, place = _texts(answer), rules.answer_place(_id(row), row.round)
        replaced = {name: text for name, text in before.items() if text != after.get(name, "")}
        drafts.give_back(session, answer.drafted_by, place=place, words=replaced, seen_version=answer.version)
    answer.version += 1
    answer.drafted_by, answer.drafted_at = actor.own_id, now(session)
    session.add(answer)
    session.flush()
    return answer


def _boxes(answer: Answer) -> Boxes:
    return Boxes(answer.did, answer.changed, answer.known, answer.next_step, answer.next_owner, answer.next_by)


def _texts(answer: Answer) -> dict[str, str]:
    """Its words by the names of their fields."""
    boxes = {name: text for name, text in asdict(_boxes(answer)).items() if isinstance(text, str)}
    return boxes | fields_of(from_json(answer.evidence))


def _in_words(answer: Answer) -> str:
    by = f"{answer.next_by:%-d %B %Y}" if answer.next_by else "no date"
    return "\n\n".join(
        (
            f"What we did: {answer.did or '(empty)'}",
            f"What changed for children: {answer.changed or '(empty)'}",
            f"How we know: {answer.known or '(empty)'}",
            f"What is next: {answer.next_step or '(empty)'} ({answer.next_owner or 'no owner'}, {by})",
        )
    )


def _back_to_raised(session: Session, row: Challenge, due_on: date | None) -> None:
    if due_on:
        rules.check_due(due_on, today(session))
    answer = _answer(session, row)
    row.round += answer is not None and answer.sent_at is not None
    row.state, row.due_on = State.RAISED, due_on or rules.due_after(today(session))
    row.waiting_for, row.waiting_since, row.said_until = "", None, None


def _find(session: Session, challenge_id: int) -> Challenge:
    row = session.get(Challenge, challenge_id)
    if row is None:
        raise NotFound("There is no such challenge.")
    return row


def _take(session: Session, actor: Actor, challenge_id: int, version: int) -> Challenge:
    row = _find(session, challenge_id)
    _check_version(session, row, version)
    row.version += 1
    session.add(row)
    return row


def _check_version(session: Session, row: Challenge, version: int) -> None:
    if row.version != version:
        last = session.exec(
            select(ChallengeEvent)
            .where(ChallengeEvent.challenge_id == row.challenge_id)
            .order_by(col(ChallengeEvent.event_id).desc())
        ).first()
        who = f"{directory.name_of(session, last.account_id)}: {last.kind}. {last.words}" if last else row.question
        raise ChangedMeanwhile(
            f"Somebody changed this challenge after you opened it: it is {row.state} now. "
            "What you wrote is still below; look again and decide.",
            theirs=who,
        )


def _own(session: Session, actor: Actor, challenge_id: int) -> Challenge:
    row = _find(session, challenge_id)
    if row.state == State.DRAFT or row.agency_id not in directory.works_for(session, actor):
        raise NotFound("There is no such challenge.")
    return row


def _check_state(row: Challenge, wanted: State) -> None:
    if row.state != wanted:
        raise ChallengeRefused(f"This challenge is {row.state}, not {wanted}.")


def _answer(session: Session, row: Challenge) -> Answer | None:
    return session.exec(
        select(Answer).where(Answer.challenge_id == row.challenge_id, Answer.round == row.round)
    ).first()


def _note(
    session: Session, actor: Actor, row: Challenge, kind: Happened, words: str, agency_id: str | None = None
) -> None:
    """Adds to the record; `agency_id` is with whom the challenge was, where it has just been passed on."""
    assert row.challenge_id is not None
    session.add(
        ChallengeEvent(
            challenge_id=row.challenge_id,
            agency_id=agency_id or row.agency_id,
            at=now(session),
            account_id=actor.account_id,
            kind=kind,
            words=words,
            state=row.state,
            due_on=row.due_on,
        )
    )


def _tell_agency(session: Session, row: Challenge, kind: NoticeKind) -> None:
    """Tells the agency's accounts; where something is put to an agency that nobody answers for, the managers too."""
    if not row.agency_id:
        return
    tell(session, directory.of_agency(session, row.agency_id), kind, _address(row), invented=row.invented)
    if kind in PUT and not directory.has_someone_to_answer(session, row.agency_id):
        managers = directory.of_role(session, Role.BUSINESS_MANAGER)
        tell(session, managers, NoticeKind.NOBODY_ANSWERS, _address(row), invented=row.invented)


def _tell_asker(session: Session, row: Challenge, kind: NoticeKind) -> None:
    tell(session, directory.of_role(session, Role.SCRUTINEER), kind, _address(row), invented=row.invented)


def _address(row: Challenge) -> str:
    return f"/asked?id={row.challenge_id}"


def _subject(row: Challenge) -> str:
    return f"challenge {row.challenge_id}"


def _id(row: Challenge) -> int:
    assert row.challenge_id is not None
    return row.challenge_id
