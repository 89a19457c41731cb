"""Acts on people's accounts, on what Young Advisors say and are told, on welfare records and on the year."""

from datetime import datetime, timedelta

from sqlmodel import col

from cscp_core import start
from cscp_core.evidence.rules import ChallengeCategory
from cscp_core.people import reminders
from cscp_core.people import service as people
from cscp_core.people.tables import Account, SecondFactor, TalkReminder
from cscp_core.scrutiny.challenges import drafting, handover
from cscp_core.scrutiny.year import service as years
from cscp_core.scrutiny.year.rules import year_of
from cscp_core.scrutiny.year.tables import AccuracyCheck
from cscp_core.scrutiny.year.views import fingerprint_of
from cscp_core.settings import settings
from cscp_core.storage.session import ENGLAND, now, today
from feedback.because import issues, notes
from feedback.because.tables import Issue
from feedback.comments import checking, promises, replies
from feedback.comments import service as comments
from feedback.comments.rules import CommentKind, CommentState, Promise, Readers, Reason, ReplyKind, Stands
from feedback.comments.service import Content
from feedback.comments.tables import Comment, Reply
from feedback.together import questions
from feedback.together import service as together
from feedback.together.tables import Agreement
from feedback.welfare import cover, following_up
from feedback.welfare import service as welfare
from feedback.welfare.rules import About, How
from feedback.welfare.tables import Absence, Concern
from tests.pages.acting import act, press, row
from tests.pages.conftest import actor_of
from tests.pages.drawn import FINDING, REPORT, Act, newest, rows


def day():
    with start.store().reading() as session:
        return today(session)


class OfPerson(Act):
    """An act on an account whose address another tab changes meanwhile."""

    page, by, says = "people", "business.manager", "first@example.org"
    sentence = "Somebody changed this account while you were reading"
    who = "safeguarding.lead"

    def __init__(self, button="", who="", before=None):
        self.button, self.who, self.before = f"person/{{of}} {button}", who or self.who, before

    def begin(self):
        of = actor_of(self.who).own_id
        if self.before:
            self.before(of)
        return of

    def version(self, of):
        return row(Account, of).version

    def beside(self, of, version):
        act(people.set_email, "business.manager", account_id=of, version=version, email=self.says)

    def stands(self, of):
        found = row(Account, of)
        facts = found.email, found.disabled_at, found.deputy, found.password_hash, found.answers
        return *facts, rows(SecondFactor, SecondFactor.account_id == of)


class KeepingAnAddress(OfPerson):
    says = "It says now: first"

    def beside(self, of, version):
        act(people.set_email, "business.manager", account_id=of, version=version, email=OfPerson.says)

    def write(self, page, of):
        return page.text_input(key=f"person/{of} notices/email").input("second@example.org").run()


class Moving(OfPerson):
    def write(self, page, of):
        return page.checkbox(key=f"person/{of} post/answers").set_value(True).run()


def sets_up(of):
    with start.store().writing() as session:
        session.add(SecondFactor(account_id=of, number="1", confirmed_at=now(session)))
        session.commit()


def disables(of):
    act(handover.disable_person, "business.manager", account_id=of, version=row(Account, of).version)


class SettingAReminder(Act):
    page, by, button = "people", "business.manager", "reminder/{of} Remind me"
    sentence, again = reminders.CHANGED, False

    def begin(self):
        return actor_of("young.advisor").own_id

    def write(self, page, of):
        return page.date_input(key=f"reminder/{of} month 0").set_value(day() + timedelta(days=200)).run()

    def version(self, of):
        return sum(one.version for one in [newest(TalkReminder, col(TalkReminder.month))] if one)

    def beside(self, of, version):
        details = {"age": 25, "month": day() + timedelta(days=400)}
        act(reminders.set_reminder, "business.manager", account_id=of, version=version, **details)

    def stands(self, of):
        found = newest(TalkReminder, col(TalkReminder.month))
        return found and (found.age, found.month)

    says = "Talk about turning 25"


class TakingAReminderAway(SettingAReminder):
    button, again = "reminder/{of} Remove the reminder", True

    def begin(self):
        of = super().begin()
        act(reminders.set_reminder, "business.manager", account_id=of, version=0, age=18, month=day())
        return of

    def write(self, page, of):
        return page


