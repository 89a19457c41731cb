"""What the leak hunt looks for: one Young Advisor's words in every state, each under a word of its own."""

from sqlmodel import select

from cscp_core import start
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.rules import read_code
from cscp_core.people.tables import Account
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.scrutiny.meetings.tables import Meeting
from cscp_core.storage.session import today
from feedback.because import issues
from feedback.comments import checking, on_behalf, replies, service
from feedback.comments.rules import CommentKind, Readers, Reason, ReplyKind, Stance, Stands
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from feedback.together import service as together
from feedback.welfare import following_up
from feedback.welfare.rules import About, How, SafeContact
from feedback.welfare.service import NO_ANSWER, ContactAnswer
from feedback.welfare.tables import Concern
from tests.conftest import REPORT
from tests.pages.conftest import act, actor_of

CLAIM, THEME, ANOTHER_THEME = "claim-foreword-12", "identity", "budget"  # no note stands before this theme
AUTHOR, NAME = "quillfeather", "Quillfeather Zed"
ON_THE_CLAIM = (REPORT.name, "claim", CLAIM)
ON_THE_THEME = (REPORT.name, "theme", THEME)
CHECKER, PARTNER, SCRUTINEER = "business.manager", "council.partner", "scrutineer"
WORKER = "participation.worker"
WRITTEN_DOWN = ("Penword", "Pensaidword", "Penworryword", "Penopenword", "Penbackword", "Penheldword")


def say_everything() -> None:
    """Writes in every state, on a claim that stands on the agenda of an open meeting; a question; views together."""
    with start.store().writing() as session:
        people.add_person(session, SYSTEM, username=AUTHOR, name=NAME, role=Role.YOUNG_ADVISOR, email="q@example.org")
    draft = Content(words=_words("Draftword"), readers=Readers.ANYWHERE)
    act(service.save, AUTHOR, about=ON_THE_CLAIM, content=draft)
    _send("Sentword")
    for word in ("Backword", "Againword"):
        told = {"reason": Reason.IDENTIFIES, "told": "Leave out which house it was."}
        made = _now(checking.send_back, CHECKER, _send(word), **told)
    _now(service.ask_to_look_again, AUTHOR, made)
    _now(checking.unpublish, CHECKER, _let_stand("Recallword"), told="Leave out which house it was.")
    for word, about, how in (("Heldword", About.SOMEBODY, "Reachword"), ("Leadword", About.LEAD, "Wayword")):
        _send(word, worry=about, contact=ContactAnswer(safe=SafeContact.AS_SAID, how=_words(how)))
    _spoke("Heldword", "safeguarding.lead", "Spokeword")
    _spoke("Leadword", "safeguarding.deputy", "Trustword")
    _now(service.withdraw, AUTHOR, _let_stand("Goneword"))
    _let_stand("Narrowword", Readers.SCRUTINEER)
    _let_stand("Partnerword", Readers.PARTNERS)
    _write_down("Penword", Readers.ANYWHERE)
    _now(checking.let_stand, CHECKER, _write_down("Pensaidword", Readers.PARTNERS))
    _write_down("Penworryword", worry=About.SOMEBODY)
    _now(checking.let_stand, CHECKER, _write_down("Penopenword", Readers.ANYWHERE))
    told = {"reason": Reason.IDENTIFIES, "told": "Leave out which house it was."}
    _now(checking.send_back, CHECKER, _write_down("Penbackword", Readers.ANYWHERE), **told)
    _now(checking.hold_for_welfare, CHECKER, _write_down("Penheldword", Readers.ANYWHERE), about=About.LEAD)
    _let_stand("Lackword", Readers.PARTNERS, kind=CommentKind.MISSING, about=ON_THE_THEME, stance=None)
    _let_stand("Openword")
    _still_missing("Partnerword", "Addedword")
    _now(checking.let_stand, CHECKER, _find("Addedword"))
    _still_missing("Openword", "Addsentword")
    _publish_an_issue()
    shown = _write_together("Sharedword")
    _now(checking.let_stand, CHECKER, shown)
    _now(checking.hold_for_welfare, CHECKER, _write_together("Viewheldword", replaces=shown), about=About.LEAD)
    _write_together("Viewword", replaces=shown)
    back = _write_together("Viewbackword", theme_id=ANOTHER_THEME)
    _now(checking.send_back, CHECKER, back, reason=Reason.IDENTIFIES, told="Leave out which house it was.")
    _hold_a_meeting()


def code_for(word: str) -> str:
    """Another code for who asked to have a word written down."""
    comment_id = _find(word)
    with start.store().reading() as session:
        comment = session.get_one(Comment, comment_id)
        seen = {"version": comment.version, "paper": session.get_one(Account, comment.account_id).version}
    return read_code(act(on_behalf.renew_paper, WORKER, comment_id=comment_id, **seen).code)


