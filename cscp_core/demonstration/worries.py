"""The demonstration's worries: one that has just come, one that is followed up, one handed over, one closed; and who
looks after them."""

from sqlmodel import col, select

from cscp_core.demonstration.stage import Scene, Stage
from cscp_core.demonstration.timeline import FRI, MON, THU, TUE, WED, working_days_before
from cscp_core.demonstration.voices import CHECKER, FIRST, LAY, SECOND, THIRD, at_hour, seen, send
from cscp_core.evidence.kinds import SourceKind
from feedback.comments import checking, service
from feedback.comments.rules import Readers, Stance
from feedback.comments.service import Content
from feedback.welfare import cover, following_up
from feedback.welfare import service as welfare
from feedback.welfare.rules import About, ContactKind, How, SafeContact
from feedback.welfare.service import ContactAnswer
from feedback.welfare.tables import Concern

LEAD, DEPUTY = "safeguarding.lead", "safeguarding.deputy"
IN_PLACE = "Demonstration: a partnership that uses this app writes here"
CONTACTS = {
    ContactKind.CHILDRENS_SERVICES: f"{IN_PLACE} the telephone number of children's services",
    ContactKind.PARTICIPATION_WORKER: f"{IN_PLACE} how to reach a participation worker",
    ContactKind.LADO: f"{IN_PLACE} who to tell if somebody who works with children worries you",
    ContactKind.READING_HOURS: "Monday to Friday, 9:00 to 17:00",
    ContactKind.CARERS: f"{IN_PLACE} how parents and carers of under-16s are asked",
}


def scenes(stage: Stage) -> list[Scene]:
    return [one(stage) for one in (who_is_here, has_just_come, followed_up, handed_over, closed)]


def who_is_here(stage: Stage) -> Scene:
    """Contacts are set, and the deputy says that they are away next week."""
    days = stage.timeline
    yield days.at(-33, MON, 9)
    stage.act(LEAD, cover.set_contacts, version=0, words=CONTACTS)
    yield days.at(-1, TUE, 9)
    stage.act(DEPUTY, cover.add_absence, starts_on=days.day(1, MON), ends_on=days.day(1, FRI))


def has_just_come(stage: Stage) -> Scene:
    """From its writer, less than an hour ago."""
    yield stage.timeline.ago(minutes=50)
    how = "By message, and not in the evening."
    _worry(stage, SECOND, "claim-3.1.8-03", "A friend of mine is scared to go home.", SafeContact.AS_SAID, how)


def followed_up(stage: Stage) -> Scene:
    """The checker held it. The lead has read it, rang once, and looks again soon."""
    days = stage.timeline
    yield at_hour(working_days_before(days.yesterday, 2), 17)
    words = "It says that they got help. My friend says that nobody came, and that she does not want to be at home."
    said = send(stage, FIRST, "claim-3.3.4-04", Stance.DOES_NOT, Readers.PARTNERS, words)
    yield at_hour(working_days_before(days.yesterday, 1), 10)
    stage.act(CHECKER, checking.hold_for_welfare, **seen(stage, said), about=About.SOMEBODY)
    yield at_hour(working_days_before(days.yesterday, 1), 11)
    number = _number_of(stage, said)
    stage.act(LEAD, welfare.acknowledge, concern_id=number, version=_version(stage, number))
    yield at_hour(days.yesterday, 12)
    stage.act(
        LEAD,
        following_up.record_contact,
        concern_id=number,
        version=_version(stage, number),
        at=stage.moment,
        how=How.SOMEBODY_ELSE,
        reached=False,
        note="Through the participation worker. She tries again tomorrow.",
    )
    stage.act(
        LEAD,
        following_up.set_look_again,
        concern_id=number,
        version=_version(stage, number),
        day=days.this_week if days.this_week > days.today else days.day(1, TUE),
    )


def handed_over(stage: Stage) -> Scene:
    """It is worked on elsewhere. Today is the day to look at it again."""
    days = stage.timeline
    yield days.at(-4, MON, 19)
    words = "A child in the flat below cries at night. I do not know who to tell."
    said = _worry(stage, LAY, "claim-3.4-02", words, SafeContact.YES)
    yield days.at(-4, MON, 20, 30)
    number = _number_of(stage, said)
    stage.act(DEPUTY, welfare.acknowledge, concern_id=number, version=_version(stage, number))
    yield days.at(-4, TUE, 10)
    to, reference = "Front door, children's services", "DEMONSTRATION-1"
    stage.act(DEPUTY, welfare.hand_over, concern_id=number, version=_version(stage, number), to=to, reference=reference)
    yield days.at(-4, TUE, 10, 10)
    stage.act(DEPUTY, following_up.set_look_again, concern_id=number, version=_version(stage, number), day=days.today)


def closed(stage: Stage) -> Scene:
    days = stage.timeline
    yield days.at(-9, WED, 18)
    words = "Somebody in my class does not eat any more."
    said = _worry(stage, THIRD, "claim-4.3-06", words, SafeContact.NO)
    yield days.at(-9, WED, 19)
    number = _number_of(stage, said)
    stage.act(LEAD, welfare.acknowledge, concern_id=number, version=_version(stage, number))
    yield days.at(-9, THU, 10)
    to, reference = "Early help", "DEMONSTRATION-2"
    stage.act(LEAD, welfare.hand_over, concern_id=number, version=_version(stage, number), to=to, reference=reference)
    yield days.at(-6, FRI, 12)
    outcome = "Early help has seen the young person, and stays in touch."
    stage.act(LEAD, welfare.close, concern_id=number, version=_version(stage, number), outcome=outcome)


def _worry(stage: Stage, writer: str, claim_id: str, words: str, safe: SafeContact, how: str = "") -> str:
    content = Content(words=words, worry=About.SOMEBODY, contact=ContactAnswer(safe=safe, how=how))
    about = (stage.report_id, SourceKind.CLAIM, claim_id)
    return stage.act(writer, service.send, about=about, content=content)


def _number_of(stage: Stage, comment_id: str) -> int:
    """The record of a comment."""
    query = select(Concern.concern_id).where(Concern.comment_id == comment_id)
    found = stage.session.exec(query.order_by(col(Concern.concern_id).desc())).first()
    assert found is not None
    return found


def _version(stage: Stage, number: int) -> int:
    return stage.session.exec(select(Concern.version).where(Concern.concern_id == number)).one()
