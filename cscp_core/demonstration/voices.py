"""What Young Advisors and the lay member of the demonstration say, ask and agree, and what becomes of it."""

from datetime import date, datetime, time
from typing import TypedDict

from sqlmodel import select

from cscp_core.demonstration.asking import COUNCIL, HEALTH, WHO_ANSWERS
from cscp_core.demonstration.stage import Scene, Stage
from cscp_core.demonstration.timeline import FRI, MON, THU, TUE, WED, working_days_before
from cscp_core.evidence.kinds import SourceKind
from cscp_core.storage.session import ENGLAND
from feedback.comments import checking, on_behalf, reads, replies, service
from feedback.comments.rules import CommentKind, Readers, Reason, ReplyKind, Stance, Stands
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from feedback.together import service as together

FIRST, SECOND, THIRD = "young.advisor", "young.advisor.2", "young.advisor.3"
LAY, SCRUTINEER, CHECKER, WORKER = "lay.member", "scrutineer", "business.manager", "participation.worker"
CLAIM, THEME = SourceKind.CLAIM, SourceKind.THEME


def scenes(stage: Stage) -> list[Scene]:
    return [
        scene(stage)
        for scene in (
            reviews, closed_cases, encompass, asked_alone, matches, something_missing, to_the_scrutineer,
            waits_to_be_checked, is_late, sent_back, looked_at_again, a_draft, taken_back, lay_view,
            asked_last_time, asks_next_time, view_that_stands, view_to_agree, written_down,
        )
    ]  # fmt: skip


def reviews(stage: Stage) -> Scene:
    """Replied to; it did not answer; replied to again, and now it does."""
    days = stage.timeline
    yield days.at(-12, MON, 17)
    words = "I was in the room. I did not feel that I took part."
    said = send(stage, FIRST, "claim-1.10.6-03", Stance.DOES_NOT, Readers.PARTNERS, words)
    yield days.at(-12, WED, 10)
    publish(stage, said)
    yield days.at(-10, TUE, 11)
    reply(stage, COUNCIL, said, ReplyKind.DID, "We invite every child to every review.")
    yield days.at(-9, THU, 18)
    stage.act(FIRST, service.say_whether_it_answers, **seen(stage, said), answers=False)
    yield days.at(-9, THU, 18, 5)
    words = "You invite us. What is different once we are in the room?"
    more = send(stage, FIRST, "claim-1.10.6-03", None, Readers.PARTNERS, words, CommentKind.STILL)
    yield days.at(-9, FRI, 10)
    publish(stage, more)
    yield days.at(-7, TUE, 11)
    words = "We will ask each child before the review how they want to take part, and write down what they chose."
    reply(stage, COUNCIL, said, ReplyKind.WILL, words, by=days.day(12, FRI))
    yield days.at(-6, WED, 18)
    stage.act(FIRST, service.say_whether_it_answers, **seen(stage, said), answers=True)


def closed_cases(stage: Stage) -> Scene:
    """Published: the council owes a reply this week."""
    published = working_days_before(stage.timeline.this_week, 20)
    yield at_hour(working_days_before(published, 2), 17)
    words = "What does it mean that a case comes back? We are not cases."
    said = send(stage, SECOND, "claim-2.1-04", Stance.DO_NOT_GET_IT, Readers.ANYWHERE, words)
    yield at_hour(published, 10)
    publish(stage, said)


def encompass(stage: Stage) -> Scene:
    """Published: the reply of the police is overdue."""
    published = working_days_before(stage.timeline.yesterday, 24)
    yield at_hour(working_days_before(published, 2), 18)
    words = "Nobody I know has ever heard of it."
    said = send(stage, THIRD, "claim-3.3.6-01", Stance.DOES_NOT, Readers.PARTNERS, words)
    yield at_hour(published, 11)
    publish(stage, said)


def asked_alone(stage: Stage) -> Scene:
    """Health replied yesterday: the writer has not said yet whether that answers."""
    days = stage.timeline
    yield days.at(-4, MON, 17)
    words = "One doctor asked me. The others talked with my mum."
    said = send(stage, FIRST, "claim-1.10.6-05", Stance.NOT_SURE, Readers.ANYWHERE, words)
    yield days.at(-4, TUE, 12)
    publish(stage, said)
    yield at_hour(days.yesterday, 14)
    words = "Every trust will ask ten young people whether somebody spoke with them alone."
    reply(stage, HEALTH, said, ReplyKind.WILL, words, by=days.day(9, FRI))


def matches(stage: Stage) -> Scene:
    """It matches, without a word: nobody owes a reply."""
    days = stage.timeline
    yield days.at(-5, TUE, 17)
    said = send(stage, SECOND, "claim-3.2-26", Stance.MATCHES, Readers.SCRUTINEER, "")
    yield days.at(-5, THU, 10)
    publish(stage, said)