class TakingAQuestionOff(Act):
    page, by, button, again = "our_view", "young.advisor", "line/{of} Take it off the list", False
    sentence, crosses = "You have no waiting question", True

    def begin(self):
        content = Content(words="Who asks us?")
        of = act(comments.send, "young.advisor", about=FINDING, content=content, kind=CommentKind.QUESTION)
        act(checking.let_stand, "business.manager", comment_id=of, version=row(Comment, of).version)
        return of

    def version(self, of):
        return row(Comment, of).version

    def beside(self, of, version):
        act(questions.take_off, "young.advisor.2", comment_id=of, version=version)

    def stands(self, of):
        return row(Comment, of).in_line


THEME = "identity"  # no note stands before it


def wording(by, words, replaces="", version=0):
    """A view together that was checked."""
    about = {"report_id": REPORT, "theme_id": THEME, "stands": Stands.PARTLY}
    of = act(together.submit_wording, by, **about, words=words, replaces=replaces, version=version)
    act(checking.let_stand, "business.manager", comment_id=of, version=row(Comment, of).version)
    return of


class Agreeing(Act):
    """A view together that somebody replaces meanwhile."""

    page, by, button, says = "our_view", "young.advisor.2", "wording/{of} I agree", "Newer words."
    sentence, again, crosses = together.GONE, False, False

    def begin(self):
        return wording("young.advisor", "We all wait.")

    def write(self, page, of):
        return page.selectbox(key="view topic").set_value(THEME).run()

    def version(self, of):
        return row(Comment, of).version

    def beside(self, of, version):
        wording("young.advisor.3", self.says, replaces=of, version=version)

    def stands(self, of):
        return rows(Agreement)


class Disagreeing(Agreeing):
    """Agreement that is taken back in two tabs, or from words that somebody replaced."""

    button, by = "wording/{of} I no longer agree", "young.advisor"


class Replacing(Agreeing):
    button, again = f"view/{REPORT}/{THEME} Send it to be checked", True
    sentence = "Somebody else changed it while you wrote"

    def write(self, page, of):
        page = press(super().write(page, of), "Go on")
        return page.text_area(key=f"view/{REPORT}/{THEME}/words").input("Mine.").run()

    def stands(self, of):
        return rows(Comment, Comment.words == "Mine.")


class TakingAViewBack(Agreeing):
    """A view together that its writer takes back, in a dialog, and has taken back in another tab meanwhile."""

    by, button, says = "young.advisor", "receipt/{of} Take it back for good", ""
    sentence, crosses = "", True

    def write(self, page, of):
        page = super().write(page, of)
        return (
            next(one for one in page.button if (one.key or "").startswith(f"receipt/{of} Take it back")).click().run()
        )

    def beside(self, of, version):
        act(comments.withdraw, self.by, comment_id=of, version=version)

    def stands(self, of):
        return row(Comment, of).state


class LookingAgainAtAComment(Act):
    """A comment that its writer asked to have looked at again, and takes back meanwhile."""

    page, by, button, again = "heard", "scrutineer", "again/{of} Publish", False
    sentence = comments.MEANWHILE[CommentState.WITHDRAWN]

    def begin(self):
        of = act(comments.send, "lay.member", about=FINDING, content=Content(words="Nobody asked us."))
        why = {"reason": Reason.IDENTIFIES, "told": "Leave out the street."}
        act(checking.send_back, "business.manager", comment_id=of, version=self.version(of), **why)
        act(comments.ask_to_look_again, "lay.member", comment_id=of, version=self.version(of))
        return of

    def version(self, of):
        return row(Comment, of).version

    def beside(self, of, version):
        act(comments.withdraw, "lay.member", comment_id=of, version=version)

    def stands(self, of):
        return row(Comment, of).state


def published(by="young.advisor", about=FINDING):
    """A comment that may be shown in meetings and reports."""
    content = Content(words="Nobody asked us.", readers=Readers.ANYWHERE)
    of = act(comments.send, by, about=about, content=content)
    act(checking.let_stand, "business.manager", comment_id=of, version=row(Comment, of).version)
    return of


