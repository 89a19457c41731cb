"""What was on the screen is what is acted on: a change by somebody else in between refuses the act and is shown."""

import pytest
from sqlmodel import select

from cscp_core import start
from cscp_core.evidence import imports
from cscp_core.evidence.rules import HowFar, HowKnown
from cscp_core.evidence.tables import Report
from cscp_core.people import service as people
from cscp_core.people.tables import Account
from cscp_core.scrutiny.challenges import answering, handover
from cscp_core.scrutiny.challenges import service as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.grades import service as grades
from cscp_core.scrutiny.grades.tables import Grade
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.tables import AgendaItem, Meeting
from cscp_core.scrutiny.notebook import service as notebook
from cscp_core.scrutiny.notebook.tables import PrivateNote
from cscp_core.storage.session import today
from feedback.comments import checking, replies, service
from feedback.comments.rules import CommentKind, CommentState, Readers, ReplyKind
from feedback.comments.service import Content
from feedback.comments.tables import Comment, Reply
from feedback.welfare import cover
from feedback.welfare.rules import ContactKind
from feedback.welfare.tables import Contact
from tests.pages.acting import act, press, row, shown
from tests.pages.conftest import actor_of

REPORT, CLAIM = "annual-report-2019-20", "claim-3.4-04"
MEANWHILE = "while you were reading"


def refused(page):
    """Whether the page says that something changed in between."""
    return any(MEANWHILE in one.value or "while this page was open" in one.value for one in page.error)


def keyed(page, begins):
    return next(one for one in page.button if (one.key or "").startswith(begins))


def every(table, *where):
    with start.store().reading() as session:
        return session.exec(select(table).where(*where)).all()


# a challenge: scrutineer and partner, in both orders


def ask_back(version=1):
    details = {"asked": AskedBack.MEANING, "words": "Which year is meant?"}
    act(answering.ask_back, "police.partner", challenge_id=2, version=version, **details)


def test_a_challenge_that_its_agency_asked_about_is_not_withdrawn_unseen(open_page, installation):
    page = open_page("challenge", "scrutineer", id="2")
    page.session_state["challenge/2 act"] = "Withdraw"
    page = page.run()
    page = page.text_area(key="challenge/2/withdraw").input("No longer needed.").run()
    ask_back(row(Challenge, 2).version)
    page = press(page, "Withdraw the challenge")
    assert (row(Challenge, 2).state, row(Challenge, 2).waiting_for) == ("raised", AskedBack.MEANING)
    assert "Which year is meant?" in shown(page)


def test_a_challenge_that_was_withdrawn_is_not_asked_about(open_page):
    page = open_page("challenge", "police.partner", id="2")
    page = page.text_area(key="back/2/words").input("Which year is meant?").run()
    act(challenges.withdraw, "scrutineer", challenge_id=2, version=row(Challenge, 2).version, reason="Settled.")
    page = press(page, "Ask the scrutineer")
    assert (row(Challenge, 2).state, row(Challenge, 2).waiting_for) == ("withdrawn", "")
    assert page.error
    assert "Settled." in shown(page)


# a grade


def grade(version, far=HowFar.PLANNED):
    details = {"how_far": far, "how_known": HowKnown.SAID, "reason": "Read again."}
    act(grades.confirm_grade, "scrutineer", report_id=REPORT, claim_id=CLAIM, seen_version=version, **details)


def test_a_grade_that_was_changed_in_another_tab_is_not_confirmed_over(open_page):
    page = open_page("claim", "scrutineer", id=CLAIM)
    grade(0)
    page = press(page, "Confirm")
    assert [one.how_far for one in every(Grade, Grade.claim_id == CLAIM)] == [HowFar.PLANNED]
    assert page.error
    assert "Read again." in shown(page)


def test_a_grade_is_confirmed_as_it_was_drawn(open_page):
    press(open_page("claim", "scrutineer", id=CLAIM), "Confirm")
    assert len(every(Grade, Grade.claim_id == CLAIM)) == 1


# an account


