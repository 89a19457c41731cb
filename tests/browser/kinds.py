"""Records that two people have before them in two browsers: what each is about to do to one, and what the
second is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page
from sqlmodel import col

from cscp_core.confirming import deciding, trying
from cscp_core.confirming import reads as readings
from cscp_core.confirming.tables import DraftRow
from cscp_core.evidence import imports
from cscp_core.evidence.folder import read_folder
from cscp_core.evidence.rules import ChallengeCategory, WorkStatus
from cscp_core.evidence.stored import rows_in
from cscp_core.evidence.tables import Report
from cscp_core.exports import template
from cscp_core.improvement import owners
from cscp_core.improvement.tables import ActionOwner, ActionRecheck, ActionUpdate
from cscp_core.people import reminders
from cscp_core.people.tables import TalkReminder
from cscp_core.reconciliation import service as reconciliation
from cscp_core.reconciliation.tables import Explanation
from cscp_core.scrutiny.challenges import drafting
from cscp_core.scrutiny.challenges.tables import Challenge
from cscp_core.scrutiny.meetings import notes
from cscp_core.scrutiny.meetings import service as meetings
from cscp_core.scrutiny.meetings.rules import MeetingKind, NoteKind
from cscp_core.scrutiny.meetings.tables import Meeting, MeetingNote
from cscp_core.settings import settings
from feedback.because import issues
from feedback.because import notes as month_notes
from feedback.because.tables import Issue
from feedback.comments import checking
from feedback.comments import service as comments
from feedback.comments.rules import CommentState, Readers, ReplyKind
from feedback.comments.service import BY_ANOTHER, CHANGED_ELSEWHERE, Content
from feedback.comments.tables import Comment
from feedback.ratings import service as ratings
from feedback.space import service as space
from feedback.space.rules import SpaceChoice
from feedback.together.service import GONE
from feedback.together.tables import Agreement
from tests.browser.conftest import settled
from tests.browser.hand import Step, choose, nothing, press, press_last, set_day, steps, there, upload, write
from tests.conftest import REPORT as FOLDER
from tests.pages import drawn_elsewhere as elsewhere
from tests.pages import drawn_in_scrutiny as scrutiny
from tests.pages import drawn_of_ones_own as own
from tests.pages.acting import act, row
from tests.pages.conftest import actor_of
from tests.pages.drawn import REPORT, newest, rows
from tests.pages.drawn_in_meetings import OfDraftedRow
from tests.scrutiny.meetings.scene import make_pick

THEME = "Race and who you are"
WITHDRAWN = comments.MEANWHILE[CommentState.WITHDRAWN]
NUMBERS = count(1)


@dataclass(frozen=True)
class Side:
    """One of the two: what they have before them, and the button that they press. `{of}` is the record."""

    who: str
    path: str
    button: str
    told: str
    """A part of what they are told where the other was first. Empty where theirs is right all the same, and is done."""
    ready: Step = nothing
    """Fills in what the button needs, and opens its dialog."""


@dataclass(frozen=True)
class Kind:
    """How a record of a kind begins, what either of two people would change of it, and the two."""

    begin: Callable[[], Any]
    stands: Callable[[Any], object]
    sides: tuple[Side, Side]


def taken_back(who: str, path: str, told: str = CHANGED_ELSEWHERE) -> Side:
    """Its writer takes a comment back, in a dialog."""
    return Side(who, path, "receipt/{of} Take it back for good", told, press("receipt/{of} Take it back"))


def comment(of: str) -> object:
    found = row(Comment, of)
    return found.state, found.in_line, found.version


# A report: a correction, a load, undoing one

FIGURE = "figure-foreword-01"
CHANGED_REPORT = "Somebody changed this report while you were reading"


def corrected() -> str:
    """There is a load to undo, and a row that says something else than it will."""
    cells = {"note": f"Corrected before, {next(NUMBERS)}."}
    number = row(Report, REPORT).load_number
    details = {"sheet": "figures", "row_id": FIGURE, "cells": cells, "seen_number": number}
    act(imports.correct_row, "business.manager", report_id=REPORT, **details)
    return ""


def workbook() -> bytes:
    rows_of = rows_in(read_folder(FOLDER))
    rows_of["claims"][0]["plain"] = f"Of another edition, {next(NUMBERS)}."
    return template.make_workbook(rows_of, ["A report."])


def load_number(_of: Any) -> object:
    return row(Report, REPORT).load_number


PLACE = f"correct/{REPORT}/figures/{FIGURE}"
CORRECTS = Side(
    "business.manager", "/reports", f"{PLACE} Correct the row", CHANGED_REPORT,
    steps(write(f"correct {REPORT} row", FIGURE), write(f"{PLACE}/note", "Corrected here.")),
)  # fmt: skip
UNDOES = Side(
    "business.manager", "/reports", f"loads/{REPORT} Undo this load", CHANGED_REPORT, press_last("Undo the last load")
)
LOADS = Side(
    "business.manager", "/reports", "import Load it", CHANGED_REPORT,
    steps(upload("file 0", workbook), there("import Load it")),
)  # fmt: skip


# The scrutineer's and the agencies' records


def unexplained() -> str:
    at = newest(Explanation, col(Explanation.version), Explanation.check_id == scrutiny.CHECK)
    if at:
        details = {"report_id": REPORT, "check_id": scrutiny.CHECK, "seen_version": at.version}
        act(reconciliation.take_explanation_back, "scrutineer", **details)
    return ""


def explains(words: str) -> Side:
    place = f"check/{REPORT}/{scrutiny.CHECK}"
    return Side(
        "scrutineer", f"/check?id={scrutiny.CHECK}", f"{place} Mark as explained",
        "Somebody marked this after you opened it",
        steps(write(f"{place}/who", "The treasurer"), write(f"{place}/how", words)),
    )  # fmt: skip


def raised() -> int:
    about = {"question": "How many waited?", "would_answer": "A number.", "category": ChallengeCategory.B}
    (made,) = act(drafting.raise_new, "scrutineer", agency_ids=["met-police"], **about)
    return int(made)


def challenge(of: int) -> object:
    found = row(Challenge, of)
    return found.state, found.waiting_for, found.question


def done() -> str:
    """An agency has done it, with evidence."""
    action = scrutiny.RecheckingAnAction()
    action.done(f"Done, {next(NUMBERS)}.", action.version(""))
    return ""


def says_on_track(words: str) -> Step:
    """In the list of actions: opens the progress of the action, and says how far it has come."""
    place = f"update/{REPORT}/{scrutiny.ACTION}"
    return steps(
        press(f"owner/{REPORT}/{scrutiny.ACTION} more"), press(f"update {scrutiny.ACTION}"),
        choose(f"{place}/status", WorkStatus.ON_TRACK.label), write(f"{place}/words", words),
    )  # fmt: skip


TO_TAKE = "rec-1.9.6-01"
"""An action of the partners together that no other test takes."""


def owner_of(action: str) -> object:
    found = newest(ActionOwner, col(ActionOwner.version), ActionOwner.recommendation_id == action)
    return found and (found.version, found.agency_id)


def with_all_partners() -> str:
    """The action is with the partners together, whichever agency had it."""
    found = newest(ActionOwner, col(ActionOwner.version), ActionOwner.recommendation_id == TO_TAKE)
    if found and found.agency_id:
        by = {"met-police": "police.partner", "ncl-icb": "health.partner"}[found.agency_id]
        details = {"report_id": REPORT, "recommendation_id": TO_TAKE, "seen_version": found.version}
        act(owners.assign_action, by, agency_id="", reason="Another may take it.", **details)
    return ""


def takes(who: str) -> Side:
    path = "/our_actions?list=together"
    return Side(who, path, f"owner/{REPORT}/{TO_TAKE} Take it", scrutiny.TakingAnAction.sentence)


def says_wording(words: str) -> Side:
    told = "Somebody changed this wording after you opened it"
    return Side(
        "business.manager", "/wordings", "wording/base Use this wording", told, write("wording/base/question", words)
    )


# People's


def reminded() -> int:
    of = actor_of("young.advisor").own_id
    found = newest(TalkReminder, col(TalkReminder.month), TalkReminder.account_id == of)
    if found is None:
        month = elsewhere.day() + timedelta(days=100)
        act(reminders.set_reminder, "business.manager", account_id=of, version=0, age=18, month=month)
    return int(of)


def reminder(of: int) -> object:
    found = newest(TalkReminder, col(TalkReminder.month), TalkReminder.account_id == of)
    return found and (found.month, found.version)


def sent(readers: Readers = Readers.SCRUTINEER) -> str:
    content = Content(words=f"Nobody asked us, {next(NUMBERS)}.", readers=readers)
    return str(act(comments.send, "young.advisor", about=(REPORT, "claim", "claim-foreword-12"), content=content))


def noted() -> int:
    """The business manager took a decision down, in a meeting that has begun."""
    details = {"title": "A meeting", "kind": MeetingKind.SCRUTINY, "held_on": elsewhere.day(), "attendees": "Chair"}
    meeting_id = act(
        meetings.plan_meeting,
        "scrutineer",
        report_id=REPORT,
        picks=[make_pick(report_id=REPORT, agency_id="")],
        **details,
    )
    act(meetings.start_meeting, "scrutineer", meeting_id=meeting_id, version=row(Meeting, meeting_id).version)
    about = {"meeting_id": meeting_id, "item_id": None, "kind": NoteKind.DECISION, "words": "All of us look again."}
    return int(act(notes.capture_note, "business.manager", owner="All", due_on=elsewhere.day(), **about))


def at_its_meeting(page: Page, of: int) -> None:
    page.goto(urljoin(page.url, f"/meeting?id={row(MeetingNote, of).meeting_id}"))
    settled(page)


def note(of: int) -> object:
    found = row(MeetingNote, of)
    return found.state, found.words


def published() -> str:
    of = sent(Readers.PARTNERS)
    act(checking.let_stand, "business.manager", comment_id=of, version=row(Comment, of).version)
    return of


# What is read, and what one person writes or chooses in two browsers


def drafted_row() -> int:
    """A row of the one report that is read; what was read before is given up."""
    for one in act(readings.list_readings, "business.manager"):
        details = {"reading_id": one.reading_id, "version": one.rows_version, "folder": settings().readings}
        act(trying.stop_reading, "business.manager", **details)
    return int(OfDraftedRow("").begin())


def at_its_reading(page: Page, of: int) -> None:
    page.goto(urljoin(page.url, f"/read_a_report?id={row(DraftRow, of).reading_id}"))
    settled(page)


def drafted(button: str) -> Side:
    return Side("business.manager", "/read_a_report", f"reading/{{of}} {button}", deciding.CHANGED, at_its_reading)


def written_this_month() -> str:
    """There is a note of this month to change."""
    found = act(month_notes.find_note, "scrutineer")
    words = f"We heard you, {next(NUMBERS)}."
    act(month_notes.send_note, "scrutineer", version=found.version, words=words)
    return ""


def writes_note(words: str) -> Side:
    told = "Somebody changed the note of this month"
    return Side("scrutineer", "/heard", "monthly note Change the note", told, write("monthly note/words", words))


def without_a_colour() -> str:
    known = {"report_id": REPORT, "what": SpaceChoice.COLOUR, "codes": []}
    act(space.choose, "young.advisor", version=own.ChoosingForATerm().version(""), **known)
    return ""


def wants(colour: str) -> Side:
    return Side(
        "young.advisor", "/our_space", "space/colour Save", space.CHOSEN_ELSEWHERE,
        choose("space/colour/codes", colour),
    )  # fmt: skip


# Every kind that no other test of two browsers is about

KINDS = {
    "a report that is corrected while its last load is undone": Kind(corrected, load_number, (CORRECTS, UNDOES)),
    "a report that is loaded while it is corrected": Kind(corrected, load_number, (LOADS, CORRECTS)),
    "the wording of a question": Kind(
        str, scrutiny.ChangingAWording().stands, (says_wording("Out of how many?"), says_wording("How many in all?"))
    ),
    "a reminder": Kind(
        reminded, reminder,
        (
            Side(
                "business.manager", "/people", "reminder/{of} Change the month", reminders.CHANGED,
                set_day("reminder/{of} month", date.today() + timedelta(days=200)),
            ),
            Side("business.manager", "/people", "reminder/{of} Remove the reminder", reminders.CHANGED),
        ),
    ),
    "a note of a meeting": Kind(
        noted, note,
        (
            Side("scrutineer", "/meetings", "noted/{of} Confirm", "This note is", at_its_meeting),
            Side("scrutineer", "/meetings", "noted/{of} Strike out", "This note is", at_its_meeting),
        ),
    ),
    "a question in the line": Kind(
        elsewhere.TakingAQuestionOff().begin, comment,
        (
            Side("young.advisor.2", "/our_view", "line/{of} Take it off the list", "You have no waiting question"),
            Side(
                "business.manager", "/heard", "act/{of} Unpublish it", BY_ANOTHER,
                steps(press("act/{of} Unpublish"), write("act/{of} told", "Leave out the street.")),
            ),
        ),
    ),
    "a view together": Kind(
        elsewhere.Agreeing().begin, lambda of: (comment(of), rows(Agreement, Agreement.comment_id == of)),
        (
            Side("young.advisor.2", "/our_view", "wording/{of} I agree", GONE, choose("view topic", THEME)),
            Side(
                "young.advisor", "/our_view", "receipt/{of} Take it back for good", "",
                steps(choose("view topic", THEME), press("receipt/{of} Take it back")),
            ),
        ),
    ),
    "a comment that waits to be checked": Kind(
        sent, comment,
        (
            Side("business.manager", "/to_check", "check/{of} Publish", WITHDRAWN),
            taken_back("young.advisor", "/what_happened"),
        ),
    ),
    "a comment that waits for a reply": Kind(
        published, comment,
        (
            Side(
                "council.partner", "/young_people_asked", "reply/{of} Reply", WITHDRAWN,
                steps(choose("reply/{of} kind", ReplyKind.DID.label), write("reply/{of}/words", "We ask you all now.")),
            ),
            taken_back("young.advisor", "/what_happened"),
        ),
    ),
    "an issue of Because of you": Kind(
        elsewhere.published, lambda _of: rows(Issue),
        (
            Side("business.manager", "/because_issues", "next issue Publish the issue", issues.ANOTHER),
            Side("business.manager", "/because_issues", "next issue Publish the issue", issues.ANOTHER),
        ),
    ),
    "an issue that is up": Kind(
        elsewhere.UnpublishingAnIssue().begin, elsewhere.UnpublishingAnIssue().stands,
        (
            Side("business.manager", "/because_issues", "issue/{of} Unpublish", "Somebody unpublished this issue"),
            Side("business.manager", "/because_issues", "issue/{of} Unpublish", "Somebody unpublished this issue"),
        ),
    ),
    "a promise": Kind(
        elsewhere.SettlingAPromise().begin, elsewhere.SettlingAPromise().stands,
        (
            Side(
                "council.partner", "/young_people_asked", "promise/{of}/1 We kept it", BY_ANOTHER,
                write("promise/{of}/1/words", "We asked them."),
            ),
            Side(
                "council.partner", "/young_people_asked", "promise/{of}/1 We dropped it", BY_ANOTHER,
                write("promise/{of}/1/words", "We could not."),
            ),
        ),
    ),
    "a comment that is looked at again": Kind(
        elsewhere.LookingAgainAtAComment().begin, comment,
        (
            Side("scrutineer", "/heard", "again/{of} Publish", WITHDRAWN),
            taken_back("lay.member", "/my_comments"),
        ),
    ),
    "a welfare record": Kind(
        elsewhere.OfWorry("").begin, elsewhere.OfWorry("").stands,
        (
            Side("safeguarding.deputy", "/welfare", "worry/{of} Set the day", elsewhere.OfWorry.sentence),
            Side("safeguarding.lead", "/welfare", "worry/{of} Acknowledge", elsewhere.OfWorry.sentence),
        ),
    ),
    "a drafted row": Kind(
        drafted_row, lambda of: row(DraftRow, of).state, (drafted("Keep"), drafted("Discard"))
    ),
    "the note of a month": Kind(
        written_this_month, lambda _of: act(month_notes.find_note, "scrutineer").words,
        (writes_note("From one browser."), writes_note("From the other browser.")),
    ),
    "what somebody wants for a term": Kind(
        without_a_colour, own.ChoosingForATerm().stands, (wants("Leaf"), wants("Sun"))
    ),
    "how a meeting was": Kind(
        own.Rating().begin, own.Rating().stands,
        (
            Side(
                "young.advisor", "/rate_meeting", "rating/{of} Change it", ratings.ANSWERED_ELSEWHERE,
                choose("rating/{of}/heard", "No"),
            ),
            Side("young.advisor", "/rate_meeting", "rating/{of} Take it back", ratings.ANSWERED_ELSEWHERE),
        ),
    ),
    "an absence": Kind(
        elsewhere.TakingAnAbsenceBack().begin, elsewhere.TakingAnAbsenceBack().stands,
        (
            Side("safeguarding.lead", "/cover", "absence/{of} Cancel the absence", "You have no absence here"),
            Side("safeguarding.lead", "/cover", "absence/{of} Cancel the absence", "You have no absence here"),
        ),
    ),
    "a challenge": Kind(
        raised, challenge,
        (
            Side(
                "police.partner", "/challenge?id={of}", "back/{of} Ask the scrutineer", scrutiny.OfChallenge.sentence,
                write("back/{of}/words", "Which year is meant?"),
            ),
            Side(
                "scrutineer", "/challenge?id={of}", "challenge/{of} Withdraw the challenge",
                scrutiny.OfChallenge.sentence,
                steps(choose("challenge/{of} act", "Withdraw"), write("challenge/{of}/withdraw", "It is settled.")),
            ),
        ),
    ),
    "the draft of a challenge": Kind(
        scrutiny.RaisingADraft().begin, challenge,
        (
            Side("scrutineer", "/challenge?id={of}", "draft/{of} Raise it", scrutiny.RaisingADraft.sentence),
            Side(
                "scrutineer", "/challenge?id={of}", "draft/{of} Save as a draft", scrutiny.RaisingADraft.sentence,
                write("draft/{of}/question", "From the other browser?"),
            ),
        ),
    ),
    "a figure that is explained": Kind(
        unexplained, scrutiny.ExplainingAFigure().stands, (explains("By the first."), explains("By the other."))
    ),
    "an action that is done": Kind(
        done, lambda _of: (rows(ActionRecheck), rows(ActionUpdate)),
        (
            Side(
                "scrutineer", f"/recommendation?id={scrutiny.ACTION}", f"recheck/{REPORT}/{scrutiny.ACTION} It held",
                scrutiny.UpdatingAnAction.sentence, write(f"recheck/{REPORT}/{scrutiny.ACTION}/words", "It holds."),
            ),
            Side(
                "police.partner", "/our_actions?page=2", f"update/{REPORT}/{scrutiny.ACTION} Record progress", "",
                says_on_track("It goes on."),
            ),
        ),
    ),
    "an action of the partners together": Kind(
        with_all_partners, lambda _of: owner_of(TO_TAKE),
        (
            takes("police.partner"),
            Side(
                "council.partner", f"/recommendation?id={TO_TAKE}", f"owner/{REPORT}/{TO_TAKE} Assign it",
                scrutiny.TakingAnAction.sentence,
                steps(
                    press(f"owner/{REPORT}/{TO_TAKE} open"),
                    choose(f"owner/{REPORT}/{TO_TAKE}/agency", "NHS North Central London Integrated Care Board"),
                    write(f"owner/{REPORT}/{TO_TAKE}/reason", "Their nurses do it."),
                ),
            ),
        ),
    ),
    "what the year says of an agency": Kind(
        elsewhere.CheckingTheYear().begin, elsewhere.CheckingTheYear().stands,
        (
            Side("police.partner", "/what_we_owe", "check/{of} It is correct", elsewhere.CheckingTheYear.sentence),
            Side(
                "police.partner", "/what_we_owe", "check/{of} It is not correct", elsewhere.CheckingTheYear.sentence,
                write("check/{of}/words", "The number is another."),
            ),
        ),
    ),
}  # fmt: skip
