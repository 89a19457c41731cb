"""Welfare first: a test for each sentence of the rule, from holding to escalation and to a form that closes."""

import io
import logging
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from cscp_core import start
from cscp_core.errors import ChangedMeanwhile, CommentsClosed, NotAllowed, NotFound, WelfareRefused
from cscp_core.exports import service as exports
from cscp_core.identifying.worries import find_worries as noticed
from cscp_core.notices.rules import Email, NoticeKind, message
from cscp_core.notices.tables import Notice
from cscp_core.people.permissions import MAY, SYSTEM, Permission, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.search import service as searching
from cscp_core.settings import settings
from cscp_core.storage.tables import Installation
from feedback.comments import checking
from feedback.comments.rules import CommentKind, CommentState, Readers
from feedback.comments.service import point_out
from feedback.own import readable
from feedback.own import service as own
from feedback.welfare import cover, rules, service
from feedback.welfare.rules import About, ContactKind
from tests.feedback.scene import COUNCIL, THEME, TINY, TODAY

WORRY = "My friend is scared to go home."
LIVE = {
    "CSCP_DATABASE_URL": "sqlite:////nowhere/live.sqlite3",
    "CSCP_COOKIE_KEY": "Cookie key of more than forty letters in all",
    "CSCP_ALLOWED_HOSTS": "scrutiny.example.org",
    "CSCP_SMTP_HOST": "mail.example.org",
    "CSCP_SMTP_FROM": "tool@example.org",
}


def worries(scene, by="len", **which):
    return scene.ask(service.list_worries, scene.people[by], **which)


def only(scene, by="len", **which):
    (found,) = worries(scene, by, **which)
    return found


def act(scene, does, by="len", **details):
    found = only(scene, by)
    scene.act(does, scene.people[by], concern_id=found.concern_id, version=found.version, **details)


# "Held for welfare" is set by the author, by the checker, or suggested by the app


def test_a_writer_who_is_worried_sends_to_the_safeguarding_lead(scene):
    held = scene.send(words=WORRY, worry=About.SOMEBODY)
    assert (scene.row(held).state, only(scene).held_by) == (CommentState.HELD, "writer")


def test_a_checker_hands_what_worries_them_to_the_safeguarding_lead(scene):
    scene.held(words="Somebody takes him away at night.")
    assert only(scene).held_by == "checker"


@pytest.mark.parametrize("words", [WORRY, "i want to die", "he hits me", "they got a knife on them", "self harm again"])
def test_the_app_suggests_it_to_writer_and_checker(scene, words):
    assert scene.ask(point_out, scene.yas, words=words).worrying
    waiting = scene.row(scene.send(words=words))
    assert (waiting.state, waiting.worrying) == (CommentState.SENT, True)


@pytest.mark.parametrize("words", ["Nobody told us.", "The room was cold.", "They cut the budget.", "I was not asked."])
def test_the_app_does_not_take_everything_for_a_worry(words):
    assert noticed(words) == []


# It leaves the ordinary queue at once, is seen only by the lead and deputy


def test_what_is_held_leaves_the_ordinary_queue_at_once(scene):
    held = scene.send()
    assert [one.comment_id for one in scene.ask(checking.to_check, scene.sam).items] == [held]
    scene.hold(held)
    assert scene.ask(checking.to_check, scene.sam).items == []


def test_a_published_comment_that_is_held_is_read_by_nobody_any_more(scene):
    held = scene.published(readers=Readers.ANYWHERE)
    scene.hold(held)
    assert {by: scene.said(scene.people[by]) for by in ("dee", "sam", "pat", "yui", "lou", "len")} == {
        key: [] for key in ("dee", "sam", "pat", "yui", "lou", "len")
    }


def test_only_lead_and_deputy_may_see_welfare():
    assert MAY[Permission.SEE_WELFARE] == {Role.SAFEGUARDING_LEAD}


