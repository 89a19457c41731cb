"""The rehearsal has voices: a comment in every state, a reply, a question, a view together, a worry; all gone again."""

import pytest
from sqlmodel import func, select

from cscp_core.errors import ChallengeRefused
from cscp_core.people import service as people
from cscp_core.people.permissions import SYSTEM, Role
from cscp_core.people.tables import Account
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.storage.base import Table
from cscp_core.storage.tables import Installation
from feedback import published, rehearsal
from feedback.comments import checking
from feedback.comments.rules import CommentKind, CommentState
from feedback.comments.tables import Comment, Reply
from feedback.welfare.rules import About
from feedback.welfare.tables import Concern, KeptFrom
from tests.conftest import REPORT, make_account

pytestmark = pytest.mark.engine

GROWS = ("trail", "trail_head")


@pytest.fixture
def dee(camden):
    with camden.writing() as session:
        return make_account(session, "dee", Role.SCRUTINEER)


@pytest.fixture
def rehearsing(camden, dee):
    with camden.writing() as session:
        rehearsal.add(session, dee, report_id=REPORT.name)
    return camden


def every(store, table):
    with store.reading() as session:
        return list(session.exec(select(table)))


def counts(store):
    with store.reading() as session:
        return {
            name: session.execute(select(func.count()).select_from(table)).scalar()
            for name, table in Table.metadata.tables.items()
            if name not in GROWS
        }


def test_there_is_a_comment_in_every_state(rehearsing):
    assert {row.state for row in every(rehearsing, Comment) if row.kind == CommentKind.VIEW} == set(CommentState) - {
        CommentState.SHOWN
    }


def test_three_young_advisors_wrote_them(rehearsing):
    advisors = {row.account_id for row in every(rehearsing, Account) if row.role == Role.YOUNG_ADVISOR}
    assert {row.account_id for row in every(rehearsing, Comment) if row.account_id} == advisors
    assert len(advisors) == 3


def test_everything_is_marked_as_invented(rehearsing):
    assert all(row.invented for row in every(rehearsing, Comment))
    assert all(row.words.startswith("Invented example") for row in every(rehearsing, Comment) if row.words)
    assert all(row.words.startswith("Invented example") for row in every(rehearsing, Reply))
    assert [row.invented for row in every(rehearsing, Concern)] == [True]


def test_there_is_a_reply_and_a_view_together_and_a_question_that_comes_first(rehearsing, dee):
    assert len(every(rehearsing, Reply)) == 1
    with rehearsing.reading() as session:
        assert len(published.joint_views(session, dee, report_id=REPORT.name)) == 1
        assert meetings.find_meeting(session, dee, meeting_id=1).items[0].source_kind == "question"


def test_removing_it_leaves_nothing_behind(camden, dee):
    before = counts(camden)
    with camden.writing() as session:
        rehearsal.add(session, dee, report_id=REPORT.name)
    with camden.writing() as session:
        rehearsal.remove(session, dee)
    assert counts(camden) == before


def test_what_was_done_to_it_since_goes_too(camden, dee):
    before = counts(camden)
    with camden.writing() as session:
        rehearsal.add(session, dee, report_id=REPORT.name)
    with camden.writing() as session:
        manager = people.find_person(session, SYSTEM, username="business.manager")
        waits = next(row for row in session.exec(select(Comment)) if row.state == CommentState.SENT)
        named = {"username": manager.username, "name": manager.name}
        by = type(dee)(account_id=manager.account_id, role=manager.role, **named)
        checking.let_stand(session, by, comment_id=waits.comment_id, version=waits.version)
    with camden.writing() as session:
        read = session.get(Comment, waits.comment_id)
        known = {"comment_id": read.comment_id, "version": read.version}
        checking.hold_for_welfare(session, by, **known, about=About.LEAD)
    assert every(camden, KeptFrom)
    with camden.writing() as session:
        rehearsal.remove(session, dee)
    assert counts(camden) == before


def test_a_live_installation_has_none(camden, dee):
    with camden.writing() as session:
        mark = session.exec(select(Installation)).one()
        mark.mode = "live"
        session.add(mark)
        session.commit()
    with camden.writing() as session, pytest.raises(ChallengeRefused, match="live"):
        rehearsal.add(session, dee, report_id=REPORT.name)


def test_it_is_not_counted_against_any_agency(rehearsing, dee):
    assert all(row.invented for row in every(rehearsing, Comment) if row.reply_by)