def _hold_a_meeting() -> None:
    pick = Pick(
        source_kind="claim",
        source_id=CLAIM,
        report_id=REPORT.name,
        title="A claim",
        question="What changed?",
        would_answer="A measure.",
        missing="",
        agency_id="camden-council",
        because="",
    )
    with start.store().reading() as session:
        day = today(session)
    meeting_id = act(
        meetings.plan_meeting, "scrutineer", title="Autumn", kind=MeetingKind.SCRUTINY, held_on=day, attendees="",
        report_id=REPORT.name, picks=[pick],
    )  # fmt: skip
    _let_stand("Askword", kind=CommentKind.QUESTION, about=ON_THE_THEME, stance=None)
    with start.store().reading() as session:
        seen = session.get(Meeting, meeting_id).version
    act(meetings.start_meeting, "scrutineer", meeting_id=meeting_id, version=seen)


def _write_together(word: str, theme_id: str = THEME, **details: str) -> str:
    about = {"report_id": REPORT.name, "theme_id": theme_id, "version": 0}
    if replaced := details.get("replaces"):
        with start.store().reading() as session:
            about["version"] = session.get_one(Comment, replaced).version
    return act(
        together.submit_wording, AUTHOR, **about, **details, stands=Stands.PARTLY, words=_words(word), keeps=True
    )


def _spoke(word: str, whose: str, note: str) -> None:
    with start.store().reading() as session:
        row = session.exec(select(Concern).where(Concern.words == _words(word))).one()
    spoke = {"at": row.at, "how": How.TELEPHONE, "reached": True, "note": _words(note)}
    act(following_up.record_contact, whose, concern_id=row.concern_id, version=row.version, **spoke)


def _publish_an_issue() -> None:
    """What anybody may read; of three that stand in it one is taken back then, one narrowed, one changed."""
    for word in ("Takenword", "Lessword", "Changedword"):
        _let_stand(word)
    with start.store().reading() as session:
        found = issues.list_candidates(session, actor_of(CHECKER))
    drawn = [(one.comment_id, one.version) for one in found]
    act(issues.publish_issue, CHECKER, seen_number=0, drawn=drawn)
    _now(service.withdraw, AUTHOR, _find("Takenword"))
    _now(service.narrow, AUTHOR, _find("Lessword"), readers=Readers.SCRUTINEER)
    content = Content(words=_words("Newword"), readers=Readers.PARTNERS, keeps=True)
    _now(service.send, AUTHOR, _find("Changedword"), content=content)
    _now(checking.let_stand, CHECKER, _find("Newword"))


def _find(word: str) -> str:
    """Which comment holds a word."""
    with start.store().reading() as session:
        return next(one.comment_id for one in session.exec(select(Comment)) if word in one.words)


def _still_missing(asked: str, word: str) -> None:
    """The scrutineer's or an agency's reply, that it does not answer, and what is still missing."""
    comment_id = _find(asked)
    for by in (PARTNER, SCRUTINEER):
        if comment_id in _waiting(by):
            _now(replies.reply, by, comment_id, kind=ReplyKind.DID, words="We did.")
            break
    _now(service.say_whether_it_answers, AUTHOR, comment_id, answers=False)
    _send(word, kind=CommentKind.STILL, stance=None)


def _waiting(by: str) -> list[str]:
    with start.store().reading() as session:
        return [one.comment_id for one in replies.list_waiting(session, actor_of(by))]


def _words(word: str) -> str:
    return f"{word} is what I wrote."


def _send(
    word,
    readers=Readers.ANYWHERE,
    *,
    worry=None,
    contact=NO_ANSWER,
    stance=Stance.DOES_NOT,
    kind=CommentKind.VIEW,
    about=ON_THE_CLAIM,
):
    content = Content(
        stance=stance, really="", words=_words(word), readers=readers, worry=worry, contact=contact, keeps=True
    )
    return act(service.send, AUTHOR, about=about, kind=kind, content=content)


def _write_down(word: str, readers: Readers = Readers.SCRUTINEER, worry: About | None = None) -> str:
    """What a participation worker wrote down for somebody who asked."""
    content = Content(words=_words(word), readers=readers, keeps=True, worry=worry)
    act(on_behalf.send, WORKER, about=ON_THE_CLAIM, content=content, asked=True, read_back=True)
    return _find(word)


def _let_stand(word, readers=Readers.ANYWHERE, **how):
    return _now(checking.let_stand, CHECKER, _send(word, readers, **how))


def _now(does, whose, comment_id, **details):
    """A change of a comment by somebody who has just looked; returns its id."""
    with start.store().reading() as session:
        seen = session.get(Comment, comment_id).version
    act(does, whose, comment_id=comment_id, version=seen, **details)
    return comment_id
