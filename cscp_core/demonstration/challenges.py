"""How the demonstration's challenges came to stand where they stand: one scene for each, in every state."""

from datetime import date
from typing import TypedDict

from sqlmodel import select

from cscp_core.demonstration.asking import ANSWERED, ASKED, DRAFTED, POLICE, WHO_ANSWERS, Answering, Topic
from cscp_core.demonstration.stage import Scene, Stage
from cscp_core.demonstration.timeline import FRI, MON, THU, TUE, WED
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.improvement.rules import Reference
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting, service
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, Rating
from cscp_core.scrutiny.challenges.tables import Challenge

SCRUTINEER = "scrutineer"


def scenes(stage: Stage) -> list[Scene]:
    """One for each challenge that does not begin in a meeting."""
    return [
        scene(stage)
        for scene in (
            custody, referrals, encompass, hotels, caring_dads, came_back, plans, adolescents, exploitation,
            home_education, not_brought, medicals, assessments, adult_services, guidance, sessions,
        )
    ]  # fmt: skip


def custody(stage: Stage) -> Scene:
    """Answered late and in part, then asked again after the meeting: due this week."""
    days = stage.timeline
    yield days.at(-13, MON, 10)
    raise_challenge(stage, Topic.CUSTODY)
    yield days.at(-10, THU, 15)
    send_answer(stage, Topic.CUSTODY, next_by=days.day(3, FRI))
    yield days.at(-9, MON, 11)
    rate(stage, Topic.CUSTODY, Rating.PARTLY, "It gives the reasons, but not the number of children detained.")
    yield days.at(-3, MON, 9)
    stage.act(
        SCRUTINEER,
        service.challenge_further,
        **seen(stage, Topic.CUSTODY),
        words="The meeting heard the reasons. Please give the number of children detained, in both years.",
        due_on=days.this_week,
    )


def referrals(stage: Stage) -> Scene:
    """The police ask what is meant, and wait for a reply."""
    days = stage.timeline
    yield days.at(-2, THU, 10)
    raise_challenge(stage, Topic.REFERRALS)
    yield days.at(-1, TUE, 14)
    ask_back(
        stage, Topic.REFERRALS, AskedBack.MEANING,
        "Do you mean every referral to the contact service, or only those that reached the safeguarding hub?",
    )  # fmt: skip


def encompass(stage: Stage) -> Scene:
    """Closed half a year ago: the day to look again has come."""
    days = stage.timeline
    yield days.at(-33, TUE, 10)
    raise_challenge(stage, Topic.ENCOMPASS)
    yield days.at(-31, MON, 16)
    send_answer(stage, Topic.ENCOMPASS, next_by=days.day(-20, FRI))
    yield days.at(-30, FRI, 12)
    rate(stage, Topic.ENCOMPASS, Rating.ANSWERS, "")
    yield days.at(-30, FRI, 13)
    close(
        stage, Topic.ENCOMPASS, HowFar.PRACTICE, HowKnown.SHOWN, Assurance.PARTLY,
        "A sample with times shows that schools are told. Nobody has asked a pupil whether it helped.",
        recheck_on=days.yesterday,
    )  # fmt: skip


def hotels(stage: Stage) -> Scene:
    """Raised, and overdue without a word."""
    yield stage.timeline.at(-3, TUE, 11)
    raise_challenge(stage, Topic.HOTELS)


def caring_dads(stage: Stage) -> Scene:
    """Raised, and overdue without a word."""
    yield stage.timeline.at(-3, MON, 11)
    raise_challenge(stage, Topic.CARING_DADS)


def came_back(stage: Stage) -> Scene:
    """Due this week."""
    yield stage.timeline.at(-2, MON, 10)
    raise_challenge(stage, Topic.CAME_BACK, due_on=stage.timeline.this_week)


def plans(stage: Stage) -> Scene:
    """Answered in time: an answer to judge."""
    days = stage.timeline
    yield days.at(-4, FRI, 10)
    raise_challenge(stage, Topic.PLANS)
    yield days.at(-2, TUE, 15)
    send_answer(stage, Topic.PLANS, next_by=days.day(10, FRI))


