"""Every act on a challenge in every state: what is done, what is refused, who may, and what a refusal leaves behind."""

from itertools import product

import pytest

from cscp_core.errors import (
    ChallengeRefused,
    ChangedMeanwhile,
    CscpError,
    NotAllowed,
    NotFound,
    TextRefused,
    UpdateRefused,
)
from cscp_core.evidence.rules import HowFar
from cscp_core.improvement.rules import Reference
from cscp_core.people import drafts
from cscp_core.scrutiny.assurance import Assurance
from cscp_core.scrutiny.challenges import answering, drafting, service
from cscp_core.scrutiny.challenges.rules import AskedBack, Boxes, ChallengeState
from tests.scrutiny.asking import ACTS, ON_THE_DRAFT, STAGES, TODAY, WORDED, boxes_with, days_on

DONE = {  # (act, stage): the state that it leaves; everything else is refused
    (drafting.change_draft, "draft"): ChallengeState.DRAFT,
    (drafting.raise_draft, "draft"): ChallengeState.RAISED,
    (service.withdraw, "draft"): ChallengeState.WITHDRAWN,
    (service.escalate, "raised"): ChallengeState.ESCALATED,
    (service.withdraw, "raised"): ChallengeState.WITHDRAWN,
    (answering.save_answer, "raised"): ChallengeState.RAISED,
    (answering.send_answer, "raised"): ChallengeState.ANSWERED,
    (answering.ask_back, "raised"): ChallengeState.RAISED,
    (service.reply, "asked back"): ChallengeState.RAISED,
    (service.escalate, "asked back"): ChallengeState.ESCALATED,
    (service.withdraw, "asked back"): ChallengeState.WITHDRAWN,
    (answering.save_answer, "asked back"): ChallengeState.RAISED,
    (answering.send_answer, "asked back"): ChallengeState.ANSWERED,
    (service.rate, "answered"): ChallengeState.ANSWERED,
    (service.challenge_further, "answered"): ChallengeState.RAISED,
    (service.escalate, "answered"): ChallengeState.ESCALATED,
    (service.withdraw, "answered"): ChallengeState.WITHDRAWN,
    (service.close, "answered"): ChallengeState.CLOSED,
    (service.challenge_further, "escalated"): ChallengeState.RAISED,
    (service.withdraw, "escalated"): ChallengeState.WITHDRAWN,
    (service.close, "escalated"): ChallengeState.CLOSED,
    (answering.save_answer, "escalated"): ChallengeState.ESCALATED,
    (answering.send_answer, "escalated"): ChallengeState.ANSWERED,
    (answering.ask_back, "escalated"): ChallengeState.ESCALATED,
    (service.recheck, "closed"): ChallengeState.CLOSED,
}
REFUSED = [one for one in product(ACTS, STAGES) if one not in DONE]
OF_THE_AGENCY = (answering.save_answer, answering.send_answer, answering.ask_back)
OF_THE_ASKER = tuple(name for name in ACTS if name not in OF_THE_AGENCY)
ITS_STAGE = {  # a stage in which each act is allowed
    name: next(stage for act, stage in DONE if act == name) for name in ACTS
}
UNSEEN = "\x00\x07\u202e\u200b"


def refused(asking, error, name, challenge_id, **details):
    """Does what must be refused, and returns the sentence; nothing at all may have changed by it."""
    before = asking.everything()
    with pytest.raises(error) as caught:
        asking.act(name, challenge_id, **details)
    assert asking.everything() == before
    return str(caught.value)


@pytest.mark.parametrize(("name", "stage"), DONE)
def test_an_act_in_its_state_leaves_the_challenge_where_the_vocabulary_says(asking, name, stage):
    challenge_id = asking.at(stage)
    asking.act(name, challenge_id)
    assert asking.row(challenge_id).state == DONE[name, stage]


@pytest.mark.parametrize(("name", "stage"), DONE)
def test_an_act_leaves_the_challenge_in_a_new_version_or_the_agencys_draft_does(asking, name, stage):
    challenge_id = asking.at(stage)
    before = asking.row(challenge_id).version, asking.draft_version(challenge_id)
    asking.act(name, challenge_id)
    assert (asking.row(challenge_id).version, asking.draft_version(challenge_id)) != before


@pytest.mark.parametrize(("name", "stage"), REFUSED)
def test_an_act_out_of_its_state_is_refused_and_changes_nothing(asking, name, stage):
    hidden = stage == "draft" and name in OF_THE_AGENCY
    assert refused(asking, NotFound if hidden else ChallengeRefused, name, asking.at(stage)).endswith(".")


