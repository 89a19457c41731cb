"""Who is told of what, and that neither a notice nor the trail ever says what was written."""

import json

import pytest

from cscp_core.improvement.rules import Reference
from cscp_core.notices.rules import NoticeKind
from cscp_core.people.tables import Account
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting, service
from cscp_core.scrutiny.challenges.rules import AskedBack
from cscp_core.storage import trail
from cscp_core.storage.trail_actions import ChallengesAction
from tests.builders import facts_of
from tests.scrutiny.asking import BOXES, DUE, boxes_with, days_on

COUNCIL = {"cora", "carl", "cleo"}
ASKERS = {"dee", "lee"}
MARK = "ocelot"
MARKED = boxes_with(
    did=f"{MARK} did", changed=f"{MARK} changed", known=f"{MARK} known", next_step=f"{MARK} next", next_owner=MARK
)


@pytest.mark.parametrize(
    ("stage", "name", "details", "kind", "people"),
    [
        ("draft", drafting.raise_draft, {}, NoticeKind.RAISED, COUNCIL),
        ("draft", drafting.raise_draft, {"agency_ids": ["early-help"]}, NoticeKind.RAISED, COUNCIL | {"eve"}),
        ("draft", drafting.raise_draft, {"agency_ids": ["ccg"]}, NoticeKind.RAISED, {"hal", "olga"}),
        (
            "draft",
            drafting.raise_draft,
            {"agency_ids": ["together"]},
            NoticeKind.RAISED,
            COUNCIL | {"hal", "olga", "pat"},
        ),
        ("draft", drafting.raise_draft, {"agency_ids": ["charity"]}, NoticeKind.NOBODY_ANSWERS, {"sam"}),
        ("raised", answering.send_answer, {}, NoticeKind.ANSWERED, ASKERS),
        ("raised", answering.ask_back, {}, NoticeKind.ASKED_BACK, ASKERS),
        ("asked back", service.reply, {}, NoticeKind.REPLIED, COUNCIL),
        ("answered", service.challenge_further, {}, NoticeKind.FURTHER, COUNCIL),
        ("raised", service.escalate, {}, NoticeKind.ESCALATED, COUNCIL),
        ("raised", service.withdraw, {}, NoticeKind.WITHDRAWN, COUNCIL),
        ("answered", service.close, {}, NoticeKind.CLOSED, COUNCIL),
        ("closed", service.recheck, {"held": False}, NoticeKind.REOPENED, COUNCIL),
    ],
)
def test_of_what_happens_those_are_told_who_must_act_on_it(asking, stage, name, details, kind, people):
    challenge_id = asking.at(stage)
    asking.act(name, challenge_id, **details)
    assert asking.told(challenge_id, kind) == people


@pytest.mark.parametrize(
    ("stage", "name"),
    [
        ("raised", answering.save_answer),
        ("answered", service.rate),
        ("draft", drafting.change_draft),
        ("draft", service.withdraw),
    ],
)
def test_of_work_in_between_nobody_is_told(asking, stage, name):
    challenge_id = asking.at(stage)
    before = len(asking.notices())
    asking.act(name, challenge_id)
    assert len(asking.notices()) == before


def test_of_a_draft_nobody_is_told(asking):
    asking.draft()
    assert asking.notices() == []


def test_of_several_agencies_each_is_told_of_its_own(asking):
    first, second = asking.ask("council", "police")
    assert (asking.told(first, NoticeKind.RAISED), asking.told(second, NoticeKind.RAISED)) == (COUNCIL, {"pat"})


def test_where_somebody_answers_the_business_managers_are_not_troubled(asking):
    assert asking.told(asking.at("raised"), NoticeKind.NOBODY_ANSWERS) == set()


def test_when_a_challenge_is_passed_on_both_agencies_are_told(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="police")
    asking.act(service.reply, challenge_id, agency_id="police")
    assert asking.told(challenge_id, NoticeKind.REPLIED) == COUNCIL
    assert asking.told(challenge_id, NoticeKind.RAISED) == COUNCIL | {"pat"}


def test_whose_account_is_disabled_is_told_nothing(asking, clock):
    with asking.store.writing() as session:
        session.get(Account, asking.people["carl"].account_id).disabled_at = clock.moment
        session.commit()
    assert asking.told(asking.at("raised"), NoticeKind.RAISED) == {"cora", "cleo"}


def test_a_refused_act_tells_nobody(asking):
    challenge_id = asking.at("raised")
    before = len(asking.notices())
    with pytest.raises(Exception, match="Fill in"):
        asking.act(answering.send_answer, challenge_id, boxes=boxes_with(did=""))
    assert len(asking.notices()) == before