def test_an_account_that_was_changed_meanwhile_is_not_disabled(open_page):
    account = actor_of("police.staff").own_id
    page = open_page("people", "business.manager")
    act(
        people.set_email, "business.manager", account_id=account, version=row(Account, account).version,
        email="staff@example.org",
    )  # fmt: skip
    page = keyed(page, f"person/{account} Disable").click().run()
    assert row(Account, account).disabled_at is None
    assert refused(page)
    page = keyed(page, f"person/{account} Disable").click().run()
    assert row(Account, account).disabled_at


def test_an_account_that_was_disabled_meanwhile_is_not_given_another_address(open_page):
    account = actor_of("police.staff").own_id
    page = open_page("people", "business.manager")
    page.text_input(key=f"person/{account} notices/email").input("staff@example.org")
    version = row(Account, account).version
    act(people.set_email, "business.manager", account_id=account, version=version, email="first@example.org")
    page = keyed(page, f"person/{account} notices Save the address").click().run()
    assert row(Account, account).email == "first@example.org"
    assert refused(page)


def test_a_field_of_an_account_that_nobody_touched_follows_it_and_brings_nothing_back(open_page):
    account = actor_of("police.staff").own_id
    page, place = open_page("people", "business.manager"), f"person/{account}"
    seen = row(Account, account)
    act(
        handover.move_person, "business.manager", account_id=account, version=seen.version,
        agency_id=seen.agency_id, answers=not seen.answers,
    )  # fmt: skip
    page = page.run()
    page = page.text_input(key=f"{place} notices/email").input("staff@example.org").run()
    page = keyed(page, f"{place} notices Save the address").click().run()
    page = keyed(page, f"{place} post Move").click().run()
    now = row(Account, account)
    assert (now.email, now.answers) == ("staff@example.org", not seen.answers)


# a meeting


@pytest.fixture
def meeting(installation):
    picks = [
        meetings.Pick(
            source_kind="",
            source_id="",
            report_id="",
            title=words,
            question=words,
            would_answer="",
            missing="",
            agency_id="",
            because="",
        )
        for words in ("One?", "Two?")
    ]
    with start.store().reading() as session:
        day = today(session)
    return act(
        meetings.plan_meeting, "scrutineer", title="A meeting", kind=meetings.MeetingKind.SCRUTINY, picks=picks,
        held_on=day, attendees="", report_id=REPORT,
    )  # fmt: skip


def test_an_item_of_an_agenda_that_was_changed_meanwhile_is_not_removed(open_page, meeting):
    page = open_page("meeting", "scrutineer", id=str(meeting))
    first = every(AgendaItem, AgendaItem.meeting_id == meeting)[0].item_id
    act(meetings.change_item, "business.manager", meeting_id=meeting, version=1, item_id=first, question="Another?")
    page = keyed(page, f"meeting/{meeting}/{first} Remove").click().run()
    assert len(every(AgendaItem, AgendaItem.meeting_id == meeting)) == 2
    assert refused(page)
    assert "Another?" in shown(page)


def test_a_meeting_whose_agenda_changed_meanwhile_is_not_ended(open_page, meeting):
    act(meetings.start_meeting, "scrutineer", meeting_id=meeting, version=1)
    page = open_page("ending", "scrutineer", id=str(meeting))
    picks = [
        meetings.Pick(
            source_kind="",
            source_id="",
            report_id="",
            title="Three?",
            question="Three?",
            would_answer="",
            missing="",
            agency_id="",
            because="",
        )
    ]
    act(meetings.add_items, "business.manager", meeting_id=meeting, version=2, picks=picks)
    page = press(page, "End the meeting")
    assert row(Meeting, meeting).state == "open"
    assert refused(page)
    press(page, "End the meeting")
    assert row(Meeting, meeting).state == "ended"


# settings


def contact():
    return row(Contact, ContactKind.LADO.value).words


def test_contacts_that_another_lead_set_are_not_written_over(open_page):
    page = open_page("cover", "safeguarding.lead")
    act(cover.set_contacts, "safeguarding.deputy", version=0, words={ContactKind.LADO: "Set by the deputy"})
    page.text_area(key=f"contacts/{ContactKind.LADO.value}").input("Set by the lead")
    page = press(page, "Save the contacts")
    assert contact() == "Set by the deputy"
    assert "Set by the deputy" in shown(page)
    page = press(press(page, "Keep mine"), "Save the contacts")
    assert contact() == "Set by the lead"