@pytest.mark.parametrize(("name", "stage"), DONE)
def test_every_act_adds_one_row_to_the_trail(asking, name, stage):
    challenge_id = asking.at(stage)
    before = len(asking.trail())
    asking.act(name, challenge_id)
    added = asking.trail()[before:]
    assert [one.subject for one in added] == [f"challenge {challenge_id}"]


@pytest.mark.parametrize(("name", "stage"), [one for one in DONE if one[0] not in (drafting.change_draft,)])
def test_every_act_but_work_on_a_draft_stands_on_the_record_with_its_time_and_author(asking, clock, name, stage):
    challenge_id = asking.at(stage)
    before = len(asking.events(challenge_id))
    clock.advance(minutes=5)
    asking.act(name, challenge_id)
    added = asking.events(challenge_id)[before:]
    expected = [] if name == answering.save_answer else [(clock.moment, asking.people[ACTS[name][0]].account_id)]
    assert [(one.at, one.account_id) for one in added] == expected


@pytest.mark.parametrize(("name", "stage"), [one for one in DONE if one[0] not in (drafting.change_draft,)])
def test_the_record_tells_the_state_that_an_act_left(asking, name, stage):
    challenge_id = asking.at(stage)
    asking.act(name, challenge_id)
    last = asking.events(challenge_id)[-1:]
    assert [one.state for one in last] == [DONE[name, stage]]


@pytest.mark.parametrize("name", ACTS)
def test_no_act_finds_a_challenge_that_is_not_there(asking, name):
    by, details = ACTS[name]
    seen = {"seen_version": 0} if name in ON_THE_DRAFT else {"version": 1}
    with pytest.raises(NotFound, match="no such challenge"), asking.store.writing() as session:
        name(session, asking.people[by], challenge_id=999, **details | seen)


@pytest.mark.parametrize("name", OF_THE_AGENCY)
@pytest.mark.parametrize("stranger", ["pat", "hal", "eve"])
def test_for_another_agency_there_is_no_such_challenge(asking, name, stranger):
    assert refused(asking, NotFound, name, asking.at("raised"), by=stranger) == "There is no such challenge."


@pytest.mark.parametrize("name", OF_THE_AGENCY)
@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "draft"])
def test_another_agency_learns_of_no_state(asking, name, stage):
    assert refused(asking, NotFound, name, asking.at(stage), by="pat") == "There is no such challenge."


@pytest.mark.parametrize("name", OF_THE_AGENCY)
@pytest.mark.parametrize("person", ["dee", "sam", "liz"])
def test_nobody_but_a_partner_answers(asking, name, person):
    assert "not allowed to answer for an agency" in refused(asking, NotAllowed, name, asking.at("raised"), by=person)


@pytest.mark.parametrize("name", OF_THE_ASKER)
@pytest.mark.parametrize("person", ["sam", "cora", "liz"])
def test_nobody_but_the_scrutineer_asks_and_judges(asking, name, person):
    said = refused(asking, NotAllowed, name, asking.at(ITS_STAGE[name]), by=person)
    assert "not allowed to raise challenges to agencies" in said


@pytest.mark.parametrize("name", OF_THE_ASKER)
def test_a_second_scrutineer_goes_on_where_the_first_left_off(asking, name):
    challenge_id = asking.at(ITS_STAGE[name])
    asking.act(name, challenge_id, by="lee")
    assert asking.row(challenge_id).state == DONE[name, ITS_STAGE[name]]


def test_a_drafting_account_keeps_a_draft(asking):
    challenge_id = asking.at("raised")
    assert asking.act(answering.save_answer, challenge_id, by="cleo") == 1


@pytest.mark.parametrize("name", [answering.send_answer, answering.ask_back])
def test_a_drafting_account_neither_sends_nor_asks_back(asking, name):
    said = refused(asking, NotAllowed, name, asking.at("raised"), by="cleo")
    assert "drafts for your agency" in said


def test_what_a_drafting_account_drafted_a_colleague_sends(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="cleo")
    asking.act(answering.send_answer, challenge_id, by="carl")
    (answer,) = asking.answers(challenge_id)
    assert answer.sent_by == asking.people["carl"].account_id