def everything_marked(asking):
    """Every act, with a word in every field that people type, that must stay where it was typed."""
    free = {"question": f"{MARK} question?", "would_answer": f"{MARK} would answer"}
    dropped = asking.draft(**free)
    asking.act(drafting.change_draft, dropped, **free)
    asking.act(service.withdraw, dropped, reason=MARK)
    (passed,) = asking.ask(**free)
    asking.act(answering.ask_back, passed, asked=AskedBack.NOT_OURS, agency_id="police", words=MARK)
    asking.act(service.reply, passed, agency_id="police", words=MARK)
    asking.act(service.withdraw, passed, reason=MARK)
    (challenge_id,) = asking.act(drafting.raise_draft, asking.draft(**free), **free)
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.TIME, until=days_on(30), words=MARK)
    asking.act(service.reply, challenge_id, words=MARK)
    reference = Reference(MARK, MARK, MARK, MARK, f"https://{MARK}.example")
    asking.act(answering.save_answer, challenge_id, boxes=MARKED, evidence=[reference])
    asking.act(answering.send_answer, challenge_id, boxes=MARKED, evidence=[reference])
    asking.act(service.rate, challenge_id, reason=MARK)
    asking.act(service.challenge_further, challenge_id, words=MARK, would_answer=MARK)
    asking.act(service.escalate, challenge_id, to=MARK, why=MARK)
    asking.act(answering.send_answer, challenge_id, boxes=MARKED)
    asking.act(service.close, challenge_id, reason=MARK, assurance=Assurance.ASSURED, why_assured=MARK)
    asking.act(service.recheck, challenge_id, held=False, found=MARK)
    return challenge_id


def test_the_words_are_there_to_be_found(asking):
    challenge_id = everything_marked(asking)
    assert MARK in asking.row(challenge_id).question
    assert sum(MARK in one.words for one in asking.events(challenge_id)) >= 7


def test_no_row_of_the_trail_holds_what_anybody_wrote(asking):
    everything_marked(asking)
    assert [row for row in asking.trail() if MARK in json.dumps(row.model_dump(mode="json")).lower()] == []


def test_no_notice_holds_what_anybody_wrote(asking):
    everything_marked(asking)
    assert [row for row in asking.notices() if MARK in json.dumps(row.model_dump(mode="json")).lower()] == []


def test_the_trail_of_a_whole_life_holds_together(asking):
    everything_marked(asking)
    with asking.store.reading() as session:
        assert trail.first_broken(session) is None


@pytest.mark.parametrize(
    ("stage", "name", "action", "facts"),
    [
        ("draft", drafting.change_draft, ChallengesAction.DRAFT_CHANGED, {}),
        ("draft", drafting.raise_draft, ChallengesAction.RAISED, {"agency": "council", "due": DUE.isoformat()}),
        (
            "asked back",
            service.reply,
            ChallengesAction.AGENCY_REPLIED_TO,
            {"asked": "what is meant", "due": DUE.isoformat()},
        ),
        ("answered", service.rate, ChallengesAction.ANSWER_RATED, {"rating": "partly"}),
        ("answered", service.challenge_further, ChallengesAction.CHALLENGED_FURTHER, {"round": 2}),
        ("raised", service.escalate, ChallengesAction.ESCALATED, {}),
        ("raised", service.withdraw, ChallengesAction.WITHDRAWN, {}),
        (
            "answered",
            service.close,
            ChallengesAction.CLOSED,
            {"how_far": "Practice", "how_known": "shown", "assurance": "partly assured", "recheck": "2027-05-21"},
        ),
        ("closed", service.recheck, ChallengesAction.RECHECKED, {"held": True}),
        ("raised", answering.save_answer, ChallengesAction.ANSWER_DRAFTED, {"version": 1}),
        ("raised", answering.send_answer, ChallengesAction.ANSWERED, {"late": False, "references": 0}),
        ("raised", answering.ask_back, ChallengesAction.SCRUTINEER_ASKED, {"asked": "what is meant"}),
    ],
)
def test_the_trail_tells_what_was_done_in_words_from_fixed_lists(asking, stage, name, action, facts):
    challenge_id = asking.at(stage)
    asking.act(name, challenge_id)
    last = asking.trail()[-1]
    assert (last.action, facts_of(last)) == (action, facts)


def test_a_question_to_three_agencies_leaves_a_row_in_the_trail_for_each(asking):
    before = len(asking.trail())
    found = asking.ask("council", "icb", "police")
    assert [one.subject for one in asking.trail()[before:]] == [f"challenge {one}" for one in found]


def test_a_new_draft_leaves_one_row_in_the_trail(asking):
    before = len(asking.trail())
    challenge_id = asking.draft()
    assert [(one.action, one.subject) for one in asking.trail()[before:]] == [
        (ChallengesAction.DRAFTED, f"challenge {challenge_id}")
    ]


def test_an_answer_names_its_sender_in_the_trail_by_account(asking):
    asking.at("answered")
    assert asking.trail()[-1].who == f"account {asking.people['cora'].account_id}"
    assert BOXES.did not in asking.trail()[-1].detail