def test_lead_and_deputy_see_who_wrote_and_how_to_reach_them(scene):
    scene.held(words=WORRY)
    for by in ("len", "lia"):
        found = only(scene, by)
        assert (found.words, found.writer) == (WORRY, "Yas Surname, Young Advisor")
        assert found.reach == "user name yas, yas@example.org"


def test_a_writer_without_an_address_is_reached_through_the_participation_worker(scene):
    scene.act(
        cover.set_contacts,
        scene.len,
        version=0,
        words={ContactKind.PARTICIPATION_WORKER: "Post holder, 020 7946 0992"},
    )
    scene.send(scene.yui, words=WORRY, worry=About.SOMEBODY)
    assert only(scene).reach == "user name yui, through the participation worker: Post holder, 020 7946 0992"


def test_where_no_participation_worker_is_named_the_record_says_so(scene):
    scene.send(scene.yui, words=WORRY, worry=About.SOMEBODY)
    assert only(scene).reach == (
        "user name yui, no e-mail address is kept and no participation worker was named when this came"
    )


def test_a_business_manager_sees_only_in_which_months_they_moved_something_themselves(scene, clock):
    scene.held(words=WORRY)
    scene.held()
    clock.advance(days=40)
    scene.held()
    scene.send(words=WORRY, worry=About.SOMEBODY)  # its writer moved it, nobody else
    assert scene.ask(service.months_of_moves, scene.sam) == ["December 2026", "November 2026"]
    assert scene.ask(service.months_of_moves, scene.bea) == []
    with pytest.raises(NotAllowed):
        worries(scene, "sam")


# it is kept apart from the comment (own record, own retention)


def test_the_record_stays_with_its_words_when_the_writer_takes_the_comment_back(scene):
    held = scene.held(words=WORRY)
    scene.withdraw(held)
    assert (scene.row(held).words, scene.row(held).account_id) == ("", None)
    assert only(scene).words == WORRY


# has its own clock


@pytest.mark.engine
def test_a_record_has_a_clock_that_stops_when_somebody_acknowledges_it(scene, clock):
    scene.held()
    clock.advance(hours=4, minutes=1)
    assert only(scene).late
    act(scene, service.acknowledge)
    found = only(scene)
    assert (found.late, found.acknowledged_by) == (False, "Len Surname")


# and is never in searches, exports, packs or logs


def test_the_authors_own_download_holds_their_words_and_nothing_of_the_record(scene):
    scene.held(words=WORRY)
    act(scene, service.hand_over, to="Front door team", reference="Z-4711")
    told = scene.ask(own.as_json, scene.yas).decode() + scene.ask(readable.as_text, scene.yas).decode("utf-8-sig")
    assert WORRY in told
    assert [one for one in ("Z-4711", "Front door team", "Len Surname") if one in told] == []


def test_no_search_finds_it(scene):
    scene.held(words=WORRY)
    for by in ("dee", "sam", "len", "yas"):
        assert scene.ask(searching.search, scene.people[by], report_id=TINY, text="scared home").hits == ()


def test_no_register_holds_it(scene):
    scene.held(words=WORRY)
    made = load_workbook(io.BytesIO(scene.ask(exports.register_workbook, scene.dee, report_id=TINY)))
    assert WORRY not in "\n".join(str(cell.value) for sheet in made for row in sheet for cell in row)


def test_no_log_line_holds_it(scene, caplog):
    caplog.set_level(logging.DEBUG)
    scene.held(words=WORRY)
    act(scene, service.acknowledge)
    assert WORRY not in caplog.text
    assert "Yas Surname" not in caplog.text


def test_the_trail_holds_neither_words_nor_writer(scene):
    scene.held(words=WORRY)
    act(scene, service.acknowledge)
    said = "\n".join(f"{row.who} {row.action} {row.subject} {row.detail}" for row in scene.trail())
    assert [one for one in (WORRY, "yas", "Yas") if one in said] == []


# Lead and deputy get a notice without content; unread notices escalate