class PublishingAnIssue(Act):
    """An issue that another business manager publishes meanwhile, of the same comments."""

    page, by, button, sentence = "because_issues", "business.manager", "next issue Publish the issue", issues.ANOTHER

    def begin(self):
        return published()

    def version(self, of):
        found = newest(Issue, col(Issue.issue_id))
        return found.issue_id if found else 0

    def beside(self, of, version):
        drawn = [(one.comment_id, one.version) for one in act(issues.list_candidates, self.by)]
        act(issues.publish_issue, self.by, seen_number=version, drawn=drawn)

    def stands(self, of):
        return rows(Issue)


class PublishingWhatWasRepliedTo(PublishingAnIssue):
    """An issue of a comment to which somebody replies meanwhile."""

    sentence, says, crosses = issues.CHANGED, "We asked them in spring.", False

    def version(self, of):
        return row(Comment, of).version

    def beside(self, of, version):
        act(replies.reply, who_owes(of), comment_id=of, version=version, kind=ReplyKind.DID, words=self.says)


class UnpublishingAnIssue(PublishingAnIssue):
    button, again, sentence = "issue/{of} Unpublish", False, "Somebody unpublished this issue"

    def begin(self):
        super().begin()
        super().beside("", super().version(""))
        return newest(Issue, col(Issue.issue_id)).issue_id

    def version(self, of):
        return row(Issue, of).version

    def beside(self, of, version):
        act(issues.unpublish_issue, self.by, issue_id=of, version=version)

    def stands(self, of):
        return row(Issue, of).taken_down_at


class SendingTheMonthlyNote(Act):
    """The scrutineer's note to Young Advisors, in two tabs."""

    page, by, button, says = "heard", "scrutineer", "monthly note", "From the other tab."
    sentence = "Somebody changed the note of this month"

    def write(self, page, of):
        return page.text_area(key="monthly note/words").input("From this tab.").run()

    def buttons(self, page, of):
        return [one for one in page.button if one.label in ("Send the note", "Change the note")]

    def version(self, of):
        return act(notes.find_note, self.by).version

    def beside(self, of, version):
        act(notes.send_note, self.by, version=version, words=self.says)

    def stands(self, of):
        return act(notes.find_note, self.by).words


def who_owes(of):
    """An account that owes a reply to a comment."""
    everybody = ("council.partner", "police.partner", "health.partner", "scrutineer")
    return next(by for by in everybody if of in [one.comment_id for one in act(replies.list_waiting, by)])


class SettlingAPromise(Act):
    """A promise that a colleague says was dropped meanwhile."""

    page, by, button, again = "young_people_asked", "council.partner", "promise/{of}/1 We kept it", False
    sentence = comments.BY_ANOTHER

    def begin(self):
        of = published(about=(REPORT, "claim", "claim-foreword-12"))
        promise = {"kind": ReplyKind.WILL, "words": "We will ask them.", "by": day() + timedelta(days=30)}
        act(replies.reply, self.by, comment_id=of, version=row(Comment, of).version, **promise)
        return of

    def write(self, page, of):
        return page.text_area(key=f"promise/{of}/1/words").input("We asked them.").run()

    def version(self, of):
        return row(Comment, of).version

    def beside(self, of, version):
        known = {"number": 1, "promise": Promise.DROPPED, "words": "We could not."}
        act(promises.settle, self.by, comment_id=of, version=version, **known)

    def stands(self, of):
        with start.store().reading() as session:
            found = session.get_one(Reply, (of, 1))
            return found.promise, found.promise_words


class OfWorry(Act):
    """An act of the deputy on a record on which the lead notes meanwhile that they rang."""

    page, by, says = "welfare", "safeguarding.deputy", "Rang twice."
    sentence = "Somebody changed this record after you opened it"

    def __init__(self, button, before=None):
        self.button, self.before = f"worry/{{of}} {button}", before

    def begin(self):
        content = Content(words="I worry about a friend.", worry=About.SOMEBODY)
        act(comments.send, "young.advisor", about=FINDING, content=content)
        of = newest(Concern, col(Concern.concern_id)).concern_id
        if self.before:
            act(self.before, "safeguarding.lead", concern_id=of, version=1)
        return of

    def version(self, of):
        return row(Concern, of).version

    def beside(self, of, version):
        at = datetime.now(ENGLAND) - timedelta(minutes=5)
        details = {"at": at, "how": How.TELEPHONE, "reached": False, "note": self.says}
        act(following_up.record_contact, "safeguarding.lead", concern_id=of, version=version, **details)

    def stands(self, of):
        found = row(Concern, of)
        return found.acknowledged_at, found.handed_to, found.closed_at, found.look_again_on, found.version