def adolescents(stage: Stage) -> Scene:
    """Closed, looked at again, and it held."""
    days = stage.timeline
    yield days.at(-30, TUE, 10)
    raise_challenge(stage, Topic.ADOLESCENTS)
    yield days.at(-28, MON, 15)
    send_answer(stage, Topic.ADOLESCENTS, next_by=days.day(-3, FRI))
    yield days.at(-27, WED, 10)
    close(
        stage, Topic.ADOLESCENTS, HowFar.PRACTICE, HowKnown.SHOWN, Assurance.ASSURED,
        "Young people say themselves that they tell their story less often.", recheck_on=days.day(-2, MON),
    )  # fmt: skip
    yield days.at(-2, MON, 15)
    stage.act(
        SCRUTINEER,
        service.recheck,
        **seen(stage, Topic.ADOLESCENTS),
        held=True,
        found="A second talk with nine of the young people: they say the same.",
    )


def exploitation(stage: Stage) -> Scene:
    """Closed, looked at again, and it did not hold: open once more."""
    days = stage.timeline
    yield days.at(-26, WED, 10)
    raise_challenge(stage, Topic.EXPLOITATION)
    yield days.at(-24, TUE, 15)
    send_answer(stage, Topic.EXPLOITATION, next_by=days.day(-12, FRI))
    yield days.at(-23, MON, 10)
    rate(stage, Topic.EXPLOITATION, Rating.PARTLY, "Only the workers judge the risk.")
    yield days.at(-23, MON, 11)
    close(
        stage, Topic.EXPLOITATION, HowFar.OUTPUT, HowKnown.SAID, Assurance.NOT,
        "Nobody outside the team has looked at it.", recheck_on=days.day(-1, MON),
    )  # fmt: skip
    yield days.at(-1, MON, 15)
    stage.act(
        SCRUTINEER,
        service.recheck,
        **seen(stage, Topic.EXPLOITATION),
        held=False,
        found="Somebody outside the team looked at ten cases. In three the young person says that nothing is safer.",
    )


def home_education(stage: Stage) -> Scene:
    """Withdrawn with a reason."""
    days = stage.timeline
    yield days.at(-12, TUE, 10)
    raise_challenge(stage, Topic.HOME_EDUCATION)
    yield days.at(-11, WED, 10)
    stage.act(
        SCRUTINEER,
        service.withdraw,
        **seen(stage, Topic.HOME_EDUCATION),
        reason="It belongs with a wider question about children who are taught at home.",
    )


def not_brought(stage: Stage) -> Scene:
    """No answer: escalated, and still owed."""
    days = stage.timeline
    yield days.at(-9, MON, 14)
    raise_challenge(stage, Topic.NOT_BROUGHT)
    yield days.at(-5, MON, 10)
    stage.act(
        SCRUTINEER,
        service.escalate,
        **seen(stage, Topic.NOT_BROUGHT),
        to="the lead safeguarding partners",
        why="It was due two weeks ago. There is no answer, and nobody has asked for more time.",
    )


def medicals(stage: Stage) -> Scene:
    """Answered, but another question than the one that was asked."""
    days = stage.timeline
    yield days.at(-6, MON, 10)
    raise_challenge(stage, Topic.MEDICALS)
    yield days.at(-4, MON, 12)
    send_answer(stage, Topic.MEDICALS, next_by=days.day(20, FRI))
    yield days.at(-1, WED, 10)
    rate(
        stage, Topic.MEDICALS, Rating.OTHER_QUESTION,
        "It says how staff are trained. It does not say how many children were seen alone.",
    )  # fmt: skip


def assessments(stage: Stage) -> Scene:
    """Health asked for more time and got it, until this week."""
    days = stage.timeline
    yield days.at(-4, TUE, 10)
    raise_challenge(stage, Topic.ASSESSMENTS)
    yield days.at(-2, MON, 12)
    ask_back(
        stage, Topic.ASSESSMENTS, AskedBack.TIME, "Two hospitals send their numbers late.", until=days.this_week
    )  # fmt: skip
    yield days.at(-2, TUE, 10)
    stage.act(
        SCRUTINEER,
        service.reply,
        **seen(stage, Topic.ASSESSMENTS),
        words="Yes. Please send what you have by then, complete or not.",
        due_on=days.this_week,
    )


def adult_services(stage: Stage) -> Scene:
    """Health says that it is not theirs."""
    days = stage.timeline
    yield days.at(-2, WED, 10)
    raise_challenge(stage, Topic.ADULT_SERVICES)
    yield days.at(-1, THU, 11)
    ask_back(stage, Topic.ADULT_SERVICES, AskedBack.NOT_OURS, "The service keeps the records.", agency_id="camhs")