def test_lead_and_deputy_are_told_without_content(scene):
    scene.held(words=WORRY)
    assert {by: scene.notices(scene.people[by]) for by in ("len", "lia")} == {
        key: [NoticeKind.WELFARE] for key in ("len", "lia")
    }
    with scene.store.reading() as session:
        address = session.exec(select(Notice.address).where(Notice.kind == NoticeKind.WELFARE)).first()
    assert WORRY not in message("https://here", NoticeKind.WELFARE.link(address))
    assert NoticeKind.WELFARE.link(address) == "/"


@pytest.mark.parametrize(
    ("waited", "leads", "managers"),
    [(timedelta(minutes=119), 0, 0), (timedelta(hours=2), 1, 0), (timedelta(hours=4), 1, 1), (timedelta(days=1), 1, 1)],
)
def test_a_notice_that_nobody_opens_is_passed_on(scene, clock, waited, leads, managers):
    scene.send(words=WORRY, worry=About.SOMEBODY)
    clock.advance(seconds=waited.total_seconds())
    start.look_after(scene.store)
    assert len(scene.notices(scene.len)) == len(scene.notices(scene.lia)) == 1 + leads
    assert scene.notices(scene.sam).count(NoticeKind.WELFARE_UNREAD) == managers


def test_each_step_is_taken_once(scene, clock):
    scene.held()
    clock.advance(hours=2)
    assert [scene.act(service.pass_on_unopened, SYSTEM) for _ in range(3)] == [1, 0, 0]


def test_what_was_acknowledged_is_not_passed_on(scene, clock):
    scene.held()
    act(scene, service.acknowledge)
    clock.advance(days=2)
    assert scene.act(service.pass_on_unopened, SYSTEM) == 0


# no cover or a notice that cannot be sent closes the form and says whom to ring


def away(scene, *names):
    for name in names:
        scene.act(cover.add_absence, scene.people[name], starts_on=TODAY, ends_on=TODAY)


def test_while_the_deputy_is_here_the_form_is_open(scene):
    away(scene, "len")
    assert scene.ask(cover.closed_because, scene.yas) == ""


@pytest.mark.parametrize("name", ["Childline", "0800 1111", "999", "116 123"])
def test_without_cover_the_form_is_closed_and_says_whom_to_ring(scene, name):
    away(scene, "len", "lia")
    assert name in scene.ask(cover.closed_because, scene.yas)
    with pytest.raises(CommentsClosed, match=name):
        scene.send()


def test_the_closed_form_names_childrens_services_where_they_are_set(scene):
    scene.act(cover.set_contacts, scene.len, version=0, words={ContactKind.CHILDRENS_SERVICES: "020 7946 0991"})
    away(scene, "len", "lia")
    assert "020 7946 0991" in scene.ask(cover.closed_because, scene.yas)


def test_the_day_after_the_form_is_open_again(scene, clock):
    away(scene, "len", "lia")
    clock.advance(days=1)
    assert scene.ask(cover.closed_because, scene.yas) == ""


def test_an_account_that_cannot_sign_in_yet_covers_nothing(scene):
    with scene.store.writing() as session:
        for account in session.exec(select(Account).where(Account.role == Role.SAFEGUARDING_LEAD)):
            account.password_hash = None
            session.add(account)
        session.commit()
    assert scene.ask(cover.closed_because, scene.yas)


def test_without_cover_a_checker_still_holds_and_hears_whom_to_ring(scene):
    waiting = scene.send()
    away(scene, "len", "lia")
    assert "999" in scene.hold(waiting)
    assert scene.row(waiting).state == CommentState.HELD


@pytest.fixture
def live(scene, monkeypatch):
    """The same partnership in live use, with everything set that the form needs."""
    for name, value in LIVE.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    with scene.store.writing() as session:
        mark = session.exec(select(Installation)).one()
        mark.mode = "live"
        session.add(mark)
        for account in session.exec(select(Account).where(Account.role == Role.SAFEGUARDING_LEAD)):
            account.email = f"{account.username}@example.org"
            session.add(account)
        session.commit()
    scene.act(cover.set_contacts, scene.len, version=0, words=dict.fromkeys(ContactKind, "020 7946 0991"))
    yield scene
    settings.cache_clear()