class Acknowledging(OfWorry):
    again = False  # who rang has read it


class HandingOver(OfWorry):
    def write(self, page, of):
        page = self.opened(page, of, "Hand over")
        page.text_input(key=f"worry/{of} to").input("Children's services")
        page.text_input(key=f"worry/{of} reference").input("CS-1")
        return page

    def opened(self, page, of, label):
        return next(one for one in page.button if (one.key or "").startswith(f"worry/{of} {label}")).click().run()

    def press_seen(self, page, of):
        return self.press_unseen(self.write(page.run(), of), of)


class ClosingARecord(HandingOver):
    def write(self, page, of):
        page = self.opened(page, of, "Close the record")
        page.text_input(key=f"worry/{of} outcome").input("They are safe.")
        return page

    def buttons(self, page, of):
        return [one for one in super().buttons(page, of) if not one.key.endswith("opens")]


class RecordingAContact(OfWorry):
    def write(self, page, of):
        page.radio(key=f"worry/{of} spoke how").set_value(How.MESSAGE)
        return page.radio(key=f"worry/{of} spoke reached").set_value("Yes").run()


class TakingAnAbsenceBack(Act):
    page, by, button, again = "cover", "safeguarding.lead", "absence/{of} Cancel the absence", False
    sentence = "You have no absence here"

    def begin(self):
        act(cover.add_absence, self.by, starts_on=day(), ends_on=day())
        return newest(Absence, col(Absence.absence_id)).absence_id

    def version(self, of):
        return 0

    def beside(self, of, version):
        act(cover.remove_absence, self.by, absence_id=of)

    def stands(self, of):
        return rows(Absence)


class CheckingTheYear(Act):
    """What the year says of an agency, to which another tab replies meanwhile."""

    page, by, button, again = "what_we_owe", "police.partner", "check/{of} It is correct", False
    sentence, says = "Your agency has replied to this already", "The number is another."

    def begin(self):
        known = {"question": "How many?", "would_answer": "A number.", "category": ChallengeCategory.B}
        act(drafting.raise_new, "scrutineer", **known, agency_ids=["met-police"])
        self.send()
        return newest(AccuracyCheck, col(AccuracyCheck.check_id), AccuracyCheck.agency_id == "met-police").check_id

    def send(self):
        of_year = {"report_id": REPORT, "year": year_of(day(), settings().scrutiny_year_starts)}
        with start.store().reading() as session:
            drawn = fingerprint_of(years.the_year(session, actor_of("scrutineer"), **of_year))
        act(years.ask_to_check, "scrutineer", **of_year, drawn=drawn, due_on=day() + timedelta(days=30))

    def version(self, of):
        return 0

    def beside(self, of, version):
        act(years.reply_to_check, self.by, check_id=of, correct=False, words=self.says)

    def stands(self, of):
        return row(AccuracyCheck, of).correct, row(AccuracyCheck, of).replied_at


class CheckingTheYearThatIsSentAgain(CheckingTheYear):
    sentence, says, crosses = "This was sent to your agency again", "", False

    def beside(self, of, version):
        self.send()


ACTS = [
    OfPerson("Disable"), OfPerson("Make deputy"), OfPerson("Reset the password"), OfPerson("Enable", before=disables),
    OfPerson("Reset the second factor", before=sets_up), KeepingAnAddress("notices Save the address"),
    Moving("post Move", "police.staff"), SettingAReminder(), TakingAReminderAway(), TakingAQuestionOff(), Agreeing(),
    Disagreeing(), Replacing(), TakingAViewBack(), LookingAgainAtAComment(), PublishingAnIssue(),
    PublishingWhatWasRepliedTo(), UnpublishingAnIssue(), SendingTheMonthlyNote(), SettlingAPromise(),
    Acknowledging("Acknowledge"), HandingOver("Record the handover"),
    ClosingARecord("Close the record", welfare.acknowledge), RecordingAContact("Record the contact"),
    OfWorry("Set the day"), TakingAnAbsenceBack(), CheckingTheYear(), CheckingTheYearThatIsSentAgain(),
]  # fmt: skip