def test_saved_words_that_a_colleague_replaces_are_their_writers_own_draft_again(asking):
    challenge_id = asking.at("raised")
    there = Reference("A register", "Head", "2026", "the council")
    asking.act(
        answering.save_answer, challenge_id, by="cleo", boxes=Boxes(did="We trained.", known="Said."), evidence=[there]
    )
    asking.act(
        answering.save_answer, challenge_id, by="carl", seen_version=1, boxes=Boxes(did="We met.", known="Said.")
    )
    with asking.store.reading() as session:
        kept = drafts.drafts_at(session, asking.people["cleo"], place=f"answer/{challenge_id}/1")
    assert {name: (one.words, one.seen_version) for name, one in kept.items()} == {
        "did": ("We trained.", 1), "title 0": ("A register", 1), "owner 0": ("Head", 1), "dated 0": ("2026", 1),
        "held_at 0": ("the council", 1),
    }  # fmt: skip


def test_who_replaces_their_own_saved_words_gets_nothing_back(asking):
    challenge_id = asking.at("raised")
    asking.act(answering.save_answer, challenge_id, by="cleo", boxes=Boxes(did="We trained."))
    asking.act(answering.save_answer, challenge_id, by="cleo", seen_version=1, boxes=Boxes(did="We met."))
    with asking.store.reading() as session:
        assert drafts.drafts_at(session, asking.people["cleo"], place=f"answer/{challenge_id}/1") == {}


@pytest.mark.parametrize(
    ("agency_id", "person"),
    [
        pytest.param("council", "cora", id="an agency by its own people"),
        pytest.param("council", "carl", id="an agency by any of its own people"),
        pytest.param("early-help", "eve", id="a service by its own people"),
        pytest.param("early-help", "cora", id="a service by those whom it is part of"),
        pytest.param("icb", "hal", id="a successor by its own people"),
        pytest.param("icb", "olga", id="a successor by those still filed under what it took over"),
        pytest.param("ccg", "hal", id="what ended by its successor"),
        pytest.param("together", "cora", id="the partnership by the council"),
        pytest.param("together", "hal", id="the partnership by health"),
        pytest.param("together", "pat", id="the partnership by the police"),
    ],
)
def test_a_challenge_is_answered_for(asking, agency_id, person):
    (challenge_id,) = asking.ask(agency_id)
    asking.act(answering.send_answer, challenge_id, by=person)
    assert asking.row(challenge_id).state == ChallengeState.ANSWERED


@pytest.mark.parametrize(
    ("agency_id", "person"),
    [
        pytest.param("council", "eve", id="an agency by a service that is part of it"),
        pytest.param("early-help", "pat", id="a service by a stranger"),
        pytest.param("together", "eve", id="the partnership by who is no statutory partner"),
        pytest.param("charity", "cora", id="a charity by the council"),
    ],
)
def test_a_challenge_is_not_answered_for(asking, agency_id, person):
    (challenge_id,) = asking.ask(agency_id)
    assert refused(asking, NotFound, answering.send_answer, challenge_id, by=person)


@pytest.mark.parametrize(
    ("name", "stage"), [one for one in DONE if one[0] not in (answering.save_answer, answering.send_answer)]
)
def test_of_two_people_at_once_the_second_is_told_and_changes_nothing(asking, name, stage):
    challenge_id = asking.at(stage)
    seen = asking.row(challenge_id).version - 1
    assert "changed this challenge after you opened it" in refused(
        asking, ChangedMeanwhile, name, challenge_id, version=seen
    )


def test_who_comes_second_is_shown_what_the_first_did(asking):
    challenge_id = asking.at("answered")
    seen = asking.row(challenge_id).version
    asking.act(service.rate, challenge_id, by="lee", reason="No measure.")
    with pytest.raises(ChangedMeanwhile) as caught:
        asking.act(service.close, challenge_id, version=seen)
    assert caught.value.theirs == "Lee: answer rated. partly. No measure."


def test_who_comes_second_on_a_draft_is_shown_how_it_is_worded_now(asking):
    challenge_id = asking.draft()
    seen = asking.row(challenge_id).version
    asking.act(drafting.change_draft, challenge_id, by="lee", question="So what?")
    with pytest.raises(ChangedMeanwhile) as caught:
        asking.act(drafting.raise_draft, challenge_id, version=seen)
    assert caught.value.theirs == "So what?"


