"""Wherever a screen shows a comment's words, it is noted that the reader's role has read it, once and no oftener."""

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.people.permissions import Role
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind
from cscp_core.scrutiny.meetings.service import Pick
from cscp_core.storage.session import today
from feedback.comments import checking, service
from feedback.comments.rules import CommentKind, Readers, Reason, Stance
from feedback.comments.service import Content
from feedback.comments.tables import Comment, CommentReading
from tests.conftest import REPORT
from tests.pages.conftest import act, actor_of, everything
from tests.pages.hunted import CLAIM, THEME

ABOUT = (REPORT.name, "claim", CLAIM)
ON_THEME = (REPORT.name, "theme", THEME)
WRITER, CHECKER = "young.advisor", "business.manager"


def version(comment_id):
    with start.store().reading() as session:
        return session.get(Comment, comment_id).version


def send(words, readers=Readers.ANYWHERE, about=ABOUT, kind=CommentKind.VIEW):
    stance = Stance.DOES_NOT if kind is CommentKind.VIEW else None
    return act(
        service.send,
        WRITER,
        about=about,
        content=Content(stance=stance, really="", words=words, readers=readers),
        kind=kind,
    )


def let_stand(words, readers=Readers.ANYWHERE, **details):
    made = send(words, readers, **details)
    act(checking.let_stand, CHECKER, comment_id=made, version=version(made))
    return made


def again(words):
    made = send(words)
    told = {"reason": Reason.IDENTIFIES, "told": "Leave out which house it was."}
    act(checking.send_back, CHECKER, comment_id=made, version=version(made), **told)
    act(service.ask_to_look_again, WRITER, comment_id=made, version=version(made))
    return made


def meet(question=False):
    """A comment beside an item of an open meeting, or a question that is its first item."""
    made = let_stand("Openword?", about=ON_THEME, kind=CommentKind.QUESTION) if question else let_stand("Openword.")
    with start.store().reading() as session:
        day = today(session)
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
    first = (
        [
            Pick(
                source_kind="question",
                source_id=made,
                report_id=REPORT.name,
                title="A question",
                question="Openword?",
                would_answer="",
                missing="",
                agency_id="",
                because="",
            )
        ]
        if question
        else []
    )
    meeting_id = act(
        meetings.plan_meeting, "scrutineer", title="Autumn", kind=MeetingKind.SCRUTINY, held_on=day, attendees="",
        report_id=REPORT.name, picks=[pick], first=first,
    )  # fmt: skip
    act(meetings.start_meeting, "scrutineer", meeting_id=meeting_id, version=1)
    return made


def words_of(comment_id):
    with start.store().reading() as session:
        return session.get(Comment, comment_id).words


def plainly(page):
    return everything(page).replace("\\", "")


def read_by(comment_id):
    """The roles that have read a comment, each with when."""
    with start.store().reading() as session:
        rows = session.exec(select(CommentReading).where(CommentReading.comment_id == comment_id)).all()
    return {row.role: row.at for row in rows}


SHOWN = {
    "on what we heard": ("scrutineer", "heard", {}, lambda: let_stand("Openword.", Readers.PARTNERS)),
    "by the checker on what we heard": (CHECKER, "heard", {}, lambda: let_stand("Openword.", Readers.SCRUTINEER)),
    "at the second look": ("scrutineer", "heard", {}, lambda: again("Openword.")),
    "by its checker": (CHECKER, "to_check", {}, lambda: send("Openword.")),
    "in the meeting": ("scrutineer", "in_meeting", {"id": "2"}, meet),
    "in the meeting as its item": (CHECKER, "in_meeting", {"id": "2"}, lambda: meet(question=True)),
    "on an agenda by a partner": ("council.partner", "meeting", {"id": "2"}, lambda: meet(question=True)),
    "on an agenda by a lay member": ("lay.member", "meeting", {"id": "2"}, lambda: meet(question=True)),
    "in the line by another Young Advisor": (
        "young.advisor.2", "our_view", {}, lambda: let_stand("Openword?", about=ON_THEME, kind=CommentKind.QUESTION),
    ),
    "beside its finding": ("lay.member", "claim", {"id": CLAIM}, lambda: let_stand("Openword.")),
    "by the agency that owes a reply": (
        "council.partner", "young_people_asked", {}, lambda: let_stand("Openword.", Readers.PARTNERS),
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", SHOWN)
def test_it_is_noted_where_the_words_are_shown(open_page, where):
    who, file, query, make = SHOWN[where]
    made = make()
    before = set(read_by(made))
    assert actor_of(who).role not in before
    page = open_page(file, who, **query)
    if file == "our_view":
        next(one for one in page.button if one.label == "Go on").click().run()
    assert not page.exception
    assert words_of(made) in plainly(page)
    first = read_by(made)
    assert set(first) - before == {actor_of(who).role}
    page.run()
    assert read_by(made) == first


def test_a_view_together_is_noted_where_its_words_are_shown(open_page):
    with start.store().reading() as session:
        row = session.exec(select(Comment).where(Comment.kind == CommentKind.TOGETHER)).one()
    page = open_page("theme", "council.partner", theme=row.theme_id, tab="You said")
    assert row.words.removeprefix("Invented example. ") in plainly(page)
    assert Role.PARTNER in read_by(row.comment_id)


def test_what_is_not_shown_is_not_noted(open_page):
    """Reasons without words, other readers' words, and a screen that has none."""
    mine, back = let_stand("Openword.", Readers.SCRUTINEER), send("Backword.")
    told = {"reason": Reason.IDENTIFIES, "told": "Leave out which house it was."}
    act(checking.send_back, CHECKER, comment_id=back, version=version(back), **told)
    open_page("young_people_asked", "council.partner")
    open_page("priorities", "scrutineer")
    open_page("heard", "scrutineer")
    assert read_by(back) == {}
    assert set(read_by(mine)) == {Role.SCRUTINEER}


def test_the_receipt_tells_who_checked_and_in_which_month_each_role_read(open_page):
    made = send("Openword.", Readers.PARTNERS)
    open_page("to_check", CHECKER)
    with start.store().reading() as session:
        day, month = f"{today(session):%-d %B %Y}", f"{today(session):%B %Y}"
    assert f"Read by the person who checks comments in {month}" in told_to_writer(open_page)
    act(checking.let_stand, CHECKER, comment_id=made, version=version(made))
    open_page("heard", "scrutineer")
    open_page("young_people_asked", "council.partner")
    told = told_to_writer(open_page)
    assert f"It was checked by the person who checks comments on {day}." in told
    assert f"Read by the scrutineer in {month}." in told
    assert f"Read by people from services such as the council, health or police in {month}." in told
    assert "Read by the person who checks comments" not in told


def told_to_writer(open_page):
    return plainly(open_page("what_happened", WRITER))


def test_every_reason_for_sending_back_stands_on_what_we_heard(open_page):
    made = send("Backword.")
    told = {"reason": Reason.UNLAWFUL, "told": "Leave out which house it was."}
    act(checking.send_back, CHECKER, comment_id=made, version=version(made), **told)
    act(service.withdraw, WRITER, comment_id=made, version=version(made))
    said = everything(open_page("heard", "scrutineer"))
    assert Reason.UNLAWFUL.label in said
    assert "Backword" not in said
