"""What is in the demonstration: every state, something for everybody to do, and nothing that is not so."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from cscp_core.demonstration import service as demonstration
from cscp_core.demonstration.asking import ANSWERED, ASKED, POLICE, Topic
from cscp_core.demonstration.timeline import Timeline
from cscp_core.evidence.tables import Claim, Figure, Recommendation
from cscp_core.identifying.rules import find_details
from cscp_core.improvement import actions
from cscp_core.people.permissions import SYSTEM
from cscp_core.people.reminders import list_reminders
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import reads as challenges
from cscp_core.scrutiny.challenges.rules import AskedBack, ChallengeState, Happened
from cscp_core.scrutiny.challenges.tables import Challenge, ChallengeAnswer, ChallengeEvent
from cscp_core.scrutiny.judgements import service as judgements
from cscp_core.scrutiny.meetings import outcomes
from cscp_core.scrutiny.meetings import reads as meetings
from cscp_core.scrutiny.meetings.rules import MeetingState, NoteKind
from cscp_core.storage import trail
from cscp_core.storage.tables import TrailRow
from feedback import published
from feedback.comments import checking, chosen, replies
from feedback.comments.rules import CommentKind, CommentState
from feedback.comments.tables import Comment, Reply
from feedback.together import picks
from feedback.welfare import service as welfare
from feedback.welfare.tables import Concern
from tests.conftest import REPORT, Clock
from tests.databases import opened
from tests.nightly import sampled
from tests.scenes import people_of

BEFORE_IT = 2  # rows of the trail: the load of the report, and the accounts
MADE = Timeline(Clock().moment)
PARTNERS = ("council.partner", "health.partner", "police.partner")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
STRANGE_DAYS = sampled(
    [
        datetime(2026, 11, 28, 23, 50, tzinfo=UTC),  # a Saturday night
        datetime(2027, 1, 1, 9, tzinfo=UTC),
        datetime(2027, 3, 29, 0, 10, tzinfo=UTC),  # Easter Monday, an hour after the clocks changed
        datetime(2027, 12, 27, 12, tzinfo=UTC),
        datetime(2028, 2, 29, 6, tzinfo=UTC),
    ],
    by_day=[datetime(2027, 12, 27, 12, tzinfo=UTC)],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory, databases, demonstrated):
    """The demonstration, for tests that only read it."""
    path = tmp_path_factory.mktemp("story") / "made.sqlite3"
    databases.copy(demonstrated, path)
    store = opened(databases, path, Clock())
    yield store
    store.engine.dispose()
    databases.drop(path)


@pytest.fixture(scope="module")
def people(made):
    return people_of(made)


def ask(store, service, actor, **details):
    with store.reading() as session:
        return service(session, actor, **details)


def every(store, table, *where):
    with store.reading() as session:
        return list(session.exec(select(table).where(*where)))


def moments_of(store):
    """When each row of the trail was written, in the order of its rows, from the story's first on."""
    rows = every(store, TrailRow, TrailRow.number > BEFORE_IT)
    return [one.at for one in sorted(rows, key=lambda one: one.number)]


def test_challenges_stand_in_every_state(made):
    assert {one.state for one in every(made, Challenge)} == set(ChallengeState)


def test_agencies_have_asked_back_in_every_way(made):
    words = " ".join(one.words for one in every(made, ChallengeEvent, ChallengeEvent.kind == Happened.ASKED_BACK))
    assert all(f"{one.label[0].upper()}{one.label[1:]}." in words for one in AskedBack)


def test_one_answer_held_when_it_was_looked_at_again_and_one_did_not(made):
    kinds = {one.kind for one in every(made, ChallengeEvent)}
    assert {Happened.HELD, Happened.REOPENED, Happened.FURTHER, Happened.SAID} <= kinds


def test_answers_are_on_time_and_late_rated_and_drafted(made):
    answers = every(made, ChallengeAnswer)
    assert {one.late for one in answers} == {True, False, None}
    assert any(one.rating for one in answers)
    assert any(not one.rating for one in answers if one.sent_at)


@pytest.mark.parametrize("username", PARTNERS)
def test_each_partner_has_something_overdue_and_something_due_this_week(made, people, username):
    owed = ask(made, challenges.list_owed, people[username])
    assert any(one.overdue for one in owed)
    assert any(not one.overdue and one.due_on and one.due_on <= MADE.this_week for one in owed)


@pytest.mark.parametrize("username", PARTNERS)
def test_each_partner_has_an_action_with_a_date_of_this_year(made, people, username):
    found = ask(made, actions.own_actions, people[username], report_id=REPORT.name)
    assert any(one.update for one in found)


def test_the_police_are_asked_about_custody_missing_children_and_referrals():
    assert {topic for topic, one in ASKED.items() if POLICE in one.agencies} >= {
        Topic.CUSTODY,
        Topic.MISSING,
        Topic.REFERRALS,
    }


def test_everything_that_can_wait_for_the_scrutineer_waits(made, people):
    waiting = ask(made, challenges.list_waiting, people["scrutineer"])
    assert all(waiting.values())
    assert ask(made, checking.sent_back, people["scrutineer"])[0].asked
    assert ask(made, replies.list_waiting, people["scrutineer"])