# one's own notes, in two tabs


def test_a_private_note_that_was_changed_in_another_tab_is_not_removed(open_page):
    about = {"about_kind": "claim", "about_id": CLAIM, "report_id": REPORT}
    act(notebook.write_note, "scrutineer", words="First.", **about)
    page = open_page("claim", "scrutineer", id=CLAIM)
    (note,) = every(PrivateNote, PrivateNote.about_id == CLAIM)
    act(notebook.change_note, "scrutineer", note_id=note.note_id, version=note.version, words="Second.")
    page = press(page, "Remove for good")
    assert [one.words for one in every(PrivateNote, PrivateNote.about_id == CLAIM)] == ["Second."]
    assert page.error
    assert "Second." in shown(page)


# a report


def test_a_load_that_somebody_added_to_is_not_undone_unseen(open_page):
    page = open_page("reports", "business.manager")
    number = row(Report, REPORT).load_number
    act(
        imports.correct_row, "business.manager", report_id=REPORT, sheet="claims", row_id=CLAIM,
        cells={"plain": "Other words."}, seen_number=number,
    )  # fmt: skip
    page = press(page, "Undo this load")
    assert row(Report, REPORT).load_number == number + 1
    assert refused(page)


# a comment: its writer, its checker, two partners


FINDING = (REPORT, "claim", CLAIM)


def send(words="Nobody asked us.", readers=Readers.ANYWHERE):
    return act(service.send, "lay.member", about=FINDING, content=Content(words=words, readers=readers))


def publish(comment_id):
    act(checking.let_stand, "business.manager", comment_id=comment_id, version=row(Comment, comment_id).version)


def test_a_writer_narrows_nothing_that_was_decided_on_meanwhile(open_page):
    comment_id = send()
    publish(comment_id)
    page = open_page("my_comments", "lay.member")
    act(
        checking.unpublish, "business.manager", comment_id=comment_id, version=row(Comment, comment_id).version,
        told="Leave out the street.",
    )  # fmt: skip
    page = keyed(page, f"receipt/{comment_id} Let fewer").click().run()
    assert row(Comment, comment_id).readers == Readers.ANYWHERE
    assert any(MEANWHILE in one.value for one in page.warning)
    assert "Leave out the street." in shown(page)


def test_of_two_who_reply_the_second_sends_nothing_and_is_told(open_page):
    comment_id = send(readers=Readers.PARTNERS)
    publish(comment_id)
    agency = row(Comment, comment_id).agency_id
    first = next(
        one for one in ("council.partner", "health.partner", "police.partner")
        if any(said.comment_id == comment_id for said in act(replies.list_waiting, one))
    )  # fmt: skip
    assert agency
    page = open_page("young_people_asked", first)
    page = page.text_area(key=f"reply/{comment_id}/words").input("The second reply.").run()
    version = row(Comment, comment_id).version
    act(replies.reply, first, comment_id=comment_id, version=version, kind=ReplyKind.DID, words="The first reply.")
    page = keyed(page, f"reply/{comment_id} Reply").click().run()
    assert [one.words for one in every(Reply, Reply.comment_id == comment_id)] == ["The first reply."]
    assert page.error


def test_ones_own_comment_in_two_tabs_waits_for_a_choice(open_page):
    comment_id = send("First words.")
    query = {"about": "claim", "of": CLAIM, "comment": comment_id}
    page = press(open_page("say", "lay.member", **query), "Go on")
    version = row(Comment, comment_id).version
    content = Content(words="From the other tab.")
    act(service.send, "lay.member", about=FINDING, comment_id=comment_id, version=version, content=content)
    key = f"say claim {CLAIM} {CommentKind.VIEW} {comment_id}"
    page = page.text_area(key=f"{key} words").input("From this tab.").run()
    page.radio(key=f"{key} named").set_value("No")
    page = press(page, "Send")
    assert row(Comment, comment_id).words == "From the other tab."
    assert {"Keep mine", "Use what it says now"} <= {one.label for one in page.button}
    assert "From the other tab." in shown(page)
    press(press(page, "Keep mine"), "Send")
    assert (row(Comment, comment_id).words, row(Comment, comment_id).state) == ("From this tab.", CommentState.SENT)
