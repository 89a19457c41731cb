"""What young people and lay members can write, and what is said to them, with hostile text in every field."""

from datetime import timedelta

from sqlmodel import select

from cscp_core.people.permissions import Actor, Role
from cscp_core.people.tables import Account
from cscp_core.storage.session import Store, today
from feedback.because import issues, notes
from feedback.comments import checking, on_behalf, promises, replies, service
from feedback.comments.rules import CommentKind, Promise, Readers, Really, Reason, ReplyKind, Stance, Stands
from feedback.comments.service import Content
from feedback.comments.tables import Comment
from feedback.together import service as together
from feedback.welfare import cover, following_up, rules
from feedback.welfare import service as welfare
from feedback.welfare.rules import About, ContactKind, How, SafeContact
from feedback.welfare.service import ContactAnswer
from feedback.welfare.tables import Concern
from tests.hostile import IDS, TEXT

SHORT = TEXT[:180]
REPORT, THEME = IDS["report"], IDS["themes"]


def write_everything(store: Store, partner: str) -> None:
    """Comments of a Young Advisor and a lay member in every state that others see something of, replied to by the
    partner, a view together, a question, worries in each state, and the contacts."""
    with store.reading() as session:
        people = {row.username: _actor(row) for row in session.exec(select(Account))}
        day = today(session)

    def act(does, whose, **details):
        with store.writing() as session:
            return does(session, people[whose], **details)

    def version(comment_id):
        with store.reading() as session:
            return session.get(Comment, comment_id).version

    act(cover.set_contacts, "safeguarding.lead", version=0, words=dict.fromkeys(ContactKind, TEXT))
    _write_down(act, version)
    for writer in ("young.advisor", "lay.member"):
        about = {"about": (REPORT, "claim", IDS["claims"])}
        content = Content(
            stance=Stance.DOES_NOT, really=Really.PLANNED, words=TEXT, readers=Readers.ANYWHERE, named=True, keeps=True
        )
        act(service.save, writer, **about, content=content)
        waiting, read, back, again = [act(service.send, writer, **about, content=content) for _ in range(4)]
        narrow = act(
            service.send,
            writer,
            **about,
            content=Content(stance=None, really=None, words=TEXT, readers=Readers.SCRUTINEER, keeps=True),
        )
        answer = ContactAnswer(safe=SafeContact.AS_SAID, how=TEXT[: rules.LONGEST_HOW])
        held = act(service.send, writer, **about, content=Content(words=TEXT, worry=About.SOMEBODY, contact=answer))
        question = act(
            service.send, writer, about=(REPORT, "theme", THEME), kind=CommentKind.QUESTION,
            content=Content(words=TEXT, keeps=True),
        )  # fmt: skip
        assert waiting
        assert held
        for one in (read, question, narrow):
            act(checking.let_stand, "business.manager", comment_id=one, version=version(one))
        act(checking.look_up_writer, "business.manager", comment_id=read, version=version(read), reason=SHORT)
        for one in (back, again):
            act(
                checking.send_back, "business.manager", comment_id=one, version=version(one),
                reason=Reason.IDENTIFIES, told=TEXT,
            )  # fmt: skip
        act(service.ask_to_look_again, writer, comment_id=again, version=version(again))
        promise = {"kind": ReplyKind.WILL, "words": TEXT, "by": day + timedelta(days=30), "hard_because": TEXT}
        act(replies.reply, partner, comment_id=read, version=version(read), **promise)
        if writer == "lay.member":
            act(service.say_whether_it_answers, writer, comment_id=read, version=version(read), answers=False)
            still = act(service.send, writer, **about, kind=CommentKind.STILL, content=Content(words=TEXT, keeps=True))
            act(checking.let_stand, "business.manager", comment_id=still, version=version(still))
        else:
            kept = {"number": 1, "promise": Promise.KEPT, "words": TEXT, "hard_because": TEXT}
            act(promises.settle, partner, comment_id=read, version=version(read), **kept)
    about = {"report_id": REPORT, "theme_id": THEME}
    view = {**about, "stands": Stands.PARTLY, "words": TEXT, "keeps": True}
    shown = act(together.submit_wording, "young.advisor", **view, version=0)
    act(checking.let_stand, "business.manager", comment_id=shown, version=version(shown))
    for other in ("young.advisor.2", "young.advisor.3"):
        act(together.agree, other, comment_id=shown, version=version(shown))
    act(together.submit_wording, "young.advisor", **view, replaces=shown, version=version(shown))
    act(notes.send_note, "scrutineer", version=0, words=TEXT)
    with store.reading() as session:
        drawn = [(one.comment_id, one.version) for one in issues.list_candidates(session, people["business.manager"])]
    act(issues.publish_issue, "business.manager", seen_number=0, drawn=drawn)
    _handle_one(store, people["safeguarding.lead"])


def _handle_one(store: Store, lead: Actor) -> None:
    with store.reading() as session:
        first = session.exec(select(Concern).order_by(Concern.concern_id)).first()
    about = {"concern_id": first.concern_id, "at": first.at, "how": How.MESSAGE, "reached": True}
    with store.writing() as session:
        following_up.record_contact(session, lead, **about, version=1, note=SHORT)
    with store.writing() as session:
        welfare.hand_over(session, lead, concern_id=first.concern_id, version=2, to=SHORT, reference=SHORT)


def _actor(row: Account) -> Actor:
    return Actor(
        account_id=row.account_id,
        username=row.username,
        name=row.name,
        role=Role(row.role),
        agency_id=row.agency_id,
        session_id=None,
        answers=row.answers,
        deputy=row.deputy,
    )


def _write_down(act, version) -> None:
    """What a participation worker wrote down, which came back with hostile words."""
    content = Content(stance=Stance.DOES_NOT, words=TEXT, readers=Readers.ANYWHERE, keeps=True)
    about = (REPORT, "claim", IDS["claims"])
    act(on_behalf.send, "participation.worker", about=about, content=content, asked=True, read_back=True)
    comment_id = act(on_behalf.list_written, "participation.worker")[0].comment_id
    told = {"reason": Reason.IDENTIFIES, "told": TEXT}
    act(checking.send_back, "business.manager", comment_id=comment_id, version=version(comment_id), **told)