def test_a_draft_of_an_answer_does_not_put_the_asker_out_of_step(asking):
    challenge_id = asking.at("raised")
    seen = asking.row(challenge_id).version
    asking.act(answering.save_answer, challenge_id)
    asking.act(service.escalate, challenge_id, version=seen)
    assert asking.row(challenge_id).state == ChallengeState.ESCALATED


FIELDS = [  # act, stage, field, most characters
    (drafting.change_draft, "draft", "question", 1000),
    (drafting.raise_draft, "draft", "question", 1000),
    (drafting.raise_draft, "draft", "would_answer", 1000),
    (service.reply, "asked back", "words", 1000),
    (service.rate, "answered", "reason", 1000),
    (service.challenge_further, "answered", "words", 1000),
    (service.escalate, "raised", "to", 200),
    (service.escalate, "raised", "why", 1000),
    (service.withdraw, "raised", "reason", 1000),
    (service.close, "answered", "reason", 1000),
    (service.recheck, "closed", "found", 1000),
    (answering.ask_back, "raised", "words", 1000),
]


@pytest.mark.parametrize("text", ["", "  \n ", UNSEEN])
@pytest.mark.parametrize(("name", "stage", "field", "_most"), FIELDS)
def test_a_text_that_says_nothing_is_refused(asking, name, stage, field, _most, text):
    said = refused(asking, TextRefused, name, asking.at(stage), **{field: text})
    assert said.startswith("Write ")


@pytest.mark.parametrize(
    ("name", "stage", "field", "most"),
    [
        *FIELDS,
        (drafting.change_draft, "draft", "would_answer", 1000),
        (service.challenge_further, "answered", "would_answer", 1000),
        (service.close, "answered", "why_assured", 1000),
    ],
)
def test_a_text_that_is_too_long_is_refused_and_its_length_told(asking, name, stage, field, most):
    said = refused(asking, TextRefused, name, asking.at(stage), **{field: "x" * (most + 1)})
    assert f"under {most:,} characters. Yours has {most + 1:,}." in said


@pytest.mark.parametrize("name", [answering.save_answer, answering.send_answer])
@pytest.mark.parametrize("box", ["did", "changed", "known", "next_step", "next_owner"])
def test_a_box_that_is_too_long_is_refused(asking, name, box):
    said = refused(asking, TextRefused, name, asking.at("raised"), boxes=boxes_with(**{box: "x" * 1501}))
    assert "characters. Yours has 1,501." in said


@pytest.mark.parametrize("box", ["did", "changed", "known", "next_step", "next_owner"])
@pytest.mark.parametrize("text", ["", "   ", UNSEEN])
def test_an_answer_is_not_sent_with_a_box_that_says_nothing(asking, box, text):
    said = refused(
        asking, ChallengeRefused, answering.send_answer, asking.at("raised"), boxes=boxes_with(**{box: text})
    )
    assert said.startswith("Fill in: ")


def test_an_answer_is_not_sent_without_a_date_for_what_is_next(asking):
    said = refused(asking, ChallengeRefused, answering.send_answer, asking.at("raised"), boxes=boxes_with(next_by=None))
    assert "by when" in said