def test_the_business_manager_has_comments_to_check_and_somebody_to_find_and_to_talk_with(made, people):
    manager = people["business.manager"]
    waiting = ask(made, checking.to_check, manager).items
    assert {one.late for one in waiting} == {True, False}
    assert ask(made, challenges.count_unanswerable, manager)
    assert len(ask(made, list_reminders, manager, due=True)) == 1


def test_young_advisors_chose_the_finding_of_this_month_and_nobody_has_answered_it(made, people):
    for name in ("young.advisor", "young.advisor.2"):
        first = ask(made, picks.find_first, people[name], report_id=REPORT.name, in_turn=())
        assert first.is_chosen
        about = {"report_id": REPORT.name, "kind": first.kind, "source_id": first.source_id}
        assert ask(made, chosen.find_own_view, people[name], **about) is None


def test_the_safeguarding_lead_has_worries_in_every_state(made, people):
    lead = people["safeguarding.lead"]
    fresh, followed = ask(made, welfare.list_worries, lead)[::-1]
    assert (fresh.acknowledged_at, fresh.late, bool(followed.attempts)) == (None, False, True)
    assert [one.look_again_is_due for one in ask(made, welfare.list_worries, lead, handed_over=True)] == [True]
    assert ask(made, welfare.list_worries, lead, closed=True)


def test_the_last_meeting_has_a_whole_record(made, people):
    ended = [
        one for one in ask(made, meetings.list_meetings, people["scrutineer"]).items if one.state is MeetingState.ENDED
    ]
    meeting = ask(made, meetings.find_meeting, people["scrutineer"], meeting_id=ended[0].meeting_id)
    assert {one.kind for one in meeting.notes} == set(NoteKind)
    assert [one.source_kind for one in meeting.items[:2]] == ["question", "question"]
    assert outcomes.number_decisions(meeting)
    assert [one.item.reached for one in outcomes.list_outcomes(meeting)] == [True] * 5 + [False]


def test_the_next_meeting_is_next_week_and_begins_with_a_question_of_young_advisors(made, people):
    (ahead,) = ask(made, meetings.list_meetings, people["lay.member"]).items[:1]
    meeting = ask(made, meetings.find_meeting, people["lay.member"], meeting_id=ahead.meeting_id)
    assert (ahead.state, ahead.held_on) == (MeetingState.PLANNED, MADE.day(1, 2))
    assert meeting.items[0].source_kind == "question"
    assert len(meeting.items) > 4


def test_two_priorities_are_judged(made, people):
    judged = ask(made, judgements.current_judgements, people["scrutineer"], report_id=REPORT.name)
    assert {one: word.assurance for one, word in judged.items()} == {
        "neglect": Assurance.PARTLY,
        "domestic-abuse": Assurance.NOT,
    }


def test_there_is_a_comment_in_every_state_and_of_every_kind(made):
    rows = every(made, Comment)
    assert {one.state for one in rows} == set(CommentState)
    assert {one.kind for one in rows} == set(CommentKind)


def test_replies_answer_their_writers_or_do_not_or_wait_for_their_word(made):
    assert {one.answers for one in every(made, Reply)} == {True, False, None}


def test_young_advisors_speak_together_on_one_theme_and_have_one_to_agree(made, people):
    assert set(ask(made, published.joint_views, people["lay.member"], report_id=REPORT.name)) == {"neglect"}


@pytest.mark.engine
def test_the_trail_holds_and_its_rows_stand_in_the_order_of_time(made):
    with made.reading() as session:
        assert trail.first_broken(session) is None
    moments = moments_of(made)
    assert moments == sorted(moments)
    assert moments[-1] == Clock().moment


def test_the_numbers_in_its_questions_are_those_of_the_report(made):
    with made.reading() as session:
        rows = {one.claim_id: one for one in session.exec(select(Claim).where(col(Claim.retired).is_(False)))}
        rows |= {one.recommendation_id: one for one in session.exec(select(Recommendation))}
        figures = [f"{one.as_printed} {one.context} {one.value}" for one in session.exec(select(Figure))]
    for topic, asked in ASKED.items():
        printed = f"{rows[asked.about].text} 2018-19 and in 2019-20 {' '.join(figures)}"
        assert [one for one in NUMBER.findall(asked.words) if one not in printed] == [], topic


def test_nobody_is_named_in_it():
    texts = [one.words for one in ASKED.values()] + [one.would_answer for one in ASKED.values()]
    for one in ANSWERED.values():
        texts += [one.did, one.changed, one.known, one.next_step, one.next_owner, one.evidence]
    assert {text: found for text in texts if (found := find_details(text))} == {}


def test_no_comment_of_it_names_anybody(made):
    said = [one.words for one in [*every(made, Comment), *every(made, Reply), *every(made, Concern)]]
    assert {text: found for text in said if (found := find_details(text))} == {}


@pytest.mark.parametrize("day", STRANGE_DAYS)
def test_it_can_be_made_on_any_day(place, loaded, day):
    store = place("strange", loaded, by=lambda: day)
    with store.writing() as session:
        assert demonstration.make_once(session, SYSTEM)
    acted = moments_of(store)
    assert acted == sorted(acted)
    assert acted[-1] == day