def something_missing(stage: Stage) -> Scene:
    """On a whole theme; the scrutineer replies for the partners together."""
    days = stage.timeline
    yield days.at(-3, MON, 17)
    words = "Nothing here says what it is like to ask for help and then to wait."
    said = send(stage, THIRD, "neglect", None, Readers.ANYWHERE, words, CommentKind.MISSING)
    yield days.at(-3, WED, 10)
    publish(stage, said)


def to_the_scrutineer(stage: Stage) -> Scene:
    """Only the scrutineer may read it, and owes a reply."""
    days = stage.timeline
    yield days.at(-3, WED, 18)
    words = "I was never asked. Who did they ask?"
    said = send(stage, SECOND, "claim-1.10.6-02", Stance.DOES_NOT, Readers.SCRUTINEER, words)
    yield days.at(-2, MON, 10)
    publish(stage, said)


def waits_to_be_checked(stage: Stage) -> Scene:
    yield at_hour(working_days_before(stage.timeline.yesterday, 1), 17)
    words = "I came to one of these. It was good, and too short."
    send(stage, SECOND, "claim-3.2-07", Stance.MATCHES, Readers.PARTNERS, words)


def is_late(stage: Stage) -> Scene:
    """Sent six working days ago, and nobody has checked it."""
    yield at_hour(working_days_before(stage.timeline.yesterday, 5), 18)
    words = "We never heard what came of it."
    send(stage, FIRST, "claim-1.10.4-08", Stance.NOT_SURE, Readers.ANYWHERE, words)


def sent_back(stage: Stage) -> Scene:
    """It could show who somebody is."""
    days = stage.timeline
    yield days.at(-2, MON, 18)
    words = "The girl in the blue house by the bridge told me that they never came."
    said = send(stage, THIRD, "claim-3.1.5-03", Stance.DOES_NOT, Readers.PARTNERS, words)
    yield days.at(-2, WED, 10)
    told = "Please leave out which house it is. Then we can publish it."
    stage.act(CHECKER, checking.send_back, **seen(stage, said), reason=Reason.IDENTIFIES, told=told)


def looked_at_again(stage: Stage) -> Scene:
    """Sent back, and the writer asks the scrutineer to look again."""
    days = stage.timeline
    yield days.at(-3, TUE, 18)
    words = "My worker left in the middle of it, and nobody told me why."
    said = send(stage, SECOND, "claim-1.10.1-03", Stance.DOES_NOT, Readers.PARTNERS, words)
    yield days.at(-3, THU, 10)
    told = "This may be about something that is still going on. You can ask the scrutineer to look again."
    stage.act(CHECKER, checking.send_back, **seen(stage, said), reason=Reason.LIVE_CASE, told=told)
    yield days.at(-1, MON, 18)
    stage.act(SECOND, service.ask_to_look_again, **seen(stage, said))


def a_draft(stage: Stage) -> Scene:
    yield stage.timeline.at(-1, TUE, 19)
    content = Content(stance=Stance.NOT_SURE, words="I have to think about this one.")
    stage.act(FIRST, service.save, about=(stage.report_id, CLAIM, "claim-3.2-24"), content=content)


def taken_back(stage: Stage) -> Scene:
    """Published, and withdrawn by its writer: no word of it is left."""
    days = stage.timeline
    yield days.at(-8, MON, 17)
    said = send(stage, THIRD, "claim-2.3-11", Stance.NOT_SURE, Readers.ANYWHERE, "Four hours is long at night.")
    yield days.at(-8, WED, 10)
    publish(stage, said)
    yield days.at(-7, THU, 18)
    stage.act(THIRD, service.withdraw, **seen(stage, said))


def lay_view(stage: Stage) -> Scene:
    """The lay member's comment, with the council's reply of yesterday."""
    days = stage.timeline
    yield days.at(-5, MON, 19)
    words = "Is 19 in every 10,000 many or few? The report compares it with nothing but the year before."
    said = send(stage, LAY, "claim-3.4-06", Stance.NOT_SURE, Readers.ANYWHERE, words)
    yield days.at(-5, WED, 10)
    publish(stage, said)
    yield at_hour(days.yesterday, 15)
    words = "We have not compared it yet, because other areas count neglect in their own ways. We are looking for two "
    reply(stage, COUNCIL, said, ReplyKind.NOT_YET, f"{words}that count as we do.")


def asked_last_time(stage: Stage) -> Scene:
    """A question of the Young Advisors and one of the lay member, which the last meeting reached."""
    days = stage.timeline
    yield days.at(-8, TUE, 18)
    young = ask(stage, FIRST, "looked-after", "How will we hear what came of this meeting?")
    lay = ask(stage, LAY, "neglect", "Who checks that what is in a plan is done?")
    yield days.at(-8, THU, 10)
    publish(stage, young)
    publish(stage, lay)