@pytest.mark.parametrize("name", [answering.save_answer, answering.send_answer])
@pytest.mark.parametrize(
    ("reference", "named"),
    [
        (Reference("", "Council", "2026", "Team drive"), "title"),
        (Reference("Audit", "Council", "2026", ""), "held"),
        (Reference("Audit", "Council", "2026", "", "javascript:alert(1)"), "https://"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(asking, name, reference, named):
    assert named in refused(asking, UpdateRefused, name, asking.at("raised"), evidence=[reference])


def test_what_nobody_can_see_is_not_kept(asking):
    challenge_id = asking.at("raised")
    asking.act(service.withdraw, challenge_id, reason="Asked\u202e else\x00where.\x1b")
    assert asking.events(challenge_id)[-1].words == "Asked elsewhere."


@pytest.mark.parametrize(
    ("name", "stage", "field"),
    [
        (drafting.raise_draft, "draft", "due_on"),
        (service.challenge_further, "answered", "due_on"),
        (service.reply, "asked back", "due_on"),
    ],
)
@pytest.mark.parametrize("day", [TODAY, days_on(-1), days_on(367)])
def test_a_due_date_that_is_past_or_far_off_is_refused(asking, name, stage, field, day):
    assert refused(asking, ChallengeRefused, name, asking.at(stage), **{field: day}).startswith("Choose a due date")


@pytest.mark.parametrize("day", [TODAY, days_on(-1), days_on(367)])
def test_a_reopened_challenge_needs_a_due_date_ahead(asking, day):
    said = refused(asking, ChallengeRefused, service.recheck, asking.at("closed"), held=False, due_on=day)
    assert said.startswith("Choose a due date")


@pytest.mark.parametrize("day", [TODAY, days_on(-1)])
def test_a_recheck_lies_ahead(asking, day):
    said = refused(asking, ChallengeRefused, service.close, asking.at("answered"), recheck_on=day)
    assert said == "Choose a day after today to look again."


@pytest.mark.parametrize(
    ("until", "said"), [(None, "Choose the day"), (TODAY, "after today"), (days_on(367), "a year")]
)
def test_a_wish_for_time_names_a_day_ahead(asking, until, said):
    challenge_id = asking.at("raised")
    assert said in refused(
        asking, ChallengeRefused, answering.ask_back, challenge_id, asked=AskedBack.TIME, until=until
    )


@pytest.mark.parametrize(("agency_id", "said"), [("", "which agency"), ("nobody", "not known")])
def test_who_says_not_ours_names_an_agency_that_is_known(asking, agency_id, said):
    challenge_id = asking.at("raised")
    details = {"asked": AskedBack.NOT_OURS, "agency_id": agency_id}
    assert said in refused(asking, ChallengeRefused, answering.ask_back, challenge_id, **details)


@pytest.mark.parametrize("name", [drafting.change_draft, drafting.raise_draft])
def test_an_agency_that_is_not_known_is_refused(asking, name):
    said = refused(asking, ChallengeRefused, name, asking.draft(), agency_ids=["council", "nobody"])
    assert said == "That agency is not known."


def test_a_draft_is_not_raised_to_nobody(asking):
    assert (
        refused(asking, ChallengeRefused, drafting.raise_draft, asking.draft(), agency_ids=[]) == "Choose whom to ask."
    )


def test_a_challenge_is_not_passed_on_to_an_agency_that_is_not_known(asking):
    (challenge_id,) = asking.ask()
    asking.act(answering.ask_back, challenge_id, asked=AskedBack.NOT_OURS, agency_id="police")
    assert (
        refused(asking, ChallengeRefused, service.reply, challenge_id, agency_id="nobody")
        == "That agency is not known."
    )


def test_below_practice_nothing_is_closed_as_assured_without_a_written_reason(asking):
    details = {"how_far": HowFar.OUTPUT, "assurance": Assurance.ASSURED}
    assert "below Practice" in refused(asking, ChallengeRefused, service.close, asking.at("answered"), **details)


def test_nothing_is_closed_unjudged(asking):
    challenge_id = asking.at("answered")
    assert refused(asking, ChallengeRefused, service.close, challenge_id, assurance=Assurance.NOT_YET)


@pytest.mark.parametrize("make", ["draft", "ask"])
@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"question": ""}, TextRefused),
        ({"question": UNSEEN}, TextRefused),
        ({"question": "x" * 1001}, TextRefused),
        ({"would_answer": "x" * 1001}, TextRefused),
        ({"agency_ids": ["nobody"]}, ChallengeRefused),
        ({"report_id": "tiny-2020-21", "source_kind": "claim", "source_id": "claim-9"}, NotFound),
        ({"report_id": "tiny-2020-21", "source_kind": "claim", "source_id": ""}, NotFound),
        ({"report_id": "tiny-2020-21", "source_kind": "rumour", "source_id": "claim-1.1-01"}, NotFound),
        ({"report_id": "no-report", "source_kind": "claim", "source_id": "claim-1.1-01"}, NotFound),
    ],
)
def test_a_new_question_that_cannot_be_asked_leaves_nothing_behind(asking, make, details, error):
    before = asking.everything()
    with pytest.raises(error):
        getattr(asking, make)(**details)
    assert asking.everything() == before


@pytest.mark.parametrize("details", [{"would_answer": " "}, {"agency_ids": []}, {"due_on": TODAY}])
def test_a_new_question_that_is_not_whole_is_not_raised(asking, details):
    before = asking.everything()
    with pytest.raises(CscpError):
        asking.ask(**details)
    assert asking.everything() == before


def test_a_question_is_somebodys_own(asking):
    dee = asking.people["dee"]
    nobody = type(dee)(account_id=None, username="system", name="", role=dee.role)
    with pytest.raises(NotAllowed, match="sign in"), asking.store.writing() as session:
        drafting.make_draft(session, nobody, **WORDED)