def test_in_live_use_the_form_is_open_when_everything_is_set(live):
    assert live.ask(cover.closed_because, live.yas) == ""


@pytest.mark.parametrize("kind", list(ContactKind))
def test_in_live_use_the_form_is_closed_without_each_contact(live, kind):
    live.act(cover.set_contacts, live.len, version=live.ask(cover.contacts_version, live.len), words={kind: ""})
    assert rules.Why.NOT_READY.label in live.ask(cover.closed_because, live.yas)


@pytest.mark.parametrize("name", ["len", "lia"])
def test_in_live_use_the_form_is_closed_without_lead_or_deputy(live, name):
    with live.store.writing() as session:
        account = session.exec(select(Account).where(Account.username == name)).one()
        account.disabled_at = live.clock()
        session.add(account)
        session.commit()
    assert rules.Why.NOT_READY.label in live.ask(cover.closed_because, live.yas)


def test_in_live_use_the_form_is_closed_without_a_mail_server(live, monkeypatch):
    monkeypatch.delenv("CSCP_SMTP_HOST")
    settings.cache_clear()
    assert rules.Why.NO_NOTICE.label in live.ask(cover.closed_because, live.yas)


def test_in_live_use_the_form_is_closed_where_a_lead_has_no_address(live):
    with live.store.writing() as session:
        account = session.exec(select(Account).where(Account.username == "lia")).one()
        account.email = ""
        session.add(account)
        session.commit()
    assert rules.Why.NO_NOTICE.label in live.ask(cover.closed_because, live.yas)


@pytest.mark.parametrize("stands", [Email.WAITING, Email.GIVEN_UP])
def test_in_live_use_a_notice_that_could_not_be_sent_closes_the_form_until_it_is_read(live, stands):
    live.send(words=WORRY, worry=About.SOMEBODY)
    with live.store.writing() as session:
        for notice in session.exec(select(Notice).where(Notice.kind == NoticeKind.WELFARE)):
            notice.email, notice.tries = stands, 1
            session.add(notice)
        session.commit()
    assert rules.Why.NO_NOTICE.label in live.ask(cover.closed_because, live.yas)
    with live.store.writing() as session:
        for notice in session.exec(select(Notice)):
            notice.read_at = live.clock()
            session.add(notice)
        session.commit()
    assert live.ask(cover.closed_because, live.yas) == ""


def test_in_live_use_a_notice_that_went_nowhere_to_somebody_else_closes_nothing(live):
    """A lead who has left cannot read theirs any more."""
    live.send(words=WORRY, worry=About.SOMEBODY)
    with live.store.writing() as session:
        other = session.exec(select(Account).where(Account.username == "sam")).one().account_id
        for notice in session.exec(select(Notice).where(Notice.kind == NoticeKind.WELFARE)):
            notice.account_id, notice.email, notice.tries = other, Email.GIVEN_UP, 1
            session.add(notice)
        session.commit()
    assert live.ask(cover.closed_because, live.yas) == ""


# The app keeps reference, date and outcome


def test_handing_over_keeps_reference_and_date_and_closing_the_outcome(scene):
    scene.held()
    act(scene, service.hand_over, to="Front door team", reference="Z-4711")
    found = only(scene, handed_over=True)
    assert (found.handed_to, found.reference, found.handed_over_at.date()) == ("Front door team", "Z-4711", TODAY)
    about = {"concern_id": found.concern_id, "version": found.version}
    scene.act(service.close, scene.len, **about, outcome="Assessment opened")
    closed = only(scene, closed=True)
    assert (closed.outcome, closed.keep_until) == ("Assessment opened", TODAY + rules.KEPT_FOR)


def test_what_nobody_acknowledged_cannot_be_closed(scene):
    scene.held()
    with pytest.raises(WelfareRefused, match="Acknowledge"):
        act(scene, service.close, outcome="Nothing")