def guidance(stage: Stage) -> Scene:
    """Put to an agency for which nobody signs in: the business manager finds somebody."""
    yield stage.timeline.at(-3, THU, 10)
    raise_challenge(stage, Topic.GUIDANCE)


def sessions(stage: Stage) -> Scene:
    """A draft, which only the scrutineer sees."""
    yield stage.timeline.at(-1, THU, 16)
    asked = ASKED[Topic.SESSIONS]
    stage.named[Topic.SESSIONS] = stage.act(
        SCRUTINEER,
        drafting.make_draft,
        question=asked.words,
        would_answer=asked.would_answer,
        category=asked.category,
        agency_ids=asked.agencies,
        report_id=stage.report_id,
        source_kind=asked.kind,
        source_id=asked.about,
    )


def draft_for_the_police(stage: Stage) -> None:
    """A staff officer drafts an answer that nobody sends: what the meeting asked becomes overdue."""
    stage.act(
        "police.staff",
        answering.save_answer,
        challenge_id=number_of(stage, Topic.MISSING, POLICE),
        seen_version=0,
        boxes=_boxes(DRAFTED, None),
    )


def raise_challenge(stage: Stage, topic: Topic, due_on: date | None = None) -> None:
    """The scrutineer asks it now."""
    asked = ASKED[topic]
    raised = stage.act(
        SCRUTINEER,
        drafting.raise_new,
        question=asked.words,
        would_answer=asked.would_answer,
        category=asked.category,
        agency_ids=asked.agencies,
        due_on=due_on,
        report_id=stage.report_id,
        source_kind=asked.kind,
        source_id=asked.about,
    )
    stage.named[topic] = raised[0]


def send_answer(stage: Stage, topic: Topic, agency_id: str = "", *, next_by: date) -> None:
    """Its agency answers it now."""
    answer, agency_id = ANSWERED[topic], agency_id or ASKED[topic].agencies[0]
    number = number_of(stage, topic, agency_id)
    round_ = stage.session.exec(select(Challenge.round).where(Challenge.challenge_id == number)).one()
    held = Reference(answer.evidence, answer.next_owner, f"{stage.moment:%B %Y}", "the agency's own files")
    stage.act(
        WHO_ANSWERS[agency_id],
        answering.send_answer,
        challenge_id=number,
        seen_version=0,
        seen_round=round_,
        boxes=_boxes(answer, next_by),
        evidence=[held] if answer.evidence else [],
    )


def ask_back(
    stage: Stage, topic: Topic, asked: AskedBack, words: str, until: date | None = None, agency_id: str = ""
) -> None:
    stage.act(
        WHO_ANSWERS[ASKED[topic].agencies[0]],
        answering.ask_back,
        **seen(stage, topic),
        asked=asked,
        words=words,
        until=until,
        agency_id=agency_id,
    )


def rate(stage: Stage, topic: Topic, rating: Rating, reason: str) -> None:
    stage.act(SCRUTINEER, service.rate, **seen(stage, topic), rating=rating, reason=reason)


def close(
    stage: Stage,
    topic: Topic,
    how_far: HowFar,
    how_known: HowKnown,
    assurance: Assurance,
    reason: str,
    *,
    recheck_on: date,
) -> None:
    stage.act(
        SCRUTINEER,
        service.close,
        **seen(stage, topic),
        how_far=how_far,
        how_known=how_known,
        assurance=assurance,
        reason=reason,
        recheck_on=recheck_on,
    )


def number_of(stage: Stage, topic: Topic, agency_id: str) -> int:
    """The challenge on a topic to one agency, of those that were asked together."""
    first = stage.named[topic]
    query = select(Challenge.challenge_id).where(Challenge.agency_id == agency_id)
    found = stage.session.exec(query.where((Challenge.challenge_id == first) | (Challenge.together == first))).one()
    assert found is not None
    return found


class Seen(TypedDict):
    challenge_id: int
    version: int


def seen(stage: Stage, topic: Topic) -> Seen:
    """The challenge on a topic and its version, as somebody has it before them now."""
    number = stage.named[topic]
    version = stage.session.exec(select(Challenge.version).where(Challenge.challenge_id == number)).one()
    return {"challenge_id": number, "version": version}


def _boxes(answer: Answering, next_by: date | None) -> Boxes:
    return Boxes(answer.did, answer.changed, answer.known, answer.next_step, answer.next_owner, next_by)