def asks_next_time(stage: Stage) -> Scene:
    """One question comes first next week; the lay member's waits to be checked."""
    days = stage.timeline
    yield days.at(-2, THU, 18)
    said = ask(stage, SECOND, "vulnerable-adolescents", "Who asks us why we go missing, and what happens then?")
    yield days.at(-1, MON, 10)
    publish(stage, said)
    yield at_hour(working_days_before(days.yesterday, 1), 19)
    ask(stage, LAY, "domestic-abuse", "What is there for children while a father waits for a place on a course?")


def view_that_stands(stage: Stage) -> Scene:
    """All three Young Advisors agree on neglect."""
    days = stage.timeline
    yield days.at(-6, TUE, 17)
    words = "Some of it matches. We do not see how anybody knows that it got better."
    said = write_together(stage, FIRST, "neglect", Stands.PARTLY, words)
    yield days.at(-6, THU, 10)
    publish(stage, said)
    yield days.at(-6, THU, 17)
    agree(stage, SECOND, said)
    yield days.at(-5, MON, 17)
    agree(stage, THIRD, said)


def view_to_agree(stage: Stage) -> Scene:
    """Two have agreed on another theme, and one has not looked yet."""
    days = stage.timeline
    yield days.at(-2, TUE, 17)
    words = "There is a lot of help for us on paper. We want to hear from those who got it."
    said = write_together(stage, SECOND, "vulnerable-adolescents", Stands.NOT, words)
    yield at_hour(days.yesterday, 10)
    publish(stage, said)
    yield at_hour(days.yesterday, 16)
    agree(stage, THIRD, said)


def written_down(stage: Stage) -> Scene:
    """The participation worker writes for a young person without a phone. The council replied, and they have not said
    yet whether that answers."""
    days = stage.timeline
    yield days.at(-5, WED, 16)
    words = "I changed school in the middle of the year. Nobody there knew what helps me."
    content = Content(stance=Stance.DOES_NOT, words=words, readers=Readers.ANYWHERE)
    about = (stage.report_id, CLAIM, "claim-5.3.2-07")
    stage.act(WORKER, on_behalf.send, about=about, content=content, asked=True, read_back=True)
    said = stage.act(WORKER, on_behalf.list_written)[0].comment_id
    yield days.at(-5, FRI, 10)
    publish(stage, said)
    yield days.at(-2, TUE, 14)
    reply(
        stage, COUNCIL, said, ReplyKind.DID, "Each new school now hears what helps you, a week before your first day."
    )


def send(
    stage: Stage,
    writer: str,
    about: str,
    stance: Stance | None,
    readers: Readers,
    words: str,
    kind: CommentKind = CommentKind.VIEW,
) -> str:
    """Sends a comment on a claim, or on a theme, and returns its id."""
    source = CLAIM if about.startswith("claim-") else THEME
    content = Content(stance=stance, words=words, readers=readers)
    return stage.act(writer, service.send, about=(stage.report_id, source, about), content=content, kind=kind)


def ask(stage: Stage, writer: str, theme_id: str, words: str) -> str:
    """Puts a question for a meeting."""
    return send(stage, writer, theme_id, None, Readers.ANYWHERE, words, CommentKind.QUESTION)


def publish(stage: Stage, comment_id: str) -> None:
    stage.act(CHECKER, checking.let_stand, **seen(stage, comment_id))


def write_together(stage: Stage, writer: str, theme_id: str, stands: Stands, words: str) -> str:
    return stage.act(
        writer,
        together.submit_wording,
        report_id=stage.report_id,
        theme_id=theme_id,
        stands=stands,
        words=words,
        version=0,
    )


def agree(stage: Stage, who: str, comment_id: str) -> None:
    stage.act(who, together.agree, **seen(stage, comment_id))


def reply(stage: Stage, agency_id: str, comment_id: str, kind: ReplyKind, words: str, by: date | None = None) -> None:
    """An agency reads a comment and replies to it."""
    who = WHO_ANSWERS[agency_id]
    stage.act(who, reads.add_read_receipts, comment_ids=[comment_id])
    stage.act(who, replies.reply, **seen(stage, comment_id), kind=kind, words=words, by=by)


class Seen(TypedDict):
    comment_id: str
    version: int


def seen(stage: Stage, comment_id: str) -> Seen:
    """A comment and its version, as somebody has it before them now."""
    version = stage.session.exec(select(Comment.version).where(Comment.comment_id == comment_id)).one()
    return {"comment_id": comment_id, "version": version}


def at_hour(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ENGLAND)