@pytest.mark.parametrize("does", [service.acknowledge, service.give_back])
def test_two_people_at_one_record_do_not_write_over_each_other(scene, does):
    scene.held()
    act(scene, service.acknowledge)
    with pytest.raises(ChangedMeanwhile):
        scene.act(does, scene.lia, concern_id=1, version=1)


def test_where_nobody_is_at_risk_the_comment_is_checked_as_any_other(scene):
    held = scene.held()
    act(scene, service.give_back)
    assert scene.row(held).state == CommentState.SENT
    assert scene.ask(checking.to_check, scene.sam).items[0].comment_id == held
    assert only(scene, closed=True).outcome.startswith("Nobody was found to be at risk")


def test_what_its_writer_sent_to_nobody_else_does_not_go_back_to_be_checked(scene):
    held = scene.send(words=WORRY, worry=About.SOMEBODY)
    assert not only(scene).may_go_back
    with pytest.raises(WelfareRefused, match="nobody else"):
        act(scene, service.give_back)
    assert scene.row(held).state == CommentState.HELD
    assert scene.ask(checking.to_check, scene.sam).items == []
    act(scene, service.acknowledge)
    act(scene, service.close, outcome="Nobody was at risk")
    assert only(scene, closed=True).outcome == "Nobody was at risk"
    assert scene.row(held).state == CommentState.HELD


@pytest.mark.parametrize("words", ["Somebody takes him away at night.", WORRY], ids=["checker", "app"])
def test_what_a_checker_held_may_go_back(scene, words):
    scene.held(words=words)
    assert only(scene).may_go_back


def test_what_came_in_a_way_that_nobody_knows_does_not_go_back():
    assert not rules.may_go_back("somebody else")


def test_an_absence_is_taken_back_by_its_owner(scene):
    away(scene, "len")
    (absence,) = scene.ask(cover.list_absences, scene.lia)
    with pytest.raises(NotFound, match="You have no absence here"):
        scene.act(cover.remove_absence, scene.lia, absence_id=absence.absence_id)
    assert len(scene.ask(cover.list_absences, scene.len)) == 1
    scene.act(cover.remove_absence, scene.len, absence_id=absence.absence_id)
    assert scene.ask(cover.list_absences, scene.len) == []


# A writer whose comment someone else held is told kindly why


def test_a_writer_whose_comment_somebody_else_held_is_told(scene):
    held = scene.held()
    assert scene.receipt(held).held_by_another
    assert NoticeKind.LET_YOU_KNOW in scene.notices(scene.yas)


def test_a_writer_who_sent_it_there_is_not_told_what_they_know(scene):
    held = scene.send(words=WORRY, worry=About.SOMEBODY)
    assert not scene.receipt(held).held_by_another


@pytest.mark.parametrize(
    ("about", "kind"),
    [(COUNCIL, CommentKind.VIEW), (THEME, CommentKind.MISSING), (THEME, CommentKind.QUESTION)],
    ids=list(CommentKind)[:3],
)
def test_that_somebody_worries_is_enough_without_words_or_stance(scene, about, kind):
    held = scene.send(about=about, kind=kind, stance=None, words="", worry=About.SOMEBODY)
    assert scene.row(held).state == CommentState.HELD
    found = only(scene)
    assert (found.words, found.writer) == ("", "Yas Surname, Young Advisor")
    assert found.reach


def test_a_lay_members_one_question_is_no_obstacle_to_a_worry(scene):
    scene.question(scene.lou)
    held = scene.send(scene.lou, about=THEME, kind=CommentKind.QUESTION, words=WORRY, worry=About.SOMEBODY)
    assert scene.row(held).state == CommentState.HELD


def test_names_are_no_obstacle_to_a_worry(scene):
    held = scene.send(words="Ring my friend Kaleb on 07700 900461", worry=About.SOMEBODY)
    assert scene.row(held).state == CommentState.HELD
